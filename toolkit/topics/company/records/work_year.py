"""Which days of a year are worked: holidays on weekdays, and weekend days that are worked instead (调休)."""

from __future__ import annotations

from toolkit.network.fields import Count, Day, Line
from toolkit.network.record import Record, field


class WorkYear(Record):
    """The working days of one calendar year, as the State Council announced them; dated data, so that old terms never move."""

    year: Count = field("年份", "Year", audience="public")
    source: Line = field("来源", "Source", audience="public")
    off: tuple[Day, ...] = field("放假的工作日", "Weekdays off", audience="public")
    on: tuple[Day, ...] = field("上班的周末", "Weekend days worked", audience="public", default=())
