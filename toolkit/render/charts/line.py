"""Lines over periods: a light grid, names at the ends of the lines, gaps left open, a point alone as a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit.plan.charts import Line
from toolkit.plan.charts.numbers import short
from toolkit.plan.charts.series import Values
from toolkit.render.charts.axes import NO_DATA, place_names, tick_room, unit_line, upright_ticks
from toolkit.render.charts.ends import End, write_ends
from toolkit.render.charts.key import styles
from toolkit.render.charts.lettering import width
from toolkit.render.charts.marks import PX, mark
from toolkit.render.charts.pen import SIZES, Pen, n
from toolkit.render.charts.scale import Scale, part, quarters, ticks

_HEIGHT, _EMPTY = 150 * PX, 64 * PX
_FOOT = 23 * PX
_SIZE = SIZES["c-t"]
Point = tuple[int, int]


def draw(chart: Line, pen: Pen) -> int:
    """Draws lines. Returns the height."""
    steps = _steps(chart)
    top = unit_line(pen, chart.unit) + 9 * PX
    left = tick_room(pen, steps)
    said = tuple(_ends(chart, pen))
    edge = pen.width - min(max((width(text, _SIZE) for _, _, text in said), default=0), pen.width * 3 // 10) - 12 * PX
    base = top + (_HEIGHT if said else _EMPTY)
    up = Scale(steps[0], steps[-1], base, top)
    if said:
        upright_ticks(pen, steps, up, left, edge + 4 * PX)
    else:
        pen.line("c-axis", left, base, pen.width, base)
    places = _places(len(chart.periods), left + 8 * PX, edge)
    if chart.target is not None:
        y = up.at(chart.target.value)
        pen.line("c-goal", left, y, edge + 4 * PX, y)
    kinds = styles(chart.series)
    for row, style in sorted(zip(chart.series, kinds, strict=True), key=lambda pair: not pair[0].quiet):
        _series(pen, style, row.values, places, up)
    _marked(chart, pen, kinds[0], places, up, edge)
    place_names(pen, tuple(map(pen.words, chart.periods)), places, base + 17 * PX)
    ends = tuple(End(text, places[number], up.at(value)) for number, value, text in said)
    write_ends(pen, ends, edge + 10 * PX, top - 8 * PX, base + 4 * PX)
    if all(value is None for row in chart.series for value in row.values):
        pen.backed("c-s", (left + edge) // 2, (top + base) // 2 + 4 * PX, pen.words(NO_DATA), "middle")
    return base + _FOOT


def _places(count: int, first: int, last: int) -> list[int]:
    """The places of periods, evenly from first to last; one alone stands in the middle."""
    if count == 1:
        return [(first + last) // 2]
    return [first + part(number, count - 1, last - first) for number in range(count)]


def _steps(chart: Line) -> tuple[Decimal, ...]:
    """The ticks of the scale: round numbers about the values and the target; exactly from low to high if both are given."""
    if chart.low is not None and chart.high is not None:
        return quarters(chart.low, chart.high)
    target = chart.target.value if chart.target else None
    values = [value for row in chart.series for value in row.values]
    return ticks((*values, target, chart.low, chart.high), most=3)


def _series(pen: Pen, style: str, values: Values, places: Sequence[int], up: Scale) -> None:
    """One stroke for each stretch without a gap; marks where there are few points, and always on a point alone."""
    marked = len(values) <= 16
    data = []
    for stretch in stretches(values, places, up):
        if len(stretch) > 1:
            data.append("M" + "L".join(f"{n(x)} {n(y)}" for x, y in stretch))
    if data:
        pen.path(f"c-l{style}", "".join(data))
    for stretch in stretches(values, places, up):
        if marked or len(stretch) == 1:
            for x, y in stretch:
                mark(pen, style, x, y)
        elif stretch[-1][0] == places[-1]:
            mark(pen, style, *stretch[-1])


def stretches(values: Values, places: Sequence[int], up: Scale) -> Iterator[list[Point]]:
    """Yields the points between gaps."""
    run: list[Point] = []
    for value, x in zip(values, places, strict=True):
        if value is not None:
            run.append((x, up.at(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _marked(chart: Line, pen: Pen, style: str, places: Sequence[int], up: Scale, edge: int) -> None:
    """The marked point of the first series: a larger mark, with its value unless the line's end says it already."""
    if chart.marked is None:
        return
    value = chart.series[0].values[chart.marked]
    if value is None:
        return
    x, y = places[chart.marked], up.at(value)
    mark(pen, style, x, y, big=True)
    if chart.marked < len(places) - 1:
        shown = short(value, pen.locale, chart.decimals)
        half = width(shown, _SIZE) // 2
        beside = min(max(x, half + PX), edge + 4 * PX - half)
        pen.backed("c-v", beside, y - 9 * PX if y > up.end + 14 * PX else y + 19 * PX, shown, "middle")


def _ends(chart: Line, pen: Pen) -> Iterator[tuple[int, Decimal, str]]:
    """What the end of each line says, with the period and value of its last point: value and name, or the value alone."""
    for row in chart.series:
        known = [(number, value) for number, value in enumerate(row.values) if value is not None]
        if known:
            number, value = known[-1]
            shown = short(value, pen.locale, chart.decimals)
            yield number, value, shown if len(chart.series) == 1 else f"{shown} {pen.words(row.name)}"
    if chart.target is not None:
        shown = short(chart.target.value, pen.locale, chart.decimals)
        yield len(chart.periods) - 1, chart.target.value, f"{shown} {pen.words(chart.target.name)}"
