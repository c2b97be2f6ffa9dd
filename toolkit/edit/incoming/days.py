"""Days as people and spreadsheets write them, read as the one form of records: `2026-03-31`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from toolkit.edit.incoming.units import Dates
from toolkit.kernel.text import Text

EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet, for numbers from 61 on: it counts a 29 February 1900 that there never was."""
_FIRST, _LAST = 61, 109_574
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00(?::00)?)?", re.ASCII)
_PACKED = re.compile(r"(?:19|20|21)\d{6}", re.ASCII)
_OTHER = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})", re.ASCII)
UNCLEAR = Text(
    "写成 2026-03-31；四位年份的，也可以在导入对照的这一列写 dates: day_first 或 month_first",
    "write 2026-03-31; where years have four digits, the column of the mapping may say dates: day_first or month_first",
)


def day_in(text: str, dates: Dates) -> str | None:
    """Returns the day that a text says, as a record writes it; None when it says none, or none that is sure.

    A day that does not begin with its year is read only in the order that a mapping names.
    """
    match = _DAY.fullmatch(text)
    if match:
        return _written(match[1], match[2], match[3])
    if _PACKED.fullmatch(text):
        return _written(text[:4], text[4:6], text[6:])
    other = _OTHER.fullmatch(text)
    if other is None or dates == "year_first" or len(other[3]) == 2:
        return None
    day, month = (other[1], other[2]) if dates == "day_first" else (other[2], other[1])
    return _written(other[3], month, day)


def is_unclear(text: str) -> bool:
    """Returns whether a text is a day of which nobody can say what is its year, its month and its day."""
    return _OTHER.fullmatch(text) is not None


def day_of(number: int) -> str | None:
    """Returns the day that a cell holds as a number: counted from the spreadsheet's first day, or its eight digits."""
    if _FIRST <= number <= _LAST:
        return (EPOCH + timedelta(days=number)).isoformat()
    return day_in(str(number), "year_first")


def _written(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"
