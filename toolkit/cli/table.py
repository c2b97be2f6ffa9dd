"""Tables for a terminal: columns aligned by what a character takes there, long cells broken; Chinese characters take two cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from toolkit.kernel.characters import made_visible

GAP = "  "
_BREAKS = " 、，；,;/"


def width(text: str) -> int:
    """Returns how many cells a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, cells: int) -> str:
    """Returns a text filled up with spaces to so many cells."""
    return text + " " * (cells - width(text))


def broken(text: str, cells: int) -> list[str]:
    """Returns a text in lines of at most so many cells: broken after a space or a mark, else where it must be."""
    lines: list[str] = []
    while width(text) > cells:
        end, taken = 0, 0
        for end, character in enumerate(text):  # noqa: B007  # the place is needed after the loop
            taken += width(character)
            if taken > cells:
                break
        # After a space or a mark of the second half, else wherever the line is full.
        cut = max((text.rfind(mark, end // 2, end) + 1 for mark in _BREAKS), default=0) or max(end, 1)
        lines.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*lines, text]


def table(head: Sequence[str], rows: Sequence[Sequence[str]], most: Sequence[int]) -> Iterator[str]:
    """Yields the lines of a table: the head, a rule, the rows; no column is wider than `most` says. 0 means as wide as it is.

    Data cannot forge a line: what cannot be seen is written out.
    """
    cells = [[made_visible(cell) for cell in row] for row in (head, *rows)]
    shown = [[broken(cell, limit) if limit else [cell] for cell, limit in zip(row, most, strict=True)] for row in cells]
    widths = [max(width(line) for row in shown for line in row[n]) for n in range(len(head))]
    for place, row in enumerate(shown):
        for k in range(max(map(len, row))):
            parts = (cell[k] if k < len(cell) else "" for cell in row)
            yield GAP.join(padded(part, size) for part, size in zip(parts, widths, strict=True)).rstrip()
        if place == 0:
            yield GAP.join("-" * size for size in widths)
