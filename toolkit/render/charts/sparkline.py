"""Sparkline: a line as small as a word, without any lettering; its last point is marked."""

from __future__ import annotations

from decimal import Decimal

from toolkit.plan.charts import Sparkline
from toolkit.render.charts.line import stretches
from toolkit.render.charts.marks import PX
from toolkit.render.charts.pen import Pen, n
from toolkit.render.charts.scale import Scale, part

WIDTH, _HEIGHT, _EDGE = 120 * PX, 28 * PX, 5 * PX


def draw(chart: Sparkline, pen: Pen) -> int:
    """Draws a sparkline. Returns the height."""
    known = [value for value in chart.values if value is not None]
    up = Scale(min(known, default=Decimal(0)), max(known, default=Decimal(0)), _HEIGHT - _EDGE, _EDGE)
    last = len(chart.values) - 1
    places = [_EDGE + part(number, last, pen.width - 2 * _EDGE) for number in range(last + 1)]
    runs = list(stretches(chart.values, places, up))
    if not runs:
        pen.line("c-grid", _EDGE, _HEIGHT // 2, pen.width - _EDGE, _HEIGHT // 2)
    strokes = ["M" + "L".join(f"{n(x)} {n(y)}" for x, y in run) for run in runs if len(run) > 1]
    if strokes:
        pen.path("c-l1", "".join(strokes))
    for run in runs:
        if len(run) == 1 or run[-1][0] == places[-1]:
            x, y = run[-1]
            pen.add(f'<circle class="c-m1" cx="{n(x)}" cy="{n(y)}" r="3"/>')
    return _HEIGHT
