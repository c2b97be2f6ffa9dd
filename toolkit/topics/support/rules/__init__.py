"""The arithmetic of support: times of tickets, payable of funds, supply, who owns what."""

from __future__ import annotations

from toolkit.topics.support.rules.explain import FIGURES
from toolkit.topics.support.rules.results import (
    FundBalance,
    FundStanding,
    SalesPolicyStanding,
    SupplyPerformance,
    SupportStanding,
    TicketSla,
    TicketStatistics,
    WhoOwnsWhat,
)
from toolkit.topics.support.rules.standing import derive

__all__ = [
    "FIGURES",
    "FundBalance",
    "FundStanding",
    "SalesPolicyStanding",
    "SupplyPerformance",
    "SupportStanding",
    "TicketSla",
    "TicketStatistics",
    "WhoOwnsWhat",
    "derive",
]
