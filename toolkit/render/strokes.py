"""Numbers of a page's content, and straight lines of one look that are put by until something else is painted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

PLACES = 6
"""As many decimals as the engine writes. Three would spare two kilobytes, and lines that fall between two pixels would move."""
PER = 1_000_000


def shortest(operands: bytes) -> bytes:
    """Returns the numbers of an operator in their shortest form; what is no number stays."""
    return b" ".join(_short(each) for each in operands.split(b" "))


def counted(number: bytes) -> int:
    """Returns how many millionths a number is, so that differences are exact."""
    return round(float(number) * PER)


def number(millionths: int) -> bytes:
    """Returns a whole count of millionths as a number."""
    return _short(b"%d" % millionths, PER)


@lru_cache(maxsize=4096)
def _short(text: bytes, per: int = 1) -> bytes:
    try:
        value = float(text) / per
    except ValueError:
        return text
    short = f"{value:.{PLACES}f}".rstrip("0").rstrip(".")
    sign, short = ("-", short[1:]) if short.startswith("-") else ("", short)
    short = short[1:] if short.startswith("0.") else short
    return b"0" if short in ("", "0") else (sign + short).encode()


class Strokes:
    """Lines across or down the page in one look; those that meet or overlap end to end become one."""

    def __init__(self) -> None:
        self._look: tuple[bytes, ...] | None = None
        self._found: dict[tuple[bool, int], list[tuple[int, int]]] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def take(self, path: Sequence[bytes], look: tuple[bytes, ...]) -> bool:
        """Puts a path by, if it is one such line and has the look of those before it."""
        if (self._found and look != self._look) or len(path) != 2 or path[0][-1:] != b"m" or path[1][-1:] != b"l":
            return False
        (x, y), (right, low) = (map(counted, step.split(b" ")[:2]) for step in path)
        if x != right and y != low:
            return False
        self._look = look
        across = y == low
        start, end = sorted((x, right) if across else (y, low))
        self._found.setdefault((across, y if across else x), []).append((start, end))
        return True

    def taken(self) -> tuple[tuple[bytes, ...], list[bytes]]:
        """Returns the look and the paths of what was put by, and forgets them."""
        assert self._look is not None
        paths = []
        for (across, place), pieces in self._found.items():
            for start, end in _united(pieces):
                ends = ((start, place), (end, place)) if across else ((place, start), (place, end))
                paths += [
                    b"%s %s %s" % (number(x), number(y), operator)
                    for (x, y), operator in zip(ends, (b"m", b"l"), strict=True)
                ]
        self._found = {}
        return self._look, paths


def _united(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    return united
