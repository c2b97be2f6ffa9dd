"""Standing bars: a place for each category, ticks at the left, values on the bars where all of them have room."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.plan.charts import Bars
from toolkit.render.charts.axes import place_names, tick_room, unit_line, upright_ticks
from toolkit.render.charts.bars import Bar, bars_key, bars_of, steps_of
from toolkit.render.charts.lettering import width, wrapped
from toolkit.render.charts.marks import PX, area
from toolkit.render.charts.pen import PITCH, SIZES, Pen
from toolkit.render.charts.scale import Scale, part

_HEIGHT = 150 * PX
_SMALL = SIZES["c-s"]
_WIDEST = 30 * PX


def draw_up(chart: Bars, pen: Pen) -> int:
    """Draws standing bars. Returns the height."""
    groups = bars_of(chart, pen)
    steps = steps_of(chart, groups)
    top = bars_key(chart, pen, unit_line(pen, chart.unit)) + 14 * PX
    left = tick_room(pen, steps)
    edges = [left + part(number, len(groups), pen.width - left) for number in range(len(groups) + 1)]
    slot = edges[1] - edges[0]
    each = min(_WIDEST, max(PX, slot * 6 // 10 // len(groups[0])))
    foot = 16 * PX if any(bar.below for group in groups for bar in group) else 0
    scale = Scale(steps[0], steps[-1], top + _HEIGHT, top)
    upright_ticks(pen, steps, scale, left, pen.width)
    said = _all_said(groups, slot if len(groups[0]) == 1 else each)
    for number, group in enumerate(groups):
        middle = (edges[number] + edges[number + 1]) // 2
        target = chart.targets[number] if chart.targets else None
        goal = None if target is None else scale.at(target)
        _group(pen, group, scale, (middle - each * len(group) // 2, each), said, goal)
        if goal is not None:
            half = min(slot, each * len(group) + 8 * PX) // 2
            pen.line("c-tick", middle - half, goal, middle + half, goal)
    return _names(chart, pen, edges, top + _HEIGHT + foot)


def _all_said(groups: Sequence[Sequence[Bar]], room: int) -> bool:
    """Whether each value has room over its bar: either all are printed, or none."""
    return all(width(bar.said, _SMALL) + 4 * PX <= room for group in groups for bar in group)


def _group(pen: Pen, group: Sequence[Bar], scale: Scale, at: tuple[int, int], said: bool, goal: int | None) -> None:
    x, each = at
    inner = each - min(2 * PX, each // 5) if len(group) > 1 else each
    for bar in group:
        for style, start, end in bar.parts:
            first, last = sorted((scale.at(start), scale.at(end)))
            area(pen, style, x + (each - inner) // 2, first, inner, last - first)
        if (
            said
            and goal is not None
            and len(group) == 1
            and not bar.below
            and scale.start - scale.at(bar.high) > 40 * PX
        ):
            top = scale.at(bar.high)
            top = goal if top - 4 * PX < goal < top + 20 * PX else top
            pen.text("c-y", x + each // 2, top + 15 * PX, bar.said, "middle")
        elif said:
            pen.text("c-s", x + each // 2, _base(bar, scale, goal), bar.said, "middle")
        x += each


def _base(bar: Bar, scale: Scale, goal: int | None) -> int:
    """The baseline of a value: over its bar, or under one below zero, and past a target mark that is in the way."""
    if bar.below:
        end = scale.at(bar.low)
        return (goal if goal is not None and end < goal < end + 16 * PX else end) + 13 * PX
    end = scale.at(bar.high)
    return (goal if goal is not None and end - 16 * PX < goal < end else end) - 4 * PX


def _names(chart: Bars, pen: Pen, edges: Sequence[int], top: int) -> int:
    """The names below: in two lines where each has its place, else every second, third … one."""
    names = tuple(map(pen.words, chart.categories))
    room = min(b - a for a, b in zip(edges, edges[1:], strict=False)) - 6 * PX
    middles = [(a + b) // 2 for a, b in zip(edges, edges[1:], strict=False)]
    lines = [wrapped(name, _SMALL, room, 2) for name in names]
    whole = all(
        "".join(rows).replace(" ", "") == "".join(name.split()) for name, rows in zip(names, lines, strict=True)
    )
    if not whole and room < 40 * PX:
        place_names(pen, names, middles, top + 17 * PX)
        return top + 23 * PX
    for name, rows, x in zip(names, lines, middles, strict=True):
        pen.lines("c-s", x, top + 17 * PX, rows, name, "middle")
    return top + 23 * PX + (max(map(len, lines)) - 1) * PITCH["c-s"]
