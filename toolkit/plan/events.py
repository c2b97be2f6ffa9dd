"""Calendars as values: days and hours that somebody takes over into his own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from toolkit.kernel.text import NO_TEXT, Locale, Text

ZONE = "Asia/Shanghai"
"""The time zone of a workspace that names none that is known."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the whole day (`start` is a date) or of an hour (a datetime without zone: the calendar's zone holds).

    `end` is the last day, included, or the hour at which it ends; None for one day or one hour. `uid` stays the same when the event
    moves, so that a calendar that is taken over again moves it too. `alarm_days` are days before it at which to be reminded.
    """

    uid: str
    summary: Text
    start: date | datetime
    end: date | datetime | None = None
    description: Text = NO_TEXT
    location: str = ""
    alarm_days: tuple[int, ...] = ()
    categories: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarJob:
    """An ICS file; `as_of` is written as the time at which it was made, so that the same data give the same bytes.

    `zone` is the time zone in which hours are meant, by its name in the IANA database.
    """

    name: Text
    events: tuple[Event, ...]
    as_of: date
    locale: Locale
    identifier: str
    zone: str = ZONE
