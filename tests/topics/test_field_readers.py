"""No field is kept for nothing: what a record says is weighed by the program or read by people on a page."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from tests.sample import AS_OF, ROOT, judged
from tests.topics.field_readers import Readers, attributes_read, templates_of, texts_of, unread
from toolkit import pipeline
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind, Kinds
from toolkit.network.record import Value
from toolkit.network.view import Views
from toolkit.render.html import Finisher
from toolkit.site.frame import ROOT as SITE
from toolkit.site.pages import book
from toolkit.site.recorded import recorded, shown_kinds
from toolkit.sources.tree import WorkingTree
from toolkit.topics.catalogue import KINDS
from toolkit.topics.topic import Now

ALLOWED = {
    "toolkit.topics.onboarding.records.onboarding.Onboarding.draft": "the loader reads the key itself and sets the record aside (network/file_records)",
    "toolkit.topics.segment.records.survey.Themes.logistics": "themes are read by the names of their vocabulary, whose codes are these",
    "toolkit.topics.segment.records.survey.Themes.respect": "themes are read by the names of their vocabulary, whose codes are these",
}
"""Fields that have a reader which no type tells of, each with it."""
PLANTED = """\
from __future__ import annotations

from toolkit.network.fields import Bilingual, Count, Day, Line
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field
from toolkit.kernel.text import Text


class Row(Value):
    KEY = ("name",)
    name: Line = field("名", "Name")
    days: Count = field("天", "Days")
    note: Bilingual = field("注", "Note")


class Other(Value):
    days: Count = field("天", "Days")


class Thing(Record):
    id: Line = field("编号", "Id")
    rows: tuple[Row, ...] = field("行", "Rows")
    other: Other = field("另", "Other")
    shown_on: Day = field("日", "Day")
    found_on: Day = field("日", "Day")


KIND = Kind("thing", Text("物", "things"), Thing, "content/things/{id}.yaml")


def total(thing: Thing) -> int:
    return sum(row.days for row in thing.rows) + thing.shown_on.year
"""


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where mypy keeps what it knows between the two runs."""
    return tmp_path_factory.mktemp("mypy")


@pytest.mark.slow
def test_every_field_has_a_reader(tmp_path: Path, cached: Path) -> None:
    """Each field of each record and policy is read: amounts, days and codes by the program, texts on a page at least."""
    attributes = attributes_read("toolkit", ROOT, tmp_path / "attributes.txt", cached)
    readers = Readers(attributes, texts_of(ROOT / "toolkit"), templates_of(ROOT / "templates"))
    assert set(unread(KINDS.all, readers)) == set(ALLOWED)


@pytest.mark.slow
def test_a_planted_field_is_seen(tmp_path: Path, cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard can fail: a number of one class is not read because another class has one of that name; a day is not read by its label."""
    (tmp_path / "planted").mkdir()
    (tmp_path / "planted/__init__.py").write_text(PLANTED, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    kind: Kind = __import__("planted").KIND
    attributes = attributes_read("planted", tmp_path, tmp_path / "attributes.txt", cached)
    found = unread((kind,), Readers(attributes, {}, {}))
    assert found == ("planted.Other.days", "planted.Thing.found_on")


def test_the_pages_of_what_is_on_record_show_every_text() -> None:
    """Each text that people wrote in a record of the sample stands on the page of what is on record of its dealer or its kind."""
    found = judged()
    pages = shown_pages()
    kinds = {kind.name for kind in shown_kinds(KINDS.all) if kind.form != "csv"}
    missing = []
    for entry in found.network.entries():
        if entry.kind.name in kinds:
            dealer = entry.id if entry.kind.name == "dealer" else str(vars(entry.record).get("dealer", ""))
            page = pages[f"{SITE}/zh/records/{dealer or entry.kind.name}.html"]
            missing += [
                f"{entry.id}: {text[:40]}" for text in texts(entry.record) if " ".join(text.split()) not in page
            ]
    assert missing == []


def shown_pages() -> dict[str, str]:
    """The Chinese pages of what is on record, as their text."""
    found = judged()
    views = Views(found.network, found.results)
    the = book(views.internal, Now(AS_OF, lambda paths: "test"), "zh")
    finish = Finisher(pipeline.templates_of(WorkingTree(ROOT))).finish
    made = {artifact.path: finish(artifact.job) for artifact in recorded(the)}
    return {path: " ".join(unescape(data.decode()).split()) for path, data in made.items() if isinstance(data, bytes)}


def texts(held: object) -> list[str]:
    """The texts in both languages inside a value: what people wrote, not codes and names."""
    if isinstance(held, Text):
        return [held.zh]
    if isinstance(held, Value):
        return [text for inner in vars(held).values() for text in texts(inner)]
    if isinstance(held, tuple):
        return [text for inner in held for text in texts(inner)]
    return [text for inner in held.values() for text in texts(inner)] if isinstance(held, dict) else []


def test_people_and_signed_texts_stand_elsewhere() -> None:
    """What the pages leave out is left out on purpose: people, prose, policies and signed texts have places of their own."""
    left = {kind.name for kind in KINDS.all} - {kind.name for kind in shown_kinds(KINDS.all)}
    assert {"contact", "signed-text", "standard-text", "page", "clause", "rebate-policy"} <= left
    assert {kind.name for kind in Kinds(shown_kinds(KINDS.all)).all} >= {"dealer", "contract", "conflict-case", "exit"}
