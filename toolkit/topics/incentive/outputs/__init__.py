"""What the incentive chapter makes and shows: a statement for each period of a dealer's rebates, and its card."""

from __future__ import annotations

from toolkit.topics.incentive.outputs.cards import cards
from toolkit.topics.incentive.outputs.statements import papers

__all__ = ["cards", "papers"]
