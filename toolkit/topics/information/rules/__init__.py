"""The arithmetic of shared information: who is reached, what may be summed up, how forecasts came out, who knows the new product."""

from __future__ import annotations

from toolkit.topics.information.rules.explain import FIGURES
from toolkit.topics.information.rules.results import (
    ForecastAccuracy,
    InformationStanding,
    LaunchStanding,
    NetworkInformation,
    PeerTrend,
)
from toolkit.topics.information.rules.standing import derive
from toolkit.topics.information.rules.wishes import UserWishes

__all__ = [
    "FIGURES",
    "ForecastAccuracy",
    "InformationStanding",
    "LaunchStanding",
    "NetworkInformation",
    "PeerTrend",
    "UserWishes",
    "derive",
]
