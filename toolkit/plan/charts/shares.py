"""Charts of parts and stages: funnel, ageing, gauge."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import pairwise

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.plan.charts.numbers import EXACT
from toolkit.plan.charts.series import check_count, check_numbers, check_scale


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a funnel and how many reached it; None when nobody counted."""

    name: Text
    count: int | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """Stages in order, each with its count and the share of the stage before."""

    title: Text
    description: Text
    stages: tuple[Stage, ...]
    unit: Text = NO_TEXT

    def __post_init__(self) -> None:
        check_count("stages", len(self.stages), 1, 12)
        if any(stage.count is not None and stage.count < 0 for stage in self.stages):
            raise ValueError("a stage is reached by none or more")

    def conversions(self) -> tuple[Decimal | None, ...]:
        """Returns for each stage its share of the one before; None for the first, and where either is missing or nothing."""
        shares = (
            EXACT.divide(Decimal(after.count), before.count) if before.count and after.count is not None else None
            for before, after in pairwise(self.stages)
        )
        return (None, *shares)


@dataclass(frozen=True, slots=True)
class Bucket:
    """A part of an ageing bar, such as 31–60 days, and its amount."""

    name: Text
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Ageing:
    """An amount by age, youngest first, as one bar of its parts; `late` is the number of the first part that is too old."""

    title: Text
    description: Text
    buckets: tuple[Bucket, ...]
    unit: Text = NO_TEXT
    late: int | None = None
    decimals: int | None = None

    def __post_init__(self) -> None:
        check_count("buckets", len(self.buckets), 1, 6)
        check_numbers(bucket.amount for bucket in self.buckets)
        if any(bucket.amount is not None and bucket.amount < 0 for bucket in self.buckets):
            raise ValueError("an aged amount is nothing or more")

    @property
    def total(self) -> Decimal:
        """Returns the sum of the parts that are known."""
        return reduce(EXACT.add, (b.amount for b in self.buckets if b.amount is not None), Decimal(0))

    def shares(self) -> tuple[Decimal | None, ...]:
        """Returns the share of each part; None where it is missing, or the whole is nothing."""
        total = self.total
        return tuple(EXACT.divide(b.amount, total) if total and b.amount is not None else None for b in self.buckets)


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a gauge's scale that begins at `start`."""

    name: Text
    start: Decimal


@dataclass(frozen=True, slots=True)
class Gauge:
    """One figure on its scale, with the bands that say what it means, lowest first; `word` is its verdict, such as B 级."""

    title: Text
    description: Text
    value: Decimal | None
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100)
    bands: tuple[Band, ...] = ()
    word: Text = NO_TEXT
    target: Decimal | None = None
    target_name: Text = Text("目标", "Target")
    unit: Text = NO_TEXT
    decimals: int | None = None

    def __post_init__(self) -> None:
        check_scale(self.low, self.high)
        check_numbers((self.value, self.target, *(band.start for band in self.bands)))
        check_count("bands", len(self.bands), 0, 8)
        if any(first.start >= second.start for first, second in pairwise(self.bands)):
            raise ValueError("the bands of a gauge rise")
