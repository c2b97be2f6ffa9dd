"""Funnel: a bar for each stage, from one side; between two of them the share that went on."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.plan.charts import Funnel
from toolkit.plan.charts.numbers import percent, short
from toolkit.render.charts.axes import unit_line
from toolkit.render.charts.lettering import width, wrapped
from toolkit.render.charts.marks import PX
from toolkit.render.charts.pen import PITCH, SIZES, Pen, n
from toolkit.render.charts.scale import part

_SIZE, _PITCH = SIZES["c-t"], PITCH["c-t"]
_THICK, _BETWEEN = 20 * PX, 22 * PX


def draw(chart: Funnel, pen: Pen) -> int:
    """Draws a funnel. Returns the height."""
    top = unit_line(pen, chart.unit)
    names = tuple(pen.words(stage.name) for stage in chart.stages)
    counts = tuple(short(stage.count, pen.locale) for stage in chart.stages)
    room = min(max(width(name, _SIZE) for name in names), pen.width * 3 // 10)
    left = room + 10 * PX
    length = pen.width - left - max(width(count, _SIZE) for count in counts) - 7 * PX
    most = max((stage.count or 0 for stage in chart.stages), default=0)
    bars = [part(stage.count or 0, most, length) for stage in chart.stages]
    _falls(pen, bars, left, top)
    y = top
    for stage, name, count, bar in zip(chart.stages, names, counts, bars, strict=True):
        lines = wrapped(name, _SIZE, room, 2)
        pen.lines("c-t", room, y + _THICK // 2 + 4 * PX - (len(lines) - 1) * _PITCH // 2, lines, name, "end")
        pen.box("c-b1", left, y, bar, _THICK)
        pen.text("c-s" if stage.count is None else "c-v", left + bar + 6 * PX, y + _THICK // 2 + 4 * PX, count)
        y += _THICK + _BETWEEN
    y = top + _THICK
    for share in chart.conversions()[1:]:
        pen.label("c-s", left + 6 * PX, y + _BETWEEN // 2 + 4 * PX, f"↓ {percent(share)}", length)
        y += _THICK + _BETWEEN
    bottom = top + len(names) * (_THICK + _BETWEEN) - _BETWEEN
    pen.line("c-axis", left, top - 3 * PX, left, bottom + 3 * PX)
    return bottom + 6 * PX


def _falls(pen: Pen, bars: Sequence[int], left: int, top: int) -> None:
    """A light shape from each bar to the next shows how much is left."""
    shapes = []
    for number, (above, below) in enumerate(zip(bars, bars[1:], strict=False)):
        y = top + number * (_THICK + _BETWEEN) + _THICK
        shapes.append(f"M{n(left)} {n(y)}h{n(above)}L{n(left + below)} {n(y + _BETWEEN)}H{n(left)}z")
    if shapes:
        pen.path("c-fall", "".join(shapes))
