"""An entry of the search: something that can be found, with its names, codes, address and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from toolkit.kernel.text import Text

Kind = Literal["page", "section", "dealer", "contract", "policy", "term", "check", "record"]
KINDS: dict[Kind, Text] = {
    "page": Text("页面", "Pages"),
    "section": Text("章节", "Sections"),
    "dealer": Text("经销商", "Dealers"),
    "contract": Text("合同", "Contracts"),
    "policy": Text("政策", "Policies"),
    "term": Text("术语", "Terms"),
    "check": Text("检查规则", "Checks"),
    "record": Text("记录与字段", "Records and fields"),
}
"""The kinds of entries, in the order in which they stand where nothing else decides."""
BEHIND: dict[Kind, int] = {"section": 2, "check": 6, "record": 8}
"""By how many points of a hundred a kind stands behind others that fit as well: first what most people look for."""
SENTENCES: frozenset[Kind] = frozenset({"check"})
"""Kinds whose names are sentences: initials would be heard in them by chance, so their names are not read as pinyin."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text and the anchor that it stands at: one line for each block."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. `names` begin with the title; an entry without one is called by its first code.

    `url` is seen from the folder of the language; that of an entry inside another begins with `#`. `passages` without an
    anchor come first.
    """

    kind: Kind
    url: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    inside: tuple[Entry, ...] = ()


def one_line(text: str) -> str:
    """Returns the text with each run of white space as one space."""
    return " ".join(text.split())


def passage(lines: Iterable[str], anchor: str = "") -> Passage:
    """Returns a passage of the lines that say something, each once, in order."""
    return Passage("\n".join(dict.fromkeys(line for line in map(one_line, lines) if line)), anchor)


def passages(*found: Passage) -> tuple[Passage, ...]:
    """Returns those passages that have words."""
    return tuple(one for one in found if one.text)
