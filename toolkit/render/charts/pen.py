"""Writes SVG: elements with classes and numbers, text escaped, nothing that a strict content policy would stop."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from toolkit.kernel.characters import FORBIDDEN
from toolkit.kernel.text import Locale, Text
from toolkit.render.charts.lettering import fitted, width, wrapped

SIZES = {"c-t": 12, "c-v": 12, "c-s": 11, "c-w": 12, "c-y": 11, "c-u": 30}
"""Classes of text and their sizes in pixels, as charts.css has them: label, value, small, both on dark, the one big figure."""
PITCH = {kind: size * 125 for kind, size in SIZES.items()}
"""From one line of text to the next."""


@lru_cache(maxsize=1 << 16)
def n(hundredths: int) -> str:
    """Returns a length as SVG has it: `12.5` for 1250, at most two decimals."""
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{sign}{whole}.{rest:02d}".rstrip("0") if rest else f"{sign}{whole}"


@lru_cache(maxsize=1 << 12)
def written(text: str) -> str:
    """Returns a text as it will be drawn, before its room is reckoned: characters that XML cannot hold become U+FFFD."""
    return FORBIDDEN.sub("\ufffd", text)


@lru_cache(maxsize=1 << 12)
def escaped(text: str) -> str:
    """Returns a text for an element or a quoted attribute."""
    return escape(text)


class Pen:
    """Collects the elements of one chart. Lengths are hundredths of a pixel; `width` is that of the view box."""

    __slots__ = ("_parts", "locale", "width")

    def __init__(self, locale: Locale, width: int) -> None:
        self.locale: Locale = locale
        self.width = width
        self._parts: list[str] = []

    def words(self, text: Text) -> str:
        """Returns the wording in the chart's language."""
        return written(text.within(self.locale))

    def add(self, element: str) -> None:
        """Adds an element as it is: only markup made of classes and numbers."""
        self._parts.append(element)

    def line(self, kind: str, x1: int, y1: int, x2: int, y2: int) -> None:
        """Draws a straight line."""
        self._parts.append(f'<path class="{kind}" d="M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}"/>')

    def path(self, kind: str, data: str) -> None:
        """Draws a path."""
        self._parts.append(f'<path class="{kind}" d="{data}"/>')

    def box(self, kind: str, x: int, y: int, w: int, h: int) -> None:
        """Draws a rectangle; nothing where it has no area."""
        if w > 0 and h > 0:
            self._parts.append(f'<rect class="{kind}" x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"/>')

    def text(self, kind: str, x: int, y: int, shown: str, anchor: str = "") -> None:
        """Writes a line of text on the baseline `y`; `anchor` is middle, end, or nothing for the start."""
        if shown:
            at = f' text-anchor="{anchor}"' if anchor else ""
            self._parts.append(f'<text class="{kind}" x="{n(x)}" y="{n(y)}"{at}>{escaped(shown)}</text>')

    def backed(self, kind: str, x: int, y: int, shown: str, anchor: str = "") -> None:
        """Writes a line of text on ground of its own, where lines pass behind it."""
        size = SIZES[kind]
        long = width(shown, size)
        left = x - long // 2 if anchor == "middle" else x - long if anchor == "end" else x
        if shown:
            first, last = max(left - 200, 0), min(left + long + 200, self.width)
            self.box("c-back", first, y - size * 90, last - first, size * 118)
        self.text(kind, x, y, shown, anchor)

    def label(self, kind: str, x: int, y: int, full: str, room: int, anchor: str = "", most: int = 1) -> int:
        """Writes a text in up to `most` lines within `room`; a shortened one tells all of it in its tip. Returns its lines."""
        lines = wrapped(full, SIZES[kind], room, most) if most > 1 else (fitted(full, SIZES[kind], room),)
        self.lines(kind, x, y, lines, full, anchor)
        return len(lines)

    def lines(self, kind: str, x: int, y: int, lines: tuple[str, ...], full: str, anchor: str = "") -> None:
        """Writes lines under one another, the first on the baseline `y`."""
        cut = "".join(lines).replace(" ", "") != "".join(full.split())
        if cut:
            self.open_tip(full)
        for number, line in enumerate(lines):
            self.text(kind, x, y + number * PITCH[kind], line, anchor)
        if cut:
            self.close_tip()

    def open_tip(self, tip: str) -> None:
        """Opens a group that tells `tip` under a pointer."""
        self._parts.append(f"<g><title>{escaped(tip)}</title>")

    def close_tip(self) -> None:
        """Closes the group."""
        self._parts.append("</g>")

    def svg(self, kind: str, prefix: str, title: str, description: str, height: int) -> str:
        """Returns the whole element: named by its title, described by its finding, one picture to those who cannot see it."""
        size = f'viewBox="0 0 {n(self.width)} {n(height)}" width="{n(self.width)}" height="{n(height)}"'
        return (
            f'<svg class="chart chart-{kind}" xmlns="http://www.w3.org/2000/svg" {size} role="img" '
            f'aria-labelledby="{prefix}-t {prefix}-d"><title id="{prefix}-t">{escaped(title)}</title>'
            f'<desc id="{prefix}-d">{escaped(description)}</desc>{"".join(self._parts)}</svg>'
        )
