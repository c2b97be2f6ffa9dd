"""How quarters follow each other: change, mean, flags, and the year made of its quarters (reference D.5, D.7, 0b number 8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from toolkit.kernel.period import FiscalQuarter
from toolkit.topics.evaluation.records.policy import Trend
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED
from toolkit.topics.evaluation.rules.scales import half_up
from toolkit.topics.evaluation.rules.scoring import ZERO


@dataclass(frozen=True, slots=True)
class Standing:
    """A quarter as trends look at it; `total` is the printed one."""

    quarter: FiscalQuarter
    total: Decimal | None
    grade: str
    dimensions: tuple[Decimal | None, ...] = ()

    @property
    def rated(self) -> bool:
        """Returns whether the quarter has a grade."""
        return self.total is not None and self.grade != NOT_RATED


@dataclass(frozen=True, slots=True)
class Movement:
    """A quarter against those before it: the change, where the arrow points, the mean of up to four, and flags."""

    delta: Decimal | None
    arrow: str
    mean: Decimal | None
    flags: tuple[str, ...]


def movement(rule: Trend, past: Sequence[Standing]) -> Movement:
    """Returns the movement of the last of the quarters, which are in order; a quarter that is not rated has none.

    Changes are between neighbouring rated quarters only. The mean is over the rated ones of the last four.
    """
    now = past[-1]
    totals = _by_quarter(past)
    delta = _change(totals, now.quarter)
    before = _change(totals, _previous(now.quarter))
    flags: list[str] = []
    if delta is not None and delta <= -rule.drop:
        flags.append("drop")
    if delta is not None and before is not None and delta < 0 and before < 0 and delta + before <= -rule.two_falls:
        flags.append("two_falls")
    if any(score is not None and score < rule.weak_dimension for score in now.dimensions):
        flags.append("weak_dimension")
    rated = [row for row in past if row.rated]
    if now.rated and [row.grade for row in rated[-2:]] == ["D", "D"]:
        flags.append("two_d")
    return Movement(delta, _arrow(rule, delta), _mean(totals, now.quarter), tuple(flags))


def year_score(totals: Iterable[Decimal], least: int) -> Decimal | None:
    """Returns the mean of the printed totals of a year's rated quarters, half-up to one decimal; None below `least`."""
    rated = tuple(totals)
    if len(rated) < max(least, 1):
        return None
    with localcontext() as context:
        context.prec = 40
        return half_up(sum(rated, ZERO) / len(rated), 1)


def _by_quarter(past: Iterable[Standing]) -> dict[FiscalQuarter, Decimal]:
    return {row.quarter: row.total for row in past if row.rated and row.total is not None}


def _change(totals: dict[FiscalQuarter, Decimal], quarter: FiscalQuarter) -> Decimal | None:
    before = _previous(quarter)
    return totals[quarter] - totals[before] if quarter in totals and before in totals else None


def _previous(quarter: FiscalQuarter) -> FiscalQuarter:
    return FiscalQuarter(quarter.year - (quarter.number == 1), (quarter.number - 2) % 4 + 1)


def _arrow(rule: Trend, delta: Decimal | None) -> str:
    if delta is None:
        return ""
    return "steady" if abs(delta) <= rule.steady else "up" if delta > 0 else "down"


def _mean(totals: dict[FiscalQuarter, Decimal], quarter: FiscalQuarter) -> Decimal | None:
    quarters = [quarter]
    for _ in range(3):
        quarters.append(_previous(quarters[-1]))
    return year_score((totals[q] for q in quarters if q in totals), 1)
