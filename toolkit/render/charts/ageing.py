"""Ageing: one bar of an amount by age, and a line for each part. What is late is hatched, what is older is darker."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.plan.charts import Ageing
from toolkit.plan.charts.numbers import EXACT, percent, short
from toolkit.render.charts.lettering import width
from toolkit.render.charts.marks import PX, texture
from toolkit.render.charts.pen import SIZES, Pen
from toolkit.render.charts.scale import part

_SIZE, _SMALL = SIZES["c-t"], SIZES["c-s"]
_THICK, _ROW = 24 * PX, 20 * PX
_TOTAL, _LATE = Text("合计", "Total"), Text("超期", "late")
_PLAIN_FROM = 3
"""From which shade on the lines of a late part are those of the ground."""


def draw(chart: Ageing, pen: Pen) -> int:
    """Draws an ageing bar. Returns the height."""
    unit = f" {pen.words(chart.unit)}" if chart.unit else ""
    pen.label(
        "c-t", 0, 12 * PX, f"{pen.words(_TOTAL)} {short(chart.total, pen.locale, chart.decimals)}{unit}", pen.width
    )
    top = 20 * PX
    edges, passed = [0], Decimal(0)
    for bucket in chart.buckets:
        passed = EXACT.add(passed, bucket.amount or 0)
        edges.append(part(passed, chart.total, pen.width))
    if not chart.total:
        pen.box("c-none", PX, top, pen.width - 2 * PX, _THICK)
    for number in range(len(chart.buckets)):
        x, w = edges[number], edges[number + 1] - edges[number]
        gap = min(PX, w // 3) if edges[number + 1] < pen.width else 0
        _part(pen, chart, number, x, top, w - gap, _THICK)
    return _rows(chart, pen, top + _THICK + 8 * PX)


def _rows(chart: Ageing, pen: Pen, top: int) -> int:
    """A line for each part: its sample and name, whether it is late, its amount and share."""
    shares = [percent(share) for share in chart.shares()]
    amounts = [short(bucket.amount, pen.locale, chart.decimals) for bucket in chart.buckets]
    share_room = max(width(share, _SIZE) for share in shares) + 12 * PX
    amount_room = max(width(amount, _SIZE) for amount in amounts) + 12 * PX
    for number, bucket in enumerate(chart.buckets):
        base = top + 14 * PX
        _part(pen, chart, number, PX, base - 10 * PX, 12 * PX, 11 * PX)
        late = f"▲ {pen.words(_LATE)}" if bucket.amount and _is_late(chart, number) else ""
        late_room = width(late, _SMALL) + 8 * PX if late else 0
        name = pen.words(bucket.name)
        room = pen.width - share_room - amount_room - late_room - 20 * PX
        pen.label("c-t", 20 * PX, base, name, room)
        pen.text("c-s", 28 * PX + min(width(name, _SIZE), room), base, late)
        pen.text("c-v", pen.width - share_room, base, amounts[number], "end")
        pen.text("c-s", pen.width, base, shares[number], "end")
        top += _ROW
    return top + 2 * PX


def _part(pen: Pen, chart: Ageing, number: int, x: int, y: int, w: int, h: int) -> None:
    """A box in the shade of its age: of four shades, the later the darker within what is in time and what is late."""
    late = _is_late(chart, number)
    since = len(chart.buckets) if chart.late is None else chart.late
    place, count = (number - since, len(chart.buckets) - since) if late else (number, since)
    shade = 4 if count == 1 else 1 + part(place, count - 1, 3)
    pen.box(f"c-{'o' if late else 'k'}{shade}", x, y, w, h)
    if late and w > 0:
        lines = "".join(texture("2", x, y, w, h))
        if lines:
            pen.path("c-x" if shade >= _PLAIN_FROM else "c-xo", lines)


def _is_late(chart: Ageing, number: int) -> bool:
    return chart.late is not None and number >= chart.late
