"""A workspace whose every free text tries to be a template: on every page and paper it is shown as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from toolkit import pipeline
from toolkit.network.fields import Bilingual, Line, RefTo
from toolkit.network.kinds import Kind
from toolkit.network.record import Value
from toolkit.plan.artifact import Artifact, PageJob, PdfJob
from toolkit.render.html import Finisher, Templates
from toolkit.render.paper import Paper
from toolkit.sources.document import Data
from toolkit.sources.tree import MemoryTree, WorkingTree
from toolkit.sources.yaml_text import read_yaml
from toolkit.topics.catalogue import KINDS, TOPICS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"

TRAP = '{{ 7*7 }}{% for i in range(9) %}<b>"'
SPRUNG = re.compile(r'\{\{ 7\*7 \}\}\{% for i in range\(9\) %\}&lt;b&gt;(?:&#34;|&quot;|")\Z')
KEPT_KINDS = ("workspace", "division", "successor", "contract-template", "article", "evaluation-policy")
"""Settings and lists that the trap would make meaningless rather than dangerous."""
SEALED_KINDS = ("signed-text", "standard-text")
"""Left out, so that every paper is made of trapped records: a sealed text that somebody edited is not printed at all."""


class Trapper:
    """Sets a numbered trap before every free text of a record's data."""

    def __init__(self) -> None:
        self.count = 0

    def record(self, kind: Kind, data: Data) -> Data:
        """The data of a file, every free text in it trapped but those that name the record."""
        if isinstance(data, dict) and kind.items:
            rows = data[kind.items]
            return {kind.items: tuple(self.value(kind.model, row, kind) for row in rows)}
        return self.value(kind.model, data, kind)

    def value(self, model: type[Value], data: Data, kind: Kind | None = None) -> Data:
        """The data of a group of fields."""
        if not isinstance(data, dict):
            return data
        kept = {*model.KEY, *(kind.identity_fields if kind else ()), *(kind.pattern.groupindex if kind else ())}
        by_key = {info.alias or name: info for name, info in model.model_fields.items() if name not in kept}
        return {
            key: self.field(_annotation(by_key[key]), held) if key in by_key else held for key, held in data.items()
        }

    def field(self, annotation: Any, held: Data) -> Data:
        """The data of one field, by its type."""
        if isinstance(annotation, type) and issubclass(annotation, Value):
            return self.value(annotation, held)
        if annotation in (Line, Bilingual):
            return self.trapped(held)
        inside = [part for part in getattr(annotation, "__args__", ()) if part is not type(None)]
        if isinstance(held, tuple):
            return tuple(self.field(inside[0], item) for item in held) if inside else held
        origin = getattr(annotation, "__origin__", None)
        if origin is dict and isinstance(held, dict):
            return {key: self.field(inside[1], item) for key, item in held.items()}
        return self.field(inside[0], held) if len(inside) == 1 and not getattr(annotation, "__metadata__", ()) else held

    def trapped(self, held: Data) -> Data:
        """A text, or a text in two languages, behind a trap of its own number."""
        if isinstance(held, dict):
            return {key: self.trapped(item) for key, item in held.items()}
        self.count += 1
        return f"{TRAP}N{self.count:05d}N{held}"


def _annotation(info: Any) -> Any:
    plain: Any
    for plain in (Line, Bilingual):
        if info.metadata and info.metadata == list(plain.__metadata__) and info.annotation == plain.__origin__:
            return plain
    return None if any(isinstance(meta, RefTo) for meta in info.metadata) else info.annotation


ASKED_FOR = ("templates/review/", "templates/contract/redline.html")
"""What no plan makes: a review and a redline are made of two networks, and have tests of their own with hostile changes."""


@cache
def trapped_files() -> dict[str, str | bytes]:
    """The sample, every free text of its records behind a trap."""
    tree = WorkingTree(ROOT)
    trapper = Trapper()
    files: dict[str, str | bytes] = {}
    for folder in ("content", "dealers", "private.sample"):
        for path in tree.list(folder).files:
            files[path] = data = tree.read(path)
            found = KINDS.for_path(path)
            if found is not None and found[0].name in SEALED_KINDS:
                del files[path]
                continue
            if found is None or found[0].form != "yaml" or found[0].name in KEPT_KINDS:
                continue
            document, _ = read_yaml(path, data)
            assert document is not None, path
            files[path] = yaml.safe_dump(
                _plain(trapper.record(found[0], document.data)), allow_unicode=True, default_style='"'
            )
    assert trapper.count > 500
    return files


def _plain(data: Data) -> Any:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(item) for item in data] if isinstance(data, tuple) else data


class Watched(MemoryTree):
    """A tree that remembers which files were read."""

    read_paths: set[str]

    def read(self, path: str) -> bytes:
        """Returns a file's bytes and remembers its path."""
        data = super().read(path)
        self.__dict__.setdefault("read_paths", set()).add(path)
        return data


@cache
def trapped_outputs() -> tuple[dict[str, str], frozenset[str]]:
    """All pages and parts of papers that are made of the trapped sample, and the templates that were read for them."""
    tree = MemoryTree(trapped_files())
    network, problems = pipeline.read(tree)
    judged = pipeline.judge(network, problems, pipeline.day_of(network, None))
    shipped = Watched(
        {f"templates/{p.relative_to(TEMPLATES)}": p.read_bytes() for p in TEMPLATES.rglob("*") if p.is_file()}
    )
    templates = Templates((shipped,))
    sections = {section for topic in TOPICS for section in topic.sections} | {"site", "reports"}
    artifacts, _ = pipeline.make(judged, sections, "test", lambda name: templates.text(name).encode())
    finisher = Finisher(templates)
    outputs: dict[str, str] = {}
    for artifact in artifacts:
        if isinstance(
            artifact.job, PageJob | PdfJob
        ):  # the other formats take no template, and have tests of their own
            outputs |= dict(_texts(artifact, finisher.finish(artifact.job)))
    return outputs, frozenset(shipped.read_paths)


def _texts(artifact: Artifact, finished: bytes | Paper) -> Iterator[tuple[str, str]]:
    if isinstance(finished, Paper):
        for number, part in enumerate(finished.parts):
            yield f"{artifact.path}#{number}", part
    elif artifact.path.endswith(".html"):
        yield artifact.path, finished.decode()


def sprung(html: str) -> list[str]:
    """The traps in a page that are not shown exactly as they were written, escaped."""
    wrong = [
        html[place.start() - 40 : place.end()]
        for place in re.finditer(r"N\d{5}N", html)
        if not SPRUNG.search(html[: place.start()][-200:])
    ]
    return wrong + re.findall(r"<b>", html)


def test_no_data_run_in_any_page_or_paper() -> None:
    """J01, J02: each free text of the sample, shown on any page or paper, is there as it was written, escaped, once."""
    outputs, _ = trapped_outputs()
    shown = {number for html in outputs.values() for number in re.findall(r"N\d{5}N", html)}
    assert {path: wrong for path, html in outputs.items() if (wrong := sprung(html))} == {}
    assert len(shown) > 300
    assert any(path.startswith("contracts/") for path, html in outputs.items() if TRAP[:9] in html)


def test_every_template_took_part() -> None:
    """The test above speaks for each template that is shipped."""
    _, read = trapped_outputs()
    pages = {f"templates/{path.relative_to(TEMPLATES)}" for path in TEMPLATES.rglob("*.html")}
    assert {page for page in pages - read if not page.startswith(ASKED_FOR)} == set()


def test_a_sprung_trap_is_seen() -> None:
    """The guard above can fail: rendered twice, escaped twice, not escaped or cut, a trap is told."""
    right = "{{ 7*7 }}{% for i in range(9) %}&lt;b&gt;&#34;N00001N杭州"
    assert sprung(f"<p>{right}</p>") == []
    for wrong in (
        right.replace("{{ 7*7 }}", "49"),
        right.replace("&lt;", "&amp;lt;"),
        right.replace("&lt;b&gt;", "<b>"),
        right.replace("{% for i in range(9) %}", ""),
    ):
        assert sprung(f"<p>{wrong}</p>") != [], wrong
