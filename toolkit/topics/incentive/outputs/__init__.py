"""What the incentive chapter makes and shows: a statement for each period of a dealer's rebates, its card, and that of credit."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.incentive.outputs.cards import cards as rebates
from toolkit.topics.incentive.outputs.credit_card import credit
from toolkit.topics.incentive.outputs.statements import papers
from toolkit.topics.topic import Now

__all__ = ["cards", "papers"]


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the rebates of a dealer, then its credit."""
    yield from rebates(view, now, dealer)
    yield from credit(view, now, dealer)
