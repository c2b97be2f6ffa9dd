"""Bases and measures: what the facts come to for a rebate. Nothing is rounded here (reference E.2 2, 5; 0b numbers 1, 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, localcontext

from toolkit.topics.incentive.records.policy import RebatePolicy
from toolkit.topics.incentive.rules.facts import PRECISION, ZERO, LineSales, RebateFacts, Receipt


def net(sales: LineSales, policy: RebatePolicy) -> Decimal:
    """Returns a line's purchases without what the policy leaves out, excl. VAT (reference E.2 2); not below 0."""
    return max(sales.gross - sum((row.amount for row in sales.excluded if row.kind in policy.exclusions), ZERO), ZERO)


def base_by_line(code: str, facts: RebateFacts, policy: RebatePolicy) -> tuple[Decimal | None, ...] | None:
    """Returns a base for each line of the facts; None for a line that has none, None in all when it has no lines."""
    by_line = _LINE_BASES.get(code)
    return tuple(by_line(row, policy) for row in facts.sales) if by_line else None


def base(code: str, facts: RebateFacts, policy: RebatePolicy) -> Decimal | None:
    """Returns the base of a component, unrounded; None when there is none. An increment is not below 0.

    Growth counts all lines together: what one line loses another must make good.
    """
    by_line = base_by_line(code, facts, policy)
    if by_line is not None:
        total = _present(by_line)
        return max(total, ZERO) if total is not None and code == "increment_ex_tax" else total
    return _DEALER_BASES[code](facts)


def measure(code: str, facts: RebateFacts, policy: RebatePolicy) -> Decimal | None:
    """Returns a measure to 40 digits, so that comparing it with a threshold is exact; None when there is none."""
    with localcontext() as context:
        context.prec = PRECISION
        return _MEASURES[code](facts, policy)


def is_pending(code: str, facts: RebateFacts) -> bool:
    """Returns whether a base or a measure rests on a figure that is not known yet."""
    needed = _NEEDS.get(code, frozenset())
    return bool(needed & facts.pending) or any(needed & row.pending for row in facts.sales)


def mean_days(receipts: Iterable[Receipt]) -> Decimal | None:
    """Returns the mean days to collection weighted by amount; None without receipts (reference T5, E-11)."""
    rows = tuple(receipts)
    amount = sum((row.amount for row in rows), ZERO)
    return _ratio(sum((row.amount * row.days for row in rows), ZERO), amount)


def _present(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of those that there are; None when there is none at all."""
    rows = tuple(value for value in values if value is not None)
    return sum(rows, ZERO) if rows else None


def _ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part of whole; None when either is not known or the whole is nothing: a ratio to zero says nothing (reference D.6)."""
    if part is None or whole is None or whole <= 0:
        return None
    with localcontext() as context:
        context.prec = PRECISION
        return part / whole


def _attainment(facts: RebateFacts, policy: RebatePolicy) -> Decimal | None:
    """Only lines with a target count, above and below the stroke."""
    aimed = tuple(row for row in facts.sales if row.target)
    done = (row.sell_out if facts.target_on_sell_out else net(row, policy) for row in aimed)
    return _ratio(_present(done), _present(row.target for row in aimed))


def _growth(facts: RebateFacts, policy: RebatePolicy) -> Decimal | None:
    known = tuple(row for row in facts.sales if row.last_year is not None)
    before = _present(row.last_year for row in known)
    return None if before is None else _ratio(sum((net(row, policy) for row in known), ZERO) - before, before)


def _optional(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


_LINE_BASES: dict[str, Callable[[LineSales, RebatePolicy], Decimal | None]] = {
    "sell_in_net_ex_tax": net,
    "sell_in_net_incl_tax": lambda row, policy: net(row, policy) * (1 + row.vat_rate),
    "increment_ex_tax": lambda row, policy: None if row.last_year is None else net(row, policy) - row.last_year,
    "focus_net_ex_tax": lambda row, policy: row.focus,
    "sell_out": lambda row, policy: row.sell_out,
    "quantity": lambda row, policy: row.quantity,
}
_DEALER_BASES: dict[str, Callable[[RebateFacts], Decimal | None]] = {
    "received_incl_tax": lambda facts: (
        sum((row.amount for row in facts.receipts), ZERO) if facts.receipts else facts.received
    ),
    "received_on_time_incl_tax": lambda facts: facts.received_on_time,
    "store_months": lambda facts: _optional(facts.store_months_passed),
    "bond_balance": lambda facts: facts.bond_balance,
    "none": lambda facts: ZERO,
}
_MEASURES: dict[str, Callable[[RebateFacts, RebatePolicy], Decimal | None]] = {
    "attainment": _attainment,
    "focus_attainment": lambda facts, policy: _ratio(
        _present(row.focus for row in facts.sales if row.focus_target),
        _present(row.focus_target for row in facts.sales if row.focus_target),
    ),
    "net_sell_in": lambda facts, policy: base("sell_in_net_ex_tax", facts, policy),
    "growth_rate": _growth,
    "on_time_rate": lambda facts, policy: _ratio(facts.received_on_time, facts.due),
    "collection_days": lambda facts, policy: mean_days(facts.receipts),
    "late_payments": lambda facts, policy: _optional(facts.late_payments),
    "pass_rate": lambda facts, policy: _ratio(_optional(facts.store_months_passed), _optional(facts.store_months)),
    "territory_cases": lambda facts, policy: _optional(facts.territory_cases),
    "years": lambda facts, policy: _optional(facts.years),
    "score": lambda facts, policy: facts.score,
    "quantity": lambda facts, policy: base("quantity", facts, policy),
}
_NEEDS: dict[str, frozenset[str]] = {
    "increment_ex_tax": frozenset(("sell_in", "last_year")),
    "sell_in_net_ex_tax": frozenset(("sell_in",)),
    "sell_in_net_incl_tax": frozenset(("sell_in",)),
    "focus_net_ex_tax": frozenset(("focus",)),
    "received_incl_tax": frozenset(("received",)),
    "received_on_time_incl_tax": frozenset(("received_on_time",)),
    "sell_out": frozenset(("sell_out",)),
    "quantity": frozenset(("quantity",)),
    "store_months": frozenset(("store_months",)),
    "bond_balance": frozenset(("bond_balance",)),
    "attainment": frozenset(("sell_in", "target")),
    "focus_attainment": frozenset(("focus", "focus_target")),
    "net_sell_in": frozenset(("sell_in",)),
    "growth_rate": frozenset(("sell_in", "last_year")),
    "on_time_rate": frozenset(("due", "received_on_time")),
    "collection_days": frozenset(("receipts",)),
    "late_payments": frozenset(("late_payments",)),
    "pass_rate": frozenset(("store_months",)),
    "territory_cases": frozenset(("territory_cases",)),
    "years": frozenset(("years",)),
    "score": frozenset(("grade",)),
    "grade": frozenset(("grade",)),
}
"""Which facts each base and measure rests on, as `pending` names them."""
