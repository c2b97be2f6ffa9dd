"""Scales of the policy made ready for use: values to scores, totals to grades (reference D.3, D.5, 0b number 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from toolkit.kernel.scale import Bound, Curve, Steps
from toolkit.topics.evaluation.records.policy import Grade, Point, Scale
from toolkit.topics.evaluation.rules.reading import Reading

WHOLE = Decimal(100)


def half_up(value: Decimal, places: int) -> Decimal:
    """Returns `value` rounded half-up to so many decimals."""
    with localcontext() as context:
        context.prec = 60
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Table:
    """Bands that cover every value: band n holds up to the n-th edge."""

    steps: Steps
    scores: tuple[Decimal, ...]

    def at(self, x: Decimal) -> Decimal:
        """Returns the score of the band in which `x` lies."""
        place = self.steps.place(x)
        return self.scores[0 if place is None else place + 1]


@dataclass(frozen=True, slots=True)
class Ruler:
    """A scale ready for use; `by_line` are the curves of lines that have their own."""

    id: str
    curve: Curve | Table | None
    levels: Mapping[str, Decimal]
    by_line: Mapping[str, Curve]

    def score(self, reading: Reading) -> Decimal | None:
        """Returns the score of a reading, half-up to two decimals, rounded once; None for a missing value.

        A measure by product line is scored line by line and the scores are combined by sell-out (reference 0b number 14).
        """
        if reading.level:
            return half_up(self.levels[reading.level], 2)
        if reading.value is None or self.curve is None:
            return None
        if not reading.by_line:
            return half_up(self.curve.at(reading.value), 2)
        scores = [(self.of_line(line.line, line.value), line.weight) for line in reading.by_line]
        weight = sum((w for _, w in scores), Decimal(0))
        return half_up(sum((score * w for score, w in scores), Decimal(0)) / weight, 2)

    def of_line(self, line: str, value: Decimal) -> Decimal:
        """Returns a product line's score, not rounded: by its own curve, else by the one of all others."""
        curve = self.by_line.get(line) or self.curve
        if curve is None:
            raise ValueError(f"{self.id} has no curve")
        return curve.at(value)


def ruler(scale: Scale) -> Ruler:
    """Returns a scale ready for use. Raises ValueError for one with faults: ask `policy_faults` first."""
    shape: Curve | Table | None = None
    if scale.points:
        shape = _curve(scale.points)
    elif scale.bands:
        edges = tuple(band.from_value for band in scale.bands[1:] if band.from_value is not None)
        bound: Bound = "lower_exclusive" if scale.bound == "lower_exclusive" else "lower_inclusive"
        shape = Table(Steps(edges, bound), tuple(band.score for band in scale.bands))
    return Ruler(
        scale.id,
        shape,
        {row.level: row.score for row in scale.levels},
        {row.line: _curve(row.points) for row in scale.lines},
    )


def grade_of(grades: Sequence[Grade], total: Decimal) -> Grade:
    """Returns the grade in whose band a total lies: the lower bound is in, the upper out, but the top band is closed.

    `total` is the printed one, with one decimal. Raises ValueError when no band holds it: ask `policy_faults` first.
    """
    rising = sorted(grades, key=lambda grade: grade.from_value)
    place = Steps(tuple(grade.from_value for grade in rising)).place(total)
    if place is None or total > rising[-1].to_value:
        raise ValueError(f"no grade for {total}")
    return rising[place]


def _curve(points: Sequence[Point]) -> Curve:
    return Curve(tuple((point.at, point.score) for point in points))
