"""Names at the ends of lines: each beside its last point, moved apart so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.render.charts.lettering import wrapped
from toolkit.render.charts.marks import PX
from toolkit.render.charts.pen import PITCH, SIZES, Pen

_PITCH = PITCH["c-t"]
_SIZE = SIZES["c-t"]
_MOVED = 6 * PX
"""From which distance a name is joined to its point by a thin line."""


@dataclass(frozen=True, slots=True)
class End:
    """What is said of a line, and the point where it ends."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class _Placed:
    end: End
    lines: tuple[str, ...]
    top: int

    @property
    def bottom(self) -> int:
        return self.top + len(self.lines) * _PITCH


def write_ends(pen: Pen, ends: Sequence[End], left: int, top: int, bottom: int) -> None:
    """Writes the names from `left` to the edge of the chart, between `top` and `bottom` as far as they have room there."""
    room = pen.width - left
    most = 2 if len(ends) <= 4 else 1
    placed = []
    for end in sorted(ends, key=lambda end: (end.y, end.text)):
        lines = wrapped(end.text, _SIZE, room, most)
        placed.append(_Placed(end, lines, end.y - len(lines) * _PITCH // 2))
    for one in _apart(placed, top, bottom):
        centre = (one.top + one.bottom) // 2
        if abs(centre - one.end.y) > _MOVED:
            pen.line("c-lead", one.end.x + 5 * PX, one.end.y, left - 2 * PX, centre)
        pen.lines("c-t", left, one.top + _SIZE * PX, one.lines, one.end.text)


def _apart(placed: list[_Placed], top: int, bottom: int) -> list[_Placed]:
    """Moves names down past the one above, then up again from the bottom; in their order, none over another."""
    found: list[_Placed] = []
    for one in placed:
        found.append(replace(one, top=max(one.top, found[-1].bottom if found else top)))
    limit = bottom
    for number in range(len(found) - 1, -1, -1):
        one = found[number]
        found[number] = replace(one, top=min(one.top, limit - (one.bottom - one.top)))
        limit = found[number].top
    return found
