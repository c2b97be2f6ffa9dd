"""Turns a workbook into the bytes of an XLSX file: same job, same bytes; text stays text, whatever it looks like.

The one module that imports the library of workbooks; nothing loads it before a workbook is wanted.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell

from toolkit.kernel.characters import FORBIDDEN, name_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Locale, Text
from toolkit.kernel.units import unit_text
from toolkit.plan.sheets import Column, ColumnKind, Line, Sheet, Value, WorkbookJob
from toolkit.render.format_problems import CELL, TOO_LARGE
from toolkit.render.paper import PaperError
from toolkit.render.sheet_looks import DECIMALS, Looks
from toolkit.render.sheet_names import sheet_names, units

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
LONGEST_FOOT = 200
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  the file format wants a time without zone, and a fixed one
SHOWN_CHOICES = Text("选项", "Choices")
TOTAL = Text("合计", "Total")
PAGES = Text("第 &P 页 共 &N 页", "Page &P of &N")
NARROWEST, WIDEST = 8, 46
_TYPES: dict[ColumnKind, tuple[type, ...]] = {
    "text": (str,), "whole": (int,), "decimal": (Decimal, int), "amount": (Decimal, int), "percent": (Decimal, int), "day": (date,),
}  # fmt: skip


def workbook_bytes(job: WorkbookJob) -> bytes:
    """Returns the XLSX file. Raises PaperError for a value that a cell cannot hold as it is."""
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": Looks.font(job.locale), "font_size": 10},
    }
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": job.title, "author": job.author, "created": MADE})
        looks = Looks(book, job.locale)
        chosen = any(sheet.has_choices for sheet in job.sheets)
        wanted = [sheet.name.within(job.locale) for sheet in job.sheets]
        names = sheet_names([*wanted, SHOWN_CHOICES.within(job.locale)] if chosen else wanted)
        places = [book.add_worksheet(name) for name in names]
        lists = _Lists(places[-1], looks, job) if chosen else None
        for sheet, place in zip(job.sheets, places, strict=False):
            _Drawing(job, sheet, place, looks, lists).draw()
    return stream.getvalue()


class _Writing:
    """Writes single values of one sheet, each by its kind and never by its looks."""

    def __init__(self, job: WorkbookJob, place: Any, looks: Looks) -> None:
        self.job = job
        self.place = place
        self.looks = looks
        self.widths: dict[int, int] = {}

    def words(self, value: str | Text) -> str:
        return value.within(self.job.locale) if isinstance(value, Text) else value

    def put(self, row: int, column: int, value: Value, kind: ColumnKind, look: Any) -> None:
        """Writes a value. Raises PaperError where the cell would show anything else."""
        value = self.words(value) if isinstance(value, Text) else value
        if value is None or value == "":
            self.place.write_blank(row, column, None, look)
            return
        if isinstance(value, bool) or not isinstance(value, _TYPES[kind]):
            raise self._refused(
                row, column, Text(f"{value!r} 不是这一列的类型", f"{value!r} is not of its column's type")
            )
        if isinstance(value, str):
            self._text(row, column, value, look)
        elif isinstance(value, date):
            if value < date(1900, 3, 1):
                raise self._refused(row, column, Text(f"{value} 早于 1900 年 3 月", f"{value} lies before March 1900"))
            self.place.write_datetime(row, column, value, look)
        else:
            if Decimal(f"{value:.15G}") != value:
                raise self._refused(row, column, Text(f"{value} 超过 15 位数字", f"{value} has more than 15 digits"))
            self.place.write_number(row, column, value, look)

    def _text(self, row: int, column: int, value: str, look: Any) -> None:
        if found := FORBIDDEN.search(value):
            name = name_of(found.group())
            raise self._refused(row, column, Text(f"含有控制字符 {name}", f"it has the control character {name}"))
        if units(value) > LONGEST_TEXT:
            raise self._refused(row, column, Text(f"超过 {LONGEST_TEXT} 个字符", f"over {LONGEST_TEXT} characters"))
        if value.startswith("<r>") and value.endswith("</r>"):
            # The library takes such a text for markup of its own, and would write it as it is.
            self.place.write_rich_string(row, column, "<", "r", value[2:], look)
        else:
            self.place.write_string(row, column, value, look)

    def _refused(self, row: int, column: int, why: Text) -> PaperError:
        cell = xl_rowcol_to_cell(row, column)
        return PaperError(CELL.at(Origin(self.job.identifier), sheet=self.place.get_name(), cell=cell, why=why))

    def widen(self, column: int, text: str) -> None:
        """Notes that a column should show this text whole, within reason."""
        longest = max((_breadth(line) for line in text.split("\n")), default=0)
        self.widths[column] = max(self.widths.get(column, NARROWEST), min(longest + 2, WIDEST))


class _Lists(_Writing):
    """The sheet that holds what may be chosen: in sight, since nothing is hidden in a file that goes to somebody else."""

    def __init__(self, place: Any, looks: Looks, job: WorkbookJob) -> None:
        super().__init__(job, place, looks)
        self._ranges: dict[tuple[str, ...], str] = {}
        place.protect("")

    def range_of(self, choices: tuple[str | Text, ...]) -> str:
        """Returns where a list of choices stands, written once each."""
        wanted = tuple(self.words(each) for each in choices)
        if wanted not in self._ranges:
            column = len(self._ranges)
            for row, each in enumerate(wanted):
                self.put(row, column, each, "text", self.looks.plain)
                self.widen(column, each)
            self.place.set_column(column, column, self.widths[column])
            name = self.place.get_name().replace("'", "''")
            self._ranges[wanted] = f"='{name}'!{xl_range_abs(0, column, len(wanted) - 1, column)}"
        return self._ranges[wanted]


class _Drawing(_Writing):
    """Draws one sheet from top to bottom: title, lines, table, total, notes."""

    def __init__(self, job: WorkbookJob, sheet: Sheet, place: Any, looks: Looks, lists: _Lists | None) -> None:
        super().__init__(job, place, looks)
        self.sheet = sheet
        self.lists = lists

    def draw(self) -> None:
        rows = len(self.sheet.rows) + self.sheet.blank
        if rows + len(self.sheet.lines) + len(self.sheet.notes) + 10 > MOST_ROWS:
            name = self.place.get_name()
            raise PaperError(TOO_LARGE.at(Origin(self.job.identifier), sheet=name, rows=rows, most=MOST_ROWS))
        head = self._top()
        last = self._table(head)
        row = self._total(head, last)
        for note in self.sheet.notes:
            row += 1
            self.put(row, 0, note, "text", self.looks.note)
        for column, spec in enumerate(self.sheet.columns):
            self.place.set_column(column, column, spec.width or self.widths.get(column, NARROWEST))
        self._page(head)

    def _top(self) -> int:
        """Writes title and lines; returns the row of the table's head."""
        row = 0
        if self.sheet.title:
            self.put(0, 0, self.sheet.title, "text", self.looks.title)
            self.place.set_row(0, 24)
            row = 1
        for line in self.sheet.lines:
            self._line(row, line)
            row += 1
        return row + 1 if row else 0

    def _line(self, row: int, line: Line) -> None:
        self.put(row, 0, line.title, "text", self.looks.label)
        self.widen(0, self.words(line.title))
        self.put(
            row, 1, line.value, line.kind, self.looks.cell(line.kind, DECIMALS.get(line.kind, 0), entry=line.entry)
        )
        if line.entry:
            self._bound(row, 1, row, line.kind, line.choices)
            self.widths[1] = max(self.widths.get(1, NARROWEST), 24)

    def _table(self, head: int) -> int:
        """Writes head and rows; returns the last row of the table."""
        last = head + len(self.sheet.rows) + self.sheet.blank
        for column, spec in enumerate(self.sheet.columns):
            title = head_of(spec, self.job.locale)
            self.put(head, column, title, "text", self.looks.head_of(spec.kind))
            self.widen(column, title)
            look = self.looks.cell(spec.kind, decimals_of(spec), entry=spec.entry)
            for row, values in enumerate(self.sheet.rows, head + 1):
                self.put(row, column, values[column], spec.kind, look)
                self.widen(column, self._shown(values[column], spec))
            for row in range(head + 1 + len(self.sheet.rows), last + 1):
                self.place.write_blank(row, column, None, look)
            if spec.entry and last > head:
                self._bound(head + 1, column, last, spec.kind, spec.choices)
            if spec.kind == "text" and last > head:
                self.place.ignore_errors(
                    {"number_stored_as_text": xl_range(head + 1, 0, last, len(self.sheet.columns))}
                )
        return last

    def _shown(self, value: Value, spec: Column) -> str:
        if value is None or isinstance(value, str | Text):
            return self.words(value or "")
        if isinstance(value, date):
            return value.isoformat()
        return f"{value:,.{decimals_of(spec)}f}" + ("%" if spec.kind == "percent" else "")

    def _total(self, head: int, last: int) -> int:
        """Writes the last row of the table; returns the row after which notes begin."""
        summed = any(spec.summed for spec in self.sheet.columns)
        if last == head or not (self.sheet.totals or summed):
            return last + 1
        for column, spec in enumerate(self.sheet.columns):
            look = self.looks.cell(spec.kind, decimals_of(spec), total=True)
            if self.sheet.totals:
                value = self.sheet.totals[column]
                kind: ColumnKind = "text" if isinstance(value, str | Text) else spec.kind
                self.put(last + 1, column, value, kind, look)
            elif spec.summed:
                numbers = [row[column] for row in self.sheet.rows]
                total = sum((each for each in numbers if isinstance(each, Decimal | int)), Decimal(0))
                cells = xl_range(head + 1, column, last, column)
                self.place.write_formula(last + 1, column, f"=SUBTOTAL(109,{cells})", look, total)
                self.widen(column, self._shown(total, spec))
            else:
                self.put(last + 1, column, TOTAL if column == 0 else None, "text", look)
        return last + 2

    def _bound(self, first: int, column: int, last: int, kind: ColumnKind, choices: tuple[str | Text, ...]) -> None:
        """Says what the reader may enter, and tells him so in his language when he enters something else."""
        rule = _RULES.get(kind)
        if choices and self.lists is not None:
            rule = {"validate": "list", "source": self.lists.range_of(choices)}
        if rule is not None:
            message = (Text("请从列表中选择", "Choose from the list") if choices else _ASKED[kind]).within(
                self.job.locale
            )
            title = Text("填写有误", "Not accepted").within(self.job.locale)
            self.place.data_validation(
                first, column, last, column, {**rule, "error_title": title, "error_message": message}
            )

    def _page(self, head: int) -> None:
        """The sheet on the screen and on paper: head in view, A4, as wide as the page, numbered."""
        last = max(len(self.sheet.columns) - 1, 0)
        self.place.freeze_panes(head + 1, self.sheet.frozen)
        if self.sheet.filtered and self.sheet.rows and not self.sheet.is_form:
            self.place.autofilter(head, 0, head + len(self.sheet.rows), last)
        if self.sheet.is_form:
            self.place.protect("", {"format_columns": True, "format_rows": True, "sort": True})
        self.place.set_paper(9)
        if self.sheet.landscape:
            self.place.set_landscape()
        self.place.fit_to_pages(1, 0)
        self.place.repeat_rows(head)
        self.place.hide_gridlines(2)
        self.place.set_margins(0.6, 0.6, 0.7, 0.7)
        title = _plain(self.words(self.sheet.title) or self.job.title)
        self.place.set_header(f"&L{title}")
        self.place.set_footer(f"&L{_plain(self.job.foot)}&R{PAGES.within(self.job.locale)}")


_ASKED: dict[ColumnKind, Text] = {
    "whole": Text("请填不小于 0 的整数", "Enter a whole number, 0 or more"),
    "decimal": Text("请填不小于 0 的数字", "Enter a number, 0 or more"),
    "amount": Text("请填不小于 0 的金额", "Enter an amount, 0 or more"),
    "percent": Text("请填 0% 到 100%", "Enter 0% to 100%"),
    "day": Text("请填日期，如 2026-10-20", "Enter a day such as 2026-10-20"),
}
_RULES: dict[ColumnKind, dict[str, Any]] = {
    "whole": {"validate": "integer", "criteria": ">=", "value": 0},
    "decimal": {"validate": "decimal", "criteria": ">=", "value": 0},
    "amount": {"validate": "decimal", "criteria": ">=", "value": 0},
    "percent": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
    "day": {"validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2099, 12, 31)},
}


def head_of(column: Column, locale: Locale) -> str:
    """Returns the head of a column with its unit, each language with its own brackets; amounts are in 元 unless said."""
    unit = column.unit or ("元" if column.kind == "amount" else "")
    title, words = column.title.within(locale), unit_text(unit, locale)
    if not words:
        return title
    return f"{title}（{words}）" if locale == "zh" else f"{title} ({words})"


def decimals_of(column: Column) -> int:
    """Returns how many decimals a column shows."""
    return DECIMALS.get(column.kind, 0) if column.decimals is None else column.decimals


def _plain(text: str) -> str:
    """A text of a header or footer, in which & begins a code; the format ends at 255 characters."""
    return FORBIDDEN.sub("", text).replace("\n", " ")[: LONGEST_FOOT // 2].replace("&", "&&")


def _breadth(text: str) -> int:
    """How many Latin letters a line is wide."""
    return sum(2 if character > "\u2e7f" else 1 for character in text)
