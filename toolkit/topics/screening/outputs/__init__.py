"""What the screening chapter shows on a dealer's page, to us only: gates, scorecard, decision; and claims against findings."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.screening.outputs.chosen import finding, screening_context
from toolkit.topics.screening.outputs.papers import papers, screening_path
from toolkit.topics.screening.outputs.visits import visits_context
from toolkit.topics.screening.records import Screening, Visit
from toolkit.topics.screening.rules import ScreeningResult
from toolkit.topics.topic import Now

__all__ = ["cards", "papers", "screening_path"]

INTERNAL = "internal"
FEW = 2


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the screening and the visits of a dealer; nothing for other readers than us, for whom all of it is kept."""
    if view.lens.audience != INTERNAL:
        return
    screening, result = view.find(Screening, dealer), view.result(ScreeningResult, dealer)
    if screening is not None and result is not None:
        yield Card(
            "screening",
            Text("筛选", "Screening"),
            "screening/card-screening.html",
            screening_context(view, screening, result),
            finding=finding(result),
        )
    made = [visit for visit in view.of_dealer(Visit, dealer) if visit.date <= now.as_of]
    past = tuple(sorted(made, key=lambda visit: visit.date, reverse=True))
    if past:
        context = visits_context(view, past, result)
        yield Card("visits", Text("考察", "Visits"), "screening/card-visits.html", context, folded=len(past) > FEW)
