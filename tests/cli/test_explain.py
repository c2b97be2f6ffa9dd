"""Every code that a run may show has a page that says what it means."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

import toolkit
from tests.cli.conftest import Build
from toolkit.cli import exits
from toolkit.cli.manual import every_kind, manual_page
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.topics.catalogue import TOPICS

TOOLKIT = Path(__file__).resolve().parents[2] / "toolkit"


def test_a_page(build: Build) -> None:
    """Code, severity, wording and hint, then the page of the manual; the case of the letters does not matter."""
    page = build("explain", "yml002").stdout
    assert page.startswith("YML002 · error\n")
    assert "→ keep one of them" in page
    assert "保留一个" in build("explain", "YML002", "--lang", "zh").stdout


def test_a_page_needs_no_workspace(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a code means can be asked anywhere."""
    monkeypatch.chdir(tmp_path)
    assert build("explain", "SRC001", "--root", str(tmp_path)).exit_code == exits.OK


def test_an_unknown_code_is_told_what_was_meant(build: Build) -> None:
    """The nearest code is offered."""
    result = build("explain", "YML99")
    assert result.exit_code == exits.USAGE
    assert "did you mean YML0" in result.stderr


def codes(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every code that a module below a folder writes out for a kind of problem, and where."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ProblemKind":
                yield from ((str(code.value), path) for code in node.args[:1] if isinstance(code, ast.Constant))


def listed(path: Path) -> bool:
    """Whether a module belongs to the engine, or to a topic of the catalogue that has checks."""
    parts = path.relative_to(TOOLKIT).parts
    return parts[0] != "topics" or parts[1] in {topic.name for topic in TOPICS if topic.checks}


def test_every_code_has_a_page() -> None:
    """No run shows a code that cannot be explained, and no two kinds of problem share one."""
    found = [(code, path) for code, path in codes(TOOLKIT) if listed(path)]
    assert {code: str(path) for code, path in found if code not in every_kind()} == {}
    assert len(found) == len({code for code, _ in found}) > 100


def kinds_of(module: ModuleType) -> Iterator[ProblemKind]:
    """Every kind of problem that a module holds, by itself, in a tuple or in a table, however it was made."""
    for held in vars(module).values():
        rows = held.values() if isinstance(held, dict) else held if isinstance(held, tuple) else (held,)
        yield from (row for row in rows if isinstance(row, ProblemKind))


def unknown(modules: Iterator[ModuleType]) -> dict[str, str]:
    """The kinds of problem that have no page, and the module that holds each."""
    pages = every_kind()
    held = ((kind, module.__name__) for module in modules for kind in kinds_of(module))
    return {kind.code: name for kind, name in held if kind.code not in pages or pages[kind.code][0] is not kind}


def test_every_kind_of_problem_is_in_the_manual() -> None:
    """Whatever a module may report has its page, made here or there, by the checks, the outputs or the engine."""
    names = [
        module.name for module in pkgutil.walk_packages(toolkit.__path__, "toolkit.") if "__main__" not in module.name
    ]
    topics = {topic.name for topic in TOPICS}
    listed_names = [name for name in names if not name.startswith("toolkit.topics.") or name.split(".")[2] in topics]
    assert unknown(map(importlib.import_module, listed_names)) == {}


def test_a_kind_without_a_page_is_seen() -> None:
    """The guard above can fail: one that no list names is found, in a tuple too."""
    stray = ProblemKind("ZZZ999", "error", Text("甲", "a"))
    modules: list[object] = [
        SimpleNamespace(__name__="alone", KIND=stray),
        SimpleNamespace(__name__="many", KINDS=(stray,)),
    ]
    assert [unknown(iter([module])) for module in modules] == [{"ZZZ999": "alone"}, {"ZZZ999": "many"}]  # type: ignore[list-item]


def test_every_page_says_something() -> None:
    """Each page has a wording in both languages, and each check a docstring that is its page."""
    for code, (kind, _) in every_kind().items():
        assert kind.message.zh, code
        assert kind.message.en, code
        assert bool(kind.hint.zh) == bool(kind.hint.en), code
        assert manual_page(code, "en").startswith(f"{code} · "), code
    undocumented = [
        check.find.__qualname__ for topic in TOPICS for check in topic.checks if not inspect.getdoc(check.find)
    ]
    assert undocumented == []
