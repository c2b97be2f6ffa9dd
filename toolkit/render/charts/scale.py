"""From values to places: exact decimals in, whole hundredths of a pixel out, rounded half-up, so the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from toolkit.plan.charts.numbers import EXACT

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` on the way from place `start` to place `end`; what lies beyond is put at the end."""

    low: Decimal
    high: Decimal
    start: int
    end: int

    def at(self, value: Decimal) -> int:
        """Returns the place of a value; the middle on a scale of no length."""
        if value <= self.low:
            return self.start if self.low < self.high else (self.start + self.end) // 2
        if value >= self.high:
            return self.end
        return self.start + part(
            EXACT.subtract(value, self.low), EXACT.subtract(self.high, self.low), self.end - self.start
        )


def part(value: Decimal | int, whole: Decimal | int, length: int) -> int:
    """Returns `length × value ÷ whole`, half-up; 0 when the whole is nothing."""
    if not whole:
        return 0
    share = EXACT.divide(EXACT.multiply(Decimal(value), length), whole)
    return int(share.to_integral_value(ROUND_HALF_UP, EXACT))


def quarters(low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Returns the ticks of a fixed scale: its ends and three between."""
    fourth = EXACT.divide(EXACT.subtract(high, low), 4)
    return (*(EXACT.add(low, EXACT.multiply(fourth, number)) for number in range(4)), high)


def ticks(values: Iterable[Decimal | None], most: int = 4, zero: bool = False) -> tuple[Decimal, ...]:
    """Returns the round numbers of an axis that holds all values, in steps of 1, 2, 2.5 or 5; `zero` puts 0 among them.

    Values that are all equal, or all missing, get an axis of some length too.
    """
    known = [value for value in values if value is not None]
    low, high = min(known, default=_ZERO), max(known, default=_ZERO)
    if zero:
        low, high = min(low, _ZERO), max(high, _ZERO)
    if low == high:
        low, high = _around(low)
    step = _step(EXACT.divide(EXACT.subtract(high, low), most))
    if not step or EXACT.add(high, step) == high:
        return low, high
    first = int(EXACT.divide(low, step).to_integral_value(ROUND_FLOOR, EXACT))
    last = int(EXACT.divide(high, step).to_integral_value(ROUND_CEILING, EXACT))
    return tuple(EXACT.multiply(step, number) for number in range(first, last + 1))


def _around(value: Decimal) -> tuple[Decimal, Decimal]:
    """An axis for one value: from nothing to it, or to one where it is nothing."""
    if not value:
        return _ZERO, Decimal(1)
    return (value, _ZERO) if value < 0 else (_ZERO, value)


def _step(least: Decimal) -> Decimal:
    """The smallest step of 1, 2, 2.5 or 5 times a power of ten that is not less."""
    power = Decimal(1).scaleb(least.adjusted(), EXACT)
    for factor in ("1", "2", "2.5", "5", "10"):
        step = EXACT.multiply(power, Decimal(factor))
        if step >= least:
            return step
    return power
