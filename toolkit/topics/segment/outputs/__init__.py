"""What the segment chapter makes and shows, to us alone: the strategy card as a paper and on the dealer's page."""

from __future__ import annotations

from toolkit.topics.segment.outputs.cards import cards
from toolkit.topics.segment.outputs.strategy import strategies as papers
from toolkit.topics.segment.outputs.strategy import strategy_path

__all__ = ["cards", "papers", "strategy_path"]
