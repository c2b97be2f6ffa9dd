"""What several checks of this chapter walk: every ticket and fund with its file and place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from toolkit.network.network import Network
from toolkit.topics.support.records import Fund, Material, SupportYear, Ticket

Row = TypeVar("Row", Ticket, Fund, Material)


def tickets(network: Network) -> Iterator[tuple[SupportYear, int, Ticket]]:
    """Yields every ticket with its file and its place in it."""
    for year in network.all(SupportYear):
        for n, ticket in enumerate(year.tickets):
            yield year, n, ticket


def funds(network: Network) -> Iterator[tuple[SupportYear, int, Fund]]:
    """Yields every fund with its file and its place in it."""
    for year in network.all(SupportYear):
        for n, fund in enumerate(year.funds):
            yield year, n, fund
