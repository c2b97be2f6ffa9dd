"""Workbooks: text stays text, numbers stay numbers, and what a cell cannot hold is told instead of cut."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from toolkit.kernel.characters import FORBIDDEN, same_name
from toolkit.kernel.text import Text
from toolkit.plan.sheets import Column, Line, Sheet, Value, WorkbookJob
from toolkit.render import xlsx
from toolkit.render.paper import PaperError
from toolkit.render.sheet_names import LONGEST, sheet_names, units
from toolkit.render.xlsx import LONGEST_TEXT, workbook_bytes

TRAPS = (
    "=1+1", "@SUM(A1)", "+86", "-1", "\t=1", " =1", "a\n=1", '=HYPERLINK("http://e")', "http://e.example", "0755", "1e5",
    "<r>x</r>", "<r><t>y</t></r>", "_x0041_", "<b>&amp;", "甲\n乙", "𠮷", "'quoted", "{=1}",
)  # fmt: skip


def book(
    *rows: tuple[Value, ...], columns: tuple[Column, ...] = (Column(Text("名称", "Name")),), **of: Any
) -> WorkbookJob:
    return WorkbookJob((Sheet(Text("表", "Sheet"), columns, rows, **of),), "zh", "测试", "T-1")


def read(data: bytes, sheet: int = 0) -> list[list[Any]]:
    return python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(sheet).to_python()


def xml(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()


def code(job: WorkbookJob) -> str:
    with pytest.raises(PaperError) as caught:
        workbook_bytes(job)
    return caught.value.problem.code


def test_text_stays_text() -> None:
    """X01: what looks like a formula, a link, a number or markup comes back as it was, and the file has no formula of it."""
    data = workbook_bytes(book(*((trap,) for trap in TRAPS)))
    assert [row[0] for row in read(data)[1 : len(TRAPS) + 1]] == list(TRAPS)
    assert "<f>" not in xml(data)
    assert "hyperlink" not in xml(data)


def test_a_formula_would_be_seen() -> None:
    """The guard above can fail: the one formula that we write ourselves, the sum of a column, is found by it."""
    data = workbook_bytes(book((2,), (3,), columns=(Column(Text("箱数"), "whole", unit="箱", summed=True),)))
    assert "<f>SUBTOTAL(109,A2:A3)</f><v>5</v>" in xml(data)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_comes_back_or_is_refused(text: str) -> None:
    """A value is written whole, or is a problem: nothing is dropped without a word."""
    if FORBIDDEN.search(text):
        assert code(book((text,))) == "XLS001"
    elif text:
        # A reader of XML takes a tab or line feed in any run of spaces as it stands; calamine keeps them too.
        assert read(workbook_bytes(book((text,))))[1][0] == text


def test_cells_have_their_types() -> None:
    """Amounts, shares and days are numbers and dates for whoever calculates on; heads carry the unit, in one language."""
    columns = (
        Column(Text("供货价", "Supply price"), "amount"),
        Column(Text("箱数", "Cases"), "whole", unit="箱"),
        Column(Text("占比", "Share"), "percent"),
        Column(Text("日期", "Day"), "day"),
    )
    job = book((Decimal("1260000.10"), 12, Decimal("0.053"), date(2026, 10, 20)), columns=columns)
    assert read(workbook_bytes(job))[:2] == [
        ["供货价（元）", "箱数（箱）", "占比", "日期"],
        [1260000.1, 12.0, 0.053, date(2026, 10, 20)],
    ]
    assert read(workbook_bytes(replace(job, locale="en")))[0] == ["Supply price (CNY)", "Cases (cases)", "Share", "Day"]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("字" * (LONGEST_TEXT + 1), "text"),
        ("𠮷" * (LONGEST_TEXT // 2 + 1), "text"),
        ("a\x07b", "text"),
        ("a\u202eb", "text"),
        (12, "text"),
        ("12", "whole"),
        (True, "whole"),
        (Decimal("1.5"), "whole"),
        (Decimal("12345678901234567.89"), "amount"),
        (Decimal("NaN"), "decimal"),
        (date(1899, 1, 1), "day"),
    ],
)
def test_what_a_cell_cannot_hold_is_told(value: Value, kind: Any) -> None:
    """Excel would cut, round or hide these; each is a problem of this workbook alone."""
    assert code(book((value,), columns=(Column(Text("列"), kind),))) == "XLS001"


def test_the_longest_text_fits() -> None:
    """The limit is the format's own: 32,767 characters are written whole."""
    assert read(workbook_bytes(book(("字" * LONGEST_TEXT,))))[1][0] == "字" * LONGEST_TEXT


def test_same_job_same_bytes() -> None:
    """R8: no date of the day, no order of the machine."""
    job = book(*((trap,) for trap in TRAPS), title=Text("表题"), lines=(Line(Text("经销商"), "甲"),))
    data = workbook_bytes(job)
    assert data == workbook_bytes(job)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "2000-01-01T00:00:00Z" in xml(data, "docProps/core.xml")


def test_forms_lock_all_but_the_entries() -> None:
    """A form's sheet is protected, its entry cells are not, and what may be chosen stands on a sheet in sight."""
    columns = (
        Column(Text("类别"), choices=("质量", "物流, 仓储"), entry=True),
        Column(Text("箱数"), "whole", unit="箱", entry=True),
    )
    data = workbook_bytes(book(columns=columns, blank=12, lines=(Line(Text("日期"), kind="day", entry=True),)))
    sheet = xml(data)
    assert "<sheetProtection" in sheet
    assert 'protection locked="0"' in xml(data, "xl/styles.xml")
    assert '<dataValidation type="list"' in sheet
    assert '<dataValidation type="whole" operator="greaterThanOrEqual"' in sheet
    assert [row[0] for row in read(data, 1)] == ["质量", "物流, 仓储"]
    assert "hidden" not in xml(data, "xl/workbook.xml")
    assert "<sheetProtection" not in xml(workbook_bytes(book(("甲",))))


def test_print_set_up() -> None:
    """A4 across, as wide as the page, the head repeated and in view, page x of y; an ampersand in data is no code there."""
    data = workbook_bytes(replace(book(("甲",), title=Text("甲 & 乙")), foot="数据 1 & 2"))
    sheet = xml(data)
    for piece in ('paperSize="9"', 'orientation="landscape"', 'fitToHeight="0"', 'state="frozen"', "<autoFilter"):
        assert piece in sheet
    assert "&amp;L数据 1 &amp;&amp; 2&amp;R第 &amp;P 页 共 &amp;N 页" in sheet
    assert "Print_Titles" in xml(data, "xl/workbook.xml")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=50) | st.just("History"), max_size=12))
def test_names_of_sheets(wanted: list[str]) -> None:
    """Excel's rules: at most 31 units, none of []:*?/\\, no quote at an end, not History, none twice in any case."""
    names = sheet_names(wanted)
    assert len(names) == len(wanted)
    assert len({same_name(name) for name in names}) == len(names)
    for name in names:
        assert name
        assert units(name) <= LONGEST
        assert not set("[]:*?/\\") & set(name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"
        assert not FORBIDDEN.search(name)


def test_colliding_names_are_numbered() -> None:
    """Two sheets that are called alike, or differ in case alone, are both there."""
    assert sheet_names(["价格", "价格", "a/b", "A/B", "字" * 40]) == ("价格", "价格 (2)", "a／b", "A／B (2)", "字" * 31)


def test_names_that_excel_takes_are_taken_by_the_library() -> None:
    """The library's own check of names, which raises, agrees with ours."""
    sheets = tuple(
        Sheet(Text(name), (Column(Text("列")),)) for name in ("[a]", "'x'", "", "History", "x" * 40, "X" * 40)
    )
    assert workbook_bytes(WorkbookJob(sheets, "zh", "t", "T"))


def test_rows_beyond_the_last_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet ends where Excel's do: what would be lost is an error of that file, one row less is a file."""
    monkeypatch.setattr(xlsx, "MOST_ROWS", 20)
    rows = tuple((f"{n}",) for n in range(21))
    assert code(book(*rows)) == "XLS002"
    assert workbook_bytes(book(*rows[:5]))
