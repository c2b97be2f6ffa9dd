"""Contact planned against contact made (reference H.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from toolkit.topics.communication.records import CadencePolicy
from toolkit.topics.communication.records.vocabularies import CONTACTS


class Contact(NamedTuple):
    """A contact made: its type and its day."""

    type: str
    date: date


class Pace(NamedTuple):
    """One type of contact: planned and made since `since`, the last day, the next, and how it stands."""

    type: str
    every_days: int
    planned: int
    done: int
    last: date | None
    next: date
    state: str


def rhythms(policy: CadencePolicy, segment: str | None) -> Mapping[str, int]:
    """Returns the days between contacts by type for a segment; empty for one that has no rhythm (0b: steady as growth)."""
    wanted = segment or policy.without_segment
    like = next((row.like for row in policy.same_as if row.segment == wanted), wanted)
    found = {row.contact: row.every_days for row in policy.rhythms if row.segment == like and row.every_days}
    return {contact: found[contact] for contact in CONTACTS if contact in found}


def planned(policy: CadencePolicy, contact: str, stretches: Iterable[tuple[str | None, int]]) -> int:
    """Returns how many contacts of a type were planned: days ÷ interval over the stretches of each segment, whole ones only."""
    parts = [(days, rhythms(policy, segment).get(contact)) for segment, days in stretches]
    return int(sum((Fraction(days, every) for days, every in parts if every), Fraction(0)))


def pace(
    policy: CadencePolicy,
    contact: str,
    made: Iterable[Contact],
    stretches: Sequence[tuple[str | None, int]],
    as_of: date,
) -> Pace:
    """Returns how one type of contact stands. A contact is overdue once more than interval × factor has gone by.

    `stretches` are the segments of the time up to `as_of` with their days, the present one last; its interval counts.
    The time runs from the last contact, or from the start of the stretches when there was none. Raises KeyError when
    the present segment has no such contact.
    """
    every = rhythms(policy, stretches[-1][0])[contact]
    since = as_of - timedelta(days=sum(days for _, days in stretches))
    days = sorted(row.date for row in made if row.type == contact and since <= row.date <= as_of)
    last = days[-1] if days else None
    base = last or since
    gone = Decimal((as_of - base).days)
    state = "on_track" if gone < every else "due"
    if gone > every * policy.long_overdue_factor:
        state = "long_overdue"
    elif gone > every * policy.overdue_factor:
        state = "overdue"
    asked = planned(policy, contact, stretches)
    return Pace(contact, every, asked, len(days), last, base + timedelta(days=every), state)
