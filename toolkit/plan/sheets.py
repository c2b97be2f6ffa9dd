"""Workbooks as values: sheets with typed columns, for people who calculate on, and forms that somebody fills in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from toolkit.kernel.text import NO_TEXT, Locale, Text

ColumnKind = Literal["text", "whole", "decimal", "amount", "percent", "day"]
Value = str | Text | int | Decimal | date | None
"""What a cell may hold. A Text is written in the workbook's language; a percent is the share itself: 0.05 is shown as 5.0%."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what its cells are, and the unit that stands in the head (`元` and its like, see kernel/units).

    `width` is in Latin letters, 0 for as wide as its content. `decimals` are those shown: 2 unless given, 1 for a percent.
    `summed` has its total under the table, over the rows that a filter leaves. `choices` are the values that a cell may have.
    A column of `entry` cells is filled in by the reader: all else on the sheet is locked, without a password.
    """

    title: Text
    kind: ColumnKind = "text"
    unit: str = ""
    width: int = 0
    decimals: int | None = None
    summed: bool = False
    choices: tuple[str | Text, ...] = ()
    entry: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line above the table: what it is, and its value; an `entry` line is filled in by the reader."""

    title: Text
    value: Value = None
    kind: ColumnKind = "text"
    choices: tuple[str | Text, ...] = ()
    entry: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: title, lines, one table, notes. Its name is made fit for Excel and unique by the one who draws it.

    `totals` are the values of the last row, as they were computed elsewhere; left empty, `summed` columns have theirs.
    `blank` rows for entries follow the rows that are given. The head stays in view and is printed on each page.
    """

    name: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...] = ()
    title: Text = NO_TEXT
    lines: tuple[Line, ...] = ()
    totals: tuple[Value, ...] = ()
    notes: tuple[Text, ...] = ()
    blank: int = 0
    filtered: bool = True
    landscape: bool = True
    frozen: int = 0

    @property
    def is_form(self) -> bool:
        """Returns whether the reader fills something in, so that the rest is locked."""
        return any(column.entry for column in self.columns) or any(line.entry for line in self.lines)

    @property
    def has_choices(self) -> bool:
        """Returns whether a cell is chosen from a list."""
        return any(column.choices for column in self.columns) or any(line.choices for line in self.lines)


@dataclass(frozen=True, slots=True)
class WorkbookJob:
    """An XLSX file: no cell of it is ever a formula made of data, and the same job gives the same bytes.

    `identifier` names the workbook in problems; `foot` stands at the left of every printed page, with page x of y at the right.
    """

    sheets: tuple[Sheet, ...]
    locale: Locale
    title: str
    identifier: str
    author: str = ""
    foot: str = ""
