"""Names of sheets as Excel takes them: a pure function, so that any number of any names can be tried."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.kernel.characters import FORBIDDEN, same_name

LONGEST = 31
"""The longest name in UTF-16 units."""
_REFUSED = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_RESERVED = frozenset({"history"})


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Returns a name for each sheet: characters that Excel refuses full-width, at most 31 units, none twice in any case."""
    taken: set[str] = set(_RESERVED)
    names = []
    for each in wanted:
        name = _fit(each)
        number = 1
        while same_name(name) in taken:
            number += 1
            name = _fit(each, f" ({number})")
        taken.add(same_name(name))
        names.append(name)
    return tuple(names)


def _fit(name: str, tail: str = "") -> str:
    clean = re.sub(r"\s+", " ", FORBIDDEN.sub("", name)).translate(_REFUSED).strip("' ")
    while units(clean + tail) > LONGEST:
        clean = clean[:-1].rstrip("' ")
    return (clean or "Sheet") + tail


def units(text: str) -> int:
    """Returns the length of a text as Excel counts it, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)
