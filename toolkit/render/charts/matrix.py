"""Matrix: what moved from each row to each column, the more the darker; what stayed is framed."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from toolkit.kernel.text import Text
from toolkit.plan.charts import Matrix
from toolkit.plan.charts.numbers import EXACT, short
from toolkit.render.charts.lettering import fitted, width, wrapped
from toolkit.render.charts.marks import PX
from toolkit.render.charts.pen import PITCH, SIZES, Pen
from toolkit.render.charts.scale import part

_SIZE, _SMALL = SIZES["c-t"], SIZES["c-s"]
_ROW, _GAP = 30 * PX, 2 * PX
_DARK = 3
_READ = Text("从（行）到（列）", "From (rows) to (columns)")


def draw(chart: Matrix, pen: Pen) -> int:
    """Draws a matrix. Returns the height."""
    unit = f"，单位：{pen.words(chart.unit)}" if pen.locale == "zh" else f". Unit: {pen.words(chart.unit)}"
    pen.label("c-s", 0, 11 * PX, pen.words(_READ) + (unit if chart.unit else ""), pen.width)
    top = 22 * PX
    rows, columns = tuple(map(pen.words, chart.rows)), tuple(map(pen.words, chart.columns))
    room = min(max(width(text, _SIZE) for text in rows), pen.width * 28 // 100)
    left = room + 8 * PX
    edges = [left + part(number, len(columns), pen.width - left) for number in range(len(columns) + 1)]
    names = [wrapped(name, _SMALL, edges[1] - edges[0] - 2 * PX, 2) for name in columns]
    head = top + max(map(len, names)) * PITCH["c-s"] + 6 * PX
    for number, lines in enumerate(names):
        middle = (edges[number] + edges[number + 1]) // 2
        first = head - 9 * PX - (len(lines) - 1) * PITCH["c-s"]
        pen.lines("c-s", middle, first, lines, columns[number], "middle")
    largest = max((cell for row in chart.cells for cell in row if cell is not None), default=Decimal(0))
    for line, (name, cells) in enumerate(zip(rows, chart.cells, strict=True)):
        y = head + line * _ROW
        pen.label("c-t", room, y + _ROW // 2 + 3 * PX, name, room, "end")
        for number, cell in enumerate(cells):
            at = (edges[number], y, edges[number + 1] - edges[number] - _GAP)
            _cell(chart, pen, cell, largest, at, same=name == columns[number])
    return head + len(rows) * _ROW + 2 * PX


def _cell(
    chart: Matrix, pen: Pen, cell: Decimal | None, largest: Decimal, at: tuple[int, int, int], same: bool
) -> None:
    x, y, w = at
    shade = _shade(cell, largest)
    pen.box("c-none" if cell is None else f"c-h{shade}" if shade else "c-blank", x, y, w, _ROW - _GAP)
    if same:
        pen.box("c-same", x + PX, y + PX, w - 2 * PX, _ROW - _GAP - 2 * PX)
    kind = "c-s" if not cell else "c-w" if shade >= _DARK else "c-v"
    said = fitted(short(cell, pen.locale, chart.decimals), _SIZE, w - 2 * PX)
    pen.text(kind, x + w // 2, y + _ROW // 2 + 3 * PX, said, "middle")


def _shade(cell: Decimal | None, largest: Decimal) -> int:
    """The shade from 1 to 4 by quarters of the largest; 0 for nothing, and for less."""
    if cell is None or cell <= 0:
        return 0
    quarter = EXACT.divide(EXACT.multiply(cell, 4), largest)
    return int(quarter.to_integral_value(ROUND_CEILING, EXACT))
