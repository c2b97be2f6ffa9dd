"""Records as the data of their files, and files that hold changed records: what commands that edit work on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import create_model

from toolkit.edit.csv_change import changed_csv, new_csv
from toolkit.edit.write import FileEdit
from toolkit.edit.yaml_change import Unchangeable, changed_yaml
from toolkit.edit.yaml_form import mapping
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.network.network import Entry, Network
from toolkit.network.record import Value
from toolkit.sources.csv_text import ROWS
from toolkit.sources.document import Data, Step
from toolkit.sources.tree import Tree
from toolkit.sources.yaml_text import read_yaml

BODY = "body"
_FRONT = re.compile(r"---\n(.*?\n)---(?:\n|\Z)", re.DOTALL)
_MARK = "\ufeff"

UNCHANGEABLE = ProblemKind(
    "EDT121",
    "error",
    Text("{path} 的写法不能自动改（例如括号里夹着注释）", "the way {path} is written cannot be edited by a command"),
    Text("用编辑器直接改这个文件", "change the file in an editor"),
    manual="A command changes only the places of a file that have to change, reads the result again and compares it. Where "
    "something would be lost, such as a comment between brackets, it writes nothing."
    "中文：命令只改文件里必须改的地方，改完再读一遍对照。会丢东西时，例如括号里夹着注释，就不写。",
)
KINDS = (UNCHANGEABLE,)


@dataclass(frozen=True, slots=True)
class Put:
    """A record as it shall be: its data, fields that its path gives included, and its entry where it is there already."""

    kind: Kind
    data: dict[str, Data]
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace as it was read."""

    tree: Tree
    network: Network

    def own(self, entry: Entry) -> dict[str, Data]:
        """Returns the data of a record as its file says it; of a page with its text."""
        data: Data = entry.document.data
        for step in entry.base:
            data = data[step]  # type: ignore[index]
        own = dict(data) if isinstance(data, dict) else {}
        if entry.kind.form == "markdown":
            own[BODY] = _parts(self._text(entry.document.path))[1]
        return own

    def full(self, entry: Entry) -> dict[str, Data]:
        """Returns the same with the fields that the path gives."""
        own = self.own(entry)
        return {**{name: str(getattr(entry.record, name)) for name in entry.kind.path_fields if name not in own}, **own}

    def unread(self, name: str) -> tuple[Kind, dict[str, Data]] | None:
        """Returns kind and data of a record that is not in the network, such as an unfinished one, by id, kind:id or path."""
        for path in sorted(self.network.files):
            found = self.network.kinds.for_path(path)
            if found is None or found[0].form != "yaml" or found[0].items:
                continue
            kind, given = found[0], found[1].groupdict()
            if any(field not in given for field in kind.identity_fields):
                continue
            key = kind.identity.format(**given)
            if name not in (path, key, f"{kind.name}:{key}") or (kind.name, key) not in self.network.left_out:
                continue
            document, _ = read_yaml(path, self.tree.read(path))
            if document is not None and isinstance(document.data, dict):
                return kind, {**given, **document.data}
        return None

    def path_of(self, put: Put) -> str:
        """Returns the path of a record's file; its data have all fields that the path asks for."""
        if put.entry is not None:
            return put.entry.document.path
        # Never the fallback: what is shown there is invented and lies in git, and a new person is neither.
        return put.kind.path.format(**{name: put.data[name] for name in put.kind.path_fields})

    def written(self, put: Put) -> dict[str, Data]:
        """Returns the data as a file holds them: without the fields of the path that files of the kind do not repeat."""
        if put.entry is not None:
            own = self.own(put.entry)
            return {name: held for name, held in put.data.items() if name in own or name not in put.kind.path_fields}
        like = next((self.network.named(put.kind.name, key) for key in self.network.ids(put.kind.name)), None)
        said = set(self.own(like)) if like is not None else set(_repeated(put.kind))
        held = {name: value for name, value in put.data.items() if name in said or name not in put.kind.path_fields}
        order = [info.alias or name for name, info in put.kind.model.model_fields.items()]
        return dict(sorted(held.items(), key=lambda row: order.index(row[0]) if row[0] in order else len(order)))

    def edits(self, puts: Iterable[Put]) -> tuple[tuple[FileEdit, ...], tuple[Problem, ...]]:
        """Returns the files that change, with what was in them, and a problem for each that cannot be changed so."""
        by_path: dict[str, list[Put]] = {}
        for put in puts:
            by_path.setdefault(self.path_of(put), []).append(put)
        edits, problems = list[FileEdit](), list[Problem]()
        for path, rows in sorted(by_path.items()):
            try:
                before = self.tree.read(path) if path in self.network.files else None
                text = self._changed(path, before, rows)
            except Unchangeable:
                problems.append(UNCHANGEABLE.at(Origin(path), path=path))
                continue
            if before is None or text.encode("utf-8") != before:
                edits.append(FileEdit(path, before, text))
        return tuple(edits), tuple(problems)

    def _text(self, path: str) -> str:
        return _plain(self.tree.read(path))

    def _changed(self, path: str, before: bytes | None, puts: list[Put]) -> str:
        if before is None:
            return self._new(puts)
        text, kind = _plain(before), puts[0].kind
        made = self._within(text, path, puts)
        if kind.form == "markdown":
            front, body = _parts(text)
            data = dict(made)
            new_body = _body(str(data.pop(BODY, body)), body)
            made_text = f"---\n{changed_yaml(front, data, kind.model)}---\n{new_body}"
        elif kind.form == "csv":
            rows = made[ROWS]
            made_text = changed_csv(text, [row for row in rows if isinstance(row, dict)], _columns(kind))
        else:
            made_text = changed_yaml(text, made, file_model(kind))
        crlf = "\r\n" in before.decode("utf-8")
        mark = _MARK if before.startswith(_MARK.encode()) else ""
        return mark + (made_text.replace("\n", "\r\n") if crlf else made_text)

    def _within(self, text: str, path: str, puts: list[Put]) -> dict[str, Data]:
        """The data of a file with its records put."""
        kind = puts[0].kind
        listed = ROWS if kind.form == "csv" else kind.items
        if not listed:
            return self.written(puts[-1])
        held = next(
            (each.document.data for key in self.network.ids(kind.name)
             if (each := self.network.named(kind.name, key)) is not None and each.document.path == path), {},
        )  # fmt: skip
        data = dict(held) if isinstance(held, dict) else {}
        items = list(data.get(listed, ()))
        for put in puts:
            if put.entry is None:
                items.append(self.written(put))
            else:
                items[_place(put.entry.base)] = self.written(put)
        return {**data, listed: tuple(items)}

    def _new(self, puts: list[Put]) -> str:
        kind, rows = puts[0].kind, [self.written(put) for put in puts]
        if kind.form == "csv":
            return new_csv(rows, _columns(kind))
        if kind.items:
            return mapping({kind.items: tuple(rows)}, file_model(kind))
        if kind.form == "markdown":
            front = {name: held for name, held in rows[-1].items() if name != BODY}
            return f"---\n{mapping(front, kind.model)}---\n\n{str(rows[-1].get(BODY, '')).strip()}\n"
        return mapping(rows[-1], kind.model)


@cache
def file_model(kind: Kind) -> type[Value]:
    """Returns the type of a kind's file: its record, or the list that holds its records."""
    if not kind.items:
        return kind.model
    listed: dict[str, object] = {kind.items: (tuple[kind.model, ...], ...)}  # type: ignore[name-defined]
    return create_model("File", __base__=Value, **listed)  # type: ignore[call-overload,no-any-return]


def overlaid(edits: Iterable[FileEdit]) -> dict[str, str]:
    """Returns the texts of edits by path, to lay over a tree."""
    return {edit.path: edit.text for edit in edits}


def _plain(data: bytes) -> str:
    return data.decode("utf-8").removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")


def _parts(text: str) -> tuple[str, str]:
    match = _FRONT.match(text)
    return (match.group(1), text[match.end() :]) if match else ("", text)


def _body(text: str, old: str) -> str:
    return old if text == old else f"\n{text.strip()}\n"


def _place(base: tuple[Step, ...]) -> int:
    last = base[-1]
    return last if isinstance(last, int) else 0


def _columns(kind: Kind) -> list[str]:
    return [info.alias or name for name, info in kind.model.model_fields.items() if name not in kind.path_fields]


def _repeated(kind: Kind) -> tuple[str, ...]:
    """The fields of a path that a file says once more, where no file shows the way: what names the record itself."""
    return tuple(name for name in kind.path_fields if name in ("id", "version", "contract_no"))
