"""What the evaluation chapter shows: the scorecard on the dealer's page, with its charts."""

from __future__ import annotations

from toolkit.topics.evaluation.outputs.scorecard import cards

__all__ = ["cards"]
