"""Radar: axes from the middle, the first series filled, its values beside the names. Gaps stay open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.plan.charts import Radar
from toolkit.plan.charts.numbers import short
from toolkit.plan.charts.series import Values
from toolkit.render.charts.axes import NO_DATA
from toolkit.render.charts.key import Sample, key, styles
from toolkit.render.charts.lettering import wrapped
from toolkit.render.charts.marks import PX, mark
from toolkit.render.charts.pen import PITCH, SIZES, Pen, n
from toolkit.render.charts.scale import Scale

RADIUS = 76 * PX
_OFF = 9 * PX
_RINGS = 4
_UNIT = 10**9
_FIRST_TURN = {
    3: (-500_000_000, 866_025_404),
    4: (0, 1_000_000_000),
    5: (309_016_994, 951_056_516),
    6: (500_000_000, 866_025_404),
    7: (623_489_802, 781_831_482),
    8: (707_106_781, 707_106_781),
}
"""Cosine and sine of the first turn of each number of axes, in billionths."""
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands at the end of an axis: lines of its name, its value, and where."""

    lines: tuple[str, ...]
    full: str
    value: str
    x: int
    top: int
    anchor: str

    @property
    def height(self) -> int:
        return (len(self.lines) + 1) * PITCH["c-t"]


def _turns(count: int) -> tuple[Point, ...]:
    """The directions of all axes, the first one upwards, then clockwise, in billionths."""
    cosine, sine = _FIRST_TURN[count]
    x, y = 0, -_UNIT
    found = []
    for _ in range(count):
        found.append((x, y))
        x, y = _divided(x * cosine - y * sine, _UNIT), _divided(x * sine + y * cosine, _UNIT)
    return tuple(found)


def _divided(value: int, by: int) -> int:
    return (2 * value + by) // (2 * by)


_TURNS = {count: _turns(count) for count in _FIRST_TURN}


def draw(chart: Radar, pen: Pen) -> int:
    """Draws a radar. Returns its height."""
    turns = _TURNS[len(chart.axes)]
    labels = tuple(_labels(chart, pen, turns))
    centre = max(RADIUS, -min(label.top for label in labels)) + 2 * PX
    middle = (pen.width // 2, centre)
    below = max(RADIUS + 4 * PX, *(label.top + label.height for label in labels))
    _frame(pen, turns, middle)
    kinds = styles(chart.series)
    for row, style in sorted(zip(chart.series, kinds, strict=True), key=lambda pair: not pair[0].quiet):
        _series(pen, style, _points(chart, row.values, turns, middle), fill=row is chart.series[0])
    for label in labels:
        y = centre + label.top + SIZES["c-t"] * PX
        pen.lines("c-t", middle[0] + label.x, y, label.lines, label.full, label.anchor)
        kind = "c-s" if label.value == pen.words(NO_DATA) else "c-v"
        pen.text(kind, middle[0] + label.x, y + len(label.lines) * PITCH["c-t"], label.value, label.anchor)
    bottom = centre + below + 6 * PX
    if len(chart.series) > 1:
        samples = [Sample("line", s, pen.words(r.name)) for r, s in zip(chart.series, kinds, strict=True)]
        bottom = key(pen, samples, bottom)
    return _note(chart, pen, bottom)


def _note(chart: Radar, pen: Pen, top: int) -> int:
    """What the middle and the rim stand for."""
    low, high = short(chart.low, pen.locale), short(chart.high, pen.locale)
    unit = f" {pen.words(chart.unit)}" if chart.unit else ""
    words = f"中心 {low}，外圈 {high}{unit}" if pen.locale == "zh" else f"centre {low}, rim {high}{unit}"
    pen.label("c-s", 0, top + 12 * PX, words, pen.width)
    return top + 17 * PX


def _labels(chart: Radar, pen: Pen, turns: Sequence[Point]) -> Iterator[_Label]:
    """The label of each axis, placed about a middle at 0: outside the rim, its height grown outwards."""
    size, pitch = SIZES["c-t"], PITCH["c-t"]
    beside = abs(turns[1][0]) * RADIUS // _UNIT
    for name, value, (x, y) in zip(chart.axes, chart.series[0].values, turns, strict=True):
        out = x * RADIUS // _UNIT
        upright = abs(x) < _UNIT // 100
        room = 2 * beside + 4 * PX if upright else pen.width // 2 - abs(out) - _OFF - PX
        full = pen.words(name)
        lines = wrapped(full, size, room, 2)
        shown = pen.words(NO_DATA) if value is None else short(value, pen.locale, chart.decimals)
        height = (len(lines) + 1) * pitch
        middle = (y * (RADIUS + _OFF) + y * height // 2) // _UNIT
        anchor = "middle" if upright else "" if x > 0 else "end"
        place = 0 if upright else out + (_OFF if x > 0 else -_OFF)
        yield _Label(lines, full, shown, place, middle - height // 2, anchor)


def _frame(pen: Pen, turns: Sequence[Point], middle: Point) -> None:
    rings = []
    for ring in range(1, _RINGS + 1):
        rings.append(_outline([_point(turn, RADIUS * ring // _RINGS, middle) for turn in turns], closed=True))
    spokes = "".join(_outline([middle, _point(turn, RADIUS, middle)]) for turn in turns)
    pen.path("c-grid", "".join(rings[:-1]) + spokes)
    pen.path("c-rim", rings[-1])


def _points(chart: Radar, values: Values, turns: Sequence[Point], middle: Point) -> tuple[Point | None, ...]:
    scale = Scale(chart.low, chart.high, 0, RADIUS)
    pairs = zip(values, turns, strict=True)
    return tuple(None if value is None else _point(turn, scale.at(value), middle) for value, turn in pairs)


def _point(turn: Point, radius: int, middle: Point) -> Point:
    return middle[0] + _divided(turn[0] * radius, _UNIT), middle[1] + _divided(turn[1] * radius, _UNIT)


def _series(pen: Pen, style: str, points: Sequence[Point | None], fill: bool) -> None:
    """The outline of a series; with a gap it is open there, and nothing is filled."""
    known = [point for point in points if point is not None]
    if len(known) == len(points):
        data = _outline(known, closed=True)
        if fill:
            pen.path(f"c-a{style}", data)
        pen.path(f"c-l{style}", data)
    else:
        around = zip(points, (*points[1:], points[0]), strict=True)
        sides = (_outline([a, b]) for a, b in around if a is not None and b is not None)
        data = "".join(sides)
        if data:
            pen.path(f"c-l{style}", data)
    for x, y in known:
        mark(pen, style, x, y)


def _outline(points: Sequence[Point], closed: bool = False) -> str:
    places = "L".join(f"{n(x)} {n(y)}" for x, y in points)
    return f"M{places}z" if closed else f"M{places}"
