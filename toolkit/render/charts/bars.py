"""Bars from zero: lying with names before them, or standing over periods; side by side or stacked; marks for targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.plan.charts import Bars
from toolkit.plan.charts.numbers import EXACT, short
from toolkit.render.charts.key import Sample, key, styles
from toolkit.render.charts.pen import Pen
from toolkit.render.charts.scale import ticks

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a category: its styles from zero outwards with where each part starts and ends, and what is said at its end.

    Parts above zero and below it are apart; a bar without any value has none.
    """

    parts: tuple[tuple[str, Decimal, Decimal], ...]
    said: str

    @property
    def low(self) -> Decimal:
        """Returns the least value that it reaches."""
        return min((min(start, end) for _, start, end in self.parts), default=ZERO)

    @property
    def high(self) -> Decimal:
        """Returns the greatest value that it reaches."""
        return max((max(start, end) for _, start, end in self.parts), default=ZERO)

    @property
    def below(self) -> bool:
        """Returns whether it is said below zero: nothing of it is above."""
        return self.high <= 0 and self.low < 0


def bars_of(chart: Bars, pen: Pen) -> tuple[tuple[Bar, ...], ...]:
    """Returns the bars of each category: one for each series, or a single stacked one."""
    kinds = styles(chart.series)
    groups: list[tuple[Bar, ...]] = []
    for number in range(len(chart.categories)):
        values = [(style, row.values[number]) for style, row in zip(kinds, chart.series, strict=True)]
        if chart.stacked:
            groups.append((_stack(values, chart, pen),))
        else:
            groups.append(tuple(_single(style, value, chart, pen) for style, value in values))
    return tuple(groups)


def _single(style: str, value: Decimal | None, chart: Bars, pen: Pen) -> Bar:
    parts = ((style, ZERO, value),) if value is not None else ()
    return Bar(parts, short(value, pen.locale, chart.decimals))


def _stack(values: Sequence[tuple[str, Decimal | None]], chart: Bars, pen: Pen) -> Bar:
    """The parts above zero on one another, those below it hanging from it; their sum is said."""
    top = bottom = ZERO
    parts = []
    for style, value in values:
        if value is None:
            continue
        if value < 0:
            parts.append((style, bottom, EXACT.add(bottom, value)))
            bottom = EXACT.add(bottom, value)
        else:
            parts.append((style, top, EXACT.add(top, value)))
            top = EXACT.add(top, value)
    return Bar(tuple(parts), short(EXACT.add(top, bottom) if parts else None, pen.locale, chart.decimals))


def steps_of(chart: Bars, groups: Sequence[Sequence[Bar]]) -> tuple[Decimal, ...]:
    """Returns the ticks of the scale: from zero, over every bar and target, up to `high` if that is more."""
    ends = [end for group in groups for bar in group for end in (bar.low, bar.high)]
    return ticks((*ends, *chart.targets, chart.high), zero=True)


def bars_key(chart: Bars, pen: Pen, top: int) -> int:
    """Draws the key where there are several series, or targets. Returns where it ends."""
    samples = tuple(_samples(chart, pen))
    return key(pen, samples, top) if samples else top


def _samples(chart: Bars, pen: Pen) -> Iterator[Sample]:
    if len(chart.series) > 1:
        for style, row in zip(styles(chart.series), chart.series, strict=True):
            yield Sample("area", style, pen.words(row.name))
    if any(target is not None for target in chart.targets):
        yield Sample("target" if chart.direction == "across" else "level", "", pen.words(chart.target))
