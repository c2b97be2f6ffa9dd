"""Which quarters the chapter looks at: those that are over and near, and for forecasts those to come."""

from __future__ import annotations

from datetime import date

from toolkit.kernel.period import FiscalQuarter, quarter_of

AHEAD = 4
"""So many quarters forward, the running one included, forecasts are shown."""


def before(quarter: FiscalQuarter) -> FiscalQuarter:
    """Returns the quarter before this one."""
    return FiscalQuarter(quarter.year, quarter.number - 1) if quarter.number > 1 else FiscalQuarter(quarter.year - 1, 4)


def finished(as_of: date, fiscal_start: int, count: int) -> tuple[FiscalQuarter, ...]:
    """Returns the last `count` quarters that were over on the as-of date, in order."""
    found = []
    quarter = quarter_of(as_of, fiscal_start)
    for _ in range(count):
        quarter = before(quarter)
        found.append(quarter)
    return tuple(reversed(found))


def coming(as_of: date, fiscal_start: int) -> tuple[FiscalQuarter, ...]:
    """Returns the running quarter and those after it, in order."""
    found = [quarter_of(as_of, fiscal_start)]
    while len(found) < AHEAD:
        found.append(found[-1].next())
    return tuple(found)
