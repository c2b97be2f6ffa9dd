"""Playbooks bound to policies: values and tables come from the policy in force, and a placeholder that shows nothing is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.topics.builders import filled
from toolkit.kernel.text import Locale
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.render.blocks import html_of
from toolkit.sources.tree import MemoryTree
from toolkit.topics.handbook.checks import bindings
from toolkit.topics.handbook.records import KINDS as HANDBOOK
from toolkit.topics.handbook.records import Page
from toolkit.topics.handbook.rules.binding import Known, bound, policies_in_force
from toolkit.topics.support.records import KINDS as SUPPORT

TODAY = date(2026, 10, 20)
PAGES = {"policy": "policies", "record": "reference", "check": "checks"}
SLA = "content/policies/support/sla/{}.yaml"
SHIPPED = (Path(__file__).parents[2] / "content/policies/support/sla/2025-1.yaml").read_text("utf-8")
HEAD = {"id": "sla", "version": '"2026-1"', "name": "{zh: 工单时限, en: Ticket times}", "effective_from": '"2026-01-01"', "applies_by": "opened_at"}  # fmt: skip
REST = SHIPPED[SHIPPED.index("\ncells:") + 1 :]


def policy(text: str = "", version: str = "2026-1") -> dict[str, str]:
    """A ticket policy with the shipped times; `text` changes its head."""
    return {SLA.format(version): filled(text, HEAD) + REST}


def network(body: str, files: Mapping[str, str] | None = None) -> Network:
    front = "---\ntitle: 题\npurpose: 目的。\nowner: CO\napprover: GM\n---\n"
    page = {"content/handbook/zh/start/a.md": front + body}
    loaded = load(
        MemoryTree({**page, **(policy() if files is None else files)}), Kinds((*HANDBOOK, *SUPPORT)), whole=False
    )
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == []
    return loaded.network


def shown(body: str, locale: Locale = "zh", files: Mapping[str, str] | None = None) -> str:
    held = network(body, files)
    (page,) = held.all(Page)
    policies = policies_in_force(held, held.kinds, TODAY)
    known = Known(policies, held.kinds)
    return html_of(bound(page.body.blocks, known, locale, lambda form, name: f"../{PAGES[form]}/{name}.html"))


def told(body: str, files: Mapping[str, str] | None = None) -> list[tuple[int, int, str]]:
    problems = bindings(network(body, files), Results(), TODAY)
    return [(p.origin.line, p.origin.column, p.hint.zh and p.message.zh) for p in problems]


def test_a_policy_is_named_with_a_link() -> None:
    """By its name in the reader's language, to its page."""
    assert shown("见{{policy:sla}}。\n").startswith('<p>见<a href="../policies/sla.html">《')
    assert "《" not in shown("see {{policy:sla}}\n", "en")


def test_a_value_follows_the_policy() -> None:
    """The page says what the file says, and changes with it."""
    body = "不超过{{rule:sla.name}}。\n"
    assert "改过的名称" in shown(body, files=policy("name: {zh: 改过的名称, en: Changed}\n"))
    assert "Changed" in shown(body, "en", policy("name: {zh: 改过的名称, en: Changed}\n"))


def test_the_version_in_force_is_shown() -> None:
    """Not the one that ended, nor the one to come."""
    files = {
        **policy('version: "2025-1"\nname: 旧\neffective_from: "2025-01-01"\neffective_to: "2026-09-30"\n', "2025-1"),
        **policy('version: "2026-1"\nname: 今\neffective_from: "2026-10-01"\neffective_to: "2026-12-31"\n', "2026-1"),
        **policy('version: "2027-1"\nname: 明\neffective_from: "2027-01-01"\n', "2027-1"),
    }
    assert shown("{{rule:sla.name}}\n", files=files) == "<p>今</p>"


def test_a_list_is_a_table() -> None:
    """Alone in its paragraph, with the columns asked for."""
    page = shown("{{table:sla.cells:category,priority}}\n")
    assert page.startswith("<table><thead><tr><th>")
    assert page.count("<th>") == 2
    assert "logistics" not in page  # the words of the vocabulary, not its codes


@pytest.mark.parametrize(
    ("body", "line", "column", "word"),
    [
        ("甲{{rule:sla.nam}}\n", 7, 2, "name"),
        ("{{rule:slaa.name}}\n", 7, 1, "sla"),
        ("{{value:sla.name}}\n", 7, 1, "rule:"),
        ("一句\n\n{{rule:sla}}\n", 9, 1, "一个值"),
        ("{{table:sla.name}}\n", 7, 1, "列表"),
        ("{{table:sla.cells:categori}}\n", 7, 1, "category"),
        ("见{{table:sla.cells}}表\n", 7, 2, "独占一段"),
        ("见{{grid:sla.cells:category,priority,reply}}表\n", 7, 2, "独占一段"),
        ("{{grid:sla.cells:category,priority}}\n", 7, 1, "三个字段"),
        ("{{grid:sla.cells:category,priority,replies}}\n", 7, 1, "reply"),
        ("{{table:sla.cells.each.reply}}\n", 7, 1, "列表"),
        ("见{{record:pages}}\n", 7, 2, "page"),
        ("见{{check:HBK-1}}\n", 7, 2, "代码"),
    ],
)
def test_a_placeholder_that_shows_nothing_is_told(body: str, line: int, column: int, word: str) -> None:
    """At its own place, with what was meant; the page shows it as written."""
    ((at_line, at_column, words),) = told(body)
    assert (at_line, at_column) == (line, column)
    assert word in words
    assert "{{" in shown(body)


def test_two_keys_make_a_grid() -> None:
    """A row for each value of the first, a column for each of the second; a pair that is not there is a dash."""
    page = shown("{{grid:sla.cells:category,priority,resolve}}\n")
    assert page.count("<tr>") == 7
    assert page.startswith("<table><thead><tr><th>类别</th><th>P1 紧急</th><th>P2 一般</th><th>P3 较缓</th></tr>")
    assert "<td>24小时（全天候）</td>" in page
    assert "<td>–</td>" in page


def test_kinds_and_checks_are_links() -> None:
    """To the page of the kind of record, by its name, and to that of the check, by its code."""
    assert '<a href="../reference/page.html">手册页面</a>' in shown("见{{record:page}}\n")
    assert '<a href="../checks/HBK113.html">HBK113</a>' in shown("见{{check:HBK113}}\n")


def test_what_leads_somewhere_is_not_told() -> None:
    """All the forms."""
    body = "{{rule:sla.name}} {{policy:sla}} {{record:page}} {{check:HBK113}}\n\n{{table:sla.cells}}\n"
    assert told(body + "\n{{grid:sla.cells:category,priority,reply}}\n") == []
