"""How each measure is read from the facts: a value, or the cause why there is none (reference D.2, D.6, 0b numbers 1, 2, 9).

Nothing is rounded here. A zero denominator makes a measure not applicable, except where the docstring says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from toolkit.topics.evaluation.records.groups import Tally
from toolkit.topics.evaluation.rules.facts import BRAND_SIDE, NOT_APPLICABLE, PENDING, Facts, Figure, cause_of
from toolkit.topics.evaluation.rules.reading import Reading, net_of, over_lines, ratio, read_by_line, total

NO_SALES = Decimal(999)
"""Days of stock of a line that has stock and sells nothing (reference D.6)."""


def target_attainment(facts: Facts) -> Reading:
    """Returns net sell-in over target, summed over the lines that have one; sell-out where the contract counts that.

    Without any target the cause is ours. Data that lack a line with a target leave it pending.
    """
    held = {line.line for line in facts.data.lines}
    lacking = [target.place for line, target in facts.targets.items() if line not in held]
    if lacking:
        return Reading(missing=PENDING, sources=tuple(lacking))
    rows: list[tuple[Figure, ...]] = []
    for place, line in enumerate(facts.data.lines):
        target = facts.target(place)
        if target is not None:
            sold = (facts.of_line(place, "sell_out"),) if facts.basis(line) == "sell_out" else facts.net(place)
            rows.append((target, *sold))
    if not rows:
        return Reading(missing=BRAND_SIDE)
    kept, cause, sources = over_lines(rows)
    return ratio(sum((net_of(row[1:]) for row in kept), Decimal(0)), total(kept, 0), cause, sources)


def growth(facts: Facts) -> Reading:
    """Returns (N − N of last year) ÷ N of last year over the lines that had a last year, so that like meets like."""
    rows = [(facts.of_line(n, "last_year"), *facts.net(n)) for n in range(len(facts.data.lines))]
    kept, cause, sources = over_lines(rows)
    before = total(kept, 0)
    return ratio(sum((net_of(row[1:]) for row in kept), Decimal(0)) - before, before, cause, sources)


def focus_attainment(facts: Facts) -> Reading:
    """Returns the focus products' net sell-in over their target."""
    rows = [(facts.of_line(n, "focus_target"), facts.of_line(n, "focus")) for n in range(len(facts.data.lines))]
    kept, cause, sources = over_lines(rows)
    return ratio(total(kept, 1), total(kept, 0), cause, sources)


def outlet_growth(facts: Facts) -> Reading:
    """Returns (new − lost) ÷ target of net growth; a plan without growth makes it not applicable."""
    outlets = facts.data.outlets
    sources = tuple((facts.data, ("outlets", name)) for name in ("new", "lost", "net_target"))
    if outlets.new is None or outlets.lost is None or outlets.net_target is None:
        return Reading(missing=facts.cause(outlets.missing), sources=((facts.data, ("outlets",)),))
    if outlets.net_target <= 0:
        return Reading(missing=NOT_APPLICABLE, sources=sources)
    return Reading(Decimal(outlets.new - outlets.lost) / outlets.net_target, sources=sources)


def outlet_coverage(facts: Facts) -> Reading:
    """Returns active outlets over target outlets."""
    outlets = facts.data.outlets
    if outlets.active is None or outlets.target is None:
        return Reading(missing=facts.cause(outlets.missing), sources=((facts.data, ("outlets",)),))
    sources = tuple((facts.data, ("outlets", name)) for name in ("active", "target"))
    return ratio(Decimal(outlets.active), Decimal(outlets.target), "", sources)


def payment_on_time(facts: Facts) -> Reading:
    """Returns what was due and received by its day over what was due."""
    on_time, due = _receivable(facts, "on_time"), _receivable(facts, "due")
    return _of_figures((on_time, due), lambda: (on_time.number, due.number))


def overdue_share(facts: Facts) -> Reading:
    """Returns overdue over receivables at the quarter's end; 0 without receivables, not applicable for prepaid dealers."""
    late = [_receivable(facts, f"overdue_{days}") for days in ("1_30", "31_60", "61_90", "over_90")]
    closing = _receivable(facts, "closing")
    if facts.prepaid:
        return Reading(missing=NOT_APPLICABLE, sources=(closing.place,))
    if closing.value == 0 and not cause_of(late):
        return Reading(Decimal(0), sources=(closing.place,))
    return _of_figures((*late, closing), lambda: (sum((figure.number for figure in late), Decimal(0)), closing.number))


def turnover_beyond_term(facts: Facts) -> Reading:
    """Returns days sales outstanding less the credit days of the contract; receivables and credit sales on one tax basis.

    Not applicable for prepaid dealers. Without a contract the cause is ours.
    """
    figures = [_receivable(facts, name) for name in ("opening", "closing", "credit_sales")]
    sources = tuple(figure.place for figure in figures)
    if facts.prepaid:
        return Reading(missing=NOT_APPLICABLE, sources=sources)
    if facts.terms is None:
        return Reading(missing=BRAND_SIDE, sources=sources)
    if cause := cause_of(figures):
        return Reading(missing=cause, sources=sources)
    opening, closing, sales = (figure.number for figure in figures)
    if sales == 0:
        return Reading(missing=NOT_APPLICABLE, sources=sources)
    days = (opening + closing) / 2 / sales * facts.span.days
    return Reading(
        days - facts.terms.payment.credit_days, sources=(*sources, (facts.terms, ("payment", "credit_days")))
    )


def stock_days(facts: Facts) -> Reading:
    """Returns mean stock over sell-out, in days, by product line; 999 with stock but no sell-out."""

    def days(row: tuple[Figure, ...]) -> Decimal | None:
        opening, closing, sold = (figure.number for figure in row)
        if sold == 0:
            return NO_SALES if opening or closing else None
        return (opening + closing) / 2 / sold * facts.span.days

    return read_by_line(facts, ("stock_opening", "stock_closing", "sell_out"), days)


def sell_through(facts: Facts) -> Reading:
    """Returns sell-out over net sell-in."""
    rows = [(facts.of_line(n, "sell_out"), *facts.net(n)) for n in range(len(facts.data.lines))]
    kept, cause, sources = over_lines(rows)
    return ratio(total(kept, 0), sum((net_of(row[1:]) for row in kept), Decimal(0)), cause, sources)


def aged_share(facts: Facts) -> Reading:
    """Returns aged or near-expiry stock over closing stock, by product line."""

    def share(row: tuple[Figure, ...]) -> Decimal | None:
        aged, closing = (figure.number for figure in row)
        return aged / closing if closing else None

    return read_by_line(facts, ("stock_aged", "stock_closing"), share)


def count_accuracy(facts: Facts) -> Reading:
    """Returns 1 − sum of differences ÷ counted stock, not below 0."""
    count = facts.data.stock_count
    if count.counted is None or count.gap is None:
        return Reading(missing=facts.cause(count.missing), sources=((facts.data, ("stock_count",)),))
    sources = tuple((facts.data, ("stock_count", name)) for name in ("gap", "counted"))
    if count.counted == 0:
        return Reading(missing=NOT_APPLICABLE, sources=sources)
    return Reading(max(1 - count.gap / count.counted, Decimal(0)), sources=sources)


def display_score(facts: Facts) -> Reading:
    """Returns the mean score of the display audits, 0 to 100."""
    return _plain(facts, "display_score")


def brand_score(facts: Facts) -> Reading:
    """Returns 100 less the points for misuse of the brand, not below 0."""
    points = _plain(facts, "brand_points")
    if points.value is None:
        return points
    return Reading(max(100 - points.value, Decimal(0)), sources=points.sources)


def tally(name: str) -> Callable[[Facts], Reading]:
    """Returns the measure that reads how many of how many were done from the field `name`."""

    def read(facts: Facts) -> Reading:
        held: Tally = getattr(facts.data, name)
        if held.done is None or held.of is None:
            return Reading(missing=facts.cause(held.missing), sources=((facts.data, (name,)),))
        sources = tuple((facts.data, (name, part)) for part in ("done", "of"))
        return ratio(Decimal(held.done), Decimal(held.of), "", sources)

    return read


def _plain(facts: Facts, name: str) -> Reading:
    figure = facts.figure(getattr(facts.data, name), name)
    return Reading(figure.value, missing=figure.missing, sources=(figure.place,))


def _receivable(facts: Facts, name: str) -> Figure:
    return facts.figure(getattr(facts.data.receivables, name), "receivables", name)


def _of_figures(figures: tuple[Figure, ...], parts: Callable[[], tuple[Decimal, Decimal]]) -> Reading:
    sources = tuple(figure.place for figure in figures)
    if cause := cause_of(figures):
        return Reading(missing=cause, sources=sources)
    return ratio(*parts(), "", sources)
