"""What the improvement chapter makes and shows: each plan as a paper for both sides, a card on the dealer's page."""

from __future__ import annotations

from toolkit.topics.improvement.outputs.cards import cards
from toolkit.topics.improvement.outputs.plan import plan_path
from toolkit.topics.improvement.outputs.plan import plans as papers

__all__ = ["cards", "papers", "plan_path"]
