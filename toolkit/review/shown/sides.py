"""A redline as pairs of lines, before and after beside each other, with the words marked that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from os.path import commonprefix

from toolkit.review.consequence import Line
from toolkit.review.shown.words import clean

LONG = 600
"""How many characters of a line are shown."""
AROUND = 120
"""How many characters of a longer line are shown before the first that differs."""
ALIKE = 0.3
"""Lines that have less in common than this are shown whole, not word by word."""
_WORD = re.compile(r"[A-Za-z0-9]+(?:[.,:/%-][A-Za-z0-9]+)*%?|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; `differs` when the other side lacks it."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A line on both sides. A side that lacks it has no spans; `same` is a line that only says where one is; `times` how often it comes."""

    before: tuple[Span, ...]
    after: tuple[Span, ...]
    same: bool = False
    times: int = 1


def pairs(lines: Iterable[Line]) -> tuple[Pair, ...]:
    """Returns the pairs of a redline, in order; a pair that comes again, with the line before it, is told once and counted."""
    found: dict[Pair, int] = {}
    for pair in _paired(lines):
        found[pair] = found.get(pair, 0) + 1
    return tuple(Pair(row.before, row.after, row.same, count) for row, count in found.items())


def _paired(lines: Iterable[Line]) -> Iterator[Pair]:
    out: list[str] = []
    put: list[str] = []
    for line in lines:
        if line.sign == "-" and not put:
            out.append(line.text)
        elif line.sign == "+":
            put.append(line.text)
        else:
            yield from _run(out, put)
            out, put = ([line.text] if line.sign == "-" else []), []
            if line.sign == " ":
                words = (Span(clean(line.text, LONG)),)
                yield Pair(words, words, same=True)
    yield from _run(out, put)


def _run(out: list[str], put: list[str]) -> Iterator[Pair]:
    """Lines that were taken out beside those that were put in for them."""
    for place in range(max(len(out), len(put))):
        before = out[place] if place < len(out) else ""
        after = put[place] if place < len(put) else ""
        yield marked(before, after)


def marked(before: str, after: str) -> Pair:
    """Returns two lines with the words marked in which they differ; of long ones, the piece around the first difference."""
    start = (
        max(0, len(commonprefix((before, after))) - AROUND)
        if before and after and max(map(len, (before, after))) > LONG
        else 0
    )
    lead = "…" if start else ""
    one, other = (lead + clean(text[start:], LONG) if text else "" for text in (before, after))
    if not one or not other:
        return Pair(_whole(one), _whole(other))
    old, new = _WORD.findall(one), _WORD.findall(other)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return Pair(_whole(one), _whole(other))
    sides: tuple[list[Span], list[Span]] = ([], [])
    for op, i, j, k, m in matcher.get_opcodes():
        for side, piece in zip(sides, ("".join(old[i:j]), "".join(new[k:m])), strict=True):
            if piece:
                side.append(Span(piece, op != "equal"))
    return Pair(tuple(sides[0]), tuple(sides[1]))


def _whole(text: str) -> tuple[Span, ...]:
    return (Span(text, True),) if text else ()
