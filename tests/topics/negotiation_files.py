"""Negotiations and joint plans in memory: a negotiation without a fault, its policy, and what they refer to.

A test writes the part that it is about and marks its faults as builders.py says; the rest is filled up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import dedent

from tests.topics.builders import TODAY, dealer, filled, marked, product_line, staff
from toolkit.kernel.problem import Problem
from toolkit.network.kinds import Kinds
from toolkit.network.load import Loaded, load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.communication.records import KINDS as COMMUNICATION
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.conflict.records import KINDS as CONFLICT
from toolkit.topics.contract.records import KINDS as CONTRACT
from toolkit.topics.contract.records import JointPlan, Negotiation
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.evaluation.records import KINDS as EVALUATION
from toolkit.topics.incentive.records import KINDS as INCENTIVE
from toolkit.topics.lifecycle.records import KINDS as LIFECYCLE
from toolkit.topics.market.records import KINDS as MARKET
from toolkit.topics.topic import Check

KINDS = Kinds((*COMPANY, *MARKET, *DEALER, *CONTRACT, *CONFLICT, *COMMUNICATION, *EVALUATION, *INCENTIVE, *LIFECYCLE))
NEGOTIATION = "dealers/D-2025-0001/negotiations/NG-2026-0001.yaml"
PLAN = "dealers/D-2025-0001/plans/2026.yaml"
POLICY = "content/policies/contract/negotiation/2026-1.yaml"
DIVISIONS = {
    "content/divisions/2025-12.csv": """\
code,parent,level,name,short,pinyin
330000,,province,浙江省,浙江,zhejiang
330100,330000,prefecture,杭州市,杭州,hangzhou
330106,330100,county,西湖区,西湖,xihu
330110,330100,county,余杭区,余杭,yuhang
330112,330100,county,临安区,临安,linan
"""
}
PEOPLE = {
    "private/contacts.yaml": """\
contacts:
  - {id: C-2025-0001, dealer: D-2025-0001, name: 甲, purpose: 履约, legal_basis: contract}
  - {id: C-2025-0002, dealer: D-2025-0001, name: 乙, purpose: 履约, legal_basis: contract}
  - {id: C-2025-0008, dealer: D-2025-0002, name: 丙, purpose: 履约, legal_basis: contract}
"""
}
STAFF = """
    id: S-2025-0001, roles: [SA]
    id: S-2025-0002, roles: [SA]
    id: S-2025-0003, roles: [FI]
    id: S-2025-0004, roles: [GM]
    id: S-2025-0005, roles: [SA], until: "2026-01-31"
    """
RULES = """\
  - {topic: territory, mandatory_for: [new, renewal]}
  - {topic: exclusivity, limits: [{term: grants, codes: [exclusive], approvals: [GM]}]}
  - topic: payment
    mandatory_for: [new]
    limits: [{term: credit_days, at_most: "15", approvals: [FI, GM]}]
  - {topic: deposit, limits: [{term: deposit, at_least: "10000", approvals: [FI]}]}
"""
RIGHT: dict[str, str] = {
    "purpose": "new",
    "opened": '"2026-03-02"',
    "strategy_statement": '{version: "1", delivered_on: "2026-03-04", delivered_by: S-2025-0001}',
    "rounds": """
  - no: "1"
    date: "2026-03-04"
    mode: at_dealer
    ours: [S-2025-0001, S-2025-0002]
    theirs: [C-2025-0001]
    topics:
      - {topic: territory, status: agreed, agreed_text: 西湖区, agreed: {lines: [{line: ambient, regions: ["330106"]}]}}
      - {topic: payment, our_position: 款到发货, their_position: 三十天, status: open}
    minutes_confirmed: {date: "2026-03-06", by: C-2025-0001}
  - no: "2"
    date: "2026-03-18"
    mode: video
    ours: [S-2025-0001]
    theirs: [C-2025-0001, C-2025-0002]
    topics:
      - {topic: payment, concession: 满一年再议, status: agreed, agreed_text: 款到发货, agreed: {method: prepaid, credit_days: "0"}}
    minutes_confirmed: {date: "2026-03-19", by: C-2025-0002}""",
    "concerns": '[{no: "1", round: "1", text: 怕压货, answer: 按周补货, answered: "2026-03-09", outcome: met}]',
    "ended": '{date: "2026-03-20", result: agreed}',
}
SOLD: dict[str, str] = {
    "brand_goals": "[网点净增一百家]",
    "dealer_goals": "[库存不高于三十五天]",
    "proposals": """
  - {date: "2025-10-10", side: brand, years: [{year: "2026", line: ambient, amount: "5000000.00"}], reason: 容量测算}
  - {date: "2025-10-20", side: dealer, years: [{year: "2026", line: ambient, amount: "3500000.00"}], reason: 求稳}""",
    "agreed_targets": """
  basis: sell_in_net
  tax: excl
  years: [{year: "2026", line: ambient, amount: "4000000.00"}]
  quarters:
"""
    + "\n".join(f'    - {{quarter: 2026Q{n}, line: ambient, amount: "1000000.00"}}' for n in (1, 2, 3, 4)),
    "resources": """
  - {id: rack, side: brand, kind: goods, text: 陈列架, owner: S-2025-0001, due: "2026-03-31", done: "2026-03-20", amount: "9000.00"}
  - {id: team, side: dealer, kind: people, text: 业务员, owner: C-2025-0001, due: "2026-12-31"}""",
    "seasonal_plan": """
  - {id: summer, name: 暑期, quarter: 2026Q3, first: "2026-07-01", last: "2026-09-30", plan: 按周补货, forecast: [{line: ambient, amount: "1000000.00"}]}""",
    "reviews": '[{quarter: 2026Q1, date: "2026-04-20", findings: 达标}, {quarter: 2026Q2, date: "2026-07-20", findings: 达标}]',
    "signatures": '[{side: brand, by: S-2025-0001, date: "2025-12-20"}, {side: dealer, by: C-2025-0001, date: "2025-12-31"}]',
}
TARGETS = "targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: [%s]}"


def negotiation(text: str = "", path: str = NEGOTIATION) -> dict[str, str]:
    """A negotiation of D-2025-0001 that was agreed in two rounds and lacks nothing."""
    return {path: filled(text, RIGHT)}


def plan(text: str = "", path: str = PLAN) -> dict[str, str]:
    """A joint plan of D-2025-0001 for 2026 in which nothing is wrong."""
    return {path: filled(text, SOLD)}


def policy(topics: str = RULES, **changed: str) -> dict[str, str]:
    """The negotiation policy: two mandatory topics for a new contract, limits on three."""
    rest = {
        "id": "negotiation",
        "name": "谈判政策",
        "effective_from": '"2026-01-01"',
        "applies_by": "opened_at",
        "floor_approvals": "[SA_head]",
        "confirmation_days": '"3"',
        "answer_days": '"5"',
        "quiet_days": '"30"',
        "plan_review_days": '"30"',
    }
    return {POLICY: "".join(f"{key}: {value}\n" for key, value in (rest | changed).items()) + "topics:\n" + topics}


def targets(*rows: str) -> str:
    """The targets of a contract, of rows `2026Q1 1000000.00`."""
    pairs = (row.split() for row in rows)
    return TARGETS % ", ".join(
        f'{{quarter: {quarter}, line: ambient, amount: "{amount}"}}' for quarter, amount in pairs
    )


def world(*files: Mapping[str, str]) -> dict[str, str]:
    """What a negotiation and a plan refer to, the policy, and the files."""
    whole = {**DIVISIONS, **PEOPLE, **staff(STAFF), **product_line(), **dealer(), **policy()}
    for more in files:
        whole |= more
    return whole


def network(*files: Mapping[str, str]) -> Network:
    """The network of the world and the files, which must be right in themselves."""
    loaded = _loaded(*files)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    return loaded.network


def codes(*files: Mapping[str, str]) -> list[str]:
    """The codes of what is wrong when the files are read, references aside."""
    return [problem.code for problem in _loaded(*files).problems if problem.code != "REF001"]


def _loaded(*files: Mapping[str, str]) -> Loaded:
    tree = MemoryTree({path: dedent(text).lstrip("\n") for path, text in world(*files).items()})
    return load(tree, KINDS, whole=False)


def problems(checks: Iterable[Check], *files: Mapping[str, str], as_of: date = TODAY) -> tuple[Problem, ...]:
    """Every problem that the checks find, once each."""
    records = network(*files)
    return tuple(dict.fromkeys(p for check in checks for p in check.find(records, Results(), as_of)))


def expect(checks: Iterable[Check], *files: Mapping[str, str], as_of: date = TODAY) -> None:
    """Compares what the checks find in the world and the files with the marks in them."""
    found = (f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in problems(checks, *files, as_of=as_of))
    assert sorted(found) == marked(world(*files))


def the_negotiation(*files: Mapping[str, str]) -> Negotiation:
    """The one negotiation of the files."""
    (only,) = network(*files).all(Negotiation)
    return only


def the_plan(*files: Mapping[str, str]) -> JointPlan:
    """The one joint plan of the files."""
    (only,) = network(*files).all(JointPlan)
    return only
