"""Calendars: events come back whole, nothing in a text becomes a line of its own, same job same bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from toolkit.kernel.characters import FORBIDDEN
from toolkit.kernel.text import Text
from toolkit.plan.events import CalendarJob, Event
from toolkit.render.ics import calendar_bytes
from toolkit.render.paper import PaperError

DAY = date(2026, 10, 21)
HOUR = datetime(2026, 10, 21, 9, 30)  # noqa: DTZ001  an hour of the calendar's own zone
TRAINING = Event(
    "c1@d", Text("培训 C1", "Course C1"), DAY, description=Text("带上笔，和人。\n第二行"), alarm_days=(7, 1)
)


def job(*events: Event) -> CalendarJob:
    return CalendarJob(Text("头一百天", "First hundred days"), events, date(2026, 10, 20), "zh", "kit")


def first(data: bytes) -> Any:
    return Calendar.from_ical(data).walk("VEVENT")[0]


def test_a_day_comes_back() -> None:
    """An event of the whole day ends on the day after its last one, does not block it, and reminds at nine in the morning."""
    event = first(calendar_bytes(job(replace(TRAINING, end=date(2026, 10, 22)))))
    assert (event["dtstart"].dt, event["dtend"].dt) == (DAY, date(2026, 10, 23))
    assert str(event["summary"]) == "培训 C1"
    assert str(event["description"]) == "带上笔，和人。\n第二行"
    assert event["transp"] == "TRANSPARENT"
    alarms = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert alarms == [timedelta(days=-7, hours=9), timedelta(days=-1, hours=9)]


def test_an_hour_stands_in_its_zone() -> None:
    """Half past nine in Shanghai is half past one in Greenwich, whatever zone the reader's machine has."""
    data = calendar_bytes(job(Event("v@d", Text("拜访"), HOUR)))
    event = first(data)
    assert event["dtstart"].dt.astimezone(ZoneInfo("UTC")).hour == 1
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=1)
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n" in data


def test_an_hour_stands_in_the_zone_of_the_job() -> None:
    """A workspace elsewhere: nine thirty in Berlin in October and in November, and how its clocks change between, to the hour."""
    events = (Event("v@d", Text("拜访"), HOUR), Event("w@d", Text("回访"), HOUR + timedelta(days=30)))
    data = calendar_bytes(replace(job(*events), zone="Europe/Berlin"))
    found: list[Any] = list(Calendar.from_ical(data).walk("VEVENT"))
    assert [each["dtstart"].dt.astimezone(ZoneInfo("UTC")).hour for each in found] == [7, 8]
    assert b"TZID:Europe/Berlin\r\n" in data
    assert (
        b"BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n" in data
    )
    assert (
        b"BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
        in data
    )


def test_same_job_same_bytes() -> None:
    """R8: the time at which it was made is the as-of date, and events stand by day, however they were given."""
    events = (TRAINING, Event("a@d", Text("早"), date(2026, 1, 1)))
    assert calendar_bytes(job(*events)) == calendar_bytes(job(*reversed(events)))
    assert b"DTSTAMP:20261020T000000Z\r\n" in calendar_bytes(job(TRAINING))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_comes_back_or_is_refused(text: str) -> None:
    """X02: lines end with CRLF and have 75 octets at most, none splits a character, and no text makes a property."""
    wanted = job(Event("x@d", Text(text), DAY, description=Text(text)))
    if FORBIDDEN.search(text):
        with pytest.raises(PaperError):
            calendar_bytes(wanted)
        return
    data = calendar_bytes(wanted)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in lines:
        line.decode("utf-8")
    event = first(data)
    assert (str(event["summary"]), len(event.property_items(recursive=False))) == (text, 9)


@pytest.mark.parametrize("text", ["会议\r\nATTENDEE:mailto:a@b.example", "会议\rX:1", "会议\x07"])
def test_an_injected_line_is_refused(text: str) -> None:
    """A carriage return that would begin a property of its own is no text."""
    with pytest.raises(PaperError) as caught:
        calendar_bytes(job(Event("x@d", Text(text), DAY)))
    assert caught.value.problem.code == "ICS001"


@pytest.mark.parametrize(
    "events",
    [
        (TRAINING, TRAINING),
        (replace(TRAINING, uid=""),),
        (replace(TRAINING, uid="a b"),),
        (replace(TRAINING, end=date(2026, 10, 20)),),
        (replace(TRAINING, end=HOUR),),
    ],
)
def test_events_that_no_calendar_takes(events: tuple[Event, ...]) -> None:
    """Ids that stand twice or cannot be, and events that end before they begin, are problems of this calendar alone."""
    with pytest.raises(PaperError) as caught:
        calendar_bytes(job(*events))
    assert {problem.code for problem in caught.value.problems} == {"ICS001"}
