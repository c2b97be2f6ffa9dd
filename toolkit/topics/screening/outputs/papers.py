"""What the screening chapter makes, for us alone: reports on candidates, forms for visits, difference reports, comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.network.record import Record
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.composed import Paper, composed
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import state
from toolkit.topics.screening.outputs.candidates import comparison
from toolkit.topics.screening.outputs.differences import report as difference_report
from toolkit.topics.screening.outputs.report import report
from toolkit.topics.screening.outputs.visit_form import form
from toolkit.topics.screening.records import GatesPolicy, ScorecardPolicy, Screening, Visit
from toolkit.topics.screening.rules import ScreeningResult
from toolkit.topics.screening.rules.comparison import COMPARED, Comparison
from toolkit.topics.topic import Now

SECTION = "screening"
Keys = tuple[tuple[type[Record], str], ...]


def screening_path(dealer: str, name: str) -> str:
    """Returns where a paper on a candidate is put: `report`, `differences` or `visit-form`."""
    return f"{SECTION}/{dealer}/{name}.pdf"


def papers(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields the papers on every candidate that has a screening, and a comparison for each market and line that somebody seeks."""
    for screening in views.internal.all(Screening):
        yield from _candidate(views, now, screening)
    for held in views.internal.results(Comparison):
        keys: Keys = (*((Screening, row.dealer) for row in held.rows), (ScorecardPolicy, held.policy))
        paper = comparison(views.internal, held, now.as_of)
        path = f"{SECTION}/comparisons/{held.market}-{held.line}.pdf"
        yield _artifact(views, now, path, paper, keys)


def _candidate(views: Views, now: Now, screening: Screening) -> Iterator[Artifact]:
    view, dealer = views.internal, screening.dealer
    profile, result = view.find(DealerProfile, dealer), view.result(ScreeningResult, dealer)
    if profile is None or result is None:
        return
    own: Keys = ((Screening, dealer), (DealerProfile, dealer))
    rules: Keys = ((GatesPolicy, result.gates_policy), (ScorecardPolicy, result.scorecard_policy))
    made = tuple(visit for visit in view.of_dealer(Visit, dealer) if visit.date <= now.as_of)
    visits = tuple(sorted(made, key=lambda visit: (visit.date, visit.id), reverse=True))
    seen: Keys = tuple((Visit, visit.id) for visit in visits)
    paper = report(view, profile, screening, result, now.as_of)
    yield _artifact(views, now, screening_path(dealer, "report"), paper, (*own, *rules, *seen))
    if visits:
        paper = difference_report(view, profile, result, visits, now.as_of)
        yield _artifact(views, now, screening_path(dealer, "differences"), paper, (*own, *rules[1:], *seen))
    if state(profile, now.as_of) in COMPARED:
        paper = form(view, profile, screening, result, now.as_of)
        yield _artifact(views, now, screening_path(dealer, "visit-form"), paper, (*own, *rules[1:]))


def _artifact(views: Views, now: Now, path: str, paper: Paper, keys: Keys) -> Artifact:
    sources = views.internal.paths(keys)
    return Artifact(path, composed(paper, now.stamp(sources)), "internal", because=sources)
