"""How the checks of this chapter tell a problem: at the value's own line, under the id of the ticket, fund or policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.sources.document import Step
from toolkit.topics.support.records import Fund, Material, SupportYear, Ticket

Row = TypeVar("Row", Ticket, Fund, Material)


def told(
    network: Network, kind: ProblemKind, record: Record, *path: Step, about: str = "", **values: object
) -> Problem:
    """Returns a problem at the value of `path`; `about` is the id that it is told under, the record's own by default."""
    shown = about or network.entry(record).id
    return kind.at(network.origin(record, *path), record=shown, field=network.field(record, *path), **values)  # type: ignore[arg-type]


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
