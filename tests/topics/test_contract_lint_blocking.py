"""No contract is made while the linter has an error that legal has not waived (F.4): the pure question, the result, the paper."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.topics.builders import TODAY, dealer, network, staff
from tests.topics.contract_workspace import base, clause, contract, outline_workspace, template
from tests.topics.test_contract_checks_lint import FLOOR, PRICED, digest_of_finding, waiver
from tests.topics.test_contract_outputs import KINDS, POLICY
from toolkit.network.load import load
from toolkit.network.results import Results
from toolkit.network.view import Views
from toolkit.plan.artifact import BlockedJob
from toolkit.sources.tree import MemoryTree
from toolkit.topics.contract.outputs.papers import papers
from toolkit.topics.contract.rules.lint import LintStanding, blocking
from toolkit.topics.contract.rules.lint.standing import derive
from toolkit.topics.topic import Now

NUMBER, OTHER = "QY-JX-2025-0001", "QY-JX-2025-0002"
ENGLISH_FLOOR = clause("extra", "1. Party B must not sell below the recommended retail price.", "", "en")


def held(*files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Rule and target of what keeps the contract from being made; the derived result must count the same."""
    whole = {**base(), **contract()}
    for more in files:
        whole |= more
    records = network(whole)
    found = [(row.rule.id, row.target) for row in blocking(records, NUMBER, TODAY)]
    standing = {row.subject: row for row in derive(records, TODAY) if isinstance(row, LintStanding)}
    assert standing[NUMBER].errors == len(found)
    assert bool(standing[NUMBER].first) is bool(found)
    return found


def test_nothing_holds_a_right_contract() -> None:
    """Warnings hold nothing; a number that nobody knows has nothing against it."""
    assert held() == []
    assert held(contract("special: [最终解释权归甲方]\n")) == []
    assert blocking(network(base()), "QY-JX-2025-0099", TODAY) == ()


def test_its_own_texts_hold_it() -> None:
    """An error in a special term stops this contract, not another."""
    assert held(PRICED) == [("resale-price", NUMBER)]
    assert held(contract(f"special: [{FLOOR}]\n", number=2)) == []


@pytest.mark.parametrize(
    ("articles", "language", "held_by"),
    [
        (("price", "extra"), "zh", ["extra@2026-1/zh"]),
        (("price",), "zh", []),
        (("price", "extra"), "zh_en", ["extra@2026-1/zh", "extra@2026-1/en"]),
    ],
)
def test_the_clauses_of_its_template_hold_it(articles: tuple[str, ...], language: str, held_by: list[str]) -> None:
    """A clause that its template lists stops it, in the languages of the contract; one that no contract uses stops none."""
    files = {**clause("extra", f"1. {FLOOR}。"), **ENGLISH_FLOOR, **template("", articles)}
    assert held(files, contract(f"language: {language}\n")) == [("resale-price", name) for name in held_by]


def test_a_waiver_that_holds_lets_it_through() -> None:
    """By legal, for these words, with a legal opinion; else it stays."""
    assert held(PRICED, waiver(digest_of_finding())) == []
    assert held(PRICED, waiver(digest_of_finding(), legal_note="none")) == [("resale-price", NUMBER)]
    assert held(PRICED, waiver(digest_of_finding()), staff("id: S-2025-0001, roles: [SA]\n")) == [
        ("resale-price", NUMBER)
    ]


def made(*files: Mapping[str, str]) -> dict[str, str]:
    """Number of every contract whose paper is planned, and the code that blocks it or an empty text."""
    two = (contract("template: dist-zh-2026@2026-1"), dealer("", 2), contract("template: dist-zh-2026@2026-1", 2, 2))
    loaded = load(MemoryTree(outline_workspace(*two, POLICY, *files)), KINDS, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == []
    views = Views(loaded.network, Results(derive(loaded.network, TODAY)))
    jobs = {a.path[-19:-4]: a.job for a in papers(views, Now(TODAY, lambda paths: "stamp"))}
    return {number: job.problem.code if isinstance(job, BlockedJob) else "" for number, job in jobs.items()}


def test_its_paper_is_not_made_and_says_why() -> None:
    """CTR903 stands in the paper's place; the papers of other contracts are made, unless a clause of all holds them."""
    assert made() == {NUMBER: "", OTHER: ""}
    assert made(contract(f"template: dist-zh-2026@2026-1\nspecial: [{FLOOR}]\n")) == {NUMBER: "CTR903", OTHER: ""}
    path = "content/clauses/rebate/2026-1/zh.md"
    faulty = {path: outline_workspace()[path].replace("1. 条款。", f"1. {FLOOR}。")}
    assert made(faulty) == {NUMBER: "CTR903", OTHER: "CTR903"}
