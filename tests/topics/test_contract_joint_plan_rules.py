"""How a joint business plan stands, and which targets it is held against."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.amendment_files import amendment, change
from tests.topics.builders import TODAY, contract
from tests.topics.negotiation_files import network, plan, policy, targets, the_plan
from toolkit.kernel.period import FiscalQuarter
from toolkit.network.results import Results
from toolkit.topics.contract.records import JointPlan
from toolkit.topics.contract.rules.joint_plan import (
    JointPlanStanding,
    contract_targets,
    derive,
    reviews_due,
    signed_on,
    year_span,
)

BARE = the_plan(plan("reviews: []"))


def standing(*files: dict[str, str], as_of: date = TODAY) -> JointPlanStanding:
    (only,) = derive(network(*files), Results(), as_of)
    assert isinstance(only, JointPlanStanding)
    return only


def test_how_a_plan_stands() -> None:
    """The year's total, how far it moved from our first proposal, and what is late."""
    one = standing(plan())
    assert (one.subject, one.total, one.moved) == ("D-2025-0001/2026", Decimal("4000000.00"), Decimal("-1000000.00"))
    assert (one.signed_on, one.late, one.reviews_due) == (date(2025, 12, 31), (), ())
    late = standing(plan(), as_of=date(2027, 1, 31))
    assert (late.late, late.reviews_due) == (("team",), ("2026Q3", "2026Q4"))


def test_a_plan_that_is_still_talked_about() -> None:
    """Without agreed targets there is no total, without a proposal of ours nothing to move from."""
    one = standing(plan("agreed_targets: none\nsignatures: []\n"))
    assert (one.total, one.moved, one.signed_on) == (None, None, None)
    assert standing(plan("proposals: []\n")).moved is None
    assert standing(plan(), policy(effective_from='"2027-01-01"'), as_of=date(2026, 12, 31)).reviews_due == ()


def test_the_trace_leads_from_proposal_to_agreement() -> None:
    """Both sides' proposals by date, then what was agreed, with its place in the file."""
    steps = standing(plan()).trace
    assert [(step.what.zh, step.value) for step in steps] == [
        ("2025-10-10 我方提案", Decimal("5000000.00")),
        ("2025-10-20 经销商提案", Decimal("3500000.00")),
        ("商定", Decimal("4000000.00")),
    ]
    assert steps[-1].origin is not None


@pytest.mark.parametrize(("as_of", "expected"), [("2025-12-30", None), ("2025-12-31", date(2025, 12, 31))])
def test_signed_once_both_have(as_of: str, expected: date | None) -> None:
    """The later signature counts, from its own day on."""
    assert signed_on(the_plan(plan()), date.fromisoformat(as_of)) == expected


@given(st.integers(1, 12), st.integers(0, 90), st.dates(date(2026, 1, 1), date(2028, 6, 30)))
def test_a_review_is_due_from_the_day_after(start: int, days: int, as_of: date) -> None:
    """A quarter is due exactly when more than so many days have passed since its last one, whatever the fiscal year."""
    expected = [
        f"2026Q{n}" for n in (1, 2, 3, 4) if as_of > FiscalQuarter(2026, n).span(start).last + timedelta(days=days)
    ]
    assert list(reviews_due(BARE, start, days, as_of)) == expected


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_the_days_of_a_fiscal_year(year: int, start: int) -> None:
    """A year has 365 or 366 days and is its four quarters."""
    span = year_span(year, start)
    assert span.days in (365, 366)
    assert sum(FiscalQuarter(year, n).span(start).days for n in (1, 2, 3, 4)) == span.days


def test_the_targets_of_the_contracts() -> None:
    """By quarter and line, of signed contracts whose term meets the year, with their place; the latest rules."""
    term = 'term: {start: "%s", end: "%s", renewal: none, renewal_notice_days: "60"}\n'
    records = network(
        contract(term % ("2025-07-01", "2026-06-30") + targets("2025Q4 7.00", "2026Q1 8.00", "2026Q2 8.00")),
        contract(term % ("2026-04-01", "2027-03-31") + targets("2026Q2 9.00", "2027Q1 9.00"), 2),
    )
    found = contract_targets(records, "D-2025-0001", 2026, TODAY)
    assert {key: (row.contract.contract_no, row.place, row.amount) for key, row in found.items()} == {
        ("2026Q1", "ambient"): ("QY-JX-2025-0001", 1, Decimal("8.00")),
        ("2026Q2", "ambient"): ("QY-JX-2025-0002", 0, Decimal("9.00")),
    }


AMENDED = change("targets.quarters[2026Q4+ambient].amount", "1000000.00", "850000.00")
FOUR = targets(*(f"2026Q{n} 1000000.00" for n in (1, 2, 3, 4)))


def test_an_amendment_moves_the_targets_of_later_quarters() -> None:
    """From the quarter whose last day it reaches, once it is signed; the quarters before keep theirs."""
    records = network(plan(), contract(FOUR), amendment(AMENDED))
    before, after = (
        contract_targets(records, "D-2025-0001", 2026, day) for day in (date(2026, 6, 14), date(2026, 6, 15))
    )
    assert [row.amount for row in before.values()] == [Decimal(1000000)] * 4
    assert [row.amount for row in after.values()] == [Decimal(1000000)] * 3 + [Decimal(850000)]


def test_the_plan_stands_beside_the_amended_target() -> None:
    """What an amendment replaced since the signatures is named, and the year's target in force follows it."""
    files = (plan(), contract(FOUR), amendment(AMENDED))
    one = standing(*files)
    assert [(row.quarter, row.agreed, row.amount) for row in one.amended] == [
        ("2026Q4", Decimal("1000000.00"), Decimal("850000.00"))
    ]
    assert (one.total, one.in_force) == (Decimal("4000000.00"), Decimal("3850000.00"))
    early = standing(*files, as_of=date(2026, 6, 14))
    assert (early.amended, early.in_force) == ((), Decimal("4000000.00"))
    unsigned = standing(plan("signatures: []\n"), *files[1:])
    assert unsigned.amended == ()


def test_one_plan_a_year() -> None:
    """The path says whose and which year's it is."""
    records = network(plan(), plan("", "dealers/D-2025-0001/plans/2027.yaml"))
    assert [(row.dealer, row.year) for row in records.all(JointPlan)] == [("D-2025-0001", 2026), ("D-2025-0001", 2027)]
