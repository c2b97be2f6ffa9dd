"""The clocks of tickets: working time, clock hours on working days, around the clock; pauses taken out (reference I.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from toolkit.kernel.workdays import WorkCalendar
from toolkit.topics.support.records.policies import Limit

Stretch = tuple[datetime, datetime]
DAY = timedelta(days=1)
FARTHEST = 3660
"""Days after which the search for the end of a term gives up: no term is ten years long."""


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Returns the stretches in order, overlapping ones as one, empty and reversed ones left out."""
    rows: list[Stretch] = []
    for start, end in sorted(row for row in stretches if row[0] < row[1]):
        if rows and start <= rows[-1][1]:
            rows[-1] = (rows[-1][0], max(rows[-1][1], end))
        else:
            rows.append((start, end))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs at the times of its basis: `working`, `workday_clock` or `calendar`."""

    calendar: WorkCalendar
    basis: str

    def minutes(self, start: datetime, end: datetime, pauses: Iterable[Stretch] = ()) -> int:
        """Returns for how many minutes the clock ran from `start` to `end`, pauses taken out; 0 when `end` is earlier."""
        held = merged(pauses)
        return sum(_minutes(a, b) for row in self._windows(start, end) for a, b in _without(row, held))

    def after(self, start: datetime, minutes: int, pauses: Iterable[Stretch] = ()) -> datetime:
        """Returns the first moment at which the clock has run for `minutes` since `start`.

        `start` itself for 0. Raises ValueError for a term that does not end within ten years.
        """
        held, left = merged(pauses), minutes
        if left <= 0:
            return start
        for row in self._windows(start, start + FARTHEST * DAY):
            for a, b in _without(row, held):
                if _minutes(a, b) >= left:
                    return a + timedelta(minutes=left)
                left -= _minutes(a, b)
        raise ValueError("the term has no end")

    def _windows(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """When the clock runs between two moments, day by day."""
        day = start.date()
        while day <= end.date():
            window = self._window(day)
            if window is not None:
                a, b = max(window[0], start), min(window[1], end)
                if a < b:
                    yield a, b
            day += DAY

    def _window(self, day: date) -> Stretch | None:
        if self.basis != "calendar" and not self.calendar.is_working(day):
            return None
        if self.basis == "working":
            return datetime.combine(day, self.calendar.opens), datetime.combine(day, self.calendar.closes)
        midnight = datetime.combine(day, time())
        return midnight, midnight + DAY


@dataclass(frozen=True, slots=True)
class Term:
    """A limit made ready for one ticket: which clock, how many minutes, and when it ends if nothing pauses."""

    clock: Clock
    minutes: int
    nominal: datetime

    def due(self, start: datetime, pauses: Iterable[Stretch] = ()) -> datetime:
        """Returns when the term ends, later by what was paused."""
        return max(self.nominal, self.clock.after(start, self.minutes, pauses))


def term(limit: Limit, start: datetime, calendar: WorkCalendar) -> Term:
    """Returns the term of a limit that begins at `start`.

    Working days end at the same time of day, so many working days after the day of `start`; its clock then runs all day
    on working days.
    """
    if limit.days is not None:
        nominal = datetime.combine(calendar.add(start.date(), limit.days), start.time())
        clock = Clock(calendar, "workday_clock")
        return Term(clock, clock.minutes(start, nominal), nominal)
    clock = Clock(calendar, limit.hours_basis or "working")
    minutes = int((limit.hours or 0) * 60)
    return Term(clock, minutes, clock.after(start, minutes))


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)


def _without(row: Stretch, held: Iterable[Stretch]) -> Iterator[Stretch]:
    """What is left of a stretch when the held ones, in order and apart, are taken out."""
    start, end = row
    for a, b in held:
        if b <= start or a >= end:
            continue
        if a > start:
            yield start, a
        start = max(start, b)
    if start < end:
        yield start, end
