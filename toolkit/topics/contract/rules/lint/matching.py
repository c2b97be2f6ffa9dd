"""Finding words in a sentence and asking whether what stands around them makes them harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LEFT, RIGHT = "⟦", "⟧"
"""Stand around the words in question while the rest of the sentence is asked."""


def built(pattern: str) -> re.Pattern[str]:
    """Returns a compiled pattern in which `«` and `»` stand for the marks around the words in question."""
    return re.compile(pattern.replace("«", LEFT).replace("»", RIGHT))


def places(sentence: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yields each place at which a pattern can begin, since what spares the first need not spare the next."""
    found = pattern.search(sentence)
    while found is not None:
        yield found
        found = pattern.search(sentence, found.start() + 1)


def spared(
    sentence: str, start: int, end: int, easings: Iterable[re.Pattern[str]], turns: re.Pattern[str] | None = None
) -> bool:
    """Returns whether one of the easings holds in the part of the sentence in which the words stand; `turns` part it."""
    first, last = 0, len(sentence)
    if turns is not None:
        first = max((turn.end() for turn in turns.finditer(sentence, 0, start)), default=0)
        turn = turns.search(sentence, end)
        last = turn.start() if turn else last
    marked = f"{sentence[first:start]}{LEFT}{sentence[start:end]}{RIGHT}{sentence[end:last]}"
    return any(easing.search(marked) for easing in easings)
