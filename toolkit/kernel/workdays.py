"""Working days and working time of China: weekends off, holidays off, made-up days on. The days themselves are policy data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked: `off` are holidays on weekdays, `on` are weekend days that are worked instead (调休).

    `opens` and `closes` bound the working time of a working day. Days outside `years` are judged by weekday alone, and
    `knows` says so.
    """

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    opens: time = field(default=time(9))
    closes: time = field(default=time(18))

    def knows(self, day: date) -> bool:
        """Returns whether the holidays of the day's year are in the table."""
        return day.year in self.years

    def is_working(self, day: date) -> bool:
        """Returns whether `day` is worked."""
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def add(self, day: date, days: int) -> date:
        """Returns the working day that comes `days` working days after `day`; `day` itself for 0. Raises ValueError below 0."""
        if days < 0:
            raise ValueError("working days are counted forward")
        while days:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Returns how many working days lie after `first`, up to and including `last`; 0 when `last` is not later."""
        span = (last - first).days
        return sum(self.is_working(first + timedelta(days=n)) for n in range(1, span + 1))

    def working_minutes(self, start: datetime, end: datetime, pauses: Iterable[tuple[datetime, datetime]] = ()) -> int:
        """Returns the minutes of working time from `start` to `end`, pauses taken out. Both in the workspace's local time."""
        total = self._minutes(start, end)
        return max(total - sum(self._minutes(max(a, start), min(b, end)) for a, b in pauses), 0)

    def _minutes(self, start: datetime, end: datetime) -> int:
        total = timedelta()
        day = start.date()
        while day <= end.date():
            if self.is_working(day):
                opens = max(start, datetime.combine(day, self.opens, start.tzinfo))
                closes = min(end, datetime.combine(day, self.closes, start.tzinfo))
                total += max(closes - opens, timedelta())
            day += timedelta(days=1)
        return int(total.total_seconds() // 60)
