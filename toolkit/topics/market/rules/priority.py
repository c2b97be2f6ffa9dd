"""Which region comes first: measures brought to 0–100 among the candidates, weighted and added up (reference A.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from toolkit.topics.market.records import LineMarket, PriorityPolicy
from toolkit.topics.market.rules.research import counted

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Part:
    """One measure of a candidate: raw, brought to 0–100, and its points. `alike` where no candidate differs from another."""

    measure: str
    raw: Decimal
    scaled: Decimal
    weight: Decimal
    points: Decimal
    alike: bool


@dataclass(frozen=True, slots=True)
class Priority:
    """A candidate's score, 0 to 100, its place among `of` candidates (equal scores share it), and how it came about."""

    score: Decimal
    rank: int
    of: int
    parts: tuple[Part, ...]


def _size(line: LineMarket, policy: PriorityPolicy) -> Decimal | None:
    size = counted(line)
    return size.amount if size else None


def _growth(line: LineMarket, policy: PriorityPolicy) -> Decimal | None:
    return line.growth


def _competition(line: LineMarket, policy: PriorityPolicy) -> Decimal | None:
    """How much of the market the largest rivals hold."""
    if not line.competitors:
        return None
    largest = sorted((rival.share for rival in line.competitors), reverse=True)[: policy.rivals]
    return sum(largest, Decimal(0))


def _fit(line: LineMarket, policy: PriorityPolicy) -> Decimal | None:
    """How much of the market runs through the channels in which our target customers are met."""
    if not line.channels or line.positioning is None or not line.positioning.target_segments:
        return None
    met = {segment.channel for segment in line.positioning.target_segments}
    return sum((row.share for row in line.channels if row.channel in met), Decimal(0))


READ: Mapping[str, Callable[[LineMarket, PriorityPolicy], Decimal | None]] = {
    "size": _size,
    "growth": _growth,
    "competition": _competition,
    "fit": _fit,
}
"""How each measure of the vocabulary is computed; None where the research lacks what it needs."""


def measures(line: LineMarket, policy: PriorityPolicy) -> Mapping[str, Decimal | None]:
    """Returns the measures that a policy ranks by, of one line in one market; None for what the research lacks."""
    return {part.measure: READ[part.measure](line, policy) for part in policy.parts if part.measure in READ}


def scaled(values: Sequence[Decimal]) -> tuple[Decimal, ...] | None:
    """Returns values brought to 0–100, the lowest 0 and the highest 100; None where all are alike or there are none."""
    if not values or min(values) == max(values):
        return None
    low, span = min(values), max(values) - min(values)
    with localcontext() as context:
        context.prec = 40
        return tuple((value - low) * FULL / span for value in values)


def priorities(candidates: Mapping[str, Mapping[str, Decimal]], policy: PriorityPolicy) -> Mapping[str, Priority]:
    """Returns the priority of every candidate. Scores compare only within one call: other candidates, other scores.

    A measure in which all candidates are alike says nothing on their order: it counts the policy's plain value for each.
    """
    names = tuple(candidates)
    columns = {
        part.measure: _column([candidates[name][part.measure] for name in names], part.better, policy.plain)
        for part in policy.parts
        if part.measure in READ
    }
    parts = {
        name: tuple(
            Part(
                part.measure,
                candidates[name][part.measure],
                columns[part.measure][0][place],
                part.weight,
                columns[part.measure][0][place] * part.weight,
                columns[part.measure][1],
            )
            for part in policy.parts
            if part.measure in columns
        )
        for place, name in enumerate(names)
    }
    scores = {name: sum((part.points for part in parts[name]), Decimal(0)) for name in names}
    return {
        name: Priority(score, 1 + sum(other > score for other in scores.values()), len(names), parts[name])
        for name, score in scores.items()
    }


def _column(values: Iterable[Decimal], better: str, plain: Decimal) -> tuple[tuple[Decimal, ...], bool]:
    listed = tuple(values)
    found = scaled(listed)
    if found is None:
        return tuple(plain * FULL for _ in listed), True
    return (found if better == "more" else tuple(FULL - value for value in found)), False
