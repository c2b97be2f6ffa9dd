"""Playbooks bound to live rules: a number or a table of a policy is shown from the policy's file, never typed twice (C34).

`{{rule:dealer-evaluation.grades.A.from_value}}` is a value, `{{table:dealer-evaluation.grades}}` alone in a paragraph a table,
`{{table:dealer-evaluation.grades:grade,from_value}}` one of chosen columns, `{{policy:dealer-evaluation}}` the policy's name as a
link. The version in force on the as-of date is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.text import Locale, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.kinds import Kinds
from toolkit.network.policy import Policy, in_force
from toolkit.network.reader import Reader
from toolkit.network.record import Value
from toolkit.network.showing import NoSuchPart, Part, Table, Titles, bare_id, part_of, table_of
from toolkit.sources.prose import FIELD, Node, replace_nodes

RULE, TABLE, POLICY = "rule", "table", "policy"
FORMS = (RULE, TABLE, POLICY)
Policies = Mapping[str, Policy]
PathTo = Callable[[str], str]


class Unbound(LookupError):
    """A placeholder that shows nothing: why, and what may have been meant."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.zh)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Address:
    """What a placeholder names: a form, a policy, a path inside it, and for a table its columns."""

    form: str
    policy: str
    path: tuple[str, ...]
    columns: tuple[str, ...]


def address_of(name: str) -> Address:
    """Returns what a placeholder names. Raises Unbound for a form that there is not."""
    form, _, rest = name.partition(":")
    if form not in FORMS or not rest:
        raise Unbound(
            Text(
                "手册只认识 rule:、table: 和 policy: 三种占位", "the handbook knows the forms rule:, table: and policy:"
            )
        )
    where, _, columns = rest.partition(":")
    policy, *path = where.split(".")
    return Address(form, policy, tuple(path), tuple(columns.split(",")) if columns else ())


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


def part_at(policies: Policies, address: Address) -> Part:
    """Returns the part of a policy that an address names. Raises Unbound, with the nearest words, where there is none."""
    policy = policies.get(address.policy)
    if policy is None:
        raise Unbound(_unknown(Text("生效的政策", "policy in force"), address.policy, tuple(policies)))
    try:
        part = part_of(policy, address.path)
        if address.form == TABLE:
            _table(part, address, "zh", bare_id)
    except NoSuchPart as lost:
        raise Unbound(_unknown(Text("字段或条目", "field or item"), lost.step, lost.known)) from None
    if address.form == RULE and (not address.path or isinstance(part.held, Value)):
        raise Unbound(Text("rule: 要指到一个值", "rule: must lead to a single value"))
    return part


def bound(
    blocks: tuple[Node, ...], policies: Policies, locale: Locale, path_to: PathTo, titles: Titles = bare_id
) -> tuple[Node, ...]:
    """Returns the blocks with every placeholder replaced; one that leads nowhere stays as written: a check has told of it.

    `path_to` gives the link to a policy's page.
    """

    def change(node: Node) -> Node | str:
        if node.tag != FIELD:
            return node
        try:
            return _inline(address_of(node.get("name")), policies, locale, path_to, titles)
        except Unbound:
            return node

    return tuple(
        table if (table := _alone(block, policies, locale, titles)) is not None else replace_nodes((block,), change)[0]
        for block in blocks
    )


def _inline(address: Address, policies: Policies, locale: Locale, path_to: PathTo, titles: Titles) -> Node | str:
    part = part_at(policies, address)
    policy = policies[address.policy]
    if address.form == POLICY:
        name = policy.name.within(locale)
        return Node("a", (("href", path_to(policy.id)),), (f"《{name}》" if locale == "zh" else name,))
    if address.form == TABLE:
        raise Unbound(NOT_ALONE)
    return part.text(locale, titles)


NOT_ALONE = Text("table: 要独占一段", "table: stands alone in its paragraph")


def stands_alone(block: Node) -> bool:
    """Returns whether a block is a paragraph of nothing but one placeholder."""
    children = [child for child in block.children if not isinstance(child, str) or child.strip()]
    return block.tag == "p" and len(children) == 1 and isinstance(children[0], Node) and children[0].tag == FIELD


def _alone(block: Node, policies: Policies, locale: Locale, titles: Titles) -> Node | None:
    if not stands_alone(block):
        return None
    (field,) = (child for child in block.children if isinstance(child, Node))
    try:
        address = address_of(field.get("name"))
        if address.form != TABLE:
            return None
        return _node(_table(part_at(policies, address), address, locale, titles))
    except Unbound:
        return None


def _table(part: Part, address: Address, locale: Locale, titles: Titles) -> Table:
    held = part.held
    if isinstance(held, tuple) and held and all(isinstance(item, Value) for item in held):
        return table_of(type(held[0]), held, locale, address.columns, titles)
    raise Unbound(Text("table: 要指到一个列表", "table: must lead to a list"))


def _node(table: Table) -> Node:
    def row(tag: str, cells: Iterable[str]) -> Node:
        marks = ((("class", "right"),) if n in table.numeric else () for n, _ in enumerate(table.head))
        return Node("tr", (), tuple(Node(tag, mark, (cell,)) for cell, mark in zip(cells, marks, strict=True)))

    body = tuple(row("td", cells) for cells in table.rows)
    return Node("table", (), (Node("thead", (), (row("th", table.head),)), Node("tbody", (), body)))


def _unknown(what: Text, given: str, known: tuple[str, ...]) -> Text:
    near = nearest(given, known)
    return Text(
        f"没有{what.zh} {given}" + (f"；是不是 {near}？" if near else ""),
        f"there is no {what.en} {given}" + (f"; did you mean {near}?" if near else ""),
    )
