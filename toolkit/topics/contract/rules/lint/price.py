"""What a way of controlling resale prices is, for the tables of both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

BLANK = "¤"
"""Stands for words that were taken out because they are about something else, such as a supply price."""


@dataclass(frozen=True, slots=True)
class Control:
    """A way in which a sentence controls the price at which the dealer sells; `spared` names what makes it harmless."""

    name: str
    pattern: re.Pattern[str]
    spared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language speaks of resale prices.

    `other` are words about other prices; `turns` part a sentence where it takes back what it said; each of `easings` is
    searched in the part with the words in question marked, as `matching.py` says; `counted` are the names of price matters that
    say enough where the place itself scores, pays or punishes, unless `denied` stands beside them and `still` does not, or one
    of the easings named in `leaving` holds.
    """

    trigger: re.Pattern[str]
    other: re.Pattern[str]
    turns: re.Pattern[str]
    excepted: re.Pattern[str]
    easings: Mapping[str, re.Pattern[str]]
    controls: tuple[Control, ...]
    counted: re.Pattern[str]
    denied: re.Pattern[str]
    still: re.Pattern[str]
    clauses: re.Pattern[str]
    leaving: tuple[str, ...]
