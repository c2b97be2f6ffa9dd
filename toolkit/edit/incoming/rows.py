"""The rows of a sheet as items: each cell by its column, told where it was read otherwise than it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.edit.export import GUIDE, MARK
from toolkit.edit.incoming.cells import Raw, meant, number_of
from toolkit.edit.incoming.columns import (
    LEFT_OUT,
    NO_HEAD,
    TWICE,
    UNKNOWN_COLUMN,
    Mapping_,
    Target,
    head_row,
    normal,
    target_of,
    targets,
)
from toolkit.edit.incoming.grid import Grid
from toolkit.edit.incoming.merge import Item
from toolkit.edit.shape import Form, Keys, forms_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.kinds import Kind

_CHOICES = (Text("选项", "Choices"), GUIDE)
_TOTALS = ("合计", "总计", "小计", "total", "totals", "sum")
READ_AS = ProblemKind("EDT151", "info", Text("{what}", "{what}"), manual="What was read otherwise than it stands.")
BAD_CELL = ProblemKind(
    "EDT152",
    "error",
    Text("{what}", "{what}"),
    Text("改正这一格", "mend this cell"),
    manual="A cell whose value is lost or cannot be meant: an error of a formula, a number of more than 15 digits.",
)
LEFT_SHEET = ProblemKind(
    "EDT153",
    "warning",
    Text("工作表“{sheet}”没有读取", "the sheet “{sheet}” was not read"),
    Text(
        "用 --sheet '{sheet}=列表字段' 指明，不要就写 '{sheet}=-'",
        "say what it holds with --sheet '{sheet}=LIST', or '{sheet}=-'",
    ),
    manual="The first sheet holds the records. Others are known by the name of a list, or by a mapping.",
)
OTHER_KIND = ProblemKind(
    "EDT154",
    "error",
    Text("这个工作表是 {given} 的数据，不是 {kind}", "this sheet holds records of the kind {given}, not {kind}"),
    Text("用 build import {given}", "use build import {given}"),
    manual="A workbook that export made says which kind of records it holds.",
)
KINDS = (READ_AS, BAD_CELL, LEFT_SHEET, OTHER_KIND)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: what record and which enclosing items it names, and what it says; `inner` are items of lists beside the record."""

    form: Form
    key: str
    holders: tuple[int, ...]
    item: Item
    inner: tuple[tuple[Keys, Item], ...] = ()


def rows_of(kind: Kind, grids: tuple[Grid, ...], mapping: Mapping_, problems: list[Problem]) -> Iterator[TableRow]:
    """Yields the rows of all sheets, in order; what is wrong with them or was read otherwise goes to `problems`."""
    for place, grid in enumerate(grids):
        form = _form_of(kind, grid, place, mapping, problems)
        if form is not None:
            yield from _Reader(kind, form, grid, mapping, problems).rows()


def _form_of(kind: Kind, grid: Grid, place: int, mapping: Mapping_, problems: list[Problem]) -> Form | None:
    forms = forms_of(kind)
    marked = next((str(row[1]) for row in grid.rows[:6] if len(row) > 1 and row[0] in (MARK.zh, MARK.en)), None)
    if marked is not None:
        name, _, path = marked.partition(" ")
        if name not in (kind.name, LEFT_OUT):
            problems.append(OTHER_KIND.at(grid.place(0), given=name, kind=kind.name))
        found = None if name == LEFT_OUT else path
        return next((form for form in forms if form.path == found), None) if name == kind.name else None
    given = mapping.sheets.get(grid.name)
    if given == LEFT_OUT or grid.name in [text.within(lang) for text in _CHOICES for lang in ("zh", "en")]:
        return None
    for form in forms:
        names = {
            normal(each) for each in (form.title.zh, form.title.en, form.path, form.path.removesuffix("[]")) if each
        }
        if normal(given if given is not None else grid.name) in names:
            return form
    if place == 0 or given is not None:
        return forms[0]
    if any(any(cell not in ("", None) for cell in row) for row in grid.rows):
        problems.append(LEFT_SHEET.at(Origin(f"{grid.file} › {grid.name}"), sheet=grid.name))
    return None


class _Reader:
    """Reads one sheet."""

    def __init__(self, kind: Kind, form: Form, grid: Grid, mapping: Mapping_, problems: list[Problem]) -> None:
        self.kind, self.form, self.grid, self.mapping = kind, form, grid, mapping
        self.problems = problems
        self.cells = _spread(grid)
        self.columns: dict[int, Target] = {}

    def rows(self) -> Iterator[TableRow]:
        known = targets(self.kind, self.form)
        head = head_row(self.cells, known, self.mapping)
        if head is None:
            # A kind may have nothing but lists: its own sheet then has no columns.
            if self.form.leaves and any(cell not in ("", None) for row in self.cells for cell in row):
                self.problems.append(NO_HEAD.at(self.grid.place(0)))
            return
        for note in self.grid.notes:
            self._note(Origin(self.grid.file), note)
        self._head(head, known)
        last: TableRow | None = None
        for place in range(head + 1, len(self.cells)):
            row = self.cells[place]
            if not any(self._filled(row, column) for column in self.columns):
                continue
            if self._is_total(row, place):
                continue
            if place in self.grid.hidden:
                self._note(self.grid.place(place), Text("隐藏的行也读取了", "a hidden row was read too"))
            last = self._row(row, place, last)
            yield last

    def _head(self, head: int, known: dict[str, Target]) -> None:
        seen: set[Target] = set()
        for column, cell in enumerate(self.cells[head]):
            heading = "" if cell is None else str(cell).strip()
            if not heading:
                if any(self._filled(row, column) for row in self.cells[head + 1 :]):
                    self._unknown(head, column, "")
                continue
            found = target_of(heading, known, self.mapping)
            if found is None:
                self._unknown(head, column, heading, tuple(known))
            elif isinstance(found, Target):
                if found in seen:
                    self.problems.append(TWICE.at(self.grid.place(head, column), name=found.name))
                seen.add(found)
                self.columns[column] = found

    def _unknown(self, head: int, column: int, heading: str, known: tuple[str, ...] = ()) -> None:
        near = nearest(normal(heading), known) if heading else ""
        advice = Text(f"是不是 {near}？", f"did you mean {near}? ") if near else Text("", "")
        self.problems.append(UNKNOWN_COLUMN.at(self.grid.place(head, column), heading=heading, advice=advice))

    def _filled(self, row: tuple[Raw, ...], column: int) -> bool:
        cell = row[column] if column < len(row) else None
        return bool(cell.strip("\u3000\xa0 \t\r\n")) if isinstance(cell, str) else cell is not None

    def _is_total(self, row: tuple[Raw, ...], place: int) -> bool:
        first = next((cell for cell in row if cell not in ("", None)), "")
        if isinstance(first, str) and first.strip().rstrip("：:").casefold() in _TOTALS:
            self._note(self.grid.place(place), Text("合计行没有读取", "a row of totals was left out"))
            return True
        return False

    def _row(self, row: tuple[Raw, ...], place: int, last: TableRow | None) -> TableRow:
        key, holders, inner = "", dict[int, int](), dict[Keys, Item]()
        item = Item(self.grid.place(place))
        for column, target in self.columns.items():
            cell = row[column] if column < len(row) else None
            if target.leaf is None:
                if target.holder >= 0:
                    holders[target.holder] = self._number(cell, place, column)
                else:
                    key = "" if cell is None else str(cell).strip()
                continue
            beside = target.form != self.form
            if beside and not self._filled(row, column):
                continue
            into = inner.setdefault(target.form.lists[0], Item(self.grid.place(place))) if beside else item
            self._cell(into, target, cell, place, column)
        numbers = tuple(holders.get(n, 1) for n in range(len(self.form.holders)))
        return TableRow(self.form, key, numbers, item, tuple(inner.items()))

    def _number(self, cell: Raw, place: int, column: int) -> int:
        try:
            found = int(number_of(cell)) if not isinstance(cell, str) else int(cell.strip())
        except (ValueError, TypeError, ArithmeticError):
            found = 0
        if found < 1:
            what = Text("这里要填序号：1、2、3……", "a number is wanted here: 1, 2, 3 …")
            self.problems.append(BAD_CELL.at(self.grid.place(place, column), what=what))
            return 1
        return found

    def _cell(self, item: Item, target: Target, cell: Raw, place: int, column: int) -> None:
        leaf, where = target.leaf, self.grid.place(place, column)
        if leaf is None:
            return
        if (place, column) in self.grid.errors:
            self._wrong(where, Text("公式出错", "the formula has an error"))
            return
        found = meant(leaf.meaning, self._own_word(target, cell))
        if (place, column) in self.grid.formulas:
            if found.data is None:
                self._wrong(
                    where, Text("公式没有算好的值；打开后保存一次", "the formula has no value: open and save the file")
                )
                return
            self._note(where, Text("公式，读取它算出的值", "a formula: its value was read"))
        for note in found.notes:
            self._note(where, note)
        if found.wrong is not None:
            self._wrong(where, found.wrong)
        elif found.data is None:
            item.empty.append(leaf.keys)
        else:
            item.values[leaf.keys] = (leaf.meaning, found.data, where)

    def _own_word(self, target: Target, cell: Raw) -> Raw:
        words = self.mapping.words.get(target.name)
        return words.get(cell.strip(), cell) if words and isinstance(cell, str) else cell

    def _note(self, where: Origin, what: Text) -> None:
        self.problems.append(READ_AS.at(where, what=what))

    def _wrong(self, where: Origin, what: Text) -> None:
        self.problems.append(BAD_CELL.at(where, what=what))


def _spread(grid: Grid) -> tuple[tuple[Raw, ...], ...]:
    """The rows with the value of a merged range in each of its cells, as it looks to whoever reads the sheet."""
    if not grid.merged:
        return grid.rows
    rows = [list(row) for row in grid.rows]
    for top, left, bottom, right in grid.merged:
        if top >= len(rows) or left >= len(rows[top]) or left != right:
            continue
        for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
            rows[row][left] = rows[top][left]
    return tuple(tuple(row) for row in rows)
