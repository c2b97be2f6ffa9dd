"""The working days that terms are counted in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records.work_year import WorkYear
from toolkit.topics.topic import Check

NO_YEAR = ProblemKind(
    "COM151",
    "warning",
    Text(
        "没有 {year} 年的工作日历，工作日只按周一至周五算",
        "there is no calendar of working days for {year}: Monday to Friday is all that is known",
    ),
    Text("按国务院办公厅的放假通知写 {path}", "write {path} after the State Council's notice"),
)
WEEKEND = ProblemKind(
    "COM152",
    "error",
    Text("{day} 不是{what}", "{day} is no {what}"),
    Text("off 只列放假的周一至周五，on 只列上班的周末", "off lists weekdays off, on lists weekend days worked"),
)
NEXT_YEAR_FROM = 12
"""The month from which next year's calendar is expected: the notice comes in November (reference A.0)."""
_WEEKDAY, _WEEKEND = Text("周一至周五", "weekday"), Text("周末", "weekend day")


def calendars(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The year of the as-of date has its calendar of working days, in December the next year too; its days are what it says.

    Terms of tickets, evaluations and cases are counted in working days with the shifted weekends (调休); without the year's
    file they are counted by weekdays alone and some come out wrong (reference A.0, I.1).

    中文：基准日所在年份有工作日历，到十二月还要有下一年的；所列日子与它说的相符。工单、考核和案件的期限按工作日数，含调
    休；缺了当年的日历只能按周一至周五算，有些期限会错。
    """
    known = {year.year for year in network.all(WorkYear)}
    wanted = [as_of.year, *([as_of.year + 1] if as_of.month >= NEXT_YEAR_FROM else [])]
    for number in wanted:
        path = f"content/calendar/{number}.yaml"
        if number not in known and path not in network.files:
            yield NO_YEAR.at(Origin(path), year=number, path=path)
    for year in network.all(WorkYear):
        for name, days, wrong, what in (
            ("off", year.off, (5, 6), _WEEKDAY),
            ("on", year.on, (0, 1, 2, 3, 4), _WEEKEND),
        ):
            for n, day in enumerate(days):
                if day.weekday() in wrong:
                    place, field = network.origin(year, name, n), f"{name}[{day}]"
                    yield WEEKEND.at(place, record=str(year.year), field=field, day=day, what=what)


CHECKS: tuple[Check, ...] = (Check((NO_YEAR, WEEKEND), calendars),)
