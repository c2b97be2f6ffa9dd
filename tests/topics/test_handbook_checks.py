"""Faults planted in a small handbook, and right pages that pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.topics.builders import TODAY
from toolkit.kernel.problem import Problem
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.results import Results
from toolkit.sources.document import text_digest
from toolkit.sources.tree import MemoryTree
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.handbook.checks import CHECKS, UNBOUND
from toolkit.topics.handbook.records import KINDS as HANDBOOK

PARTS = "content/handbook/parts.yaml"
CONTENTS = """\
parts:
  - id: start
    title: {zh: 开始, en: Start}
    pages: [first, second]
"""


def page(
    name: str, body: str = "## 一节\n\n文字。", locale: str = "zh", part: str = "start", of: str = ""
) -> dict[str, str]:
    """A page; the lines of its body begin at line 9, with `of` at line 10."""
    translated = f'translation_of: "{of}"\n' if of else ""
    front = f"title: {name}\npurpose: 样例\nowner: SA\napprover: GM\nmission: [M1]\ntopics: [market]\n{translated}"
    return {path(name, locale, part): f"---\n{front}---\n{body}\n"}


def path(name: str, locale: str = "zh", part: str = "start") -> str:
    return f"content/handbook/{locale}/{part}/{name}.md"


def translated(original: Mapping[str, str], body: str = "## Section\n\nWords.", part: str = "start") -> dict[str, str]:
    """The English edition of one page, up to date."""
    ((where, text),) = original.items()
    return page(Path(where).stem, body, "en", part, text_digest(text)[:16])


FIRST, SECOND = page("first"), page("second")
RIGHT = {PARTS: CONTENTS, **FIRST, **SECOND, **translated(FIRST), **translated(SECOND)}
START = 9


def found(files: Mapping[str, str]) -> tuple[Problem, ...]:
    loaded = load(MemoryTree(files), Kinds((*HANDBOOK, *DEALER)), whole=False)
    assert [problem.line("en") for problem in loaded.problems] == []
    return tuple(p for check in CHECKS for p in check.find(loaded.network, Results(), TODAY))


def told(*changes: Mapping[str, str], without: str = "") -> list[tuple[str, int, str]]:
    """File, line and code of each problem of the right handbook with some files changed."""
    files = dict(RIGHT)
    for more in changes:
        files |= more
    files = {name: text for name, text in files.items() if not without or without not in name}
    return sorted((p.origin.path.removeprefix("content/handbook/"), p.origin.line, p.code) for p in found(files))


def test_a_right_handbook_passes() -> None:
    """The handbook that the other tests spoil has no fault of its own."""
    assert told() == []


def test_every_code_is_planted() -> None:
    """Each problem that these checks may report is provoked by a test of this file; HBK-113 by those of the bindings."""
    known = {kind.code for check in CHECKS for kind in check.kinds} - {UNBOUND.code}
    assert set(re.findall(r'"(HBK\d{3})"', Path(__file__).read_text("utf-8"))) == known


def test_what_stops_a_build_and_what_only_warns() -> None:
    """Pages that are not found or not translated are warned of; what breaks a page or a link is an error."""
    found = {kind.code: kind.severity for check in CHECKS for kind in check.kinds}
    warnings = {"HBK102", "HBK107", "HBK108", "HBK110"}
    assert {code for code, severity in found.items() if severity == "warning"} == warnings
    assert {code for code, severity in found.items() if severity == "error"} == set(found) - warnings


def test_the_contents_name_pages_that_are_there() -> None:
    """A misspelling is told at its line, with what was meant; the page itself is then not listed."""
    spelt = CONTENTS.replace("[first, second]", "\n      - first\n      - secnd")
    assert told({PARTS: spelt}) == [("parts.yaml", 6, "HBK101"), ("zh/start/second.md", 2, "HBK102")]
    hint = next(p.hint for p in found({**RIGHT, PARTS: spelt}) if p.code == "HBK101")
    assert (hint.zh, hint.en) == ("是不是 second？", "did you mean second?")


def test_a_page_without_a_place() -> None:
    """A page that no part lists is told at its file; a handbook without contents is told once."""
    assert told({PARTS: CONTENTS.replace(", second", "")}) == [("zh/start/second.md", 2, "HBK102")]
    assert told(without="parts.yaml") == [("parts.yaml", 0, "HBK112")]


def test_a_page_lies_in_the_folder_of_its_part() -> None:
    """Told at the contents when they differ, and at the English page when only that lies elsewhere."""
    two = (
        CONTENTS.replace(", second]", "]")
        + "  - id: market\n    title: {zh: 市场, en: Market}\n    pages:\n      - second\n"
    )
    assert told({PARTS: two}) == [("parts.yaml", 8, "HBK103")]
    assert told(translated(SECOND, part="market"), without="en/start/second") == [("en/market/second.md", 2, "HBK103")]


def test_a_page_stands_once() -> None:
    """The second place of a page is told, in its own part or in another."""
    assert told({PARTS: CONTENTS.replace("[first, second]", "\n      - first\n      - second\n      - first")}) == [
        ("parts.yaml", 7, "HBK104")
    ]
    other = CONTENTS + "  - id: market\n    title: {zh: 市场, en: Market}\n    pages: [first]\n"
    assert told({PARTS: other}) == [("parts.yaml", 7, "HBK104")]


def linked(body: str) -> list[tuple[int, str]]:
    """Line of the body and code of what is told of the first page; its translation follows it."""
    first = page("first", body)
    rows = told(first, translated(first))
    assert {name for name, _, _ in rows} <= {"zh/start/first.md"}
    return [(line - START + 1, code) for _, line, code in rows]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[页](second.md)", []),
        ("[页](../start/second.md#一节)", []),
        ("[档案](../../../../dealers/D-2025-0001/profile.yaml)", [(1, "HBK105")]),
        ("[目录](../../parts.yaml)", []),
        ("[站外](https://example.com/x.md)、[邮件](mailto:a@example.com)、[电话](tel:110)", []),
        ("文字。\n\n[页](secnd.md)", [(3, "HBK105")]),
        ("[一](second.md)\n\n[二](second.mdx)", [(3, "HBK105")]),
        ("[一](second.mdx)\n\n[二](second.md)\n\n[三](second.m)", [(1, "HBK105"), (5, "HBK105")]),
        ("[外](/etc/passwd)\n\n[上](../../../../../x.md)", [(1, "HBK105"), (3, "HBK105")]),
        ("[节](#一节)\n\n## 一节", []),
        ("[节](#二节)\n\n## 一节", [(1, "HBK106")]),
        ("[节](second.md#二节)\n\n[节](second.md#一节)", [(1, "HBK106")]),
        ("[译](../../en/start/second.md)", [(1, "HBK109")]),
        ("[译](../../en/start/second.md#nothing)", [(1, "HBK109")]),
        ("![图](../../assets/map.png)", [(1, "HBK111")]),
        ("![图](second.md)", [(1, "HBK111")]),
    ],
)
def test_links_lead_somewhere(body: str, expected: list[tuple[int, str]]) -> None:
    """To a page, a heading or a record in the reader's language; outside is not looked at, and nothing is fetched."""
    assert linked(body) == expected


def test_a_link_to_a_record() -> None:
    """Records are files of the workspace as pages are."""
    profile = {"dealers/D-2025-0001/profile.yaml": 'name: 甲\nshort_name: 甲\nregion: "330106"\ntransitions: []\n'}
    body = "[档案](../../../../dealers/D-2025-0001/profile.yaml)"
    first = page("first", body)
    loaded = load(
        MemoryTree({**RIGHT, **first, **translated(first), **profile}), Kinds((*HANDBOOK, *DEALER)), whole=False
    )
    assert [p for check in CHECKS for p in check.find(loaded.network, Results(), TODAY)] == []


def test_where_a_link_stands() -> None:
    """The column is that of the target, and the nearest page or heading is offered."""
    first = page("first", "见[页](secnd.md)和[节](second.md#一)。")
    rows = found({**RIGHT, **first, **translated(first)})
    assert [(p.origin.column, p.hint.en) for p in rows] == [
        (6, "did you mean content/handbook/zh/start/second.md?"),
        (20, "did you mean #一节?"),
    ]


def test_links_of_translations() -> None:
    """An English page links to English pages; a Chinese one from there is told."""
    assert told(translated(FIRST, "[page](../../zh/start/second.md)\n\n[page](second.md)")) == [
        ("en/start/first.md", START + 1, "HBK109")
    ]


def test_pages_are_translated() -> None:
    """A page without an English edition is told at its file, an edition without an original at its own."""
    assert told(without="en/start/first") == [("zh/start/first.md", 2, "HBK107")]
    assert told(page("third", "Words.", "en", of="0" * 16)) == [("en/start/third.md", 2, "HBK110")]


def test_translations_keep_up() -> None:
    """A changed original makes its translation stale; the hint has the digest to write, which then passes."""
    changed = page("first", "## 一节\n\n新文字。")
    assert told(changed) == [("en/start/first.md", 8, "HBK108")]
    digest = text_digest(next(iter(changed.values())))[:16]
    stale = next(p for p in found({**RIGHT, **changed}) if p.code == "HBK108")
    assert stale.hint.en == f"mend the translation, then set translation_of to {digest}"
    assert told(changed, page("first", "Words.", "en", of=digest)) == []


def test_a_translation_that_names_no_original() -> None:
    """It cannot be known to keep up, and is told at its file."""
    assert told(page("first", "Words.", "en")) == [("en/start/first.md", 2, "HBK108")]
