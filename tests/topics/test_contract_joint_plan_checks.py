"""Faults planted in joint business plans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.topics.amendment_files import amendment, change
from tests.topics.builders import company, contract
from tests.topics.negotiation_files import SOLD, expect, plan, policy, problems, targets
from toolkit.topics.contract.checks.joint_plan import CHECKS

QUARTERS = SOLD["agreed_targets"]


def agreed(old: str, new: str) -> str:
    """The agreed targets with one thing changed."""
    assert old in QUARTERS
    return f"agreed_targets:{QUARTERS.replace(old, new, 1)}\n"


def test_nothing_wrong() -> None:
    """The default plan has no problem, alone and beside a contract that says the same."""
    expect(CHECKS, plan())
    expect(CHECKS, plan(), contract(targets("2026Q1 1000000.00", "2026Q2 1000000.00")))


@pytest.mark.parametrize(("total", "fault"), [("4000000.00", ""), ("4000000.01", "  # error[CTR861]")])
def test_quarters_sum_to_the_year(total: str, fault: str) -> None:
    """To the fen; told at the year's amount."""
    years = f'years:\n    - year: "2026"\n      line: ambient\n      amount: "{total}"{fault}'
    expect(CHECKS, plan(agreed('years: [{year: "2026", line: ambient, amount: "4000000.00"}]', years)))


def test_the_difference_is_named() -> None:
    """The message says both sums and the gap with its sign."""
    text = agreed('amount: "4000000.00"', 'amount: "4000000.01"')
    assert [p.message.zh for p in problems(CHECKS, plan(text))] == [
        "常温饮料：四个季度合计 ¥4,000,000.00，年度目标 ¥4,000,000.01，差 −¥0.01"
    ]


def test_quarters_of_a_line_without_its_year() -> None:
    """Told at the quarter; the year itself then has nothing to sum."""
    text = agreed("    - {quarter: 2026Q4, line: ambient,", "    - {quarter: 2026Q4, line: chilled,")
    text = text.replace('line: chilled, amount: "1000000.00"}', 'line: chilled, amount: "1000000.00"}  # error[CTR862]')
    text = text.replace('amount: "4000000.00"', 'amount: "3000000.00"')
    expect(CHECKS, plan(text))


def test_all_lies_in_the_year_of_the_plan() -> None:
    """Quarters, years, proposals and reviews of another year are told, each at its own line."""
    text = agreed(
        'quarter: 2026Q4, line: ambient, amount: "1000000.00"}',
        'quarter: 2027Q1, line: ambient, amount: "1000000.00"}  # error[CTR863]',
    )
    text += """\
proposals:
  - date: "2025-10-10"
    side: brand
    reason: 测算
    years:
      - year: "2025"  # error[CTR863]
        line: ambient
        amount: "1.00"
reviews:
  - {quarter: 2026Q1, date: "2026-04-20", findings: 达标}
  - {quarter: 2026Q2, date: "2026-07-20", findings: 达标}
  - {quarter: 2025Q4, date: "2026-01-20", findings: 达标}  # error[CTR863]
"""
    expect(CHECKS, plan(text))
    years = agreed('years: [{year: "2026",', 'years: [{year: "2027",').replace("years: [{", "years: [{", 1)
    assert [p.code for p in problems(CHECKS, plan(years))] == ["CTR863"]


def test_targets_are_those_of_the_contract() -> None:
    """Told at the plan's quarter, with the contract's; saying why is enough."""
    one = contract(targets("2026Q1 1000000.00", "2026Q2 900000.00"))
    text = agreed(
        'quarter: 2026Q2, line: ambient, amount: "1000000.00"}',
        'quarter: 2026Q2, line: ambient, amount: "1000000.00"}  # error[CTR864]',
    )
    expect(CHECKS, plan(text), one)
    (told,) = problems(CHECKS, plan(), one)
    assert [related.origin.path for related in told.related] == list(one)
    expect(CHECKS, plan(agreed("  tax: excl", "  tax: excl\n  difference: 二季度补发一季度欠货")), one)


def test_a_target_that_an_amendment_moved_is_only_told() -> None:
    """A note while the plan was right when it was signed; a fault where it never was, or where nobody has signed it."""
    moved = amendment(change("targets.quarters[2026Q4+ambient].amount", "1000000.00", "900000.00"))
    old = 'quarter: 2026Q4, line: ambient, amount: "1000000.00"}'
    one = contract(targets("2026Q4 1000000.00"))
    expect(CHECKS, plan(agreed(old, f"{old}  # info[CTR876]")), one, moved)
    unsigned = agreed(old, f"{old}  # error[CTR864]") + "signatures: []\n"
    assert "CTR864" in [p.code for p in problems(CHECKS, plan(unsigned), one, moved)]
    wrong = agreed(old, 'quarter: 2026Q4, line: ambient, amount: "950000.00"}')
    assert "CTR864" in [p.code for p in problems(CHECKS, plan(wrong), one, moved)]


def test_the_latest_contract_of_the_year_counts() -> None:
    """A renewal within the year replaces the targets of its quarters; a draft and another year's contract say nothing."""
    term = 'term: {start: "%s", end: "%s", renewal: none, renewal_notice_days: "60"}\n'
    old = contract(term % ("2025-07-01", "2026-06-30") + targets("2026Q1 1000000.00", "2026Q3 900000.00"))
    new = contract(term % ("2026-07-01", "2027-06-30") + targets("2026Q3 1000000.00"), 2)
    draft = contract("status: draft\nsigned_on: none\n" + targets("2026Q1 1.00"), 3)
    expect(CHECKS, plan(), old, new, draft)
    past = contract(term % ("2025-01-01", "2025-12-31") + targets("2026Q1 1.00"))
    expect(CHECKS, plan(), past)


def test_targets_on_another_basis_are_not_compared() -> None:
    """The difference of basis or tax is told once, not the amounts."""
    one = contract(targets("2026Q1 900000.00", "2026Q2 900000.00"))
    expect(CHECKS, plan(agreed("  basis: sell_in_net", "  basis: sell_out  # warning[CTR865]")), one)
    expect(
        CHECKS,
        plan(agreed("  basis: sell_in_net\n  tax: excl", "  basis: sell_in_net  # warning[CTR865]\n  tax: incl")),
        one,
    )


@pytest.mark.parametrize(("as_of", "fault"), [("2025-12-31", ""), ("2026-01-01", "  # warning[CTR866]")])
def test_signed_by_both_before_the_year_begins(as_of: str, fault: str) -> None:
    """One signature is not enough once the year has begun; told at the signatures."""
    text = f'signatures:{fault}\n  - {{side: brand, by: S-2025-0001, date: "2025-12-20"}}\n'
    expect(CHECKS, plan(f"{text}reviews: []\nresources: []\n"), as_of=date.fromisoformat(as_of))


@pytest.mark.parametrize(("day", "fault"), [("2025-12-31", ""), ("2026-01-01", "  # warning[CTR867]")])
def test_the_later_signature_counts(day: str, fault: str) -> None:
    """The last day before the year is in time, its first day is not."""
    text = f'signatures:\n  - {{side: brand, by: S-2025-0001, date: "2025-12-20"}}\n  - side: dealer\n    by: C-2025-0001\n    date: "{day}"{fault}\n'
    expect(CHECKS, plan(text))


def test_the_fiscal_year_decides() -> None:
    """A year that begins in April may be signed in March, and its first quarter ends in June."""
    april = company('fiscal_year_start: "4"')
    text = """\
signatures: [{side: brand, by: S-2025-0001, date: "2026-03-31"}, {side: dealer, by: C-2025-0001, date: "2026-03-20"}]
seasonal_plan: []
reviews: [{quarter: 2026Q1, date: "2026-07-10", findings: 达标}]
"""
    expect(CHECKS, plan(text), april)


def test_no_proposal_after_the_signature() -> None:
    """The day of the signature is early enough."""
    text = SOLD["proposals"].replace('{date: "2025-10-20",', '{date: "2025-12-31",')
    expect(CHECKS, plan(f"proposals:{text}\n"))
    text = """
  - {date: "2025-10-10", side: brand, years: [], reason: 测算}
  - date: "2026-01-01"  # error[CTR871]
    side: dealer
    years: []
    reason: 求稳
"""
    expect(CHECKS, plan(f"proposals:{text}"))


def test_each_side_answers_the_other() -> None:
    """Two proposals of one side in a row, by date: the answer is not on record."""
    text = """
  - {date: "2025-10-10", side: brand, years: [], reason: 测算}
  - {date: "2025-10-30", side: dealer, years: [], reason: 求稳}
  - date: "2025-10-20"
    side: brand  # info[CTR875]
    years: []
    reason: 再算
"""
    expect(CHECKS, plan(f"proposals:{text}"))


@pytest.mark.parametrize("name", ["dealer_goals", "brand_goals"])
def test_goals_of_both(name: str) -> None:
    """A plan with the goals of one side only is told at the other's; without any it is a beginning."""
    expect(CHECKS, plan(f"{name}: []  # warning[CTR872]\n"))
    expect(CHECKS, plan("dealer_goals: []\nbrand_goals: []\n"))


def test_resources_of_both() -> None:
    """Partnership first: what we put in is written down too."""
    rows = SOLD["resources"].splitlines()
    expect(CHECKS, plan(f"resources:  # warning[CTR872]\n{rows[2]}\n"))
    expect(CHECKS, plan("resources: []\n"))


@pytest.mark.parametrize(("as_of", "fault"), [("2026-12-31", ""), ("2027-01-01", "  # warning[CTR870]")])
def test_resources_come_in_time(as_of: str, fault: str) -> None:
    """The due day itself is in time; what came is not late any more, whenever it came."""
    text = (
        SOLD["resources"]
        .replace('due: "2026-12-31"}', 'due: "2026-12-31"}' + fault)
        .replace('done: "2026-03-20"', 'done: "2026-05-20"')
    )
    reviewed = (
        "reviews: [" + ", ".join(f'{{quarter: 2026Q{n}, date: "2026-12-31", findings: 无}}' for n in (1, 2, 3)) + "]\n"
    )
    expect(CHECKS, plan(f"resources:{text}\n{reviewed}"), as_of=date.fromisoformat(as_of))


@pytest.mark.parametrize(("as_of", "fault"), [("2026-10-30", ""), ("2026-10-31", "  # warning[CTR868]")])
def test_each_quarter_is_reviewed(as_of: str, fault: str) -> None:
    """Thirty days after the third quarter ended are in time, thirty-one are not."""
    text = f'reviews:{fault}\n  - {{quarter: 2026Q1, date: "2026-04-20", findings: 达标}}\n  - {{quarter: 2026Q2, date: "2026-07-20", findings: 达标}}\n'
    expect(CHECKS, plan(text), as_of=date.fromisoformat(as_of))


def test_the_policy_says_how_long_a_review_may_take() -> None:
    """With a day less the review is due a day earlier; without a policy nothing is."""
    day = date(2026, 10, 30)
    expect(CHECKS, plan(f"reviews: {SOLD['reviews']}  # warning[CTR868]\n"), policy(plan_review_days='"29"'), as_of=day)
    expect(CHECKS, plan("reviews: []\n"), policy(effective_from='"2026-12-01"'))


@pytest.mark.parametrize(("day", "fault"), [("2026-07-01", ""), ("2026-06-30", "  # error[CTR869]")])
def test_a_quarter_is_over_when_it_is_reviewed(day: str, fault: str) -> None:
    """The last day of the quarter is too early."""
    text = f'reviews:\n  - {{quarter: 2026Q1, date: "2026-04-20", findings: 达标}}\n  - quarter: 2026Q2\n    date: "{day}"{fault}\n    findings: 达标\n'
    expect(CHECKS, plan(text))


@pytest.mark.parametrize(("amount", "fault"), [("1000000.00", ""), ("1000000.01", "  # warning[CTR873]")])
def test_forecasts_do_not_pass_the_target(amount: str, fault: str) -> None:
    """All seasons of a quarter together; told at the quarter's target."""
    seasons = f"""seasonal_plan:
  - {{id: a, name: 暑期, quarter: 2026Q3, first: "2026-07-01", last: "2026-08-31", plan: 补货, forecast: [{{line: ambient, amount: "400000.00"}}]}}
  - {{id: b, name: 中秋, quarter: 2026Q3, first: "2026-09-01", last: "2026-09-30", plan: 礼盒, forecast: [{{line: ambient, amount: "{Decimal(amount) - 400000}"}}]}}
"""
    quarter = 'quarter: 2026Q3, line: ambient, amount: "1000000.00"}'
    expect(CHECKS, plan(seasons + agreed(quarter, quarter + fault)))


@pytest.mark.parametrize(
    ("first", "last"), [("2026-06-30", "2026-07-31"), ("2026-09-01", "2026-10-01"), ("2026-08-02", "2026-08-01")]
)
def test_seasons_lie_in_their_quarter(first: str, last: str) -> None:
    """From its first to its last day, and not backwards."""
    text = f'seasonal_plan:\n  - id: a\n    name: 暑期\n    quarter: 2026Q3\n    first: "{first}"  # error[CTR874]\n    last: "{last}"\n    plan: 补货\n'
    expect(CHECKS, plan(text))


def test_a_plan_without_agreed_targets() -> None:
    """A plan that is still being talked about has no sums to check."""
    expect(CHECKS, plan("agreed_targets: none\n"))
