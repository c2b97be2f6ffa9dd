"""Playbooks bound to live rules: a number or a table of a policy is shown from the policy's file, never typed twice (C34).

`{{rule:dealer-evaluation.grades.A.from_value}}` is a value and `{{policy:dealer-evaluation}}` the policy's name as a link. Alone in
a paragraph, `{{table:dealer-evaluation.grades}}` is a table, `{{table:dealer-evaluation.grades:grade,from_value}}` one of chosen
columns, `{{table:dealer-evaluation.dimensions.each.indicators:measure,weight}}` one of all the lists inside a list, and
`{{grid:cadence.rhythms:contact,segment,every_days}}` sets two keys against each other. `{{record:negotiation}}` is a kind of
record and `{{check:NEG104}}` a check, each as a link to its page. The version of a policy in force on the as-of date is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.text import Locale, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.kinds import Kinds
from toolkit.network.policy import Policy, in_force
from toolkit.network.reader import Reader
from toolkit.network.record import Value
from toolkit.network.showing import NoSuchPart, Titles, bare_id, is_worded, part_of
from toolkit.network.tables import Table, grid_of, listed, rows_of
from toolkit.sources.prose import FIELD, Node, replace_nodes

RULE, TABLE, GRID, POLICY, RECORD, CHECK = "rule", "table", "grid", "policy", "record", "check"
FORMS = (RULE, TABLE, GRID, POLICY, RECORD, CHECK)
LISTS = (TABLE, GRID)
"""Forms that stand alone in their paragraph."""
Policies = Mapping[str, Policy]
PathTo = Callable[[str, str], str]
"""The link to the page of what a placeholder names, by its form (POLICY, RECORD or CHECK) and that name."""
_CODE = re.compile(r"[A-Z]{3}\d{3}")


class Unbound(LookupError):
    """A placeholder that shows nothing: why, and what may have been meant."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.zh)
        self.reason = reason


NOT_ALONE = Text("table: 和 grid: 要独占一段", "table: and grid: stand alone in their paragraph")
_FORMS = Text(
    "手册只认识 rule:、table:、grid:、policy:、record: 和 check: 六种占位",
    "the handbook knows the forms rule:, table:, grid:, policy:, record: and check:",
)
_ONE_VALUE = Text("rule: 要指到一个值", "rule: must lead to a single value")
_A_LIST = Text("table: 和 grid: 要指到一个列表", "table: and grid: must lead to a list")
_THREE = Text("grid: 要写行、列、格三个字段", "grid: takes three fields: rows, columns, cells")
_A_CODE = Text("check: 要写三个字母加三位数的代码", "check: takes a code of three letters and three digits")


@dataclass(frozen=True, slots=True)
class Address:
    """What a placeholder names: a form, a policy (or kind, or check), a path inside it, and for a table its columns."""

    form: str
    name: str
    path: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What placeholders may name: the policies in force, and the kinds of records."""

    policies: Policies
    kinds: Kinds


def address_of(placeholder: str) -> Address:
    """Returns what a placeholder names. Raises Unbound for a form that there is not."""
    form, _, rest = placeholder.partition(":")
    if form not in FORMS or not rest:
        raise Unbound(_FORMS)
    where, _, columns = rest.partition(":")
    name, *path = where.split(".")
    return Address(form, name, tuple(path), tuple(columns.split(",")) if columns else ())


def policies_in_force(reader: Reader, kinds: Kinds, day: date) -> Policies:
    """Returns policy id → the version in force on `day`, of every kind of policy."""
    found: dict[str, Policy] = {}
    for kind in kinds.all:
        if issubclass(kind.model, Policy):
            versions = reader.all(kind.model)
            for name in dict.fromkeys(version.id for version in versions):
                held = in_force(versions, name, day)
                if held is not None:
                    found[name] = held
    return found


def shown(address: Address, known: Known, locale: Locale, path_to: PathTo, titles: Titles = bare_id) -> Node | str:
    """Returns what a placeholder shows: text, a link, or a table. Raises Unbound, with the nearest words, for one that leads
    nowhere."""
    if address.form == CHECK:
        if not _CODE.fullmatch(address.name) or address.path:
            raise Unbound(_A_CODE)
        return _link(path_to(CHECK, address.name), address.name)
    if address.form == RECORD:
        if address.name not in known.kinds:
            names = tuple(kind.name for kind in known.kinds.all)
            raise Unbound(_unknown(Text("记录类型", "kind of record"), address.name, names))
        return _link(path_to(RECORD, address.name), known.kinds.named(address.name).title.within(locale))
    policy = known.policies.get(address.name)
    if policy is None:
        raise Unbound(_unknown(Text("生效的政策", "policy in force"), address.name, tuple(known.policies)))
    try:
        return _of_policy(address, policy, locale, path_to, titles)
    except NoSuchPart as lost:
        raise Unbound(_unknown(Text("字段或条目", "field or item"), lost.step, lost.known)) from None


def bound(
    blocks: tuple[Node, ...], known: Known, locale: Locale, path_to: PathTo, titles: Titles = bare_id
) -> tuple[Node, ...]:
    """Returns the blocks with every placeholder replaced; one that leads nowhere stays as written: a check has told of it."""

    def change(node: Node) -> Node | str:
        if node.tag != FIELD:
            return node
        try:
            address = address_of(node.get("name"))
            return node if address.form in LISTS else shown(address, known, locale, path_to, titles)
        except Unbound:
            return node

    return tuple(
        table
        if (table := _alone(block, known, locale, path_to, titles)) is not None
        else replace_nodes((block,), change)[0]
        for block in blocks
    )


def stands_alone(block: Node) -> bool:
    """Returns whether a block is a paragraph of nothing but one placeholder."""
    children = [child for child in block.children if not isinstance(child, str) or child.strip()]
    return block.tag == "p" and len(children) == 1 and isinstance(children[0], Node) and children[0].tag == FIELD


def _of_policy(address: Address, policy: Policy, locale: Locale, path_to: PathTo, titles: Titles) -> Node | str:
    if address.form == POLICY:
        name = policy.name.within(locale)
        return _link(path_to(POLICY, policy.id), f"《{name}》" if locale == "zh" else name)
    if address.form == RULE:
        part = part_of(policy, address.path)
        if not address.path or (isinstance(part.held, Value) and not is_worded(part.held)):
            raise Unbound(_ONE_VALUE)
        return part.text(locale, titles)
    rows = rows_of(policy, address.path)
    if not rows:
        raise Unbound(_A_LIST)
    if address.form == TABLE:
        return _node(listed(rows, locale, address.columns, titles))
    if len(address.columns) != 3:
        raise Unbound(_THREE)
    down, across, inside = address.columns
    return _node(grid_of(rows, (down, across, inside), locale, titles))


def _alone(block: Node, known: Known, locale: Locale, path_to: PathTo, titles: Titles) -> Node | None:
    if not stands_alone(block):
        return None
    (field,) = (child for child in block.children if isinstance(child, Node))
    try:
        address = address_of(field.get("name"))
        made = shown(address, known, locale, path_to, titles) if address.form in LISTS else None
    except Unbound:
        return None
    return made if isinstance(made, Node) else None


def _link(path: str, text: str) -> Node:
    return Node("a", (("href", path),), (text,))


def _node(table: Table) -> Node:
    def row(tag: str, cells: Iterable[str]) -> Node:
        marks = ((("class", "right"),) if n in table.numeric else () for n, _ in enumerate(table.head))
        return Node("tr", (), tuple(Node(tag, mark, (cell,)) for cell, mark in zip(cells, marks, strict=True)))

    body = tuple(row("td", cells) for cells in table.rows)
    return Node("table", (), (Node("thead", (), (row("th", table.head),)), Node("tbody", (), body)))


def _unknown(what: Text, given: str, choices: tuple[str, ...]) -> Text:
    near = nearest(given, choices)
    return Text(
        f"没有{what.zh} {given}" + (f"；是不是 {near}？" if near else ""),
        f"there is no {what.en} {given}" + (f"; did you mean {near}?" if near else ""),
    )
