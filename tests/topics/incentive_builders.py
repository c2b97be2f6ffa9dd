"""What the tests of the incentive chapter share: policies as values and as files, facts, and whole runs in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tests.topics.builders import TODAY, contract, dealer, filled, product_line
from toolkit.kernel.problem import Problem
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.contract.records import KINDS as CONTRACT
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.evaluation.records import KINDS as EVALUATION
from toolkit.topics.evaluation.rules.results import AnnualEvaluation, Evaluation
from toolkit.topics.incentive.records import KINDS as INCENTIVE
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.incentive.rules import RebateStatement, derive
from toolkit.topics.incentive.rules.calculation import Calculation, calculate
from toolkit.topics.incentive.rules.facts import LineSales, RebateFacts
from toolkit.topics.market.records import KINDS as MARKET
from toolkit.topics.topic import Check

KINDS = Kinds((*COMPANY, *MARKET, *DEALER, *CONTRACT, *EVALUATION, *INCENTIVE))
D = Decimal
Data = dict[str, Any]
THREE = ({"from_value": "0", "rate": "0.01"}, {"from_value": "1000000", "rate": "0.02"}, {"from_value": "2000000", "rate": "0.03"})  # fmt: skip
STAIRS = ({"from_value": "0.80", "rate": "0.005"}, {"from_value": "0.90", "rate": "0.010"}, {"from_value": "1.00", "rate": "0.015"}, {"from_value": "1.10", "rate": "0.020"})  # fmt: skip


def component(**given: Any) -> Data:
    """A component that pays 1 % of net sell-in; what is given replaces what is there."""
    return {
        "id": "x",
        "type": "T2",
        "name": "销量",
        "base": "sell_in_net_ex_tax",
        "method": "whole",
        "steps": ({"from_value": "0", "rate": "0.01"},),
        "standing": "contractual",
        "tax": "incl",
        "tax_nature": "price_reduction",
        "rule": "按量",
        **given,
    }


def policy(*components: Data, **given: Any) -> RebatePolicy:
    """A policy of these components that leaves returns out."""
    return RebatePolicy.model_validate(
        {
            "id": "rebate",
            "version": "2026-1",
            "name": "返利",
            "effective_from": "2026-01-01",
            "applies_by": "period_start",
            "exclusions": ("returns",),
            "components": components,
            "payout": {"forms": ("offset", "transfer"), "within_days": "45", "note": "四十五日内"},
            **given,
        }
    )


def bought(amount: str, **given: Any) -> RebateFacts:
    """A quarter in which so much was bought, of one line; figures of the line are given by name."""
    names = LineSales.__dataclass_fields__
    line = {key: value for key, value in given.items() if key in names and key != "pending"}
    rest = {key: value for key, value in given.items() if key not in line}
    return RebateFacts(rest.pop("period", "2026Q1"), (LineSales("ambient", D(amount), **line),), **rest)


def worth(parts: Data, facts: RebateFacts, **given: Any) -> Decimal:
    """What a component alone gives for the facts."""
    return calculate(policy(parts, **given), facts).total


STAIR = component(id="target", type="T1", measure="attainment", steps=STAIRS)
GROWTH = component(id="growth", type="T3", base="increment_ex_tax", steps=({"from_value": "0", "rate": "0.03"},))
DISPLAY = component(id="display", type="T6", base="store_months", method="per_unit", steps=({"from_value": "0", "amount": "150.00"},), tax_nature="service_fee")  # fmt: skip
ON_TIME = component(id="payment", type="T4", base="received_on_time_incl_tax", steps=({"from_value": "0", "rate": "0.005"},))  # fmt: skip
D1 = bought(
    "3150000.00",
    target=D("3000000"),
    last_year=D("2800000"),
    focus=D("828000"),
    focus_target=D("900000"),
    store_months=78,
    store_months_passed=73,
    due=D("3000000"),
    received=D("3519500"),
    received_on_time=D("2910000"),
)
"""The quarter of reference D-1, as the rebate sees it."""


def four(**given: Any) -> RebatePolicy:
    """The policy of reference E-9: steps by attainment, growth, display, payment on time."""
    return policy(STAIR, GROWTH, DISPLAY, ON_TIME, **given)


def e9(**given: Any) -> Calculation:
    """The four components for the quarter of D-1."""
    return calculate(four(**given), D1)


POLICY_HEAD = """\
name: 返利
effective_from: "2025-01-01"
applies_by: period_start
exclusions: [returns, special_price]
payout: {forms: [offset, transfer], within_days: "45", offset_share: "0.20", note: 四十五日内}
"""
POLICY_PATH = "content/policies/incentive/rebate/2026-1.yaml"
TARGET = """\
components:
  - {id: target, type: T1, name: 目标, base: sell_in_net_ex_tax, measure: attainment, method: whole, standing: contractual,
     tax: incl, tax_nature: price_reduction, rule: 全额, steps: [{from_value: "0.80", rate: "0.005"}, {from_value: "1.00", rate: "0.015"}]}
"""


def policy_file(text: str = TARGET, path: str = POLICY_PATH) -> dict[str, str]:
    """A rebate policy, by default with steps by attainment only; the contract of the builders pins it."""
    rest = dict(line.split(": ", 1) for line in POLICY_HEAD.splitlines())
    return {path: filled(text, rest)}


def quarter(
    text: str = "", period: str = "2026Q1", holder: int = 1, gross: str = "3150000", last_year: str = "2800000"
) -> dict[str, str]:
    """A quarter's data: purchases of `ambient` without returns, three millions due, all but 90 000 paid on time."""
    rest = {
        "frozen_on": '"2026-01-01"',
        "lines": f'[{{line: ambient, tax: excl, source: erp, sell_in_gross: "{gross}", returns: "0", last_year: "{last_year}", focus: "828000",'
        ' focus_target: "900000", sell_out: "2980000", stock_opening: "1", stock_closing: "1", stock_aged: "0"}]',
        "receivables": '{tax: incl, source: erp, opening: "0", closing: "0", credit_sales: "0", due: "3000000", on_time: "2910000",'
        ' received: "2950000", overdue_1_30: "0", overdue_31_60: "0", overdue_61_90: "0", overdue_over_90: "0"}',
        "outlets": "{missing: not_applicable}",
        "stock_count": "{missing: not_applicable}",
        "display_score": "{missing: not_applicable}",
        "brand_points": "{missing: not_applicable}",
        **dict.fromkeys(
            ("counties", "activities", "complaints", "reports", "training", "programmes", "actions"),
            "{missing: not_applicable}",
        ),
    }
    return {f"dealers/D-2025-{holder:04d}/quarters/{period}.yaml": filled(text, rest)}


TERMS = """\
payment: {method: credit, credit_days: "30", late_interest_daily: "0.0005", reconciliation_day: "5"}
targets:
  nature: guideline
  basis: sell_in_net
  tax: excl
  years: [{year: "2026", line: ambient, amount: "12000000"}]
  quarters:
    - {quarter: 2026Q1, line: ambient, amount: "3000000"}
    - {quarter: 2026Q2, line: ambient, amount: "3000000"}
    - {quarter: 2026Q3, line: ambient, amount: "3000000"}
    - {quarter: 2026Q4, line: ambient, amount: "3000000"}
"""


def settlement(text: str = "", number: int = 1, holder: int = 1) -> dict[str, str]:
    """A draft of the statement RB-2026-000N for the first quarter of 2026."""
    rest = {
        "period": "2026Q1",
        "contract": f"QY-JX-2025-{holder:04d}",
        "policy": "rebate@2026-1",
        "status": "draft",
        "late_payments": '"0"',
    }
    return {f"dealers/D-2025-{holder:04d}/rebates/RB-2026-{number:04d}.yaml": filled(text, rest)}


def workspace(*files: Mapping[str, str], terms: str = TERMS) -> dict[str, str]:
    """A dealer with its contract, its line and the default policy; later files replace earlier ones."""
    found = {**product_line(), **dealer(), **contract(terms), **policy_file()}
    for more in files:
        found.update(more)
    return found


def network(files: Mapping[str, str]) -> Network:
    """The network of a few files, which may name records that are not there but must be right in themselves."""
    loaded = load(MemoryTree(dict(files)), KINDS, whole=False)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    return loaded.network


def judged(files: Mapping[str, str], as_of: date = TODAY, earlier: Iterable[Result] = ()) -> tuple[Network, Results]:
    """The network and what this chapter derives of it; `earlier` are results of topics before it."""
    records, results = network(files), Results(earlier)
    return records, results.joined(derive(records, results, as_of))


def statements(
    files: Mapping[str, str], as_of: date = TODAY, earlier: Iterable[Result] = ()
) -> dict[str, RebateStatement]:
    """The statements that are derived, by period; for one dealer."""
    return {row.period: row for row in judged(files, as_of, earlier)[1].all(RebateStatement)}


def problems(
    checks: Iterable[Check], files: Mapping[str, str], as_of: date = TODAY, earlier: Iterable[Result] = ()
) -> tuple[Problem, ...]:
    """Every problem that the checks find in the files."""
    records, results = judged(files, as_of, earlier)
    return tuple(problem for check in checks for problem in check.find(records, results, as_of))


def found(
    checks: Iterable[Check], files: Mapping[str, str], as_of: date = TODAY, earlier: Iterable[Result] = ()
) -> list[str]:
    """The problems as `path:line severity[CODE]`, sorted."""
    rows = problems(checks, files, as_of, earlier)
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def rated(grade: str, period: str = "2026Q1", holder: int = 1, **given: Any) -> Evaluation:
    """An evaluation with that grade."""
    return Evaluation(
        subject=f"D-2025-{holder:04d}/{period}",
        dealer=f"D-2025-{holder:04d}",
        quarter=period,
        policy="evaluation@2026-1",
        status="rated",
        grade=grade,
        band=grade,
        total=D("82.5"),
        deducted=D(0),
        coverage=D(1),
        dimensions=(),
        **given,
    )


def rated_year(grade: str, year: int = 2026, complete: bool = True) -> AnnualEvaluation:
    """The evaluation of a year with that grade."""
    return AnnualEvaluation(
        subject=f"D-2025-0001/{year}", dealer="D-2025-0001", year=year, quarters=(), complete=complete, grade=grade
    )
