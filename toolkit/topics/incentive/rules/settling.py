"""What happens to a rebate over time: clawback for later returns, monthly accrual, set-off against invoices (reference E.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal, localcontext

from toolkit.kernel.money import FEN, to_fen
from toolkit.kernel.period import add_months
from toolkit.topics.incentive.records.policy import RebatePolicy
from toolkit.topics.incentive.rules.calculation import Calculation, Withheld, calculate
from toolkit.topics.incentive.rules.facts import PRECISION, ZERO, Excluded, RebateFacts


@dataclass(frozen=True, slots=True)
class Returned:
    """Goods of an earlier period that came back: line, amount excl. VAT, day."""

    line: str
    amount: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Clawback:
    """What later returns take back: by component, in sum, and the calculation that would have been right."""

    rows: tuple[tuple[str, Decimal], ...]
    amount: Decimal
    restated: Calculation


def clawback(
    policy: RebatePolicy,
    facts: RebateFacts,
    returns: Sequence[Returned],
    already: Sequence[Returned] = (),
    withheld: Sequence[Withheld] = (),
) -> Clawback:
    """Returns what is owed back when goods of the period came back: the same policy version on the restated facts (E.2 9).

    `already` are returns that earlier statements took into account. A component is never owed more because of a return;
    those that a year only trues up are taken back in their quarters.
    """
    before = calculate(policy, with_returns(facts, already), withheld=withheld)
    after = calculate(policy, with_returns(facts, (*already, *returns)), withheld=withheld)
    rows = tuple(
        (row.worked.component.id, max(row.amount - after.amount(row.worked.component.id), ZERO))
        for row in before.rows
        if row.worked.component.period == facts.kind
    )
    kept = tuple((component, amount) for component, amount in rows if amount)
    return Clawback(kept, sum((amount for _, amount in kept), ZERO), after)


def with_returns(facts: RebateFacts, returns: Sequence[Returned]) -> RebateFacts:
    """Returns the facts with goods taken back; a line loses no more than it had."""
    rows = []
    for sales in facts.sales:
        back = sum((row.amount for row in returns if row.line == sales.line), ZERO)
        rows.append(replace(sales, excluded=(*sales.excluded, Excluded("returns", back))) if back else sales)
    return replace(facts, sales=tuple(rows))


def in_time(returned_on: date, period_end: date, months: int) -> bool:
    """Returns whether a return still counts: no later than `months` after the period's last day (E.2 9, 12 months)."""
    return returned_on <= add_months(period_end, months)


def accrued_to_date(expected: Decimal, expected_base: Decimal, base_to_date: Decimal) -> Decimal:
    """Returns what must be accrued by now: the year's expected rebate in the share of its expected base, to the fen.

    Source: reference E.2 13, variable consideration of CAS 14. 0 without an expected base; never more than expected.
    """
    if expected_base <= 0:
        return ZERO
    with localcontext() as context:
        context.prec = PRECISION
        return to_fen(min(expected * base_to_date / expected_base, expected))


def accruals(expected: Sequence[tuple[Decimal, Decimal]], months: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Returns each month's accrual: what must be accrued by its end less what was accrued before, so estimates catch up.

    `expected` holds, as each month closed, the year's expected rebate and base; `months` the purchases of each month.
    """
    booked, to_date, rows = ZERO, ZERO, []
    for (rebate, whole), bought in zip(expected, months, strict=True):
        to_date += bought
        rows.append(accrued_to_date(rebate, whole, to_date) - booked)
        booked += rows[-1]
    return tuple(rows)


def offsets(payable: Decimal, invoices: Sequence[Decimal], share: Decimal) -> tuple[Decimal, ...]:
    """Returns how much is set off against each invoice in turn: at most `share` of it, rounded down, until all is paid."""
    left, rows = payable, []
    for invoice in invoices:
        part = min(left, (invoice * share).quantize(FEN, ROUND_FLOOR))
        rows.append(part)
        left -= part
    return tuple(rows)
