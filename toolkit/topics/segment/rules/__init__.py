"""The arithmetic of segments: value and health, warnings and churn risk, loyalty and satisfaction."""

from __future__ import annotations

from toolkit.topics.segment.rules.explain import FIGURES
from toolkit.topics.segment.rules.results import EarlyWarning, NetworkLoyalty, SegmentStanding, SurveyResult
from toolkit.topics.segment.rules.standing import derive

__all__ = ["FIGURES", "EarlyWarning", "NetworkLoyalty", "SegmentStanding", "SurveyResult", "derive"]
