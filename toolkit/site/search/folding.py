"""Makes spellings that people take for one the same: the only place that says which, for the browser too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

BLOCKS = (
    (0x0009, 0x000A), (0x000B, 0x000E), (0x0021, 0x0250), (0x0300, 0x0530), (0x1E00, 0x1F00), (0x2000, 0x20D0),
    (0x2100, 0x2190), (0x2212, 0x2213), (0x2460, 0x2500), (0x2E80, 0x3000), (0x3000, 0x3040), (0x3200, 0x3400), (0xF900, 0xFB07),
    (0xFE00, 0xFE20), (0xFE30, 0xFE70), (0xFEFF, 0xFF00), (0xFF00, 0xFFF0), (0x2F800, 0x2FA20), (0xE0100, 0xE01F0),
)  # fmt: skip
"""The blocks that are folded: Latin, Greek, Cyrillic, punctuation, signs, radicals, compatibility and full-width forms. A closed
list, so that a newer version of Unicode changes no file."""
HYPHENS = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
WIDE = 0x2E80
"""From this character on white space beside it means nothing: Chinese is written without."""
BOUNDARIES = "\n\f"
"""Between blocks, and between passages: no match reaches over them."""
_INVISIBLE = frozenset({"Mn", "Me", "Cf"})


def folded(text: str) -> str:
    """Returns the text as search compares it: folded character by character, white space single and none beside Chinese."""
    table = folding_table()
    out: list[str] = []
    space = False
    for character in text:
        if character in BOUNDARIES:
            out.append(character)
            space = False
            continue
        form = table.get(character, character)
        if form == " ":
            space = bool(out) and out[-1] not in BOUNDARIES
        elif form:
            if space and not _wide(out[-1][-1]) and not _wide(form[0]):
                out.append(" ")
            space = False
            out.append(form)
    return "".join(out)


def _wide(character: str) -> bool:
    return ord(character) >= WIDE


@cache
def folding_table() -> dict[str, str]:
    """Returns what stands for each character that is not its own form; the empty string for what is not seen."""
    return dict(_pairs())


def _pairs() -> Iterator[tuple[str, str]]:
    yield " ", " "
    for first, end in BLOCKS:
        for code in range(first, end):
            character = chr(code)
            form = _form(character)
            if form != character:
                yield character, form


def _form(character: str) -> str:
    if character in HYPHENS:
        return "-"
    if unicodedata.category(character) == "Cn":
        return character
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = "".join(part for part in parts if unicodedata.category(part) not in _INVISIBLE)
    return " " if kept.isspace() else "-" if kept in HYPHENS else kept.strip()


def browser_table() -> dict[str, object]:
    """Returns the table as the pages read it.

    `one` are pairs of a character and its form, `more` a character and its longer form with spaces between, `none` first and
    length of the runs that are not seen, `space` the characters that are white space.
    """
    table = folding_table()
    none = [ord(character) for character, form in table.items() if not form]
    runs: list[list[int]] = []
    for code in none:
        if runs and sum(runs[-1]) == code:
            runs[-1][1] += 1
        else:
            runs.append([code, 1])
    return {
        "one": "".join(c + form for c, form in table.items() if len(form) == 1 and form != " "),
        "more": " ".join(c + form for c, form in table.items() if len(form) > 1),
        "none": runs,
        "space": "".join(c for c, form in table.items() if form == " "),
        "wide": WIDE,
    }
