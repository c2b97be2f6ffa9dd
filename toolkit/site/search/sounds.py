"""How characters are read: pinyin without tones, every reading that a name may have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from toolkit.site.search.folding import folded

ADDED = {"黑": "he", "𠮷": "ji", "㐂": "xi", "𡈽": "tu", "𰻞": "biang"}
"""Readings that the dictionary lacks: a surname, and rare characters of names and signboards."""
FIRST_READ = "\u3007"
"""The first Chinese character that has a reading, the zero 〇; only marks and letters come before it."""


def sounds(texts: Iterable[str]) -> dict[str, str]:
    """Returns the characters of the texts by reading: `{"chang": "场长", "zhang": "张长"}`, `ü` both as `v` and as `u`."""
    found: dict[str, list[str]] = {}
    for character in sorted({character for text in texts for character in folded(text)}):
        for reading in readings(character):
            found.setdefault(reading, []).append(character)
    return {reading: "".join(found[reading]) for reading in sorted(found)}


@cache
def readings(character: str) -> tuple[str, ...]:
    """Returns the readings of a Chinese character, those that it has in surnames and places among them; else the empty tuple."""
    # Loading the dictionary takes a quarter of a second, which `check` need not wait for.
    from pypinyin import Style, pinyin

    if character < FIRST_READ:
        return ()
    known = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    spoken = [*(known[0] if known else ()), ADDED.get(character, "")]
    forms = (form for reading in spoken for form in (reading, reading.replace("v", "u")))
    return tuple(dict.fromkeys(form for form in forms if form))
