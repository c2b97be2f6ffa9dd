"""Optional measures with published formulas, which a policy may try without weight or give one (reference D.2)."""

from __future__ import annotations

from decimal import Decimal

from toolkit.topics.evaluation.rules.facts import NOT_APPLICABLE, Facts, Figure, cause_of
from toolkit.topics.evaluation.rules.reading import LineReading, Reading

_CANCELLED, _MAJOR, _MINOR = Decimal("3"), Decimal("1.5"), Decimal("0.5")


def order_change_rate(facts: Facts) -> Reading:
    """Returns (cancelled × 3 + major × 1.5 + minor × 0.5) ÷ orders."""
    changes = facts.data.order_changes
    if changes is None or changes.orders == 0:
        return Reading(missing=NOT_APPLICABLE)
    weighed = changes.cancelled * _CANCELLED + changes.major * _MAJOR + changes.minor * _MINOR
    names = ("cancelled", "major", "minor", "orders")
    sources = tuple((facts.data, ("order_changes", name)) for name in names)
    return Reading(weighed / changes.orders, sources=sources)


def forecast_deviation(facts: Facts) -> Reading:
    """Returns |forecast − actual| ÷ actual: a month is the mean over the lines, the quarter the mean of the months.

    A line's month without a forecast or without sales is left out.
    """
    by_month: dict[str, list[Decimal]] = {}
    sources = []
    for n, line in enumerate(facts.data.lines):
        for m, month in enumerate(line.months):
            if month.forecast is not None and month.sell_in:
                by_month.setdefault(month.month, []).append(abs(month.forecast - month.sell_in) / month.sell_in)
                sources.append((facts.data, ("lines", n, "months", m, "forecast")))
    if not by_month:
        return Reading(missing=NOT_APPLICABLE)
    months = [sum(found, Decimal(0)) / len(found) for found in by_month.values()]
    return Reading(sum(months, Decimal(0)) / len(months), sources=tuple(sources))


def market_information(facts: Facts) -> Reading:
    """Returns the marketing department's rating of the dealer's market information."""
    rating = facts.data.market_information
    if rating is None:
        return Reading(missing=NOT_APPLICABLE)
    return Reading(level=rating.level, sources=((facts.data, ("market_information", "level")),))


def stock_coefficient(facts: Facts) -> Reading:
    """Returns closing stock over a month's mean sell-out (库存系数), by product line."""
    found = []
    sources = []
    missing: list[Figure] = []
    for n, line in enumerate(facts.data.lines):
        closing, sold = facts.of_line(n, "stock_closing"), facts.of_line(n, "sell_out")
        sources += [closing.place, sold.place]
        missing += [figure for figure in (closing, sold) if figure.missing not in ("", NOT_APPLICABLE)]
        if closing.value is not None and sold.value is not None and sold.value > 0:
            found.append(LineReading(line.line, closing.value / (sold.value / 3), sold.value))
    if missing or not found:
        return Reading(missing=cause_of(missing) or NOT_APPLICABLE, sources=tuple(sources))
    whole = sum((line.weight for line in found), Decimal(0))
    mean = sum((line.value * line.weight for line in found), Decimal(0)) / whole
    return Reading(mean, sources=tuple(sources), by_line=tuple(found))


def collection_rate(facts: Facts) -> Reading:
    """Returns (opening receivables + credit sales − closing receivables) ÷ (opening receivables + credit sales)."""
    names = ("opening", "credit_sales", "closing")
    figures = [facts.figure(getattr(facts.data.receivables, name), "receivables", name) for name in names]
    sources = tuple(figure.place for figure in figures)
    if cause := cause_of(figures):
        return Reading(missing=cause, sources=sources)
    opening, sales, closing = (figure.number for figure in figures)
    if opening + sales == 0:
        return Reading(missing=NOT_APPLICABLE, sources=sources)
    return Reading((opening + sales - closing) / (opening + sales), sources=sources)
