"""What tells series apart without colour: the shape of marks, and the texture of areas."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.render.charts.pen import Pen, n

PX = 100
_STEP = 5 * PX
"""From one line of a texture to the next."""
_SIZE = 350
"""Half the width of a mark."""


def mark(pen: Pen, style: str, x: int, y: int, big: bool = False) -> None:
    """Draws the mark of a series at a point: disc, square, triangle, diamond, cross, or bar by its number; a ring if quiet."""
    r = _SIZE + 150 if big else _SIZE
    kind = f"c-m{style}"
    if style in ("1", "q"):
        pen.add(f'<circle class="{kind}" cx="{n(x)}" cy="{n(y)}" r="{n(r if style == "1" else r - 75)}"/>')
        return
    pen.path(kind, _outline(style, x, y, r))


def _outline(style: str, x: int, y: int, r: int) -> str:
    if style == "2":
        s = r * 88 // 100
        return f"M{n(x - s)} {n(y - s)}h{n(2 * s)}v{n(2 * s)}h{n(-2 * s)}z"
    if style == "3":
        return f"M{n(x)} {n(y - r - 30)}l{n(r + 30)} {n(2 * r - 60)}h{n(-2 * r - 60)}z"
    if style == "4":
        d = r + 60
        return f"M{n(x)} {n(y - d)}l{n(d)} {n(d)}l{n(-d)} {n(d)}l{n(-d)} {n(-d)}z"
    if style == "5":
        t = r * 4 // 10
        return (
            f"M{n(x - t)} {n(y - r)}h{n(2 * t)}v{n(r - t)}h{n(r - t)}v{n(2 * t)}h{n(t - r)}v{n(r - t)}"
            f"h{n(-2 * t)}v{n(t - r)}h{n(t - r)}v{n(-2 * t)}h{n(r - t)}z"
        )
    return f"M{n(x - r)} {n(y - r // 2)}h{n(2 * r)}v{n(r)}h{n(-2 * r)}z"


def area(pen: Pen, style: str, x: int, y: int, w: int, h: int) -> None:
    """Draws a filled box with the texture of its series: plain, rising, level, falling, upright, crossed by its number."""
    if w <= 0 or h <= 0:
        return
    pen.box(f"c-b{style}", x, y, w, h)
    lines = "".join(texture(style, x, y, w, h))
    if lines:
        pen.path("c-x", lines)


def texture(style: str, x: int, y: int, w: int, h: int) -> Iterator[str]:
    """Yields the lines of a texture within a box. They lie on one grid, so that boxes side by side match."""
    if style in ("2", "6"):
        for c in range(_next(x + y), x + y + w + h, _STEP):
            left, right = max(x, c - y - h), min(x + w, c - y)
            yield f"M{n(left)} {n(c - left)}L{n(right)} {n(c - right)}"
    if style in ("4", "6"):
        for c in range(_next(x - y - h), x - y + w, _STEP):
            left, right = max(x, c + y), min(x + w, c + y + h)
            yield f"M{n(left)} {n(left - c)}L{n(right)} {n(right - c)}"
    if style == "3":
        for at in range(y + _STEP // 2, y + h, _STEP * 7 // 10):
            yield f"M{n(x)} {n(at)}h{n(w)}"
    if style == "5":
        for at in range(_next(x), x + w, _STEP * 8 // 10):
            yield f"M{n(at)} {n(y)}v{n(h)}"


def _next(place: int) -> int:
    """The first line of the grid after a place."""
    return (place // _STEP + 1) * _STEP
