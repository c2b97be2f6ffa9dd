"""Charts of series: radar, line, bars, sparkline. A missing value is None and is drawn as a gap, never interpolated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from toolkit.kernel.text import NO_TEXT, Text

Values = tuple[Decimal | None, ...]
MOST_SERIES = 6
"""Colours, dashes, marks and textures differ for six series; more than that nobody tells apart."""


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values. A `quiet` one is there to compare with (the peers, last year) and is drawn in grey."""

    name: Text
    values: Values
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A value to reach, by its name."""

    name: Text
    value: Decimal


@dataclass(frozen=True, slots=True)
class Radar:
    """Three to eight axes with one scale from `low` to `high`, and up to three series; the first one's values are printed.

    A value beyond the scale is drawn at its end. A radar never stands without bars: areas mislead.
    """

    title: Text
    description: Text
    axes: tuple[Text, ...]
    series: tuple[Series, ...]
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100)
    unit: Text = NO_TEXT
    decimals: int | None = None

    def __post_init__(self) -> None:
        check_count("axes", len(self.axes), 3, 8)
        check_count("series", len(self.series), 1, 3)
        check_series(self.series, len(self.axes))
        check_scale(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Line:
    """Series over periods. `low` and `high` fix the scale; without them it fits the values. `marked` is a period's number."""

    title: Text
    description: Text
    periods: tuple[Text, ...]
    series: tuple[Series, ...]
    unit: Text = NO_TEXT
    target: Target | None = None
    marked: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int | None = None

    def __post_init__(self) -> None:
        check_count("periods", len(self.periods), 1, 400)
        check_count("series", len(self.series), 1, MOST_SERIES)
        check_series(self.series, len(self.periods))
        check_numbers((self.low, self.high, self.target.value if self.target else None))
        if self.low is not None and self.high is not None:
            check_scale(self.low, self.high)
        if self.marked is not None and not 0 <= self.marked < len(self.periods):
            raise ValueError(f"no such period: {self.marked}")


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from zero, one group for each category: lying (`across`) or standing (`up`), side by side or stacked.

    `targets` are marks across the bars, one for each category; `target` is their name. `high` widens the scale, for
    scores that have a fixed best.
    """

    title: Text
    description: Text
    categories: tuple[Text, ...]
    series: tuple[Series, ...]
    unit: Text = NO_TEXT
    direction: Literal["across", "up"] = "across"
    stacked: bool = False
    targets: Values = ()
    target: Text = NO_TEXT
    high: Decimal | None = None
    decimals: int | None = None

    def __post_init__(self) -> None:
        check_count("categories", len(self.categories), 1, 100)
        check_count("series", len(self.series), 1, MOST_SERIES)
        check_series(self.series, len(self.categories))
        if self.targets and len(self.targets) != len(self.categories):
            raise ValueError("a target for each category, or none at all")
        check_numbers((*self.targets, self.high))


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A row of values as small as a word, for a line of text or a cell; the last one is marked."""

    title: Text
    description: Text
    periods: tuple[Text, ...]
    values: Values
    unit: Text = NO_TEXT
    decimals: int | None = None

    def __post_init__(self) -> None:
        check_count("periods", len(self.periods), 1, 400)
        check_series((Series(self.title, self.values),), len(self.periods))


def check_count(what: str, count: int, least: int, most: int) -> None:
    """Raises ValueError for fewer or more than can be drawn."""
    if not least <= count <= most:
        raise ValueError(f"{what}: {count}, drawn are {least} to {most}")


def check_series(series: Iterable[Series], length: int) -> None:
    """Raises ValueError for a series of another length, or with a number that is none."""
    for row in series:
        if len(row.values) != length:
            raise ValueError(f"{row.name.zh}: {len(row.values)} values for {length} places")
        check_numbers(row.values)


def check_numbers(values: Iterable[Decimal | None]) -> None:
    """Raises ValueError for NaN and infinities, TypeError for binary fractions."""
    for value in values:
        if value is None:
            continue
        if not isinstance(value, Decimal):
            raise TypeError(f"a chart takes Decimal, not {type(value).__name__}")
        if not value.is_finite():
            raise ValueError(f"not a number to draw: {value}")


def check_scale(low: Decimal, high: Decimal) -> None:
    """Raises ValueError for a scale that does not rise."""
    check_numbers((low, high))
    if low >= high:
        raise ValueError(f"a scale from {low} to {high}")
