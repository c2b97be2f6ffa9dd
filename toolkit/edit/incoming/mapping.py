"""How one table is read: what an import mapping of the workspace says, with what the command line adds to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from toolkit.edit.incoming.units import OF_UNIT, Dates
from toolkit.topics.company.records.imports import LEFT_OUT, ImportColumn, ImportMapping

_DATES: dict[str, Dates] = {"day_first": "day_first", "month_first": "month_first"}


@dataclass(frozen=True, slots=True)
class ColumnAs:
    """What is said of a column: its field, by how much its numbers are multiplied (None: not said), dates and words."""

    name: str
    unit: str = ""
    dates: Dates = "year_first"
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """Columns by heading, values that all rows share, sheets with their lists, and what counts as an empty cell."""

    columns: Mapping[str, ColumnAs] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    head_row: int = 0
    match: str = ""
    empty: frozenset[str] = frozenset()

    @classmethod
    def of(cls, record: ImportMapping) -> TableMapping:
        """Returns what a mapping's record says."""
        return cls(
            columns={normal(row.heading): _column(row) for row in record.columns},
            values={row.field: row.value for row in record.values},
            sheets={row.sheet: row.list for row in record.sheets},
            sheet=record.sheet or "",
            head_row=record.head_row or 0,
            match=record.match or "",
            empty=frozenset(normal(word) for word in record.empty),
        )

    def with_more(
        self, columns: Mapping[str, str], sheets: Mapping[str, str], values: Mapping[str, str]
    ) -> TableMapping:
        """Returns the mapping with what a command line says of columns, sheets and values laid over it."""
        given = {normal(heading): ColumnAs(name) for heading, name in columns.items()}
        return replace(
            self,
            columns={**self.columns, **given},
            sheets={**self.sheets, **sheets},
            values={**self.values, **values},
        )

    def column(self, heading: str) -> ColumnAs | None:
        """Returns what is said of the column of that heading, or None."""
        return self.columns.get(normal(heading))

    def is_empty(self, text: str) -> bool:
        """Returns whether a cell's text says that nothing is known."""
        return bool(self.empty) and normal(text) in self.empty


def _column(row: ImportColumn) -> ColumnAs:
    words = {normal(word.word): word.means for word in row.words}
    return ColumnAs(row.field, row.unit or "", _DATES.get(row.dates or "", "year_first"), words)


def normal(text: str) -> str:
    """Returns a heading or a word without what nobody means by it: width, case, blanks and the mark of required columns."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s*]+", "", plain)


__all__ = ["LEFT_OUT", "OF_UNIT", "ColumnAs", "TableMapping", "normal"]
