"""Rebates over time and beside them: clawback, accrual, set-off, bond, tax, credit limit, red-letter invoices."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.incentive_builders import D1, GROWTH, STAIR, D, bought, four, policy
from toolkit.kernel.text import Text
from toolkit.topics.incentive.records import CreditPolicy
from toolkit.topics.incentive.records.settlement import BondEntry, RedLetter
from toolkit.topics.incentive.rules.bond import bond_state, interest, is_grounded
from toolkit.topics.incentive.rules.calculation import Withheld, calculate
from toolkit.topics.incentive.rules.credit import credit_limit
from toolkit.topics.incentive.rules.red_letter import red_letter_state
from toolkit.topics.incentive.rules.settling import (
    Returned,
    accruals,
    accrued_to_date,
    clawback,
    in_time,
    offsets,
    with_returns,
)
from toolkit.topics.incentive.rules.tax import input_vat, vat_split

MAY = date(2026, 5, 20)


def back(amount: str, on: date = MAY) -> Returned:
    return Returned("ambient", D(amount), on)


def test_e12_clawback() -> None:
    """E-12: 210 000 come back, attainment falls to 98 %: 29 400 and 4 200 stay, 24 150 are owed back."""
    found = clawback(four(), D1, (back("210000"),))
    assert (found.restated.amount("target"), found.restated.amount("growth")) == (D("29400.00"), D("4200.00"))
    assert (found.rows, found.amount) == ((("target", D("17850.00")), ("growth", D("6300.00"))), D("24150.00"))


def test_e12_in_two_returns() -> None:
    """What a first statement took back is not taken again: two returns cost together what one of their sum costs."""
    first = clawback(four(), D1, (back("100000"),))
    second = clawback(four(), D1, (back("110000"),), already=(back("100000"),))
    assert first.amount + second.amount == D("24150.00")


def test_clawback_of_nothing() -> None:
    """Without returns, or with those of a line that was not bought, nothing is owed."""
    assert clawback(four(), D1, ()).amount == 0
    assert clawback(four(), D1, (Returned("other", D(5000), MAY),)).amount == 0


def test_clawback_spares_what_was_withheld() -> None:
    """What was not paid is not claimed back."""
    held = (Withheld("target", D(1), Text("CF-2026-0001")),)
    assert clawback(four(), D1, (back("210000"),), withheld=held).amount == D("6300.00")


def test_clawback_never_pays() -> None:
    """Under a cap that no longer bites, a component may rise by a return; it is still not paid for it."""
    parts = policy(STAIR, GROWTH, cap={"amount": "50000"})
    found = clawback(parts, D1, (back("210000"),))
    assert all(amount > 0 for _, amount in found.rows)


def test_a_line_loses_no_more_than_it_had() -> None:
    """More back than was bought leaves nothing, not less than nothing."""
    facts = with_returns(bought("100", target=D(100)), (back("150"),))
    assert calculate(policy(STAIR), facts).total == 0


@pytest.mark.parametrize(("day", "counts"), [(date(2027, 3, 31), True), (date(2027, 4, 1), False)])
def test_clawback_has_a_limit(day: date, counts: bool) -> None:
    """Twelve months after the quarter's end, the last day included (E.2 9)."""
    assert in_time(day, date(2026, 3, 31), 12) is counts


def test_monthly_accrual() -> None:
    """The year's expected rebate is accrued in the share of its base, and the months sum to it."""
    months = accruals([(D("32500.00"), D(13000000))] * 4, [D(1000000), D(3000000), D(6000000), D(3000000)])
    assert months == (D("2500.00"), D("7500.00"), D("15000.00"), D("7500.00"))
    assert sum(months) == D("32500.00")


def test_accrual_catches_up_with_a_new_estimate() -> None:
    """When the expected step rises, the month takes up what the earlier ones lacked; when it falls, it gives back."""
    months = accruals([(D(10000), D(1000)), (D(20000), D(1000)), (D(0), D(1000))], [D(250), D(250), D(250)])
    assert months == (D("2500.00"), D("7500.00"), D("-10000.00"))


def test_accrual_bounds() -> None:
    """More bought than expected accrues the whole and no more; no expected base accrues nothing."""
    assert (accrued_to_date(D(100), D(10), D(20)), accrued_to_date(D(100), D(0), D(5))) == (D(100), D(0))


def test_offsets_keep_to_the_share_of_each_invoice() -> None:
    """20 % of each invoice in turn, rounded down, until all is paid."""
    assert offsets(D(50000), [D(100000), D("99999.99"), D(100000)], D("0.2")) == (
        D("20000.00"),
        D("19999.99"),
        D("10000.01"),
    )


def entry(kind: str, amount: str, day: str, grounded: bool = True) -> BondEntry:
    ground = {"case": "CF-2026-0001", "clause": "第十八条", "notice_served_on": "2026-01-05"} if kind == "deduction" and grounded else {}  # fmt: skip
    return BondEntry.model_validate({"date": day, "kind": kind, "amount": amount, **ground})


TAKEN = (entry("paid", "50000", "2026-01-01"), entry("deduction", "3000", "2026-02-01"), entry("deduction", "5000", "2026-02-10"))  # fmt: skip


def test_e13_bond() -> None:
    """E-13: 50 000 − 3 000 − 5 000 = 42 000; 8 000 are to be topped up within 15 days of the first deduction."""
    state = bond_state(D(50000), TAKEN, 15, date(2026, 2, 15))
    assert (state.balance, state.missing, state.top_up_by) == (D(42000), D(8000), date(2026, 2, 16))


def test_the_bond_over_time() -> None:
    """Before the deductions it is whole; after the top-up it is whole again; a refund ends the duty."""
    whole = (*TAKEN, entry("top_up", "8000", "2026-02-12"))
    assert bond_state(D(50000), TAKEN, 15, date(2026, 1, 31)).missing == 0
    state = bond_state(D(50000), whole, 15, date(2026, 2, 15))
    assert (state.balance, state.missing, state.top_up_by) == (D(50000), D(0), None)
    refunded = bond_state(D(50000), (*TAKEN, entry("refund", "42000", "2026-03-01")), 15, date(2026, 4, 1))
    assert (refunded.balance, refunded.missing) == (D(0), D(0))


@pytest.mark.parametrize("lacking", ["case", "clause", "notice_served_on"])
def test_a_deduction_without_ground_is_not_taken(lacking: str) -> None:
    """Case, clause and served notice, all three."""
    held = TAKEN[1].model_copy(update={lacking: None})
    assert not is_grounded(held)
    assert bond_state(D(50000), (TAKEN[0], held), 15, date(2026, 3, 1)).balance == D(50000)


def test_a_notice_comes_before_the_deduction() -> None:
    """Notice served the day after the money was taken is no ground."""
    assert is_grounded(TAKEN[1].model_copy(update={"notice_served_on": date(2026, 2, 1)}))
    assert not is_grounded(TAKEN[1].model_copy(update={"notice_served_on": date(2026, 2, 2)}))


def test_interest_of_a_bond() -> None:
    """Simple interest by days of a year of 365."""
    assert interest(D(200000), D("0.0035"), 365) == D("700.00")
    assert interest(D(200000), D("0.0035"), 73) == D("140.00")


def test_e14_vat_split() -> None:
    """E-14: 40 500.00 incl. 13 % is 35 840.71 and 4 659.29."""
    assert vat_split(D("40500.00"), D("0.13")) == (D("35840.71"), D("4659.29"))


def test_e15_input_vat() -> None:
    """E-15: a rebate of 11 300.00 reduces the dealer's input VAT by 1 300.00."""
    assert input_vat(D("11300.00"), D("0.13")) == D("1300.00")


CREDIT = CreditPolicy.model_validate(
    {
        "id": "credit-limit",
        "version": "2026-1",
        "name": "授信",
        "effective_from": "2026-01-01",
        "applies_by": "requested_at",
        "months": "12",
        "classes": (
            {"rating": "AAA", "factor": "2.0", "least": "1.5", "most": "3"},
            {"rating": "A", "factor": "0.8"},
            {"rating": "C", "factor": "0"},
        ),
    }
)


@pytest.mark.parametrize(("rating", "limit"), [("A", "840000.00"), ("AAA", "2100000.00"), ("C", "0.00"), ("B", None)])
def test_e17_credit_limit(rating: str, limit: str | None) -> None:
    """E-17: a monthly mean of 1 050 000, a month's term, class A: 840 000. A class with a range states its factor."""
    months = [D(900000), *[D(1050000)] * 10, D(1200000)]
    assert credit_limit(CREDIT, rating, months, 30) == (D(limit) if limit else None)


def test_e17_takes_the_last_twelve_full_months() -> None:
    """Older months do not count, and fewer than twelve say nothing."""
    months = [D(9), *[D(1050000)] * 12]
    assert credit_limit(CREDIT, "A", months, 45) == D("1260000.00")
    assert credit_limit(CREDIT, "A", months[:11], 30) is None


def form(**given: str) -> RedLetter:
    return RedLetter.model_validate({"number": "1", "begun_by": "company", "requested_on": "2026-04-27", **given})


@pytest.mark.parametrize(
    ("held", "day", "state"),
    [
        (None, "2026-05-01", "none"),
        (form(), "2026-04-26", "none"),
        (form(), "2026-04-30", "requested"),
        (form(), "2026-05-01", "lapsed"),
        (form(confirmed_on="2026-04-30"), "2026-05-05", "confirmed"),
        (form(confirmed_on="2026-05-01"), "2026-05-05", "lapsed"),
        (form(confirmed_on="2026-04-30"), "2026-04-29", "requested"),
        (form(confirmed_on="2026-04-30", invoice="9", issued_on="2026-05-04"), "2026-05-03", "confirmed"),
        (form(confirmed_on="2026-04-30", invoice="9", issued_on="2026-05-04"), "2026-05-04", "issued"),
    ],
)
def test_the_way_of_a_red_letter_invoice(held: RedLetter | None, day: str, state: str) -> None:
    """Form, confirmation within 72 hours, invoice: each holds from its day on."""
    assert red_letter_state(held, date.fromisoformat(day)) == state
