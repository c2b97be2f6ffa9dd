"""A CSV text with some rows changed or added: rows that say the same stay as they are to the letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from toolkit.edit.yaml_change import Unchangeable
from toolkit.sources.csv_text import ROWS, read_csv
from toolkit.sources.document import Data


def changed_csv(text: str, rows: list[dict[str, Data]], columns: Iterable[str]) -> str:
    """Returns the table that says `rows`: the first as many as it has replace its own, in order, the others follow.

    A column that the head lacks is put at its end, in the order of `columns`. Raises Unchangeable.
    """
    document, _ = read_csv("", text.encode("utf-8"))
    head, lines = _lines(text)
    if document is None or not isinstance(document.data, dict):
        raise Unchangeable
    old = document.data[ROWS]
    if not isinstance(old, tuple):
        raise Unchangeable
    if len(rows) < len(old) or len(lines) != len(old):
        raise Unchangeable
    names = _head(head)
    used = {name for row in rows for name in row}
    more = [name for name in columns if name in used and name not in names]
    names += more
    made = [head if not more else _row(names)]
    for place, row in enumerate(rows):
        same = not more and place < len(old) and old[place] == row
        made.append(lines[place] if same else _row([str(row.get(name, "")) for name in names]))
    return "\n".join(made) + "\n"


def new_csv(rows: list[dict[str, Data]], columns: Iterable[str]) -> str:
    """Returns a new table with the columns that a row has something in."""
    used = {name for row in rows for name in row}
    names = [name for name in columns if name in used]
    return "\n".join([_row(names), *(_row([str(row.get(name, "")) for name in names]) for row in rows)]) + "\n"


def _lines(text: str) -> tuple[str, list[str]]:
    """The head and the rows as they are written; a row may go over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    source, start, found = text.split("\n"), 0, list[str]()
    for cells in reader:
        if cells:
            found.append("\n".join(source[start : reader.line_num]))
        start = reader.line_num
    return found[0], found[1:]


def _head(line: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line]))]


def _row(cells: list[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()
