"""The deadlines of support: tickets by their clocks, marketing funds by their next step, handovers until all have signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.network.dues import Due, in_sight
from toolkit.network.explaining import joined
from toolkit.network.network import Network
from toolkit.topics.dealer.rules import seen_to_by
from toolkit.topics.support.records import SupportYear
from toolkit.topics.support.rules.open_items import words_of
from toolkit.topics.support.rules.results import OpenItem, SupportStanding, TicketSla


def dues(
    network: Network, standings: Iterable[SupportStanding], tickets: Iterable[TicketSla], as_of: date
) -> Iterator[Due]:
    """Yields a deadline for each open item that has a day. A ticket that waits for the dealer has none: its clock stands."""
    owners, files = {row.subject: row.owner for row in tickets}, _files(network)
    for standing in standings:
        for item in standing.open_items:
            if item.due is not None and in_sight(item.due, False, as_of):
                yield Due(
                    subject=f"{standing.subject}/{item.kind}-{item.id}",
                    dealer=standing.subject,
                    topic="support",
                    on=item.due,
                    what=_words(item),
                    side=item.side,
                    owner=seen_to_by(network, standing.subject, owners.get(item.id, "")),
                    source=files.get((standing.subject, item.id)),
                )


def _words(item: OpenItem) -> Text:
    if item.kind == "handover":
        return item.text
    return joined(item.text, "，", words_of(item.kind, item.state))


def _files(network: Network) -> dict[tuple[str, str], Origin]:
    """The file in which each ticket, fund and handover stands."""
    found: dict[tuple[str, str], Origin] = {}
    for year in network.all(SupportYear):
        source = Origin(network.entry(year).document.path)
        for name in (*(row.id for row in (*year.tickets, *year.funds)), *(str(row.date) for row in year.handovers)):
            found.setdefault((year.dealer, name), source)
    return found
