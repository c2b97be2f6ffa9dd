"""Charts as SVG text: the same value, language and id give the same bytes, for pages and papers alike."""

from __future__ import annotations

import re
from typing import Literal

from toolkit.kernel.text import Locale
from toolkit.plan.charts import (
    Ageing,
    Bars,
    Chart,
    Funnel,
    Gauge,
    Line,
    Matrix,
    Radar,
    Sparkline,
    TileGrid,
    Timeline,
)
from toolkit.render.charts import ageing, funnel, gauge, line, matrix, radar, sparkline, tiles, timeline
from toolkit.render.charts.bars_across import draw_across
from toolkit.render.charts.bars_up import draw_up
from toolkit.render.charts.pen import Pen

Room = Literal["column", "wide"]
WIDTHS: dict[Room, int] = {"column": 320_00, "wide": 640_00}
"""Widths of the view box in hundredths of a pixel: a column fits a phone, half a card and half an A4 page at its full size."""
_PREFIX = re.compile(r"[a-z][a-z0-9-]*")


def svg_of(chart: Chart, prefix: str, locale: Locale, room: Room = "column") -> str:
    """Returns the SVG element of a chart, whose ids begin with `prefix`: one for each chart of a page.

    Raises ValueError for a prefix that is no id (small letters, digits, hyphens).
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"no id for a chart: {prefix!r}")
    pen = Pen(locale, sparkline.WIDTH if isinstance(chart, Sparkline) else WIDTHS[room])
    kind, height = _drawn(chart, pen)
    kind = f"{kind} chart-wide" if room == "wide" and kind != "sparkline" else kind
    return pen.svg(kind, prefix, pen.words(chart.title), pen.words(chart.description), height)


def _drawn(chart: Chart, pen: Pen) -> tuple[str, int]:
    """The kind of a chart, and the height that it took."""
    match chart:
        case Radar():
            return "radar", radar.draw(chart, pen)
        case Line():
            return "line", line.draw(chart, pen)
        case Bars():
            return "bars", draw_across(chart, pen) if chart.direction == "across" else draw_up(chart, pen)
        case Sparkline():
            return "sparkline", sparkline.draw(chart, pen)
        case Funnel():
            return "funnel", funnel.draw(chart, pen)
        case Ageing():
            return "ageing", ageing.draw(chart, pen)
        case Gauge():
            return "gauge", gauge.draw(chart, pen)
        case TileGrid():
            return "tiles", tiles.draw(chart, pen)
        case Matrix():
            return "matrix", matrix.draw(chart, pen)
        case Timeline():
            return "timeline", timeline.draw(chart, pen)
