"""Faults planted in prices, payment, credit and deposits."""

from __future__ import annotations

import pytest

from tests.topics.builders import product_line, staff
from tests.topics.contract_workspace import contract, expect, limits, price_list

GUARANTEED = 'targets: {nature: guaranteed_minimum, basis: sell_in_net, tax: excl, guaranteed_minimum: "1000000.00", years: [], quarters: []}  # warning[CTR307]\nfirst_order: none\n'


def test_every_granted_line_has_one_price_list() -> None:
    """None, one of a line that is not granted, and two of a line are told."""
    expect(contract("prices: []  # error[CTR401]"))
    files = (product_line("", "chilled"), price_list(name="chilled"), price_list("line: ambient", "other"))
    expect(
        *files,
        contract("""
            prices:
              - list: ambient@2025-1
                discount: "0"
              - list: other@2025-1  # error[CTR417]
                discount: "0"
              - list: chilled@2025-1  # error[CTR402]
                discount: "0"
            """),
    )


@pytest.mark.parametrize(
    ("dates", "mark"),
    [
        ('effective_from: "2026-01-01"', ""),
        ('effective_from: "2026-01-02"', "  # warning[CTR403]"),
        ('effective_to: "2026-01-01"', ""),
        ('effective_to: "2025-12-31"', "  # warning[CTR403]"),
    ],
)
def test_price_lists_are_in_force_at_the_start(dates: str, mark: str) -> None:
    """First and last day of a list both count."""
    expect(price_list(dates), contract(f'prices:\n  - list: ambient@2025-1{mark}\n    discount: "0"\n'))


@pytest.mark.parametrize(
    ("discount", "approved", "mark"),
    [
        ("0.05", "", ""),
        ("0.0501", "", "  # error[CTR404]"),
        ("0.0501", "S-2025-0001", "  # error[CTR404]"),
        ("0.0501", "S-2025-0002", ""),
    ],
)
def test_discounts_stay_within_the_limit(discount: str, approved: str, mark: str) -> None:
    """Beyond it only the general manager's approval helps."""
    people = staff("id: S-2025-0001, roles: [SA, FI]\nid: S-2025-0002, roles: [GM]")
    by = f"    approved_by: {approved}\n" if approved else ""
    expect(people, contract(f'prices:\n  - list: ambient@2025-1\n    discount: "{discount}"{mark}\n{by}'))


def test_price_changes() -> None:
    """Fifteen days' notice and sixty days' protection are within the policy."""
    expect(
        contract("""
            price_change:
              notice_days: "14"  # warning[CTR405]
              protection_days: "61"  # warning[CTR406]
            """)
    )
    expect(contract('price_change: {notice_days: "15", protection_days: "60"}'))


PAYMENT = 'payment:\n  method: {}\n  late_interest_daily: "0.0001"\n  reconciliation_day: "10"\n'
CREDIT = 'credit: {limit: "100000.00", review_months: "6"}\n'


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("credit  # error[CTR407] error[CTR409]", ""),
        ("credit  # error[CTR409]", CREDIT),
        ("credit", '  credit_days: "30"\n' + CREDIT),
        ("prepaid", CREDIT.replace("}", "}  # error[CTR408]")),
        ("partial  # error[CTR409] error[CTR409]", ""),
        ("partial  # error[CTR409]", '  prepaid_share: "0.3"\n'),
        ("partial", '  prepaid_share: "0.3"\n  credit_days: "30"\n'),
        ("bank_acceptance  # error[CTR409]", ""),
        ("bank_acceptance", '  acceptance_months: "6"\n'),
    ],
)
def test_each_method_has_what_it_needs(method: str, more: str) -> None:
    """Credit a limit and days, part payment a share and days, acceptance its months; what is prepaid has no credit."""
    expect(contract(PAYMENT.format(method) + more))


@pytest.mark.parametrize(
    ("day", "mark"), [("0", "  # error[CTR416]"), ("1", ""), ("28", ""), ("29", "  # error[CTR416]")]
)
def test_the_day_of_reconciliation(day: str, mark: str) -> None:
    """A day that every month has."""
    expect(contract(f'payment:\n  method: prepaid\n  late_interest_daily: "0"\n  reconciliation_day: "{day}"{mark}\n'))


@pytest.mark.parametrize(("rate", "mark"), [("0.0005", ""), ("0.000501", "  # warning[CTR418]")])
def test_late_interest(rate: str, mark: str) -> None:
    """Above the limit of the policy it is told; a policy without a limit says nothing."""
    terms = f'payment:\n  method: prepaid\n  late_interest_daily: "{rate}"{mark}\n  reconciliation_day: "10"\n'
    expect(contract(terms))
    expect(contract(terms.replace(mark, "")), limits("late_interest_daily: none"))


CREDITED = PAYMENT.format("credit") + '  credit_days: "30"\ncredit:\n  limit: "{}"{}\n  review_months: "6"\n'


def test_credit_above_a_sum_is_secured() -> None:
    """A guarantee is enough; without a sum in the policy nothing is asked."""
    who = "  guarantees: [{guarantor: 张某, kind: joint, period_months: '24'}]\n"
    expect(contract(CREDITED.format("300000.00", "")))
    expect(contract(CREDITED.format("300000.01", "  # warning[CTR419]")))
    expect(contract(CREDITED.format("300000.01", "") + who))
    expect(contract(CREDITED.format("300000.01", "")), limits("unsecured_credit: none"))


def test_guarantees_say_what_they_are() -> None:
    """Kind, period and a company's resolution; mortgages and pledges have no period, persons no resolution."""
    expect(
        contract(
            CREDITED.format("100000.00", "")
            + """\
  guarantees:
    - {guarantor: 张某}  # error[CTR410]
    - {guarantor: 李某, kind: joint}  # error[CTR420]
    - {guarantor: 王某, kind: general, period_months: "0"}  # error[CTR420]
    - {guarantor: 某投资有限公司, kind: mortgage}  # warning[CTR411]
    - {guarantor: 某实业有限公司, kind: pledge, resolution: 股东会决议2026-01}
    - {guarantor: 赵某, kind: joint, period_months: "36"}
"""
        )
    )


DEPOSIT = '{}deposit:\n  kind: {}\n  amount: "{}"{}\n{}  top_up_days: "15"\n  refund_days: "{}"{}\n  interest: "true"\n'


def deposit(
    kind: str,
    amount: str = "100000.00",
    mark: str = "",
    more: str = "",
    refund: str = "30",
    late: str = "",
    head: str = "",
) -> dict[str, str]:
    return contract(DEPOSIT.format(head, kind, amount, mark, more, refund, late))


def test_a_bond_says_its_cases_and_comes_back_in_time() -> None:
    """Without cases it is told at its kind, with a long refund at the days; none at all asks for nothing."""
    cases = "  deductions: [经确认的赔偿]\n"
    expect(deposit("performance_bond  # error[CTR415]"))
    expect(deposit("performance_bond", more=cases, refund="31", late="  # warning[CTR414]"))
    expect(deposit("performance_bond", more=cases))
    expect(deposit("none", refund="99"))


BASE = '  base: 合同年度保底额\n  base_amount: "{}"{}\n'


def test_earnest_money_has_a_base() -> None:
    """Without a named amount it is told at its kind: 定金 is a share of something (Civil Code art. 586)."""
    expect(deposit("earnest_money  # error[CTR413]", head=GUARANTEED))
    expect(deposit("earnest_money  # error[CTR413]", more="  base: 保底额\n", head=GUARANTEED))
    expect(deposit("earnest_money", more=BASE.format("1000000.00", ""), head=GUARANTEED))


def test_guideline_targets_are_no_base() -> None:
    """A year's target, or the sum of several, binds nobody (reference 0b, Law); an order may be named instead."""
    wrong = "  # error[CTR413]"
    expect(deposit("earnest_money", more=BASE.format("4000000.00", wrong)))
    expect(deposit("earnest_money", more=BASE.format("4000000.01", "")))
    two = """\
targets:
  nature: guideline
  basis: sell_in_net
  tax: excl
  years: [{year: "2026", line: ambient, amount: "400000.00"}, {year: "2026", line: chilled, amount: "600000.00"}]
  quarters: [{quarter: 2026Q1, line: ambient, amount: "400000.00"}, {quarter: 2026Q1, line: chilled, amount: "600000.00"}]
first_order: none
scopes: [{id: main, grant: non_exclusive, lines: [ambient, chilled], channels: [ka], regions: ["330106"]}]
prices: [{list: ambient@2025-1, discount: "0"}, {list: chilled@2025-1, discount: "0"}]
"""
    for base in ("400000.00", "600000.00", "1000000.00"):
        expect(
            product_line("", "chilled"),
            price_list(name="chilled"),
            deposit("earnest_money", more=BASE.format(base, wrong), head=two),
        )


@pytest.mark.parametrize(("amount", "mark"), [("200000.00", ""), ("200000.01", "  # error[CTR412]")])
def test_earnest_money_is_at_most_a_fifth(amount: str, mark: str) -> None:
    """Of a base of one million, to the fen."""
    expect(deposit("earnest_money", amount, mark, BASE.format("1000000.00", ""), head=GUARANTEED))


def test_cases_are_asked_for_without_any_limits() -> None:
    """The base and the cases are law, not policy: they are asked for on days without limits too."""
    from_later = limits('effective_from: "2026-06-01"')
    unlimited = 'signed_on: "2025-12-20"  # warning[CTR118]\n'
    expect(from_later, deposit("performance_bond  # error[CTR415]", head=unlimited))
    expect(from_later, deposit("earnest_money  # error[CTR413]", head=unlimited))
