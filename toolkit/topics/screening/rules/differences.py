"""Claimed and found: what visits saw against what the candidate said, and what that says of its truthfulness (A.6, C14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from toolkit.topics.screening.records import Screening, Visit
from toolkit.topics.screening.records.vocabularies import CLAIMS

MORE_IS_WORSE = frozenset(("delivery_hours",))
UNCHECKED, CONSISTENT, EXPLAINED, DOUBTFUL = "unchecked", "consistent", "explained", "doubtful"


@dataclass(frozen=True, slots=True)
class Known:
    """One figure of a candidate's size: as claimed, as found by the latest visit that looked, and by which."""

    what: str
    claimed: Decimal | None
    found: Decimal | None = None
    visit: str = ""

    @property
    def value(self) -> Decimal | None:
        """Returns what counts: the figure found, else the one claimed; None where there is neither."""
        return self.claimed if self.found is None else self.found


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that was both claimed and found. `deviation` is None where 0 was claimed and something found.

    `flagged` when it lies further off than the policy allows, `worse` when what was found is less good.
    """

    what: str
    claimed: Decimal
    found: Decimal
    deviation: Decimal | None
    flagged: bool
    worse: bool
    explained: bool
    visit: str


def visits_until(visits: Iterable[Visit], day: date) -> tuple[Visit, ...]:
    """Returns the visits up to and including `day`, the earliest first."""
    return tuple(sorted((visit for visit in visits if visit.date <= day), key=lambda visit: (visit.date, visit.id)))


def known(screening: Screening, visits: Iterable[Visit]) -> Mapping[str, Known]:
    """Returns by name every figure that is claimed or found; `visits` stand in the order of their dates."""
    figures = {claim.what: Known(claim.what, claim.value.value) for claim in screening.claims}
    for visit in visits:
        for row in visit.found:
            claimed = figures[row.what].claimed if row.what in figures else None
            figures[row.what] = Known(row.what, claimed, row.value, visit.id)
    return {what: figures[what] for what in CLAIMS if what in figures}


def differences(figures: Mapping[str, Known], visits: Iterable[Visit], limit: Decimal) -> tuple[Difference, ...]:
    """Returns how each figure that was claimed and found differs; `limit` is the deviation from which on it is flagged."""
    confirmed = {row.what for visit in visits for row in visit.explanations if row.confirmed}
    rows = []
    for figure in figures.values():
        if figure.claimed is None or figure.found is None:
            continue
        off = deviation(figure.claimed, figure.found)
        flagged = figure.found != 0 if off is None else abs(off) > limit
        less = figure.found < figure.claimed
        worse = figure.found != figure.claimed and less != (figure.what in MORE_IS_WORSE)
        explained = figure.what in confirmed
        rows.append(Difference(figure.what, figure.claimed, figure.found, off, flagged, worse, explained, figure.visit))
    return tuple(rows)


def deviation(claimed: Decimal, found: Decimal) -> Decimal | None:
    """Returns (found − claimed) ÷ claimed; 0 where both are 0, None where only the claim is."""
    if not claimed:
        return None if found else Decimal(0)
    with localcontext() as context:
        context.prec = 40
        return (found - claimed) / claimed


def truthfulness(rows: Iterable[Difference]) -> str:
    """Returns `unchecked`, `consistent`, `explained` or `doubtful`. Only what was found less good than claimed raises doubt."""
    listed = tuple(rows)
    if not listed:
        return UNCHECKED
    serious = [row for row in listed if row.flagged and row.worse]
    if any(not row.explained for row in serious):
        return DOUBTFUL
    return EXPLAINED if serious else CONSISTENT
