"""Outlines on a coarser grid: every point of a glyph is moved to the nearest multiple of four thousandths of its size.

Outlines are most of a Chinese paper's bytes, and a fifth of them only says where within a fiftieth of a millimetre (at 12 points) a point lies.
Widths and the layout stay as they are.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.roundingPen import RoundingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

GRID = 4
"""In units of the font, of which both source faces have 1,000 to their size."""


def coarse(font: bytes) -> bytes:
    """Returns an OpenType file with CFF outlines, free of subroutines and hints, with its points on the grid."""
    opened = TTFont(BytesIO(font), recalcTimestamp=False, recalcBBoxes=False, lazy=True)
    strings = opened["CFF "].cff.topDictIndex[0].CharStrings
    for name, place in strings.charStrings.items():
        plain = strings.charStringsIndex[place]
        private = strings[name].private
        strings.charStringsIndex[place] = T2CharString(
            bytecode=_coarse(bytes(plain.bytecode), private.nominalWidthX, private.defaultWidthX), private=private
        )
    made = BytesIO()
    opened.save(made, reorderTables=None)
    return made.getvalue()


class _Widths:
    """What a glyph's program needs of its private dictionary."""

    def __init__(self, nominal: int, default: int) -> None:
        self.nominalWidthX, self.defaultWidthX = nominal, default
        self.rawDict: dict[str, Any] = {}


@lru_cache(maxsize=6000)
def _coarse(program: bytes, nominal: int, default: int) -> bytes:
    """A glyph's program with its points on the grid; kept, because papers have most of their characters in common."""
    private = _Widths(nominal, default)
    glyph = T2CharString(bytecode=program, private=private)
    pen = T2CharStringPen(None, None)
    glyph.draw(RoundingPen(pen, roundFunc=lambda value: round(value / GRID) * GRID))
    width = glyph.width - nominal if glyph.width != default else None
    rounded = pen.getCharString(private=private)
    if width is not None:
        rounded.program.insert(0, width)
    rounded.compile()
    return bytes(rounded.bytecode)
