"""The arithmetic of support: times of tickets, payable of funds, supply, who owns what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.dues import once
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.support.rules.dues import dues
from toolkit.topics.support.rules.explain import FIGURES as EXPLAINED
from toolkit.topics.support.rules.network_totals import NETWORK_FIGURES, FundTotals, NetworkSupply, totals
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
from toolkit.topics.support.rules.standing import derive as standings

__all__ = [
    "FIGURES",
    "FundBalance",
    "FundStanding",
    "FundTotals",
    "NetworkSupply",
    "SalesPolicyStanding",
    "SupplyPerformance",
    "SupportStanding",
    "TicketSla",
    "TicketStatistics",
    "WhoOwnsWhat",
    "derive",
]

FIGURES = (*EXPLAINED, *NETWORK_FIGURES)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields what support derives for every ticket, fund and dealer, for the network as a whole, and what of it is due."""
    rows = tuple(standings(network, results, as_of))
    yield from rows
    yield from totals(rows)
    yield from once(
        dues(
            network,
            (row for row in rows if isinstance(row, SupportStanding)),
            (row for row in rows if isinstance(row, TicketSla)),
            as_of,
        )
    )
