"""The tree of territories: one above another, nothing twice, owners who are there, targets that add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records import TAX, Staff
from toolkit.topics.company.rules import circles
from toolkit.topics.market.records import Territory
from toolkit.topics.market.rules.regions import regions
from toolkit.topics.market.rules.territories import Territories, territories_of
from toolkit.topics.topic import Check

OWNERS = ("SA", "GM")

PARENT = ProblemKind(
    "MKT131",
    "error",
    Text("{year} 年没有上级区域 {parent}", "there is no territory {parent} in {year}"),
    Text("上级写同一文件里的区域编号", "the parent is the id of a territory in the same file"),
)
RING = ProblemKind("MKT132", "error", Text("上下级成环：{ring}", "the territories stand in a circle: {ring}"))
NOT_INSIDE = ProblemKind(
    "MKT133",
    "error",
    Text("{code} 不在上级区域 {parent} 之内", "{code} does not lie within the territory above, {parent}"),
)
TWICE = ProblemKind(
    "MKT134",
    "error",
    Text("与同级区域 {other} 有 {count} 个县级单位重复", "shares {count} counties with {other} beside it"),
    Text("一个县只有一位负责人", "a county has one owner"),
)
OWNER = ProblemKind(
    "MKT135",
    "error",
    Text("负责人 {staff} {why}", "the owner {staff} {why}"),
    Text("指定在职的销售人员", "name somebody in sales who is there"),
)
SUM = ProblemKind(
    "MKT136",
    "warning",
    Text(
        "{line} 分解到下级的目标合计 {given}，与本级的 {own} 不等",
        "the targets of {line} given down total {given}, not {own}",
    ),
    Text("调整其中之一，使上下级一致", "make the two agree"),
)


TAX_DIFFERS = ProblemKind(
    "MKT116",
    "error",
    Text("目标{own}，上级 {above} 的目标{theirs}，不能相加", "its targets are {own}, those of {above} above it {theirs}: they cannot be added"),
    Text("上下级用一个口径", "use one basis above and below"),
)  # fmt: skip


def territory_tree(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Territories of a year form a tree, and no county has two owners on one level.

    A part lies within what is above it; parts side by side have no county in common. Otherwise a lead or a
    diversion case would have two owners, or none.

    中文：同一年的区域构成一棵树，同一级上一个县只有一位负责人。下级要在上级范围之内，同级之间没有共同的县；否则一条线索、
    一起窜货案会有两个负责人，或者一个也没有。
    """
    tree = regions(network)
    rows = network.all(Territory)
    for year in sorted({row.year for row in rows}):
        held = territories_of(rows, year, tree)
        for ring in circles({row.id: row.parent for row in held if row.parent}):
            first = held.find(ring[0])
            if first is not None:
                shown = " → ".join((*ring, ring[0]))
                yield RING.at(network.origin(first, "parent"), record=_name(first), field="parent", ring=shown)
        for row in held:
            if row.parent and held.find(row.parent) is None:
                where = network.origin(row, "parent")
                yield PARENT.at(where, record=_name(row), field="parent", year=year, parent=row.parent)
            elif row.parent:
                for place, code in enumerate(row.regions):
                    if code in tree and not tree.counties(code) <= held.counties(row.parent):
                        path = ("regions", place)
                        where, at = network.origin(row, *path), network.field(row, *path)
                        yield NOT_INSIDE.at(where, record=_name(row), field=at, code=code, parent=row.parent)
        yield from _shared(network, held)


def _shared(network: Network, held: Territories) -> Iterator[Problem]:
    for first, second in combinations(held, 2):
        common = held.counties(first.id) & held.counties(second.id)
        if common and first.parent == second.parent:
            related = (Related(network.origin(first), Text("另一个区域", "the other territory")),)
            where = network.key_origin(second, "regions")
            yield TWICE.at(
                where, record=_name(second), field="regions", related=related, other=first.id, count=len(common)
            )


def territory_owners(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Whoever owns a territory is in sales and has not left.

    Leads, visits and targets of a county go to its owner. Territories of past years are left alone.

    中文：区域负责人是在职的销售人员。线索、拜访和目标都归他；往年的区域不再追问。请指定接手的人。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for row in network.all(Territory):
        person = staff.get(row.owner)
        if person is None or row.year < as_of.year - 1:
            continue
        left = person.until is not None and person.until < as_of and row.year >= as_of.year
        if left or not set(OWNERS) & set(person.roles):
            why = (
                Text(f"已于 {person.until} 离任", f"left on {person.until}")
                if left
                else Text("不在销售岗位", "is not in sales")
            )
            yield OWNER.at(network.origin(row, "owner"), record=_name(row), field="owner", staff=row.owner, why=why)


def territory_targets(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What is given down to the parts of a territory is its own target.

    Where parts have targets for a line, they total that of the territory above: a difference is a target that
    nobody has, or one that two people have.

    中文：分解到下级区域的目标，合计等于本级目标。差额要么是没有人承担的目标，要么是两个人重复承担的目标。请改其中之一。
    """
    tree = regions(network)
    rows = network.all(Territory)
    by_name = {(row.year, row.id): row for row in rows}
    for row in rows:
        above = by_name.get((row.year, row.parent or ""))
        if above is not None and above.targets and row.targets and above.tax != row.tax:
            words: dict[str, Any] = {"own": TAX.label(row.tax), "above": above.id, "theirs": TAX.label(above.tax)}
            yield TAX_DIFFERS.at(network.origin(row, "tax"), record=_name(row), field="tax", **words)
    for year in sorted({row.year for row in rows}):
        held = territories_of(rows, year, tree)
        for row in held:
            given = held.given_down(row.id)
            for place, target in enumerate(row.targets):
                if target.line in given and given[target.line] != target.amount:
                    path = ("targets", place, "amount")
                    yield SUM.at(
                        network.origin(row, *path),
                        record=_name(row),
                        field=network.field(row, *path),
                        line=target.line,
                        given=amount_text(given[target.line]),
                        own=amount_text(target.amount),
                    )


def _name(row: Territory) -> str:
    return f"{row.year}/{row.id}"


CHECKS: tuple[Check, ...] = (
    Check((PARENT, RING, NOT_INSIDE, TWICE), territory_tree),
    Check((OWNER,), territory_owners),
    Check((SUM, TAX_DIFFERS), territory_targets),
)
