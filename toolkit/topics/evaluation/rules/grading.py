"""From the base to the grade: deductions with their caps, the total rounded once, red lines, and whether it is rated at all.

Source: reference D.4 to D.6, J.2 and 0b.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.policy import DeductionKind, Grade
from toolkit.topics.evaluation.records.quarter import Deduction, RedLineEvent
from toolkit.topics.evaluation.records.vocabularies import GRADES, NOT_RATED
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.evaluation.rules.scales import WHOLE, grade_of, half_up
from toolkit.topics.evaluation.rules.scoring import ZERO, Scores


@dataclass(frozen=True, slots=True)
class DeductionLine:
    """An event and what it cost: `points` it may cost, `applied` after the caps, and why that is so."""

    kind: str
    name: Text
    case: str
    points: Decimal
    applied: Decimal
    state: str


@dataclass(frozen=True, slots=True)
class RedLineHit:
    """A red line that was crossed: the grade that it allows at most, and its effect."""

    red_line: str
    name: Text
    case: str
    cap: str
    effect: Text


@dataclass(frozen=True, slots=True)
class Graded:
    """The end of a quarter's way: the total with one decimal, its band, the caps, the grade and its factor."""

    deductions: tuple[DeductionLine, ...]
    deducted: Decimal
    total: Decimal | None
    band: str
    red_lines: tuple[RedLineHit, ...]
    grade: str
    factor: Decimal | None
    consequence: Text
    status: str
    reasons: tuple[str, ...]


def graded(
    policy: EvaluationPolicy, facts: Facts, scores: Scores, earlier: Iterable[QuarterData], as_of: date
) -> Graded:
    """Returns total and grade of a quarter. `earlier` are the dealer's quarters before it, for red lines crossed again."""
    lines = deduction_lines(policy, facts.data.deductions, scores, as_of)
    deducted = sum((line.applied for line in lines), ZERO)
    total = None if scores.base is None else total_of(scores.base, deducted)
    band = None if total is None else grade_of(policy.grades, total)
    hits = red_line_hits(policy, facts.data, earlier, as_of)
    reasons = rating_reasons(policy, facts, scores)
    status = _status(reasons)
    final = None if band is None or status == "not_rated" else _capped(policy, band, hits)
    return Graded(
        deductions=lines,
        deducted=deducted,
        total=total,
        band=band.grade if band else NOT_RATED,
        red_lines=hits,
        grade=final.grade if final else NOT_RATED,
        factor=final.factor if final else None,
        consequence=final.consequence if final else NO_TEXT,
        status=status,
        reasons=reasons,
    )


def total_of(base: Decimal, deducted: Decimal) -> Decimal:
    """Returns base − deductions, kept within 0 to 100, half-up to one decimal: rounded here and nowhere else."""
    return half_up(min(max(base - deducted, ZERO), WHOLE), 1)


def deduction_lines(
    policy: EvaluationPolicy, events: Iterable[Deduction], scores: Scores, as_of: date
) -> tuple[DeductionLine, ...]:
    """Returns what each event costs, in the order of the file, within the cap of its kind and of all together.

    An event costs points only when it is final, reaches the level from which the policy deducts (2 for cross-territory
    sales), and its indicator is not low already. It never costs more than the policy says for one event.
    """
    kinds = {kind.id: kind for kind in policy.deductions.kinds}
    left = Decimal(policy.deductions.cap)
    of_kind = {kind.id: Decimal(kind.cap) for kind in policy.deductions.kinds}
    found: list[DeductionLine] = []
    for event in events:
        kind = kinds.get(event.kind)
        state = _deduction_state(kind, event, scores, as_of)
        points = Decimal(min(event.points, kind.points) if kind else event.points)
        applied = min(points, left, of_kind[event.kind]) if state == "applied" else ZERO
        if state == "applied":
            left -= applied
            of_kind[event.kind] -= applied
            state = "applied" if applied == points else "capped"
        name = kind.name if kind else Text(event.kind)
        found.append(DeductionLine(event.kind, name, event.case, points, applied, state))
    return tuple(found)


def _deduction_state(kind: DeductionKind | None, event: Deduction, scores: Scores, as_of: date) -> str:
    if kind is None:
        return "unknown"
    if event.final_on is None or event.final_on > as_of:
        return "not_final"
    if kind.least_level and (event.level is None or event.level < kind.least_level):
        return "below_level"
    if kind.unless is not None:
        score = next((row.score for row in scores.indicators if row.id == kind.unless.indicator), None)
        if score is not None and score < kind.unless.below:
            return "counted_already"
    return "applied"


def red_line_hits(
    policy: EvaluationPolicy, data: QuarterData, earlier: Iterable[QuarterData], as_of: date
) -> tuple[RedLineHit, ...]:
    """Returns the red lines of a quarter that are final, each with the grade that it allows at most."""
    lines = {line.id: line for line in policy.red_lines}
    before = {event.red_line for past in earlier for event in past.red_lines if _is_final(event, as_of)}
    found: list[RedLineHit] = []
    for event in data.red_lines:
        line = lines.get(event.red_line)
        if line is None or not _is_final(event, as_of):
            continue
        again = event.red_line in before or any(hit.red_line == event.red_line for hit in found)
        # Where the policy leaves the choice to the committee and it has not said, the milder cap holds.
        cap = (
            line.repeated_cap
            if again and line.repeated_cap
            else event.cap
            if event.cap in line.caps
            else _mildest(line.caps)
        )
        found.append(RedLineHit(line.id, line.name, event.case, str(cap), line.effect))
    return tuple(found)


def rating_reasons(policy: EvaluationPolicy, facts: Facts, scores: Scores) -> tuple[str, ...]:
    """Returns why a quarter is provisional or not rated; empty when it is rated (reference D.6)."""
    found: list[str] = []
    treatments = {row.treatment for row in scores.indicators if row.missing}
    if facts.data.information_only is not None:
        found.append("information")
    if "block" in treatments:
        found.append("blocked")
    had = facts.full_quarters
    if had is not None and had <= policy.new_dealer.not_rated:
        found.append("new_first")
    elif had is not None and had <= policy.new_dealer.not_rated + policy.new_dealer.provisional:
        found.append("new_second")
    if scores.base is None or scores.coverage < policy.coverage.least:
        found.append("coverage_low")
    elif scores.coverage < policy.coverage.normal:
        found.append("coverage_partial")
    if "provisional" in treatments:
        found.append("pending")
    if not facts.frozen:
        found.append("not_frozen")
    return tuple(found)


_NOT_RATED = frozenset(("information", "blocked", "new_first", "coverage_low"))


def _status(reasons: tuple[str, ...]) -> str:
    if _NOT_RATED & set(reasons):
        return "not_rated"
    return "provisional" if reasons else "rated"


def _is_final(event: RedLineEvent, as_of: date) -> bool:
    return event.final_on is not None and event.final_on <= as_of


def _mildest(caps: tuple[str, ...]) -> str:
    return min(caps, key=GRADES.rank)


def _capped(policy: EvaluationPolicy, band: Grade, hits: tuple[RedLineHit, ...]) -> Grade:
    """The worse of the band and of the caps: a red line limits the grade, the number stays."""
    worst = max((band.grade, *(hit.cap for hit in hits)), key=GRADES.rank)
    return next(grade for grade in policy.grades if grade.grade == worst)
