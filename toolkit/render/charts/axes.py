"""What stands around a plot: the unit, the ticks with their light lines, and the names of periods below."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.kernel.text import Locale, Text
from toolkit.plan.charts.numbers import short, shown
from toolkit.render.charts.lettering import fitted, width
from toolkit.render.charts.marks import PX
from toolkit.render.charts.pen import SIZES, Pen
from toolkit.render.charts.scale import Scale

NO_DATA = Text("无数据", "no data")
_SMALL = SIZES["c-s"]
_APART = 6 * PX
_WIDEST = 90 * PX


def unit_line(pen: Pen, unit: Text) -> int:
    """Writes the unit above the plot. Returns the height that it takes; none without a unit."""
    if not unit:
        return 0
    words = f"单位：{pen.words(unit)}" if pen.locale == "zh" else f"Unit: {pen.words(unit)}"
    pen.label("c-s", 0, 11 * PX, words, pen.width)
    return 20 * PX


def tick_words(steps: Sequence[Decimal], locale: Locale) -> tuple[str, ...]:
    """Returns the ticks in words: short ones, or exact ones where short ones would be alike."""
    words = tuple(short(step, locale) for step in steps)
    return words if len(set(words)) == len(words) else tuple(map(shown, steps))


def tick_room(pen: Pen, steps: Sequence[Decimal]) -> int:
    """Returns the room that the words of an upright axis take, at most a quarter of the chart."""
    widest = max(width(words, _SMALL) for words in tick_words(steps, pen.locale))
    return min(widest, pen.width // 4) + 7 * PX


def upright_ticks(pen: Pen, steps: Sequence[Decimal], scale: Scale, left: int, right: int) -> None:
    """Draws a light line for each tick from `left` to `right`, its words before it; zero has a darker line."""
    for step, words in zip(steps, tick_words(steps, pen.locale), strict=True):
        y = scale.at(step)
        pen.line("c-axis" if not step else "c-grid", left, y, right, y)
        pen.label("c-s", left - 7 * PX, y + 4 * PX, words, left - 7 * PX, "end")


def place_names(pen: Pen, names: Sequence[str], places: Sequence[int], y: int) -> None:
    """Writes names centred on their places, every second, third … one where not all have room; always the last."""
    shown_names = [fitted(name, _SMALL, _WIDEST) for name in names]
    halves = [(width(name, _SMALL) + 1) // 2 for name in shown_names]
    middles = [min(max(x, half), pen.width - half) for x, half in zip(places, halves, strict=True)]
    last = len(names) - 1
    chosen = next(picked for step in range(1, last + 2) if _apart(picked := range(last, -1, -step), middles, halves))
    for number in reversed(chosen):
        pen.lines("c-s", middles[number], y, (shown_names[number],), names[number], "middle")


def _apart(picked: range, middles: Sequence[int], halves: Sequence[int]) -> bool:
    """Whether the names picked, from the last back, leave a gap between each other."""
    pairs = zip(picked[1:], picked, strict=False)
    return all(middles[a] + halves[a] + _APART <= middles[b] - halves[b] for a, b in pairs)
