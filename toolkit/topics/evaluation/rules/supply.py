"""How well we supplied in a quarter, so that every page that judges the dealer shows our own part (reference 0b)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.topics.evaluation.records import Order


@dataclass(frozen=True, slots=True)
class Service:
    """Orders that were due, those that came by the promised day and in full, and the share; None without orders."""

    due: int
    on_time_in_full: int

    @property
    def share(self) -> Decimal | None:
        """Returns on time and in full (OTIF) as a share."""
        return Decimal(self.on_time_in_full) / self.due if self.due else None


def service_of(orders: Iterable[Order], as_of: date) -> Service:
    """Returns how many orders were due by `as_of`, and how many of them came on time and in full.

    One that was promised for later and is not delivered yet is not due.
    """
    due = [order for order in orders if order.promised <= as_of or order.delivered is not None]
    kept = [
        order for order in due if order.in_full and order.delivered is not None and order.delivered <= order.promised
    ]
    return Service(len(due), len(kept))
