"""The arithmetic of segments: value and health, warnings and churn risk, loyalty and satisfaction."""

from __future__ import annotations

from toolkit.topics.segment.rules.explain import FIGURES
from toolkit.topics.segment.rules.helping import HelpMatch
from toolkit.topics.segment.rules.hints import NeedHints
from toolkit.topics.segment.rules.investing import DealerInvestment
from toolkit.topics.segment.rules.results import EarlyWarning, NetworkLoyalty, PeerYear, SegmentStanding, SurveyResult
from toolkit.topics.segment.rules.standing import derive

__all__ = [
    "FIGURES",
    "DealerInvestment",
    "EarlyWarning",
    "HelpMatch",
    "NeedHints",
    "NetworkLoyalty",
    "PeerYear",
    "SegmentStanding",
    "SurveyResult",
    "derive",
]
