"""Turns a calendar into the bytes of an ICS file: same job, same bytes.

The one module that imports the library of calendars; nothing loads it before a calendar is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from toolkit.kernel.characters import FORBIDDEN, name_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.plan.events import CalendarJob
from toolkit.plan.events import Event as Planned
from toolkit.render.format_problems import BAD_EVENT
from toolkit.render.paper import PaperError

HOUR = timedelta(hours=1)
MORNING = timedelta(hours=9)
"""When somebody is reminded of an event of the whole day."""
PRODUCT = "-//channelbook//channelbook//ZH"


def calendar_bytes(job: CalendarJob) -> bytes:
    """Returns the ICS file: CRLF, lines of at most 75 octets. Raises PaperError for an event that no calendar would take."""
    problems = [BAD_EVENT.at(Origin(job.identifier), uid=uid or "?", why=why) for uid, why in _wrong(job)]
    if problems:
        raise PaperError(*problems)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", job.name.within(job.locale))
    hours = [event.start.year for event in job.events if isinstance(event.start, datetime)]
    if hours:
        calendar.add("x-wr-timezone", job.zone)
        calendar.add_component(_zone(job.zone, min(hours), max(hours)))
    for event in sorted(job.events, key=lambda each: (_hour(each.start), each.uid)):
        calendar.add_component(_event(event, job))
    return bytes(calendar.to_ical())


def _event(planned: Planned, job: CalendarJob) -> Event:
    event = Event()
    event.add("uid", planned.uid)
    event.add("dtstamp", datetime.combine(job.as_of, time(), tzinfo=UTC))
    event.add("summary", planned.summary.within(job.locale))
    start, end = planned.start, planned.end
    if isinstance(start, datetime):
        last = end if isinstance(end, datetime) else start + HOUR
        for name, moment in (("dtstart", start), ("dtend", last)):
            event.add(name, moment.replace(tzinfo=None), parameters={"TZID": job.zone})
    else:
        event.add("dtstart", start)
        event.add("dtend", (end if end is not None else start) + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if planned.description:
        event.add("description", planned.description.within(job.locale))
    if planned.location:
        event.add("location", planned.location)
    if planned.categories:
        event.add("categories", [each.within(job.locale) for each in planned.categories])
    for days in sorted(set(planned.alarm_days), reverse=True):
        event.add_component(_alarm(planned, days, job))
    return event


def _alarm(planned: Planned, days: int, job: CalendarJob) -> Alarm:
    """A reminder so many days before; of an event of the whole day, at nine in the morning."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", planned.summary.within(job.locale))
    alarm.add("trigger", timedelta(days=-days) + (timedelta() if isinstance(planned.start, datetime) else MORNING))
    return alarm


def _zone(name: str, first: int, last: int) -> Timezone:
    """The zone as it is from the first day of a year to the end of another: how it begins, then each change of its hour."""
    known, zone = ZoneInfo(name), Timezone()
    zone.add("tzid", name)
    begin = datetime(first - 1, 12, 31, tzinfo=UTC)
    hours = [begin + n * HOUR for n in range((date(last + 1, 12, 31) - begin.date()).days * 24)]
    changes = [now for before, now in pairwise(hours) if _offset(before, known) != _offset(now, known)]
    for moment in (begin, *changes):
        there, before = moment.astimezone(known), _offset(moment - HOUR, known)
        part = TimezoneDaylight() if there.dst() else TimezoneStandard()
        # The hour as the clocks showed it until then.
        part.add("dtstart", (moment + before).replace(tzinfo=None))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", _offset(moment, known))
        part.add("tzname", there.tzname())
        zone.add_component(part)
    return zone


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _wrong(job: CalendarJob) -> Iterator[tuple[str, Text]]:
    """Yields the events that cannot be used, by id, and why."""
    seen: set[str] = set()
    for event in job.events:
        texts = (event.summary.within(job.locale), event.description.within(job.locale), event.location)
        found = FORBIDDEN.search("".join(texts))
        if not event.uid or any(character.isspace() for character in event.uid):
            yield event.uid, Text("编号为空或含空格", "its id is empty or has a space")
        elif event.uid in seen:
            yield event.uid, Text("编号重复", "its id stands twice")
        elif event.end is not None and isinstance(event.end, datetime) != isinstance(event.start, datetime):
            yield (
                event.uid,
                Text("开始和结束一个有时刻、一个没有", "one of start and end has an hour, the other has none"),
            )
        elif event.end is not None and _hour(event.end) < _hour(event.start):
            yield event.uid, Text("结束早于开始", "it ends before it begins")
        elif found is not None:
            name = name_of(found.group())
            yield event.uid, Text(f"含有控制字符 {name}", f"it has the control character {name}")
        seen.add(event.uid)


def _hour(moment: date | datetime) -> datetime:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.combine(moment, time())
