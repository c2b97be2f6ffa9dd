"""Lying bars: a row for each category, its name before it and its value behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from toolkit.plan.charts import Bars
from toolkit.render.charts.axes import NO_DATA, unit_line
from toolkit.render.charts.bars import Bar, bars_key, bars_of, steps_of
from toolkit.render.charts.lettering import width, wrapped
from toolkit.render.charts.marks import PX, area
from toolkit.render.charts.pen import PITCH, SIZES, Pen
from toolkit.render.charts.scale import Scale

_SIZE, _PITCH = SIZES["c-t"], PITCH["c-t"]
_GAP = 11 * PX


def draw_across(chart: Bars, pen: Pen) -> int:
    """Draws lying bars. Returns the height."""
    groups = tuple(_told(pen, group) for group in bars_of(chart, pen))
    steps = steps_of(chart, groups)
    top = unit_line(pen, chart.unit)
    top = bars_key(chart, pen, top) + (4 * PX if len(chart.series) > 1 or chart.targets else 0)
    names = tuple(map(pen.words, chart.categories))
    room = min(max(width(name, _SIZE) for name in names), pen.width * 3 // 10)
    scale = _scale(groups, steps, room + 9 * PX, pen.width)
    thick = 12 * PX if len(groups[0]) == 1 else 9 * PX
    y, zero = top, scale.at(Decimal(0))
    for number, (name, group) in enumerate(zip(names, groups, strict=True)):
        lines = wrapped(name, _SIZE, room, 2)
        tall = max(len(lines) * _PITCH, len(group) * (thick + 3 * PX))
        first = y + (tall - len(lines) * _PITCH) // 2 + _SIZE * PX - PX // 2
        pen.lines("c-t", room, first, lines, name, "end")
        target = chart.targets[number] if chart.targets else None
        goal = None if target is None else scale.at(target)
        _group(pen, group, scale, y + (tall - len(group) * (thick + 3 * PX) + 3 * PX) // 2, thick, goal)
        if goal is not None:
            pen.line("c-tick", goal, y - 2 * PX, goal, y + tall + 2 * PX)
        y += tall + _GAP
    pen.line("c-axis", zero, top - 3 * PX, zero, y - _GAP + 3 * PX)
    return y - _GAP + 4 * PX


def _told(pen: Pen, group: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """A bar alone that has no value says so in words: there is room for them."""
    return (replace(group[0], said=pen.words(NO_DATA)),) if len(group) == 1 and not group[0].parts else group


def _scale(groups: Sequence[Sequence[Bar]], steps: Sequence[Decimal], left: int, right: int) -> Scale:
    """The scale between the names and the edge, less the room that the values need at the ends of their bars."""
    after = max((width(bar.said, _SIZE) for group in groups for bar in group if not bar.below), default=0)
    before = max((width(bar.said, _SIZE) for group in groups for bar in group if bar.below), default=0)
    return Scale(
        steps[0], steps[-1], left + (before + 7 * PX if before else 0), right - (after + 7 * PX if after else 0)
    )


def _group(pen: Pen, group: Sequence[Bar], scale: Scale, y: int, thick: int, goal: int | None) -> None:
    for bar in group:
        for style, start, end in bar.parts:
            first, last = sorted((scale.at(start), scale.at(end)))
            area(pen, style, first, y, last - first, thick)
        base = y + thick // 2 + 4 * PX
        reach = width(bar.said, _SIZE) + 8 * PX
        if bar.below:
            end_at = scale.at(bar.low)
            if goal is not None and end_at - reach < goal < end_at:
                end_at = goal
            pen.text("c-v", end_at - 6 * PX, base, bar.said, "end")
        else:
            end_at = scale.at(bar.high)
            if goal is not None and end_at < goal < end_at + reach:
                end_at = goal
            pen.text("c-v" if bar.parts else "c-s", end_at + 6 * PX, base, bar.said)
        y += thick + 3 * PX
