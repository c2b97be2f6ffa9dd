"""What the evaluation chapter makes and shows: a paper for each quarter and each year, the scorecard on the dealer's page."""

from __future__ import annotations

from toolkit.topics.evaluation.outputs.papers import evaluation_path, papers
from toolkit.topics.evaluation.outputs.scorecard import cards

__all__ = ["cards", "evaluation_path", "papers"]
