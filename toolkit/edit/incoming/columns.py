"""The heads of a table: which field each column is, by its Chinese or English name, its path, or a mapping that is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.edit.incoming.cells import Raw
from toolkit.edit.incoming.mapping import LEFT_OUT, TableMapping, normal
from toolkit.edit.shape import RECORD, Form, Leaf, forms_of, headings
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.kinds import Kind

_UNIT = re.compile(r"[(（][^()（）]*[)）]\s*\Z")
_HEAD_ROWS = 20
UNKNOWN_COLUMN = ProblemKind(
    "EDT142",
    "error",
    Text("不认识的列“{heading}”", "unknown column “{heading}”"),
    Text(
        "{advice}用 --column '{heading}=字段' 指明，不要的列写 '{heading}=-'",
        "{advice}say which field it is with --column '{heading}=FIELD', or '{heading}=-' to leave it out",
    ),
    manual="A column is known by the field's name in either language or by its path. One that nobody knows is never dropped "
    "silently: say what it is, or that it is not wanted, on the command line or in a mapping file."
    "中文：列按字段的中英文名称或路径辨认。不认识的列绝不悄悄丢掉：请在命令里或导入对照里说明它是什么，"
    "或不要它。",
)
TWICE = ProblemKind(
    "EDT143",
    "error",
    Text("两列是同一个字段 {name}", "two columns are one field, {name}"),
    Text("去掉一列", "take one of them away"),
    manual="A record has one value of a field; of two columns nobody could say which one counts."
    "中文：一条记录的一个字段只有一个值，两列说不清哪列算数。",
)
NO_HEAD = ProblemKind(
    "EDT144",
    "error",
    Text("前 20 行里没有找到表头", "no head was found in the first 20 rows"),
    Text("用 build export --template 取一张空表", "build export --template gives an empty table"),
    manual="The head is the row in which most cells are names of fields. There may be titles above it."
    "中文：表头是多数格子都是字段名的那一行，上面可以有标题。",
)
UNKNOWN_UNIT = ProblemKind(
    "EDT145",
    "error",
    Text(
        "列“{heading}”括号里的“{said}”不知道是什么单位",
        "what “{said}” in the heading “{heading}” does to its numbers is not known",
    ),
    Text(
        "在导入对照里写这一列的 unit（如 ten_thousand），或把列名里的括号去掉",
        "give the column a unit in the mapping, such as ten_thousand, or take the brackets out of the heading",
    ),
    manual="Words in brackets behind the heading of a column of numbers are taken for their unit: 元, 千元, 万元, 百万元, 亿元 and the "
    "field's own unit are known. Any other is refused, because a number that is read in the wrong unit looks right."
    "中文：数字列标题后面括号里的字当作单位：元、千元、万元、百万元、亿元和字段自己的单位都认识。别的"
    "不收，因为单位读错的数看上去是对的。",
)
NO_SUCH_HEADING = ProblemKind(
    "EDT146",
    "warning",
    Text("表头里没有导入对照所说的列“{heading}”", "the head has no column “{heading}”, which the mapping names"),
    Text(
        "{advice}表头若改过名，就改对照；不再有这一列，就从对照里删去",
        "{advice}mend the mapping if the column has another name, or take it out of it if it is gone",
    ),
    manual="A mapping is written for one sort of table. A column that it names and the table lacks may have been renamed, and its "
    "values would be lost without a word."
    "中文：导入对照只为一种表格写。它说的列表格里没有，可能是改了名，值会不声不响地丢掉。",
)
KINDS = (UNKNOWN_COLUMN, TWICE, NO_HEAD, UNKNOWN_UNIT, NO_SUCH_HEADING)


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
        found.update({normal(name): Target(form) for name in (RECORD.zh, RECORD.en)})
        for place, holder in enumerate(form.holders):
            for name in (f"{holder.zh}序号", f"No. of {holder.en}"):
                found[normal(name)] = Target(form, holder=place)
    _leaves(found, form, "", Text("", ""))
    if form.lists:
        # A mapping names a list's field by its whole path, on the list's own sheet too.
        for leaf in form.leaves:
            for path in (form.path, form.path.replace("[]", "")):
                found.setdefault(normal(f"{path}.{leaf.path}"), Target(form, leaf))
    if form.lists:
        for name in (kind.title.zh, kind.title.en, "record", kind.name):
            found.setdefault(normal(name), Target(form))
    else:
        for other in forms_of(kind):
            if len(other.lists) == 1:
                _leaves(found, other, f"{other.path}.", other.title)
    return found


def near_to(heading: str, known: Mapping[str, Target]) -> Target | None:
    """Returns the column that a heading nobody knows may mean: of a like name, of the same name in a list, or with it inside."""
    plain = normal(heading)
    near = nearest(plain, tuple(known))
    if near:
        return known[near]
    named = [name for name in known if name.rpartition("·")[2] == plain]
    inside = [name for name in known if min(len(name), len(plain)) > 1 and (name in plain or plain in name)]
    best = max(named or inside, key=lambda name: (-abs(len(name) - len(plain)), name), default="")
    return known.get(best)


def _leaves(found: dict[str, Target], form: Form, path: str, above: Text) -> None:
    for leaf, title in zip(form.leaves, headings(form), strict=True):
        target = Target(form, leaf)
        names = [f"{way}{name}" for way in (path, path.replace("[]", "")) for name in (leaf.path, ".".join(leaf.keys))]
        for own in (title, leaf.title):
            names += [f"{above.zh}·{own.zh}", f"{above.en} · {own.en}"] if above else [own.zh, own.en]
        for name in names:
            found.setdefault(normal(name), target)


def target_of(heading: str, known: Mapping[str, Target], mapping: TableMapping) -> Target | str | None:
    """Returns what a heading means, LEFT_OUT for a column that is not wanted, None when nobody knows."""
    given = mapping.column(heading)
    if given is not None and given.name == LEFT_OUT:
        return LEFT_OUT
    plain = normal(given.name if given is not None else heading)
    found = known.get(plain)
    return found if found is not None else known.get(normal(_UNIT.sub("", plain)))


def head_row(rows: Iterable[tuple[Raw, ...]], known: Mapping[str, Target], mapping: TableMapping) -> int | None:
    """Returns the number of the row, from 0, in which most cells are headings, or the mapping's; None when no row has any."""
    best, most = None, 0
    for place, row in enumerate(rows):
        if place >= _HEAD_ROWS:
            break
        count = sum(isinstance(cell, str) and target_of(cell, known, mapping) is not None for cell in row if cell)
        if count > most:
            best, most = place, count
    return best
