"""Scales: how a measured value becomes points or a rate, by a curve or by steps. Exact decimals; nothing is rounded here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import Literal

Bound = Literal["lower_inclusive", "lower_exclusive"]


@dataclass(frozen=True, slots=True)
class Curve:
    """A piecewise linear curve, flat outside its points (reference D.3). `points` ascend strictly in x."""

    points: tuple[tuple[Decimal, Decimal], ...]

    def __post_init__(self) -> None:
        if not self.points or any(a[0] >= b[0] for a, b in pairwise(self.points)):
            raise ValueError("a curve needs points that ascend")

    def at(self, x: Decimal) -> Decimal:
        """Returns the curve's value at `x`, to 40 digits."""
        first, last = self.points[0], self.points[-1]
        if x <= first[0]:
            return first[1]
        if x >= last[0]:
            return last[1]
        with localcontext() as context:
            context.prec = 40
            for (x0, y0), (x1, y1) in pairwise(self.points):
                if x <= x1:
                    return y0 + (x - x0) * (y1 - y0) / (x1 - x0)
        raise AssertionError("unreachable: x lies between the first and the last point")


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps by threshold. Below the first threshold there is none.

    With `lower_inclusive` a step holds on `[from, next)`, with `lower_exclusive` on `(from, next]` (reference 0b number 3).
    """

    starts: tuple[Decimal, ...]
    bound: Bound = "lower_inclusive"

    def __post_init__(self) -> None:
        if any(a >= b for a, b in pairwise(self.starts)):
            raise ValueError("steps must ascend")

    def place(self, x: Decimal) -> int | None:
        """Returns the number, from 0, of the step in which `x` lies; None below the first."""
        reached = [
            n for n, start in enumerate(self.starts) if (x >= start if self.bound == "lower_inclusive" else x > start)
        ]
        return reached[-1] if reached else None

    def next_start(self, x: Decimal) -> Decimal | None:
        """Returns the threshold of the next step above `x`, or None on the highest."""
        place = self.place(x)
        above = 0 if place is None else place + 1
        return self.starts[above] if above < len(self.starts) else None


def slices(amount: Decimal, starts: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Returns how much of `amount` lies in each step, for rates that apply to their own slice only (超额累进).

    `starts` ascend from 0 on; what lies below the first start is in no slice.
    """
    ends = [*starts[1:], None]
    parts = []
    for start, end in zip(starts, ends, strict=True):
        top = amount if end is None else min(amount, end)
        parts.append(max(top - start, Decimal(0)))
    return tuple(parts)
