"""The market bond: what is left of it, what must be topped up and by when (reference T9, E-13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext

from toolkit.kernel.money import to_fen
from toolkit.topics.incentive.records.settlement import BondEntry
from toolkit.topics.incentive.rules.facts import PRECISION

ZERO = Decimal(0)
_ADDS = frozenset(("paid", "top_up", "interest"))


@dataclass(frozen=True, slots=True)
class BondState:
    """A bond on a day: balance, what is missing to the agreed amount, and the last day to make it good."""

    agreed: Decimal
    balance: Decimal
    missing: Decimal
    top_up_by: date | None


def is_grounded(entry: BondEntry) -> bool:
    """Returns whether a deduction may be taken: case, clause and a notice that was served no later."""
    if entry.kind != "deduction":
        return True
    noticed = entry.notice_served_on
    return entry.case is not None and entry.clause is not None and noticed is not None and noticed <= entry.date


def sign_of(entry: BondEntry) -> int:
    """Returns 1 for an entry that adds to the balance, -1 for one that takes from it."""
    return 1 if entry.kind in _ADDS else -1


def bond_state(agreed: Decimal, entries: Iterable[BondEntry], top_up_days: int, as_of: date) -> BondState:
    """Returns how a bond stands on `as_of`. Deductions without ground are not taken; refunds end the duty to top up.

    The period to top up runs from the first deduction since the bond was last whole.
    """
    balance, since, refunded = ZERO, None, False
    for entry in sorted((e for e in entries if e.date <= as_of), key=lambda e: e.date):
        if not is_grounded(entry):
            continue
        refunded = refunded or entry.kind == "refund"
        balance += sign_of(entry) * entry.amount
        if entry.kind == "deduction" and balance < agreed and since is None:
            since = entry.date
        if balance >= agreed:
            since = None
    missing = ZERO if refunded else max(agreed - balance, ZERO)
    by = since + timedelta(days=top_up_days) if since is not None and missing else None
    return BondState(agreed, balance, missing, by)


def interest(balance: Decimal, yearly_rate: Decimal, days: int) -> Decimal:
    """Returns simple interest on a bond for a number of days of a year of 365, to the fen."""
    with localcontext() as context:
        context.prec = PRECISION
        return to_fen(balance * yearly_rate * days / 365)
