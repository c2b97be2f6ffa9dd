"""How wide a text will be, and how it is made to fit: wrapped, then shortened. Nobody measures a font while building.

Widths are estimated by class of character, on the wide side of the faces that pages and papers use: a Han character is
one em, a digit 0.56. What is kept within its room by this reckoning stays within it on the page. Lengths are whole
hundredths of a pixel everywhere in this room.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

HAN = 100
ELLIPSIS = "…"
_WIDTHS: dict[str, int] = {
    character: width
    for characters, width in (
        ("0123456789$#_?", 57),
        ("abcdeghknopquvsxyz*\"", 60),
        ("mw", 93),
        ("ft", 38),
        ("r", 40),
        ("ijl", 29),
        ("ABEFKLPSTVXYZ&", 68),
        ("CDGHNOQRU", 76),
        ("M", 85),
        ("W@%", 102),
        ("J", 56),
        (" I.,:;'|!`", 31),
        ("()[]{}-/\\", 37),
        ("+=<>~^−–×÷±", 61),
        ("¥", 60),
    )
    for character in characters
}  # fmt: skip
_NO_START = frozenset("，。、；：？！）〕】》〉」』”’…—～·%％,.;:?!)]}")
_NO_END = frozenset("（〔【《〈「『“‘([{¥￥")
_BREAK_AFTER = frozenset(" -/、，")


@lru_cache(maxsize=1 << 12)
def ems(text: str) -> int:
    """Returns the estimated width of a text in hundredths of an em, on the wide side."""
    return sum(_WIDTHS.get(character) or _width(character) for character in text)


def width(text: str, size: int) -> int:
    """Returns the estimated width of a text set at `size` pixels."""
    return ems(text) * size


@lru_cache(maxsize=1 << 12)
def fitted(text: str, size: int, room: int) -> str:
    """Returns the text, or its beginning with … where it is wider than `room`; nothing where not even … has room."""
    if width(text, size) <= room:
        return text
    left = room - HAN * size
    if left < 0:
        return ""
    kept = 0
    for character in text:
        left -= width(character, size)
        if left < 0:
            break
        kept += 1
    # A mark that combines with the letter before it goes with that letter.
    while kept < len(text) and kept and unicodedata.combining(text[kept]):
        kept -= 1
    return text[:kept].rstrip() + ELLIPSIS


@lru_cache(maxsize=1 << 12)
def wrapped(text: str, size: int, room: int, most: int) -> tuple[str, ...]:
    """Returns the text in at most `most` lines, each within `room`; the last one is shortened where all do not suffice."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most - 1 and width(rest, size) > room:
        cut = _cut(rest, size, room)
        if not cut:
            break
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    last = fitted(rest, size, room)
    return (*lines, last) if last else tuple(lines)


def _cut(text: str, size: int, room: int) -> int:
    """Where a line ends: the last place in reach at which it may break; 0 where a long word has none and is shortened."""
    best, left = 0, room
    for place, character in enumerate(text[:-1], 1):
        left -= width(character, size)
        if left < 0:
            break
        if _may_break(character, text[place]):
            best = place
    return best


def _may_break(before: str, after: str) -> bool:
    if after in _NO_START or before in _NO_END:
        return False
    if before in _BREAK_AFTER:
        return True
    return _width(before) == HAN or _width(after) == HAN


@lru_cache(maxsize=1 << 13)
def _width(character: str) -> int:
    """The width of one character that is not in the list: nothing for marks that combine, wide where it may be."""
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in ("W", "F", "A"):
        return HAN
    return 75
