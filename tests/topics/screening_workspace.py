"""Small workspaces of candidates and markets in memory, with the policies that are shipped, and their results derived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import dedent

from tests.topics.builders import TODAY, contract, dealer, filled, product_line, staff
from toolkit.kernel.problem import Problem
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.contract.records import KINDS as CONTRACT
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.market.records import KINDS as MARKET
from toolkit.topics.market.rules import derive as market_results
from toolkit.topics.screening.records import KINDS as SCREENING
from toolkit.topics.screening.rules import ScreeningResult
from toolkit.topics.screening.rules import derive as screening_results
from toolkit.topics.topic import Check

KINDS = Kinds((*COMPANY, *MARKET, *DEALER, *SCREENING, *CONTRACT))
CONTENT = Path(__file__).resolve().parents[2] / "content"
DEALER_1 = "D-2025-0001"
DIVISIONS = {
    "content/divisions/2025-12.csv": """\
code,parent,level,name,short,pinyin
330000,,province,浙江省,浙江,zhejiang
330100,330000,prefecture,杭州市,杭州,hangzhou
330106,330100,county,西湖区,西湖,xihu
330112,330100,county,临安区,临安,linan
330113,330100,county,临平区,临平,linping
330200,330000,prefecture,宁波市,宁波,ningbo
330203,330200,county,海曙区,海曙,haishu
"""
}
PEOPLE = staff("""
    id: S-2025-0001, roles: [SA]
    id: S-2025-0002, department: CO, roles: [CO]
    id: S-2025-0003, department: FI, roles: [FI]
    id: S-2025-0004, department: GM, roles: [GM]
    id: S-2025-0005, department: LG, roles: [LG]
    id: S-2025-0006, roles: [SA], until: "2026-01-31"
    """)
ITEMS = (
    "capital", "premises", "team", "years", "reputation", "outlets", "channels", "delivery", "convictions",
    "investment", "conflict", "complement",
)  # fmt: skip
C1 = (4, 3, 4, 5, 4, 3, 4, 4, 4, 3, 4, 5)
"""The means of the reference's test C-1."""
A, B, C = "S-2025-0001", "S-2025-0002", "S-2025-0003"
"""Assessors: sales, operations, finance."""
VISITED = "2026-06-01 lead, 2026-06-10 qualified, 2026-07-20 visited"
SCORED = VISITED + ", 2026-08-04 scored 77"
LICENCES = 'licences: [{type: business, number: "1"}]\n'
TALK = 'talks: [{date: "2026-07-01", team: [S-2025-0001], persons: [C-2025-0001]}]\n'


@cache
def shipped(*folders: str) -> Mapping[str, str]:
    """The policy files of the product below the folders, such as `market/research`."""
    files = (path for folder in folders for path in sorted((CONTENT / "policies" / folder).glob("*.yaml")))
    return {f"content/{path.relative_to(CONTENT).as_posix()}": path.read_text("utf-8") for path in files}


POLICIES = shipped("screening/gates", "screening/scorecard", "screening/pipeline")
MARKET_POLICIES = shipped("market/research", "market/priority")


def market(text: str = "", name: str = "hangzhou") -> dict[str, str]:
    """A market of Hangzhou; its lines stand in the test."""
    rest = {
        "name": "杭州",
        "regions": '["330100"]',
        "owner": "S-2025-0001",
        "as_of": '"2026-08-01"',
        "lines": "[]",
    }
    return {f"content/markets/{name}.yaml": filled(text, rest)}


def screening(text: str = "", number: int = 1) -> dict[str, str]:
    """The screening of a candidate D-2025-000N."""
    rest = {"source": "referral", "first_contact": '"2026-06-01"', "owner": "S-2025-0001"}
    return {f"dealers/D-2025-{number:04d}/screening.yaml": filled(text, rest)}


def candidate(states: str, text: str = "", number: int = 1) -> dict[str, str]:
    """A dealer with transitions, as `2026-06-01 lead, 2026-06-20 qualified`; a third word is a score."""
    rows = [row.split() for row in states.split(", ")]
    steps = ", ".join(
        f'{{date: "{row[0]}", to: {row[1]}' + (f', score: "{row[2]}"' if len(row) > 2 else "") + "}" for row in rows
    )
    return dealer(dedent(text) + f"\ntransitions: [{steps}]\n", number)


def card(assessor: str, day: str, scores: Iterable[int], bare: Iterable[str] = ()) -> str:
    """A scorecard with evidence for every score but those of `bare`, and a reason for the low ones."""
    rows = []
    for item, score in zip(ITEMS, scores, strict=True):
        proof = "" if item in bare else ", evidence: [{name: 材料}]"
        reason = ", reason: 事实" if score <= 2 else ""
        rows.append(f"      - {{item: {item}, score: {score}{proof}{reason}}}\n")
    return f'  - assessor: {assessor}\n    date: "{day}"\n    scores:\n' + "".join(rows)


def cards(*given: str) -> str:
    return "scorecards:\n" + "".join(given)


def gates(day: str = "2026-08-01", **other: str) -> str:
    """All ten gates passed with evidence, but those named with another flow mapping, or `none` to leave one out."""
    rows = []
    for number in range(1, 11):
        name = f"G{number:02d}"
        plain = f'{{gate: {name}, result: pass, checked_by: S-2025-0002, at: "{day}", evidence: [{{name: 材料}}]}}'
        if other.get(name) != "none":
            rows.append(f"  - {other.get(name, plain)}\n")
    return "gates:\n" + "".join(rows)


def credit_check(day: str = "2026-08-01", **other: str) -> str:
    """A credit check in which all is clear, but the registers named."""
    names = ("status", "dishonest", "enforced", "abnormal", "serious", "tax", "lawsuits", "bribery", "counterfeit")
    rows = ", ".join(f"{{registry: {name}, result: {other.get(name, 'clear')}}}" for name in names)
    return f'credit_checks: [{{date: "{day}", checked_by: S-2025-0002, findings: [{rows}]}}]\n'


def visit(text: str = "", number: int = 1, holder: int = 1) -> dict[str, str]:
    """A screening visit that lacks nothing."""
    rest = {
        "date": '"2026-07-20"',
        "place": "某路1号",
        "region": '"330106"',
        "purpose": "screen",
        "team": "[S-2025-0001, S-2025-0002]",
        "met": "[C-2025-0001]",
        "outlets": "[{name: 甲店, type: cvs, our_choice: true, text: 好}, {name: 乙店, type: cvs, our_choice: true, text: 好}, "
        "{name: 丙店, type: ka, our_choice: false, text: 好}]",
        "culture": "{facts: [守信], rating: 4}",
        "management": "{facts: [有目标], rating: 4}",
        "photos": "{count: 8, metadata_removed: true}",
        "reported_on": '"2026-07-23"',
        "reviewed_by": "S-2025-0002",
    }
    return {f"dealers/D-2025-{holder:04d}/visits/VS-2026-{number:04d}.yaml": filled(text, rest)}


def network(*files: Mapping[str, str]) -> Network:
    """The network of a few files, which may name records that are not there but must be right in themselves."""
    merged = {path: dedent(text).lstrip("\n") for part in files for path, text in part.items()}
    loaded = load(MemoryTree(merged), KINDS, whole=False)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    return loaded.network


def results(records: Network, as_of: date = TODAY) -> Results:
    """What the two chapters derive."""
    found = Results(market_results(records, Results(), as_of))
    return found.joined(screening_results(records, found, as_of))


def problems(checks: Iterable[Check], *files: Mapping[str, str], as_of: date = TODAY) -> tuple[Problem, ...]:
    """Every problem that the checks find in the files."""
    records = network(*files)
    derived = results(records, as_of)
    return tuple(problem for check in checks for problem in check.find(records, derived, as_of))


def found(checks: Iterable[Check], *files: Mapping[str, str], as_of: date = TODAY) -> list[str]:
    """The problems as `path:line severity[CODE]`, sorted."""
    rows = problems(checks, *files, as_of=as_of)
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def codes(checks: Iterable[Check], *files: Mapping[str, str], as_of: date = TODAY) -> list[tuple[str, str, str]]:
    """The problems as (code, severity, field), in the order in which they are found."""
    return [(p.code, p.severity, p.field) for p in problems(checks, *files, as_of=as_of)]


CHECKED = credit_check("2026-07-25")
CARDS = cards(card(A, "2026-08-03", C1), card(B, "2026-08-04", C1))
"""A credit check in order, and two cards of C-1, when the visit is of 20 July 2026."""


IDEAL_MARKET = market(
    dedent("""\
        lines:
          - line: ambient
            tax: excl
            estimates: []
            growth: "0.05"
            own_sales: "0"
            attainable_share: "0.05"
            attainable_basis: 同类
            in_house_share: "0"
            plan:
              dealers: 1
              grant: non_exclusive
              launch: 2027Q1
              first_order: "200000"
              outlets: 1000
              targets: [{year: 1, amount: "1200000"}]
              budget: "1"
              owner: S-2025-0001
              reason: 空白
            ideal_dealer:
              channels: [cvs]
              min_team: 5
              min_warehouse_m2: 400
              storage: ambient
              capital_multiple: "1.5"
              attitude: 好
              working: 算式
              approved_on: "2026-07-01"
              approved_by: S-2025-0004
        """)
)
SEEKS = "market: hangzhou\nlines: [ambient]\nchannels: [cvs]\n"


def claims(**figures: int) -> str:
    rows = ", ".join(f'{{what: {what}, value: "{value}"}}' for what, value in figures.items())
    return f"claims: [{rows}]\n"


def seen(**figures: int) -> str:
    rows = ", ".join(f'{{what: {what}, value: "{value}", how: 实测}}' for what, value in figures.items())
    return f"found: [{rows}]\n"


def judged(text: str, visits: str = "", states: str = VISITED, as_of: date = TODAY, more: str = "") -> ScreeningResult:
    return result_of(*workspace(text, visits, states, as_of, more)[1:])


def workspace(
    text: str, visits: str = "", states: str = VISITED, as_of: date = TODAY, more: str = ""
) -> tuple[Network, Results]:
    licence = 'licences: [{type: business, number: "1"}, {type: food_operation, number: "2", valid_to: "2027-06-01"}]\n'
    records = network(
        DIVISIONS,
        POLICIES,
        MARKET_POLICIES,
        IDEAL_MARKET,
        product_line("required_licences: [business, food_operation]"),
        candidate(states, ("" if "licences:" in more else licence) + more),
        screening(text),
        visit(visits) if visits else {},
    )
    return records, results(records, as_of)


def result_of(derived: Results) -> ScreeningResult:
    found = derived.find(ScreeningResult, DEALER_1)
    assert found is not None
    return found


__all__ = ["contract", "dealer", "product_line", "staff"]
