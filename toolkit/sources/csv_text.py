"""CSV tables into documents: a head row of known columns, then rows of text, each with its line."""

from __future__ import annotations

import csv
import io

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.sources.decode import decode, doubtful
from toolkit.sources.document import Data, Document, Places, text_digest

MAX_BYTES = 16 << 20
ROWS = "rows"

ROW_WIDTH = ProblemKind(
    "CSV001",
    "error",
    Text("这一行有 {cells} 格，表头有 {columns} 格", "this row has {cells} cells, the head {columns}"),
    Text("含逗号的内容要加双引号", "put text that holds a comma in double quotes"),
    manual="A comma inside a cell without quotes pushes all later cells into wrong columns."
    "中文：没加引号的逗号，会把后面的格子全推到错的列。",
)
HEAD = ProblemKind(
    "CSV002",
    "error",
    Text("表头有空的或重复的列名：{column}", "the head has an empty or repeated column: {column}"),
    manual="Columns are found by their names, so each has one of its own."
    "中文：列按名称辨认，所以每列都要有自己的名称。",
)
SYNTAX = ProblemKind(
    "CSV003",
    "error",
    Text("CSV 读不通：{reason}", "not readable as CSV: {reason}"),
    Text("检查双引号是否成对", "see whether the quotes are paired"),
    manual="A quotation mark that is not closed swallows all that follows."
    "中文：没有闭合的双引号，会把后面的内容全吞进去。",
)
PROBLEMS = (ROW_WIDTH, HEAD, SYNTAX)


def read_csv(path: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """Returns a document whose one key `rows` holds the rows as mappings, and what is wrong with the table."""
    text, problems = decode(path, data, MAX_BYTES)
    if problems:
        return None, problems
    rows: list[Data] = []
    found: list[Problem] = []
    head: list[str] = []
    for line, cells in _lines(path, text, found):
        if not head:
            head = [cell.strip() for cell in cells]
            bad = next((name for name in head if not name or head.count(name) > 1), None)
            if bad is not None:
                return None, (HEAD.at(Origin(path, line, 1), column=repr(bad)),)
        elif len(cells) != len(head):
            found.append(ROW_WIDTH.at(Origin(path, line, 1), cells=len(cells), columns=len(head)))
        else:
            rows.append({name: cell for name, cell in zip(head, cells, strict=True) if cell != ""})
    if found:
        return None, tuple(found)
    return Document(path, {ROWS: tuple(rows)}, text_digest(text)), tuple(doubtful(path, text))


def csv_places(path: str, text: str) -> Places:
    """Returns the places of the rows and cells; a cell is told by its line, and by column 1 where quoting hides more."""
    places: Places = {(): Origin(path, 1, 1), (ROWS,): Origin(path, 1, 1)}
    head: list[str] = []
    row = 0
    for line, cells in _lines(path, text, []):
        if not head:
            head = [cell.strip() for cell in cells]
            continue
        places[(ROWS, row)] = Origin(path, line, 1)
        column = 1
        for name, cell in zip(head, cells, strict=False):
            places[(ROWS, row, name)] = Origin(path, line, column, line, column + len(cell))
            column += len(cell) + 1
        row += 1
    return places


def _lines(path: str, text: str, found: list[Problem]) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if cells:
                lines.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        found.append(SYNTAX.at(Origin(path, reader.line_num, 1), reason=str(error)))
    return lines
