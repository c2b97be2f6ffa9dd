"""The head of a sheet: which column holds which field, in which unit and with which words, or why nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.edit.incoming.cells import Raw
from toolkit.edit.incoming.columns import (
    NO_HEAD,
    NO_SUCH_HEADING,
    TWICE,
    UNKNOWN_COLUMN,
    UNKNOWN_UNIT,
    Target,
    head_row,
    near_to,
    target_of,
    targets,
)
from toolkit.edit.incoming.grid import Grid
from toolkit.edit.incoming.mapping import OF_UNIT, ColumnAs, TableMapping, normal
from toolkit.edit.incoming.merged import Spread
from toolkit.edit.incoming.units import PLAIN, Reading, scale_of
from toolkit.edit.shape import Form
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.kinds import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: what it holds, how its cells are read, and the words of a mapping for them."""

    target: Target
    reading: Reading = PLAIN
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """The row of the head, from 0, and the columns below it by their number."""

    row: int
    columns: Mapping[int, Column]


def head_of(
    kind: Kind, form: Form, grid: Grid, table: Spread, mapping: TableMapping, problems: list[Problem]
) -> Head | None:
    """Returns the head of a sheet, and tells what is wrong with it; None when it has none."""
    known = targets(kind, form)
    given = mapping.head_row - 1 if mapping.head_row and not form.lists else None
    row = given if given is not None else head_row(table.rows, known, mapping)
    if row is None or row >= len(table.rows):
        # A kind may have nothing but lists: its own sheet then has no columns.
        if form.leaves and any(cell not in ("", None) for cells in table.rows for cell in cells):
            problems.append(NO_HEAD.at(grid.place(row or 0)))
        return None
    reader = _Heading(grid, table, mapping, known, row, problems)
    return Head(row, reader.columns(is_main=not form.lists))


@dataclass
class _Heading:
    """Reads one head."""

    grid: Grid
    table: Spread
    mapping: TableMapping
    known: dict[str, Target]
    row: int
    problems: list[Problem]

    def columns(self, *, is_main: bool) -> dict[int, Column]:
        found: dict[int, Column] = {}
        seen: set[Target] = set()
        said: set[str] = set()
        for column, cell in enumerate(self.table.rows[self.row]):
            heading = "" if cell is None else str(cell).strip()
            said.add(normal(heading))
            if not heading:
                if any(filled(row, column) for row in self.table.rows[self.row + 1 :]):
                    self._unknown(column, "")
                continue
            target = target_of(heading, self.known, self.mapping)
            if target is None:
                self._unknown(column, heading)
            elif isinstance(target, Target):
                if target in seen:
                    self.problems.append(TWICE.at(self.grid.place(self.row, column), name=target.name))
                seen.add(target)
                found[column] = self._column(column, heading, target)
        if is_main:
            self._missing(said)
        return found

    def _column(self, column: int, heading: str, target: Target) -> Column:
        given, leaf = self.mapping.column(heading), target.leaf
        if leaf is None:
            return Column(target)
        said = given if given is not None else ColumnAs("")
        if said.unit:
            return Column(target, Reading(OF_UNIT[said.unit], said.dates), said.words)
        if normal(heading) in self.known:
            # The brackets belong to the field's own name.
            return Column(target, Reading(dates=said.dates), said.words)
        scale = scale_of(heading, leaf.meaning.form, leaf.unit, (leaf.path, ".".join(leaf.keys)))
        if isinstance(scale, str):
            self.problems.append(UNKNOWN_UNIT.at(self.grid.place(self.row, column), heading=heading, said=scale))
            return Column(target)
        return Column(target, Reading(scale, said.dates), said.words)

    def _unknown(self, column: int, heading: str) -> None:
        target = near_to(heading, self.known) if heading else None
        near = target.name.replace("[]", "") if target is not None else ""
        advice = Text(f"是不是 {near}？", f"did you mean {near}? ") if near else Text("", "")
        self.problems.append(UNKNOWN_COLUMN.at(self.grid.place(self.row, column), heading=heading, advice=advice))

    def _missing(self, said: set[str]) -> None:
        for heading, given in self.mapping.columns.items():
            if heading not in said and given.name != "-":
                near = nearest(heading, tuple(name for name in said if name))
                advice = Text(f"是不是“{near}”？", f"is it “{near}”? ") if near else Text("", "")
                where = self.grid.place(self.row)
                self.problems.append(NO_SUCH_HEADING.at(where, heading=heading, advice=advice))


def filled(row: tuple[Raw, ...], column: int) -> bool:
    """Returns whether a row says anything in a column."""
    cell = row[column] if column < len(row) else None
    return bool(cell.strip("\u3000\xa0 \t\r\n")) if isinstance(cell, str) else cell is not None
