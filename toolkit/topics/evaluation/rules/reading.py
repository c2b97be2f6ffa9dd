"""What a measure reads from the facts, and how figures of several product lines become one value (reference D.6, 0b).

Nothing is rounded here. A zero denominator makes a measure not applicable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from toolkit.topics.evaluation.rules.facts import (
    BRAND_SIDE,
    NOT_APPLICABLE,
    NOT_REPORTED,
    PENDING,
    Facts,
    Figure,
    Place,
    cause_of,
)


@dataclass(frozen=True, slots=True)
class LineReading:
    """A measure of one product line, and by how much the line counts: its sell-out."""

    line: str
    value: Decimal
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure read: a value, a rating, or a cause; `sources` are the places of the figures that went in."""

    value: Decimal | None = None
    level: str = ""
    missing: str = ""
    sources: tuple[Place, ...] = ()
    by_line: tuple[LineReading, ...] = field(default=())


def ratio(above: Decimal, below: Decimal, cause: str, sources: tuple[Place, ...]) -> Reading:
    """Returns `above` ÷ `below`, or what is missing: the cause given, else not applicable when `below` is zero."""
    if cause or below == 0:
        return Reading(missing=cause or NOT_APPLICABLE, sources=sources)
    return Reading(above / below, sources=sources)


def over_lines(
    rows: Sequence[tuple[Figure, ...]],
) -> tuple[list[tuple[Figure, ...]], str, tuple[Place, ...]]:
    """Returns the rows with all figures, the cause if the measure has no value, and the places.

    A line that does not apply, or is missing by our fault, is left out of both sides; one that is pending or not
    reported leaves the whole measure without a value.
    """
    sources = tuple(figure.place for row in rows for figure in row)
    causes = [cause_of(row) for row in rows]
    for cause in (NOT_REPORTED, PENDING):
        if cause in causes:
            return [], cause, sources
    kept = [row for cause, row in zip(causes, rows, strict=True) if not cause]
    if not kept:
        return [], BRAND_SIDE if BRAND_SIDE in causes else NOT_APPLICABLE, sources
    return kept, "", sources


def read_by_line(facts: Facts, names: tuple[str, ...], read: Callable[[tuple[Figure, ...]], Decimal | None]) -> Reading:
    """Returns a measure that each line has for itself; the lines count by their sell-out (reference 0b number 14)."""
    rows = [tuple(facts.of_line(n, name) for name in names) for n in range(len(facts.data.lines))]
    _, cause, sources = over_lines(rows)
    if cause:
        return Reading(missing=cause, sources=sources)
    found: list[LineReading] = []
    for n, row in enumerate(rows):
        value = None if cause_of(row) else read(row)
        if value is not None:
            sold = facts.of_line(n, "sell_out").value
            # A negative sell-out is told by a check; as a weight it would turn the mean upside down.
            found.append(LineReading(facts.data.lines[n].line, value, max(sold or Decimal(0), Decimal(0))))
    if not found:
        return Reading(missing=NOT_APPLICABLE, sources=sources)
    if not any(line.weight for line in found):
        found = [LineReading(line.line, line.value, Decimal(1)) for line in found]
    whole = sum((line.weight for line in found), Decimal(0))
    mean = sum((line.value * line.weight for line in found), Decimal(0)) / whole
    return Reading(mean, sources=sources, by_line=tuple(found))


def total(rows: Sequence[tuple[Figure, ...]], column: int) -> Decimal:
    """Returns the sum of one figure over the lines."""
    return sum((row[column].number for row in rows), Decimal(0))


def net_of(figures: tuple[Figure, ...]) -> Decimal:
    """Returns net sell-in of gross and returns, or sell-out as it is."""
    gross, *returned = figures
    return gross.number - sum((figure.number for figure in returned), Decimal(0))
