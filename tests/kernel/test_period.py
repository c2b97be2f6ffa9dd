"""Fiscal quarters and spans of days: every day lies in one quarter, and nothing falls between two."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from toolkit.kernel.period import FiscalQuarter, Span, add_months, quarter_of, quarters_within

MONTHS = range(1, 13)


@pytest.mark.parametrize("start", MONTHS)
def test_every_day_lies_in_exactly_one_quarter(start: int) -> None:
    """From 2019 to 2032 the quarters part the days, each quarter has 89 to 92 of them, and each day knows its own."""
    first = quarter_of(strategies.FIRST, start)
    quarters = list(quarters_within(Span.inclusive(strategies.FIRST, strategies.LAST), start))
    assert quarters[0] == first
    days = [day for quarter in quarters for day in _days(quarter.span(start))]
    assert days == [days[0] + timedelta(n) for n in range(len(days))]
    assert all(89 <= quarter.span(start).days <= 92 for quarter in quarters)
    assert all(quarter_of(day, start) == quarter for quarter in quarters for day in _days(quarter.span(start)))


def _days(span: Span) -> list[date]:
    return [span.first + timedelta(n) for n in range(span.days)]


@pytest.mark.parametrize(
    ("day", "start", "name"),
    [
        ("2026-03-31", 1, "2026Q1"),
        ("2026-04-01", 1, "2026Q2"),
        ("2026-12-31", 1, "2026Q4"),
        ("2027-01-01", 1, "2027Q1"),
        ("2028-02-29", 1, "2028Q1"),
        ("2026-03-31", 4, "2025Q4"),
        ("2026-04-01", 4, "2026Q1"),
        ("2027-03-31", 4, "2026Q4"),
        ("2028-02-29", 3, "2027Q4"),
        ("2028-03-01", 3, "2028Q1"),
        ("2026-11-30", 12, "2025Q4"),
        ("2026-12-01", 12, "2026Q1"),
    ],
)
def test_quarters_at_their_edges(day: str, start: int, name: str) -> None:
    """A fiscal year is named by the calendar year in which it starts; its quarters begin on the first of a month."""
    quarter = quarter_of(date.fromisoformat(day), start)
    assert (str(quarter), FiscalQuarter.parse(name)) == (name, quarter)


@given(strategies.days(), st.sampled_from(MONTHS))
def test_a_quarter_ends_where_the_next_begins(day: date, start: int) -> None:
    """No day is left between two quarters, none lies in both, and the order of names is the order of days."""
    quarter = quarter_of(day, start)
    assert day in quarter.span(start)
    assert quarter.span(start).end == quarter.next().span(start).first
    assert quarter < quarter.next()
    assert FiscalQuarter.parse(str(quarter)) == quarter


@given(strategies.days(), strategies.days(), strategies.days(), strategies.days())
def test_spans_meet_where_they_share_days(a: date, b: date, c: date, d: date) -> None:
    """Two spans have in common exactly the days that lie in both, whichever is asked."""
    one, two = Span.inclusive(min(a, b), max(a, b)), Span.inclusive(min(c, d), max(c, d))
    common = one.meets(two)
    assert common == two.meets(one)
    edges = {day + timedelta(n) for day in (a, b, c, d) for n in (-1, 0, 1)}
    assert {day for day in edges if day in one and day in two} == {day for day in edges if common and day in common}


def test_a_span_counts_its_first_and_its_last_day() -> None:
    """A record that names one day twice means that day; the end inside is the day after."""
    day = date(2028, 2, 29)
    span = Span.inclusive(day, day)
    assert (span.days, span.last, span.end) == (1, day, date(2028, 3, 1))
    assert (day in span, span.end in span, day - timedelta(1) in span) == (True, False, False)


def test_spans_that_only_touch_have_no_day_in_common() -> None:
    """Half-open spans: one that ends where another begins does not meet it."""
    assert Span(date(2026, 1, 1), date(2026, 2, 1)).meets(Span(date(2026, 2, 1), date(2026, 3, 1))) is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-05-31", 18, "2027-11-30"),
        ("2026-05-31", 0, "2026-05-31"),
    ],
)
def test_adding_months_keeps_the_day_or_takes_the_last(day: str, months: int, later: str) -> None:
    """A month that is too short gives its last day; backwards and over years alike."""
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)
