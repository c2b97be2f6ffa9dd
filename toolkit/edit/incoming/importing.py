"""`import`: the rows of a table become records of one kind, new ones and changed ones, or a list of what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.edit.desk import BODY, Desk, Put
from toolkit.edit.export import at
from toolkit.edit.incoming.cells import meant
from toolkit.edit.incoming.grid import Grid
from toolkit.edit.incoming.mapping import TableMapping
from toolkit.edit.incoming.merge import Item, Merging, Places
from toolkit.edit.incoming.names import Names
from toolkit.edit.incoming.rows import BAD_CELL, TableRow, rows_of
from toolkit.edit.numbering import Numbers
from toolkit.edit.shape import Keys, forms_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind, has_errors
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.kinds import Kind
from toolkit.network.network import Entry
from toolkit.network.validation import MISSING, validated
from toolkit.sources.document import Data, Step
from toolkit.sources.markdown_text import read_prose

NO_RECORD = ProblemKind(
    "EDT161",
    "error",
    Text("没有记录“{key}”", "there is no record “{key}”"),
    Text("{advice}", "{advice}"),
    manual="A row of a list names the record that it belongs to by its id, or by the name that the record has in the same file."
    "中文：列表的一行用编号写明它属于哪条记录，或用该记录在同一文件里的名称。",
)
REPEATED = ProblemKind(
    "EDT162",
    "error",
    Text("记录 {key} 出现了两次（另一次在 {other}）", "the record {key} stands twice (also at {other})"),
    Text("合成一行", "make it one row"),
    manual="One row a record. Rows that repeat a record may only add items of its lists."
    "中文：一条记录一行。重复的行只能给它的列表添项。",
)
KINDS = (NO_RECORD, REPEATED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a table is imported: its mapping, whether new records may be unfinished, whether empty cells take values away, the day."""

    mapping: TableMapping
    draft: bool
    clear: bool
    as_of: date


@dataclass(frozen=True, slots=True)
class Import:
    """The records to put, and everything that was wrong or was read otherwise than it stands."""

    puts: tuple[Put, ...]
    problems: tuple[Problem, ...]


@dataclass
class _Record:
    """A record that rows speak of."""

    item: Item
    entry: Entry | None
    key: str
    named: dict[Keys, Item] = field(default_factory=dict)


def imported(kind: Kind, desk: Desk, grids: tuple[Grid, ...], wanted: Wanted) -> Import:
    """Returns the records that the sheets say. Whether they fit the workspace is for the checks to say, over all of them."""
    problems: list[Problem] = []
    rows = list(rows_of(kind, grids, wanted.mapping, Names(desk.network), problems))
    if has_errors(tuple(problems)):
        # What a record lacks says nothing while a column or a cell of it could not be read.
        return Import((), _worth_telling(problems))
    gathering = _Gathering(kind, desk, wanted, problems)
    for row in rows:
        if not row.form.lists:
            gathering.record(row)
    for row in sorted((row for row in rows if row.form.lists), key=lambda each: len(each.form.lists)):
        gathering.listed(row)
    puts = tuple(put for record in gathering.records if (put := gathering.put(record)) is not None)
    return Import(puts, _worth_telling(problems))


def _worth_telling(problems: list[Problem]) -> tuple[Problem, ...]:
    """The errors where there are any; else what was read otherwise, each kind of it once with how often."""
    errors = tuple(dict.fromkeys(problem for problem in problems if problem.severity == "error"))
    if errors:
        return errors
    same: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        same.setdefault((problem.code, problem.field, problem.message.zh), []).append(problem)
    return tuple(rows[0] if len(rows) == 1 else _counted(rows) for rows in same.values())


def _counted(rows: list[Problem]) -> Problem:
    first, more = rows[0], len(rows) - 1
    zh = f"{first.message.zh}（还有 {more} 处）"
    return replace(first, message=Text(zh, f"{first.message.within('en')} (and {more} more)"))


class _Gathering:
    """The records of one import while its rows are read."""

    def __init__(self, kind: Kind, desk: Desk, wanted: Wanted, problems: list[Problem]) -> None:
        self.kind, self.desk, self.wanted, self.problems = kind, desk, wanted, problems
        self.records: list[_Record] = []
        self._by_key: dict[str, _Record] = {}
        self._by_name: dict[str, _Record] = {}
        self._by_match: dict[str, str] | None = None
        self._numbers = Numbers(kind, desk.network, wanted.as_of)
        self._main = forms_of(kind)[0]

    def record(self, row: TableRow) -> None:
        """Takes a row of the records' own sheet."""
        goes_on = bool(row.inner) and not row.item.values and bool(self.records)
        self._shared(row.item)
        own = {keys[0]: str(data) for keys, (_, data, _) in row.item.values.items() if len(keys) == 1}
        record = self.records[-1] if goes_on else self._new(row, own)
        for keys, item in row.inner:
            items = record.item.lists.setdefault(keys, [])
            if not any(_said(item) == _said(each) for each in items):
                items.append(item)

    def _shared(self, item: Item) -> None:
        for leaf in self._main.leaves:
            text = self.wanted.mapping.values.get(leaf.path)
            if text is not None and leaf.keys not in item.values:
                found = meant(leaf.meaning, text)
                if found.data is not None:
                    item.values[leaf.keys] = (leaf.meaning, found.data, item.origin)

    def _new(self, row: TableRow, own: dict[str, str]) -> _Record:
        fields = self.kind.identity_fields
        if "id" in fields and "id" not in own:
            number = self._number(row.item)
            if number is not None:
                leaf = next(leaf for leaf in self._main.leaves if leaf.keys == ("id",))
                row.item.values[("id",)] = (leaf.meaning, number, row.item.origin)
                own = {**own, "id": number}
        key = self.kind.identity.format(**own) if all(name in own for name in fields) else ""
        same = self._by_key.get(key) if key else None
        if same is not None:
            if not row.inner or _differs(row.item, same.item):
                problem = REPEATED.at(row.item.origin, record=key, key=key, other=same.item.origin)
                self.problems.append(problem)
            return same
        record = _Record(row.item, self.desk.network.named(self.kind.name, key) if key else None, key)
        self.records.append(record)
        self._by_key[key or str(row.item.origin)] = record
        for name in ("name", "short_name", "legal_name"):
            if name in own:
                self._by_name.setdefault(own[name], record)
        return record

    def _number(self, item: Item) -> str | None:
        """The id of the record that says the same in the field which tells records apart, else the next free one."""
        name = self.wanted.mapping.match
        leaf = next((leaf for leaf in self._main.leaves if name and leaf.path == name), None)
        said = item.values.get(leaf.keys) if leaf is not None else None
        if leaf is None or said is None:
            return self._numbers.next()
        if self._by_match is None:
            self._by_match = {
                str(held): key for key, data in self._known() if (held := at(data, leaf.keys)) is not None
            }
        text = str(said[1])
        if text not in self._by_match:
            number = self._numbers.next()
            if number is not None:
                self._by_match[text] = number
        return self._by_match.get(text)

    def _known(self) -> Iterator[tuple[str, dict[str, Data]]]:
        """The records there are, unfinished ones too."""
        network = self.desk.network
        for key in network.ids(self.kind.name):
            entry = network.named(self.kind.name, key)
            if entry is not None:
                yield key, self.desk.own(entry)
        for kind, key in network.left_out:
            unread = self.desk.unread(f"{kind}:{key}") if kind == self.kind.name else None
            if unread is not None:
                yield key, unread[1]

    def listed(self, row: TableRow) -> None:
        """Takes a row of a list's sheet."""
        record = self._named(row)
        if record is None:
            return
        holder = record.item
        for keys, number in zip(row.form.lists[:-1], row.holders, strict=True):
            items = holder.lists.setdefault(keys, [])
            while len(items) < number:
                items.append(Item(row.item.origin, place=len(items)))
            holder = items[number - 1]
        holder.lists.setdefault(row.form.lists[-1], []).append(row.item)

    def _named(self, row: TableRow) -> _Record | None:
        if not row.key and not self.kind.identity_fields and self.records:
            return self.records[0]
        record = self._by_key.get(row.key) or self._by_name.get(row.key)
        if record is not None:
            return record
        entry = self.desk.network.named(self.kind.name, row.key)
        if entry is None and self.desk.unread(f"{self.kind.name}:{row.key}") is None:
            near = nearest(row.key, (*self._by_key, *self.desk.network.ids(self.kind.name)))
            advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else Text("", "")
            self.problems.append(NO_RECORD.at(row.item.origin, key=row.key, advice=advice))
            return None
        record = _Record(Item(row.item.origin), entry, row.key)
        self.records.append(record)
        self._by_key[row.key] = record
        return record

    def put(self, record: _Record) -> Put | None:
        """Returns the record with its rows laid over it; None when it is wrong, or says what it said already."""
        places: Places = {}
        unread = self.desk.unread(f"{self.kind.name}:{record.key}") if record.entry is None and record.key else None
        old = self.desk.full(record.entry) if record.entry is not None else unread[1] if unread is not None else {}
        data = Merging(self.wanted.clear, places).merged(old, record.item, self.kind.model)
        if data == old:
            return None
        draft = self.wanted.draft and "draft" in self.kind.model.model_fields and record.entry is None
        if draft:
            data["draft"] = "true"
        name = record.key or str(record.item.origin)
        checked, found = validated(
            self.kind.model,
            self._typed(data, name),
            lambda path: _origin(places, path),
            name=name,
            draft=data.get("draft") == "true",
        )
        lacking = [each for each in self.kind.path_fields if each not in data]
        if checked is None and lacking:
            found = tuple(
                replace(p, severity="error") if p.field in lacking and p.code == MISSING.code else p for p in found
            )
        self.problems.extend(found)
        if lacking or any(problem.severity == "error" for problem in found):
            return None
        return Put(self.kind, data, record.entry)

    def _typed(self, data: dict[str, Data], name: str) -> dict[str, Data]:
        """The data as the record's type takes them: the text of a page read as one."""
        if self.kind.form != "markdown" or BODY not in data:
            return data
        prose, problems = read_prose(name, str(data[BODY]))
        self.problems.extend(problems)
        return {**data, BODY: prose}  # type: ignore[dict-item]


def _said(item: Item) -> dict[Keys, Data]:
    return {keys: data for keys, (_, data, _) in item.values.items()}


def _differs(again: Item, first: Item) -> bool:
    """Whether a row that names a record once more says anything else of the record itself than its first row."""
    said = _said(first)
    return any(said.get(keys) != data for keys, data in _said(again).items())


def _origin(places: Places, path: tuple[Step, ...]) -> Origin:
    while path and path not in places:
        path = path[:-1]
    return places[path]


def wrong_shared(kind: Kind, mapping: TableMapping, where: str) -> Iterable[Problem]:
    """Yields a problem for each value for all rows whose field is not there."""
    known = {leaf.path for leaf in forms_of(kind)[0].leaves}
    for name in mapping.values:
        if name not in known:
            near = nearest(name, tuple(known))
            what = Text(f"没有字段 {name}", f"there is no field {name}") if not near else Text(
                f"没有字段 {name}；是不是 {near}？", f"there is no field {name}; did you mean {near}?"
            )  # fmt: skip
            yield BAD_CELL.at(Origin(where), what=what)
