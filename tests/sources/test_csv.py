"""CSV tables are text by row and column, each row at its line; a row that does not fit is an error, never padded or cut."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from toolkit.sources.csv_text import MAX_BYTES, csv_places, read_csv


def read(text: str) -> tuple[object, list[tuple[str, int]]]:
    """The rows of a table, and the codes and lines of its problems."""
    document, problems = read_csv("a.csv", text.encode())
    rows = document.data["rows"] if document and isinstance(document.data, dict) else None
    return rows, [(p.code, p.origin.line) for p in problems]


def test_a_table() -> None:
    """Rows are mappings by the head's names; every cell is text, an empty one is left out, empty lines count for nothing."""
    text = "id, name,amount\n0123,杭州,1e5\n\n NO ,,2026-01-01\n"
    assert read(text) == (
        ({"id": "0123", "name": "杭州", "amount": "1e5"}, {"id": " NO ", "amount": "2026-01-01"}),
        [],
    )


REFUSED = {
    "a row too long": ("a,b\n1,2\n1,2,3\n", [("CSV001", 3)]),
    "rows too short": ("a,b\n1\n1,2\n3\n", [("CSV001", 2), ("CSV001", 4)]),
    "after a quoted line break": ('a,b\n"x\ny",2\n1\n', [("CSV001", 4)]),
    "a repeated column": ("a,b,a\n1,2,3\n", [("CSV002", 1)]),
    "a column without name": ("a,,c\n1,2,3\n", [("CSV002", 1)]),
    "an open quotation": ('a,b\n1,"2\n3,4\n', [("CSV003", 3)]),
    "text after a quotation": ('a,b\n1,"2"x\n', [("CSV003", 2)]),
    "a cell beyond any budget": ("a\n" + "x" * 200_000, [("CSV003", 2)]),
    "a file beyond the budget": ("a\n" + "x\n" * (MAX_BYTES // 2), [("SRC002", 0)]),
    "a control character": ("a\nx\x07\n", [("SRC004", 2)]),
}


@pytest.mark.parametrize(("text", "problems"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_at_its_line(text: str, problems: list[tuple[str, int]]) -> None:
    """No row is cut or filled up, and no column is lost."""
    assert read(text) == (None, problems)


def test_doubtful_characters_are_warned_of() -> None:
    """A cell is kept as it is, and what cannot be seen in it is told."""
    assert read("a\n甲\u200b\n\ufa19\n") == (({"a": "甲\u200b"}, {"a": "\ufa19"}), [("SRC006", 2), ("SRC007", 3)])


@given(st.lists(st.tuples(strategies.scalars(), strategies.scalars(), st.just("x")), min_size=1, max_size=6))
def test_every_cell_is_the_text_that_was_written(rows: list[tuple[str, ...]]) -> None:
    """Quotes, commas and line breaks inside a cell come back; each row is found at the line where it begins."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(("a", "b", "c"))
    lines = []
    for row in rows:
        lines.append(sink.getvalue().count("\n") + 1)
        writer.writerow(row)
    expected = tuple({name: cell for name, cell in zip("abc", row, strict=True) if cell} for row in rows)
    found, problems = read(sink.getvalue())
    assert (found, [p for p in problems if not p[0].startswith("SRC00")]) == (expected, [])
    places = csv_places("a.csv", sink.getvalue())
    assert [places[("rows", n)].line for n in range(len(rows))] == lines


@given(st.text(st.sampled_from('ab,"\n\r\t 中'), max_size=40))
def test_no_text_raises(text: str) -> None:
    """Whatever a table looks like, there are rows or located problems."""
    document, problems = read_csv("a.csv", text.encode())
    assert document is not None or problems


def test_cells_are_found_in_their_line() -> None:
    """A cell has line and column."""
    places = csv_places("a.csv", "id,name\n1,杭州\n2,宁波\n")
    assert (places[("rows", 1, "name")], places[("rows", 0, "id")][:3]) == (("a.csv", 3, 3, 3, 5), ("a.csv", 2, 1))
