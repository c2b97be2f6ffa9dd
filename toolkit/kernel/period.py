"""Fiscal quarters and spans of days. Spans are half-open inside: the end is the first day that is out."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `first` up to, not including, `end`."""

    first: date
    end: date

    @classmethod
    def inclusive(cls, first: date, last: date) -> Span:
        """Returns the span of a record that names its first and its last day."""
        return cls(first, last + timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    @property
    def last(self) -> date:
        """Returns the last day of the span."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        """Returns how many days the span has; 0 or less when it is empty."""
        return (self.end - self.first).days

    def meets(self, other: Span) -> Span | None:
        """Returns the days that two spans have in common, or None."""
        common = Span(max(self.first, other.first), min(self.end, other.end))
        return common if common.first < common.end else None


@dataclass(frozen=True, slots=True, order=True)
class FiscalQuarter:
    """A quarter of a fiscal year, named by the calendar year in which the fiscal year starts."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> FiscalQuarter:
        """Returns the quarter that `2026Q1` names."""
        return cls(int(text[:4]), int(text[5]))

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    def span(self, fiscal_start: int = 1) -> Span:
        """Returns the quarter's days when the fiscal year starts in month `fiscal_start` (1 to 12)."""
        return Span(
            _month(self.year, fiscal_start + 3 * (self.number - 1)), _month(self.year, fiscal_start + 3 * self.number)
        )

    def next(self) -> FiscalQuarter:
        """Returns the quarter after this one."""
        return FiscalQuarter(self.year + self.number // 4, self.number % 4 + 1)


def quarter_of(day: date, fiscal_start: int = 1) -> FiscalQuarter:
    """Returns the fiscal quarter in which `day` lies."""
    months = (day.month - fiscal_start) % 12
    year = day.year if day.month >= fiscal_start else day.year - 1
    return FiscalQuarter(year, months // 3 + 1)


def quarters_within(span: Span, fiscal_start: int = 1) -> Iterator[FiscalQuarter]:
    """Yields the quarters that have a day in `span`, in order."""
    quarter = quarter_of(span.first, fiscal_start)
    while quarter.span(fiscal_start).first < span.end:
        yield quarter
        quarter = quarter.next()


def add_months(day: date, months: int) -> date:
    """Returns the same day `months` later, or the last day of that month where it is shorter."""
    first = _month(day.year, day.month + months)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
