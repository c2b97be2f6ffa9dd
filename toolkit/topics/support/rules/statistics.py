"""What tickets say together: in time, reopened, satisfaction, cost (reference I.1). Never a ranking of dealers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.topics.support.records.vocabularies import CATEGORIES
from toolkit.topics.support.rules.results import TicketFigures, TicketSla, TicketStatistics
from toolkit.topics.support.rules.tickets import is_overdue, mean, on_time, replied_on_time


def figures(tickets: Sequence[TicketSla]) -> TicketFigures:
    """Returns the figures of some tickets; shares are unrounded.

    Reopened is the share of those that were resolved at least once; satisfaction a mean from 1 to 5; cost a mean of the
    tickets that state one.
    """
    once = [row for row in tickets if row.closed or row.reopened]
    return TicketFigures(
        opened=len(tickets),
        closed=sum(row.closed for row in tickets),
        overdue=sum(is_overdue(row) for row in tickets),
        reply_on_time=mean(replied_on_time(row) for row in tickets),
        on_time=mean(on_time(row) for row in tickets),
        reopened=mean(row.reopened for row in once),
        satisfaction=mean(row.satisfaction for row in tickets),
        cost=mean(row.cost for row in tickets),
    )


def statistics(year: int, tickets: Sequence[TicketSla]) -> TicketStatistics:
    """Returns a year's figures over all dealers, by category and by cause, the most frequent cause first."""
    groups = ((code, [row for row in tickets if row.category == code]) for code in CATEGORIES)
    causes = Counter(row.cause for row in tickets if row.cause)
    return TicketStatistics(
        subject=str(year),
        figures=figures(tickets),
        categories=tuple((code, figures(rows)) for code, rows in groups if rows),
        causes=tuple(sorted(causes.items(), key=lambda row: (-row[1], row[0]))),
    )
