"""The calendars of working days, each fault planted."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import found, marked
from toolkit.topics.company.checks.calendar import CHECKS

YEAR = {"content/calendar/2026.yaml": 'year: "2026"\nsource: 放假通知\noff: ["2026-01-01"]\non: ["2026-02-14"]\n'}


@pytest.mark.parametrize(
    ("day", "missing"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), ["content/calendar/2027.yaml:0 warning[COM151]"]),
        (date(2025, 6, 1), ["content/calendar/2025.yaml:0 warning[COM151]"]),
    ],
)
def test_the_year_has_its_calendar(day: date, missing: list[str]) -> None:
    """This year's is needed, and from December on the next year's, which was announced in November."""
    assert found(CHECKS, YEAR, day) == missing


def test_days_off_are_weekdays_and_days_on_are_at_weekends() -> None:
    """A Saturday that is off anyway, or a Monday that is worked anyway, is a slip of the pen."""
    text = """\
        year: "2026"
        source: 放假通知
        off:
          - "2026-01-01"
          - "2026-01-03"  # error[COM152]
        on:
          - "2026-02-14"
          - "2026-02-16"  # error[COM152]
        """
    files = {"content/calendar/2026.yaml": text}
    assert found(CHECKS, files) == marked(files)
