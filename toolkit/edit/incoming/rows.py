"""The rows of a sheet as items: each cell by its column, told where it was read otherwise than it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.edit.incoming.cells import Meaning, Meant, Raw, meant, number_of
from toolkit.edit.incoming.grid import Grid
from toolkit.edit.incoming.heads import Column, Head, filled, head_of
from toolkit.edit.incoming.mapping import TableMapping, normal
from toolkit.edit.incoming.merge import Item
from toolkit.edit.incoming.merged import Spread, spread
from toolkit.edit.incoming.names import Names
from toolkit.edit.incoming.sheets import forms_in
from toolkit.edit.shape import Form, Keys
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.kinds import Kind

_TOTALS = ("合计", "总计", "小计", "total", "totals", "sum")
READ_AS = ProblemKind(
    "EDT151",
    "info",
    Text("{what}", "{what}"),
    manual="What was read otherwise than it stands.中文：读到的与格子里写的不完全一样，这里说明怎么读的。",
)
BAD_CELL = ProblemKind(
    "EDT152",
    "error",
    Text("{what}", "{what}"),
    Text("改正这一格", "mend this cell"),
    manual="A cell whose value is lost or cannot be meant: an error of a formula, a number of more than 15 digits, a formula in a "
    "text table, a date that could be two, a range of merged cells over several columns, a name that several records have."
    "中文：格子的值丢了，或不可能是本意：公式出错、超过 15 位的数、文本表里的公式、可作两种理解的日期、"
    "跨列合并的格子、几条记录共用的名称。",
)
KINDS = (READ_AS, BAD_CELL)
_SAVE = Text(
    "在表格软件里打开，选中后“粘贴为数值”，再保存",
    "open the file in a spreadsheet, paste the cells as values, and save",
)
_UNMERGE = Text("取消合并，每格各写各的值", "unmerge it, and give each cell its own value")
_WHICH = Text("写编号，或写全名（如省市区连写）", "write the id or the full name, such as province, city and county")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: what record and which enclosing items it names, and what it says; `inner` are items of lists beside the record."""

    form: Form
    key: str
    holders: tuple[int, ...]
    item: Item
    inner: tuple[tuple[Keys, Item], ...] = ()


def rows_of(
    kind: Kind, grids: tuple[Grid, ...], mapping: TableMapping, names: Names, problems: list[Problem]
) -> Iterator[TableRow]:
    """Yields the rows of all sheets, in order; what is wrong with them or was read otherwise goes to `problems`."""
    for form, grid in forms_in(kind, grids, mapping, problems):
        table = spread(grid)
        head = head_of(kind, form, grid, table, mapping, problems)
        if head is not None:
            yield from _Reader(form, grid, table, head, mapping, names, problems).rows()


@dataclass
class _Reader:
    """Reads the rows of one sheet."""

    form: Form
    grid: Grid
    table: Spread
    head: Head
    mapping: TableMapping
    names: Names
    problems: list[Problem]

    def rows(self) -> Iterator[TableRow]:
        self._told_of_sheet()
        for place in range(self.head.row + 1, len(self.table.rows)):
            row = self.table.rows[place]
            said = [column for column in self.head.columns if filled(row, column)]
            # What comes from a merged cell alone is the row above once more.
            if all((place, column) in self.table.filled for column in said) or self._is_total(row, place):
                continue
            if place in self.grid.hidden:
                self._note(self.grid.place(place), Text("隐藏的行也读取了", "a hidden row was read too"))
            yield self._row(row, place)

    def _told_of_sheet(self) -> None:
        for note in self.grid.notes:
            self._note(Origin(self.grid.file), note)
        for column in sorted(self.grid.hidden_columns & self.head.columns.keys()):
            where = self.grid.place(self.head.row, column)
            self._note(where, Text("隐藏的列也读取了", "a hidden column was read too"))
        for place, column in self.table.crossing(self.head.row, self.head.columns):
            what = Text(
                "合并的单元格跨了几列，不知道是哪一列的值",
                "a merged cell runs over several columns: nobody knows whose value it is",
            )
            self._wrong(self.grid.place(place, column), what, _UNMERGE)

    def _is_total(self, row: tuple[Raw, ...], place: int) -> bool:
        first = next((cell for cell in row if cell not in ("", None)), "")
        if isinstance(first, str) and first.strip().rstrip("：:").casefold() in _TOTALS:
            self._note(self.grid.place(place), Text("合计行没有读取", "a row of totals was left out"))
            return True
        return False

    def _row(self, row: tuple[Raw, ...], place: int) -> TableRow:
        key, holders, inner = "", dict[int, int](), dict[Keys, Item]()
        item = Item(self.grid.place(place))
        again = self._goes_on(row, place)
        for number, column in self.head.columns.items():
            target, cell = column.target, row[number] if number < len(row) else None
            if target.leaf is None:
                if target.holder >= 0:
                    holders[target.holder] = self._number(cell, place, number)
                else:
                    key = "" if cell is None else str(cell).strip()
                continue
            beside = target.form != self.form
            if (beside and not filled(row, number)) or (again and not beside):
                continue
            into = inner.setdefault(target.form.lists[0], Item(self.grid.place(place))) if beside else item
            self._cell(into, column, cell, place, number)
        numbers = tuple(holders.get(n, 1) for n in range(len(self.form.holders)))
        return TableRow(self.form, key, numbers, item, tuple(inner.items()))

    def _goes_on(self, row: tuple[Raw, ...], place: int) -> bool:
        """Whether the row says nothing of the record itself but what merged cells repeat: it adds items to the one above."""
        if self.form.lists:
            return False
        own = [n for n, column in self.head.columns.items() if column.target.form == self.form and filled(row, n)]
        return bool(own) and all((place, number) in self.table.filled for number in own)

    def _number(self, cell: Raw, place: int, column: int) -> int:
        try:
            found = int(number_of(cell)) if not isinstance(cell, str) else int(cell.strip())
        except (ValueError, TypeError, ArithmeticError):
            found = 0
        if found < 1:
            self._wrong(
                self.grid.place(place, column), Text("这里要填序号：1、2、3……", "a number is wanted here: 1, 2, 3 …")
            )
            return 1
        return found

    def _cell(self, item: Item, column: Column, cell: Raw, place: int, number: int) -> None:
        leaf, where = column.target.leaf, self.grid.place(place, number)
        if leaf is None or not self._is_sound(leaf.meaning, cell, place, number):
            return
        found = self._meant(leaf.meaning, column, cell)
        if (place, number) in self.grid.formulas:
            if found.data is None:
                self._wrong(where, Text("公式没有算好的值", "the formula has no value"), _SAVE)
                return
            self._note(where, Text("公式，读取它算出的值", "a formula: its value was read"))
        if (place, number) in self.table.filled:
            self._note(
                where, Text("合并的单元格，每一行都取它的值", "a merged cell: its value was read for each of its rows")
            )
        for note in found.notes:
            self._note(where, note)
        if found.wrong is not None:
            self._wrong(where, found.wrong, found.hint)
        elif found.data is None:
            item.empty.append(leaf.keys)
        else:
            item.values[leaf.keys] = (leaf.meaning, found.data, where)

    def _is_sound(self, meaning: Meaning, cell: Raw, place: int, number: int) -> bool:
        """Whether a cell holds a value at all; what it holds instead is told."""
        where = self.grid.place(place, number)
        if (place, number) in self.grid.errors:
            self._wrong(where, Text("公式出错", "the formula has an error"), _SAVE)
        elif (place, number) in self.grid.signs:
            self._wrong(where, Text("这里是公式，不是值", "this is a formula, no value"), _SAVE)
        elif self.grid.from_1904 and meaning.form == "day" and isinstance(cell, int | float):
            what = Text(
                "这份文件的日期从 1904 年数起，这一格却只是数字",
                "this file counts days from 1904, and the cell is a mere number",
            )
            self._wrong(where, what, Text("把单元格设为日期格式", "format the cell as a date"))
        else:
            return True
        return False

    def _meant(self, meaning: Meaning, column: Column, cell: Raw) -> Meant:
        """What the cell means, with the words of the mapping, and names of records in place of their ids."""
        if isinstance(cell, str):
            if self.mapping.is_empty(cell):
                return Meant()
            cell = column.words.get(normal(cell), cell)
        found = meant(meaning, cell, column.reading)
        if not meaning.reference or meaning.listed or not isinstance(found.data, str):
            return found
        keys = self.names.found(meaning.reference, found.data)
        if not keys:
            return found
        shown = self.names.shown(meaning.reference, keys)
        if len(keys) > 1:
            what = Text(f"“{found.data}”不止一个：{shown.zh}", f"“{found.data}” is more than one: {shown.within('en')}")
            return Meant(found.data, (), what, _WHICH)
        note = Text(f"“{found.data}”读作 {shown.zh}", f"“{found.data}” is read as {shown.within('en')}")
        return Meant(keys[0], (*found.notes, note))

    def _note(self, where: Origin, what: Text) -> None:
        self.problems.append(READ_AS.at(where, what=what))

    def _wrong(self, where: Origin, what: Text, hint: Text = NO_TEXT) -> None:
        self.problems.append(BAD_CELL.at(where, what=what, hint=hint if hint else None))
