"""The heads of a table: which field each column is, by its Chinese or English name, its path, or a mapping that is given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from toolkit.edit.incoming.cells import Raw
from toolkit.edit.shape import RECORD, Form, Leaf, forms_of, headings
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.sources.document import Data

_UNIT = re.compile(r"[(（][^()（）]*[)）]\s*\Z")
_HEAD_ROWS = 20
LEFT_OUT = "-"
"""What a mapping says of a column that is not wanted."""
UNKNOWN_COLUMN = ProblemKind(
    "EDT142",
    "error",
    Text("不认识的列“{heading}”", "unknown column “{heading}”"),
    Text(
        "{advice}用 --column '{heading}=字段' 指明，不要的列写 '{heading}=-'",
        "{advice}say which field it is with --column '{heading}=FIELD', or '{heading}=-' to leave it out",
    ),
    manual="A column is known by the field's name in either language or by its path. One that nobody knows is never dropped "
    "silently: say what it is, or that it is not wanted, on the command line or in a mapping file.",
)
TWICE = ProblemKind(
    "EDT143",
    "error",
    Text("两列是同一个字段 {name}", "two columns are one field, {name}"),
    Text("去掉一列", "take one of them away"),
    manual="A record has one value of a field; of two columns nobody could say which one counts.",
)
NO_HEAD = ProblemKind(
    "EDT144",
    "error",
    Text("前 20 行里没有找到表头", "no head was found in the first 20 rows"),
    Text("用 build export --template 取一张空表", "build export --template gives an empty table"),
    manual="The head is the row in which most cells are names of fields. There may be titles above it.",
)
KINDS = (UNKNOWN_COLUMN, TWICE, NO_HEAD)


@dataclass(frozen=True, slots=True)
class Mapping_:
    """How a company's own table is read: fields by headings, words of its own by field, and values that all rows share."""

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Data) -> Mapping_:
        """Returns the mapping that a file says: columns, words, values, sheets. Raises ValueError with the wrong key."""
        groups: dict[str, dict[str, str]] = {"columns": {}, "values": {}, "sheets": {}}
        words: dict[str, dict[str, str]] = {}
        for key, held in data.items() if isinstance(data, dict) else ():
            if key == "columns" and isinstance(held, tuple):
                for row in held:
                    if not isinstance(row, dict) or set(row) != {"heading", "field"}:
                        raise ValueError(key)
                    groups[key][_normal(str(row["heading"]))] = str(row["field"])
            elif key in groups and isinstance(held, dict):
                groups[key] = {name: str(value) for name, value in held.items()}
            elif key == "words" and isinstance(held, tuple):
                for row in held:
                    if not isinstance(row, dict) or set(row) != {"field", "word", "code"}:
                        raise ValueError(key)
                    words.setdefault(str(row["field"]), {})[str(row["word"])] = str(row["code"])
            else:
                raise ValueError(key)
        return cls(groups["columns"], words, groups["values"], groups["sheets"])

    def heading(self, text: str) -> str | None:
        """Returns the field that a heading is mapped to, or None."""
        return self.columns.get(_normal(text))


@dataclass(frozen=True, slots=True)
class Target:
    """What a column holds: a value of the row itself or of an item of a list (`form`), the record's key, or an item's number."""

    form: Form
    leaf: Leaf | None = None
    holder: int = -1

    @property
    def name(self) -> str:
        """Returns the path by which a column is known."""
        leaf = self.leaf.path if self.leaf is not None else f"#{self.holder}"
        return f"{self.form.path}.{leaf}" if self.form.path else leaf


def targets(kind: Kind, form: Form) -> dict[str, Target]:
    """Returns what headings of a sheet mean, by their plain form; the records' own sheet may hold columns of first lists too."""
    found: dict[str, Target] = {}
    if form.lists:
        found.update({_normal(name): Target(form) for name in (RECORD.zh, RECORD.en)})
        for place, holder in enumerate(form.holders):
            for name in (f"{holder.zh}序号", f"No. of {holder.en}"):
                found[_normal(name)] = Target(form, holder=place)
    _leaves(found, form, "", Text("", ""))
    if form.lists:
        for name in (kind.title.zh, kind.title.en, "record", kind.name):
            found.setdefault(_normal(name), Target(form))
    else:
        for other in forms_of(kind):
            if len(other.lists) == 1:
                _leaves(found, other, f"{other.path}.", other.title)
    return found


def _leaves(found: dict[str, Target], form: Form, path: str, above: Text) -> None:
    for leaf, title in zip(form.leaves, headings(form), strict=True):
        target = Target(form, leaf)
        names = [f"{path}{leaf.path}", f"{path}{'.'.join(leaf.keys)}"]
        for own in (title, leaf.title):
            names += [f"{above.zh}·{own.zh}", f"{above.en} · {own.en}"] if above else [own.zh, own.en]
        for name in names:
            found.setdefault(_normal(name), target)


def target_of(heading: str, known: Mapping[str, Target], mapping: Mapping_) -> Target | str | None:
    """Returns what a heading means, LEFT_OUT for a column that is not wanted, None when nobody knows."""
    given = mapping.heading(heading)
    if given == LEFT_OUT:
        return LEFT_OUT
    plain = _normal(given if given is not None else heading)
    found = known.get(plain)
    return found if found is not None else known.get(_normal(_UNIT.sub("", plain)))


def head_row(rows: Iterable[tuple[Raw, ...]], known: Mapping[str, Target], mapping: Mapping_) -> int | None:
    """Returns the number of the row, from 0, in which most cells are headings; None when no row has any."""
    best, most = None, 0
    for place, row in enumerate(rows):
        if place >= _HEAD_ROWS:
            break
        count = sum(isinstance(cell, str) and target_of(cell, known, mapping) is not None for cell in row if cell)
        if count > most:
            best, most = place, count
    return best


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s*]+", "", plain)


normal = _normal
