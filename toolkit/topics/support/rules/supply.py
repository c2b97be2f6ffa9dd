"""How well we supplied: orders on time and in full, and how much of the ordered value came (reference I.1, 0b)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from toolkit.topics.support.records import SupplyOrder
from toolkit.topics.support.rules.results import SupplyPerformance


def due_day(order: SupplyOrder) -> date:
    """Returns the day an order was to come: the promised one, or the one that the dealer asked for instead."""
    return order.moved_to or order.promised


def is_on_time(order: SupplyOrder, as_of: date) -> bool:
    """Returns whether an order came by its day, as known on `as_of`."""
    return order.delivered is not None and order.delivered <= min(due_day(order), as_of)


def delivered_value(order: SupplyOrder, as_of: date) -> Decimal | None:
    """Returns how much of an order came; all of it in full, nothing when not delivered, None when short by an unknown sum."""
    if order.delivered is None or order.delivered > as_of:
        return Decimal(0)
    if order.delivered_amount is not None:
        return min(order.delivered_amount, order.amount)
    return order.amount if order.in_full else None


def supply(dealer: str, quarter: str, orders: Sequence[SupplyOrder], as_of: date) -> SupplyPerformance:
    """Returns OTIF and fill rate of the orders that were due by `as_of`; one promised for later counts once it has come.

    An order that came late, or short by a single case, is not on time and in full. An order short by an unknown sum is left
    out of the fill rate and counted.
    """
    due = [row for row in orders if due_day(row) <= as_of or (row.delivered is not None and row.delivered <= as_of)]
    timely = [row for row in due if is_on_time(row, as_of)]
    kept = [row for row in timely if row.in_full]
    known = [(row.amount, value) for row in due if (value := delivered_value(row, as_of)) is not None]
    ordered = sum((amount for amount, _ in known), Decimal(0))
    return SupplyPerformance(
        subject=f"{dealer}/{quarter}",
        dealer=dealer,
        quarter=quarter,
        due=len(due),
        on_time=len(timely),
        on_time_in_full=len(kept),
        otif=Decimal(len(kept)) / len(due) if due else None,
        fill=sum((value for _, value in known), Decimal(0)) / ordered if ordered else None,
        fill_unknown=len(due) - len(known),
    )
