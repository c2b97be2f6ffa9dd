"""Two versions of a text compared as lawyers read them: by article, by paragraph, by word; what only moved is not new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from toolkit.plan.word import Mark, Style

Piece = tuple[Mark, str]
_WORDS = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|¥?\d[\d,]*(?:\.\d+)?%?|\s+|.", re.DOTALL)
ALIKE = 50
"""Two paragraphs of which this many hundredths are the same are one paragraph that was changed."""
MOST_PAIRS = 4000
"""Beyond this many pairs, paragraphs are paired in their order: a text of that size was written anew."""
SHORTEST_MOVE = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a text: the block that it stands in (an article, an item), its words, its number."""

    block: str
    text: str
    style: Style = "body"
    level: int = -1
    number: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph of one or both texts: what became of it, and of its words. `was` is its number before, if it was another."""

    line: Line
    mark: Mark
    pieces: tuple[Piece, ...]
    was: str | None = None
    move: str = ""

    @property
    def is_change(self) -> bool:
        """Returns whether anything but a number differs."""
        return self.mark != "kept" or any(mark != "kept" for mark, _ in self.pieces)


def compared(old: Sequence[Line], new: Sequence[Line]) -> tuple[Difference, ...]:
    """Returns the two texts as one, in the order of the new one; what is gone stands where it stood.

    Taking what is kept, inserted and moved here gives the new text to the letter; what is kept, deleted and moved away the old.
    """
    olds, news = _blocks(old), _blocks(new)
    found: list[Difference] = []
    for op, i, j, k, m in SequenceMatcher(None, list(olds), list(news), autojunk=False).get_opcodes():
        before, after = list(olds.values())[i:j], list(news.values())[k:m]
        if op == "equal":
            for one, other in zip(before, after, strict=True):
                found.extend(_lines(one, other))
        else:
            found.extend(_whole(line, "deleted") for lines in before for line in lines)
            found.extend(_whole(line, "inserted") for lines in after for line in lines)
    return tuple(_with_moves(found))


def changes_of_words(old: str, new: str) -> tuple[Piece, ...]:
    """Returns a paragraph as pieces: Chinese by runs of characters, Latin words, numbers and amounts whole."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    rows = []
    for op, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        rows.append((op == "equal", "".join(before[i:j]), "".join(after[k:m])))
    smooth = [
        (same and not (len(was) == 1 and 0 < n < len(rows) - 1 and was not in "，。；：、"), was, now)
        for n, (same, was, now) in enumerate(rows)
    ]
    pieces: list[Piece] = []
    for same, group in groupby(smooth, key=lambda row: row[0]):
        held = list(group)
        was, now = "".join(row[1] for row in held), "".join(row[2] for row in held)
        found: tuple[Piece, ...] = (("kept", was),) if same else (("deleted", was), ("inserted", now))
        pieces.extend(piece for piece in found if piece[1])
    return tuple(pieces)


def _blocks(lines: Iterable[Line]) -> dict[str, tuple[Line, ...]]:
    """The paragraphs by block, in order; a block that appears again later is one of its own."""
    found: dict[str, tuple[Line, ...]] = {}
    for name, group in groupby(lines, key=lambda line: line.block):
        key, again = name, 1
        while key in found:
            again += 1
            key = f"{name} {again}"
        found[key] = tuple(group)
    return found


def _whole(line: Line, mark: Mark) -> Difference:
    return Difference(line, mark, ((mark, line.text),))


def _lines(old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[Difference]:
    """The paragraphs of a block that both texts have."""
    before, after = [line.text for line in old], [line.text for line in new]
    for op, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            for one, other in zip(old[i:j], new[k:m], strict=True):
                yield _same(one, other, (("kept", other.text),))
        else:
            yield from _replaced(old[i:j], new[k:m])


def _same(one: Line, other: Line, pieces: tuple[Piece, ...]) -> Difference:
    return Difference(other, "kept", pieces, one.number if one.number != other.number else None)


def _replaced(old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[Difference]:
    """Paragraphs that stand for others: those that are alike are one that was changed, in their order."""
    at = 0
    done = 0
    for i, k in _pairs(old, new):
        yield from (_whole(line, "deleted") for line in old[done:i])
        yield from (_whole(line, "inserted") for line in new[at:k])
        yield _same(old[i], new[k], changes_of_words(old[i].text, new[k].text))
        done, at = i + 1, k + 1
    yield from (_whole(line, "deleted") for line in old[done:])
    yield from (_whole(line, "inserted") for line in new[at:])


def _pairs(old: tuple[Line, ...], new: tuple[Line, ...]) -> list[tuple[int, int]]:
    """Which paragraphs belong together: the order that is the most alike in all, among those that cross nowhere."""
    if len(old) * len(new) > MOST_PAIRS:
        return [(n, n) for n in range(min(len(old), len(new))) if _alike(old[n], new[n]) >= ALIKE]
    best: list[list[tuple[int, tuple[tuple[int, int], ...]]]] = [
        [(0, ())] * (len(new) + 1) for _ in range(len(old) + 1)
    ]
    for i, one in enumerate(old):
        for k, other in enumerate(new):
            choice = max(best[i][k + 1], best[i + 1][k], key=lambda each: each[0])
            alike = _alike(one, other)
            if alike >= ALIKE and best[i][k][0] + alike > choice[0]:
                choice = (best[i][k][0] + alike, (*best[i][k][1], (i, k)))
            best[i + 1][k + 1] = choice
    return list(best[-1][-1][1])


def _alike(one: Line, other: Line) -> int:
    """How much of two paragraphs is the same, in hundredths."""
    if one.style == "article" and other.style == "article":
        return 100
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    return int(matcher.ratio() * 100) if matcher.quick_ratio() * 100 >= ALIKE else 0


def _with_moves(found: list[Difference]) -> Iterator[Difference]:
    """What was taken out here and put in there, word for word, was moved."""
    gone: dict[str, list[int]] = {}
    for n, each in enumerate(found):
        if each.mark == "deleted" and len(each.line.text) >= SHORTEST_MOVE:
            gone.setdefault(each.line.text, []).append(n)
    names: dict[int, str] = {}
    for n, each in enumerate(found):
        if each.mark == "inserted" and gone.get(each.line.text):
            names[n] = names[gone[each.line.text].pop(0)] = f"move{len(names) // 2 + 1}"
    for n, each in enumerate(found):
        if n in names:
            mark: Mark = "moved_from" if each.mark == "deleted" else "moved_to"
            each = replace(each, mark=mark, pieces=((mark, each.line.text),), move=names[n])
        yield each
