"""Spreadsheets and text tables as grids of cells, with what a person does not see in them: formulas, hidden rows, merged cells."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from toolkit.edit.incoming.cells import Raw
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text

MAX_BYTES = 32 << 20
MAX_UNPACKED = 256 << 20
MAX_CELLS = 2_000_000
MOST_COLUMNS = 16_384
UNREADABLE = ProblemKind(
    "EDT141",
    "error",
    Text("表格读不出来：{reason}", "the table cannot be read: {reason}"),
    Text("另存为 .xlsx 或 UTF-8 的 .csv 再试", "save it as .xlsx, or as .csv in UTF-8, and try again"),
    manual="Workbooks (.xlsx) and text tables (.csv, .tsv) are read; encrypted files, old .xls files and files of more than "
    "32 megabytes are not."
    "中文：可以读 .xlsx 工作簿和 .csv、.tsv 文本表；加密的、旧的 .xls 和超过 32 兆字节的不读。",
)
KINDS = (UNREADABLE,)
_CELL = re.compile(r"([A-Z]+)(\d+)")
_QUOTED = re.compile(r'="([^"]*)"')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Grid:
    """A sheet: its rows of values from A1 on, and by row and column (from 0) what is told of them.

    `unseen` is a hidden sheet; `signs` are cells of a text table that begin with an equals sign, as a formula would;
    with `from_1904` a bare number of days counts from another day than usual.
    """

    file: str
    name: str
    rows: tuple[tuple[Raw, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[Text, ...] = field(default=())
    unseen: bool = False
    hidden_columns: frozenset[int] = frozenset()
    signs: frozenset[tuple[int, int]] = frozenset()
    from_1904: bool = False

    def place(self, row: int, column: int | None = None) -> Origin:
        """Returns where a cell is, as `dealers.xlsx › 经销商 › C7`; of a whole row, its number."""
        where = f"{column_name(column)}{row + 1}" if column is not None else str(row + 1)
        parts = (self.file, self.name, where) if self.name else (self.file, where)
        return Origin(" › ".join(parts))


def column_name(column: int) -> str:
    """Returns the letters of a column, from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def grids_of(name: str, data: bytes) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    """Returns the sheets of a file, in order, or why it cannot be read."""
    reason = None
    if len(data) > MAX_BYTES:
        reason = Text(f"{len(data)} 字节，超过 {MAX_BYTES}", f"{len(data)} bytes; the limit is {MAX_BYTES}")
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        reason = Text("是加密的或旧格式（.xls）的文件", "it is encrypted, or of the old form (.xls)")
    if reason is not None:
        return (), (UNREADABLE.at(Origin(name), reason=reason),)
    try:
        return (_workbook(name, data) if data.startswith(b"PK") else (_table(name, data),)), ()
    except _Refused as refused:
        return (), (UNREADABLE.at(Origin(name), reason=refused.reason),)


class _Refused(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh, en)


def _table(name: str, data: bytes) -> Grid:
    notes: tuple[Text, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
            notes = (Text("不是 UTF-8，按 GB18030 读取", "it is not UTF-8 and was read as GB18030"),)
        except UnicodeDecodeError:
            raise _Refused("既不是 UTF-8 也不是 GB18030", "it is neither UTF-8 nor GB18030") from None
    first = text.partition("\n")[0]
    mark = max(",\t;", key=first.count)
    try:
        rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise _Refused(str(error), str(error)) from None
    signs = {(place, column) for place, row in enumerate(rows) for column, cell in enumerate(row) if cell[:1] == "="}
    quoted = {spot: found[1] for spot in signs if (found := _QUOTED.fullmatch(rows[spot[0]][spot[1]])) is not None}
    if quoted:
        # So programs write numbers that shall stay text: ="0012".
        rows = tuple(
            tuple(quoted.get((place, column), cell) for column, cell in enumerate(row))
            for place, row in enumerate(rows)
        )
        notes += (Text('写成 ="…" 的格按其中的文字读取', 'cells written as ="…" were read as the text in them'),)
    return Grid(name, "", rows, notes=notes, signs=frozenset(signs - quoted.keys()))


def _workbook(name: str, data: bytes) -> tuple[Grid, ...]:
    from python_calamine import CalamineError, CalamineWorkbook  # read only where a workbook comes in

    hidden = _unseen(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = []
        for sheet in book.sheet_names:
            page = book.get_sheet_by_name(sheet)
            if page.total_height * page.total_width > MAX_CELLS:
                raise _Refused(f"工作表 {sheet} 太大", f"the sheet {sheet} is too large")
            rows = tuple(tuple(row) for row in page.to_python(skip_empty_area=False))
            seen = hidden.get(sheet, Unseen())
            grids.append(
                Grid(
                    name, sheet, rows, frozenset(seen.formulas), frozenset(seen.errors), frozenset(seen.rows),
                    tuple(seen.merged), unseen=seen.sheet, hidden_columns=frozenset(seen.columns), from_1904=seen.from_1904,
                )
            )  # fmt: skip
    except (CalamineError, OSError, ValueError) as error:
        raise _Refused(str(error)[:200], str(error)[:200]) from None
    return tuple(grids)


@dataclass
class Unseen:
    """What the reader of values does not tell of a sheet."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    sheet: bool = False
    from_1904: bool = False


def _unseen(data: bytes) -> dict[str, Unseen]:
    """By sheet: cells with formulas, cells with errors, hidden rows, merged ranges, which the reader of values does not tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            if sum(part.file_size for part in pack.infolist()) > MAX_UNPACKED:
                raise _Refused("展开后太大", "it is too large when unpacked")
            targets = {
                each.get("Id"): each.get("Target", "") for each in _tree(pack.read("xl/_rels/workbook.xml.rels"))
            }
            found = {}
            book = _tree(pack.read("xl/workbook.xml"))
            properties = book.find(f"{_MAIN}workbookPr")
            from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
            for sheet in book.iter(f"{_MAIN}sheet"):
                target = targets.get(sheet.get(_RELATION), "").removeprefix("/xl/")
                path = f"xl/{target}"
                if path in pack.namelist():
                    seen = _seen(_tree(pack.read(path)))
                    seen.sheet, seen.from_1904 = sheet.get("state", "visible") != "visible", from_1904
                    found[sheet.get("name", "")] = seen
            return found
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, OSError) as error:
        raise _Refused(str(error)[:200], str(error)[:200]) from None


def _tree(data: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise _Refused("内含文档类型声明", "it holds a document type declaration")
    return ElementTree.fromstring(data)


def _seen(root: ElementTree.Element) -> Unseen:
    seen = Unseen()
    for column in root.iter(f"{_MAIN}col"):
        if column.get("hidden") in ("1", "true"):
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            seen.columns.update(range(first - 1, min(last, first + MOST_COLUMNS)))
    for row in root.iter(f"{_MAIN}row"):
        if row.get("hidden") in ("1", "true"):
            seen.rows.add(int(row.get("r", "1")) - 1)
        for cell in row:
            if cell.get("t") == "e":
                seen.errors.add(_at(cell.get("r", "A1")))
            if cell.find(f"{_MAIN}f") is not None:
                seen.formulas.add(_at(cell.get("r", "A1")))
    for each in root.iter(f"{_MAIN}mergeCell"):
        first_cell, _, last_cell = each.get("ref", "A1").partition(":")
        seen.merged.append((*_at(first_cell), *_at(last_cell or first_cell)))
    return seen


def _at(name: str) -> tuple[int, int]:
    match = _CELL.fullmatch(name)
    if match is None:
        raise ValueError(name)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
