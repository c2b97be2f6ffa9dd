"""Gauge: the figure in large, its verdict, and where it stands on a thin scale with the bands by name."""

from __future__ import annotations

from toolkit.plan.charts import Gauge
from toolkit.plan.charts.numbers import short
from toolkit.render.charts.axes import place_names
from toolkit.render.charts.lettering import fitted, width
from toolkit.render.charts.marks import PX
from toolkit.render.charts.pen import SIZES, Pen, n
from toolkit.render.charts.scale import Scale

_BIG, _SIZE, _SMALL = SIZES["c-u"], SIZES["c-t"], SIZES["c-s"]
_TRACK, _THICK = 52 * PX, 8 * PX


def draw(chart: Gauge, pen: Pen) -> int:
    """Draws a gauge. Returns the height."""
    _figure(chart, pen)
    scale = Scale(chart.low, chart.high, 0, pen.width)
    pen.box("c-track", 0, _TRACK, pen.width, _THICK)
    if chart.value is not None:
        x = scale.at(chart.value)
        pen.box("c-b1", 0, _TRACK, x, _THICK)
        at = min(max(x, 5 * PX), pen.width - 5 * PX)
        pen.path("c-point", f"M{n(at)} {n(_TRACK - 2 * PX)}l{n(-5 * PX)} {n(-7 * PX)}h{n(10 * PX)}z")
    if chart.target is not None:
        x = min(max(scale.at(chart.target), PX), pen.width - PX)
        pen.line("c-tick", x, _TRACK - 4 * PX, x, _TRACK + _THICK + 4 * PX)
    return _bands(chart, pen, scale) if chart.bands else _ends(chart, pen)


def _figure(chart: Gauge, pen: Pen) -> None:
    """The figure with its unit and verdict, and the target at the far side."""
    goal = ""
    if chart.target is not None:
        goal = f"{pen.words(chart.target_name)} {short(chart.target, pen.locale, chart.decimals)}"
        goal = fitted(goal, _SIZE, pen.width * 4 // 10)
        pen.text("c-t", pen.width, 30 * PX, goal, "end")
    room = pen.width - (width(goal, _SIZE) + 16 * PX if goal else 0)
    figure = fitted(short(chart.value, pen.locale, chart.decimals), _BIG, room)
    pen.text("c-u", 0, 31 * PX, figure)
    x = width(figure, _BIG) + 8 * PX
    for kind, words in (("c-s", pen.words(chart.unit)), ("c-v", pen.words(chart.word))):
        left = room - x
        if words and left > 0:
            pen.label(kind, x, 30 * PX, words, left)
            x += min(width(words, SIZES[kind]), left) + 10 * PX


def _bands(chart: Gauge, pen: Pen, scale: Scale) -> int:
    """The names of the bands under their stretches, the one that holds is darker; and where each begins."""
    starts = [scale.at(band.start) for band in chart.bands]
    edges = [*starts, pen.width]
    for number, band in enumerate(chart.bands):
        if number:
            pen.line("c-cut", starts[number], _TRACK, starts[number], _TRACK + _THICK)
        after = chart.bands[number + 1].start if number + 1 < len(chart.bands) else None
        holds = chart.value is not None and chart.value >= band.start and (after is None or chart.value < after)
        middle = (edges[number] + edges[number + 1]) // 2
        room = max(0, edges[number + 1] - edges[number] - 4 * PX)
        name = pen.words(band.name)
        if holds or width(name, _SIZE) <= room:
            pen.label("c-v" if holds else "c-t", middle, _TRACK + 24 * PX, name, room, "middle")
    words = [short(band.start, pen.locale) for band in chart.bands] + [short(chart.high, pen.locale)]
    place_names(pen, words, [*starts, pen.width], _TRACK + 40 * PX)
    return _TRACK + 45 * PX


def _ends(chart: Gauge, pen: Pen) -> int:
    place_names(pen, [short(chart.low, pen.locale), short(chart.high, pen.locale)], [0, pen.width], _TRACK + 24 * PX)
    return _TRACK + 30 * PX
