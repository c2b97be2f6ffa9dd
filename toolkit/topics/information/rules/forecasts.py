"""Forecasts of both sides against what was sold: by line and month, the month's mean, the quarter's mean (reference D.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from toolkit.kernel.period import FiscalQuarter, add_months
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.facts import Place
from toolkit.topics.information.records import Forecast

ZERO = Decimal(0)


class Key(NamedTuple):
    """What a forecast is about: `2026-04`, a line, sell-in or sell-out."""

    month: str
    line: str
    basis: str


@dataclass(frozen=True, slots=True)
class Made:
    """An amount, its tax basis, and the place that says it."""

    amount: Decimal
    tax: str
    place: Place


@dataclass(frozen=True, slots=True)
class Compared:
    """One line's month: what each side expected and what came, all on the tax basis of the sales."""

    key: Key
    tax: str
    brand: Made | None
    dealer: Made | None
    actual: Made | None

    def forecast(self, side: str) -> Made | None:
        """Returns what one side expected, `brand` or `dealer`."""
        return self.brand if side == "brand" else self.dealer

    def deviation(self, side: str) -> Decimal | None:
        """Returns how far one side was off; None without its forecast, or while nothing was sold."""
        forecast = self.forecast(side)
        return None if forecast is None or self.actual is None else deviation(forecast.amount, self.actual.amount)


def deviation(forecast: Decimal, actual: Decimal) -> Decimal | None:
    """Returns |forecast − actual| ÷ actual, 0.2 for 20 %; None when nothing was sold (reference D.2, 0b number 9)."""
    return abs(forecast - actual) / actual if actual > 0 else None


def month_deviations(rows: Iterable[Compared], side: str, basis: str) -> dict[str, tuple[Decimal, ...]]:
    """Returns month → the deviations of its lines, as far as they are known."""
    by_month: dict[str, tuple[Decimal, ...]] = {}
    for row in rows:
        found = row.deviation(side) if row.key.basis == basis else None
        if found is not None:
            by_month[row.key.month] = (*by_month.get(row.key.month, ()), found)
    return by_month


def mean_deviation(rows: Iterable[Compared], side: str, basis: str) -> Decimal | None:
    """Returns the quarter's deviation: each month the mean over its lines, the quarter the mean of its months."""
    months = [sum(found, ZERO) / len(found) for found in month_deviations(rows, side, basis).values()]
    return sum(months, ZERO) / len(months) if months else None


def first_of(month: str) -> date:
    """Returns the first day of `2026-04`."""
    return date(int(month[:4]), int(month[5:]), 1)


def months_of(quarter: FiscalQuarter, fiscal_start: int) -> tuple[str, ...]:
    """Returns the three months of a quarter."""
    first = quarter.span(fiscal_start).first
    return tuple(f"{day.year}-{day.month:02d}" for day in (add_months(first, n) for n in range(3)))


def in_time(forecasts: Iterable[tuple[Forecast, Place]], as_of: date) -> dict[tuple[Key, str], Made]:
    """Returns by key and side the last forecast made before its month began: afterwards it is no forecast."""
    found: dict[tuple[Key, str], tuple[date, Made]] = {}
    for row, place in forecasts:
        key = (Key(row.month, row.line, row.basis), row.side)
        if row.made_on > as_of or row.made_on >= first_of(row.month):
            continue
        if key not in found or found[key][0] < row.made_on:
            found[key] = (row.made_on, Made(row.amount, row.tax, place))
    return {key: made for key, (_, made) in found.items()}


def on_tax(made: Made, tax: str, rate: Decimal) -> Made:
    """Returns the same on the tax basis asked for; `rate` is the line's VAT rate."""
    if made.tax == tax:
        return made
    amount = made.amount / (1 + rate) if tax == "excl" else made.amount * (1 + rate)
    return Made(amount, tax, made.place)


def compared(
    made: Mapping[tuple[Key, str], Made], data: Iterable[QuarterData], vat: Mapping[str, Decimal], months: Iterable[str]
) -> tuple[Compared, ...]:
    """Returns the lines' months that somebody forecast, in order, with the sales that the quarters' files hold.

    Where the dealer's own list has no forecast of net sell-in, the one in its quarter's data counts: the evaluation
    reads the same.
    """
    wanted = frozenset(months)
    actual: dict[Key, Made] = {}
    theirs: dict[Key, Made] = {}
    for quarter in data:
        if quarter.draft:
            continue
        for n, line in enumerate(quarter.lines):
            for m, month in enumerate(line.months):
                at = ("lines", n, "months", m)
                bought, sold = (Key(month.month, line.line, basis) for basis in ("sell_in", "sell_out"))
                actual[bought] = Made(month.sell_in, line.tax, (quarter, (*at, "sell_in")))
                if month.sell_out is not None:
                    actual[sold] = Made(month.sell_out, line.tax, (quarter, (*at, "sell_out")))
                if month.forecast is not None:
                    theirs[bought] = Made(month.forecast, line.tax, (quarter, (*at, "forecast")))
    keys = {key for key, _ in made} | set(theirs)
    return tuple(_row(key, made, theirs.get(key), actual.get(key), vat) for key in sorted(keys) if key.month in wanted)


def _row(
    key: Key,
    made: Mapping[tuple[Key, str], Made],
    reported: Made | None,
    sold: Made | None,
    vat: Mapping[str, Decimal],
) -> Compared:
    ours, theirs = made.get((key, "brand")), made.get((key, "dealer")) or reported
    tax = next(row.tax for row in (sold, ours, theirs) if row is not None)
    rate = vat.get(key.line, ZERO)
    return Compared(
        key,
        tax,
        None if ours is None else on_tax(ours, tax, rate),
        None if theirs is None else on_tax(theirs, tax, rate),
        sold,
    )
