"""What must hold of the divisions, and of the codes that records name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.references import references
from toolkit.network.results import Results
from toolkit.topics.market.records import Division, Successor
from toolkit.topics.market.rules import Regions, regions
from toolkit.topics.topic import Check

CHANGES = ("whole", "merged", "split", "part")
"""The first word of a successor's note, before a colon: what became of the area (content/divisions/README.md)."""

RETIRED = ProblemKind(
    "MKT101",
    "error",
    Text("行政区划代码 {code} 已于 {day} 停用", "the division code {code} was retired on {day}"),
    Text("{advice}", "{advice}"),
)
PARENT = ProblemKind(
    "MKT102",
    "error",
    Text("{code} {name} 的上级 {parent} 不成立", "the parent {parent} of {code} {name} is not above it"),
    Text(
        "上级应是本表里更高一级的代码；省级没有上级",
        "a parent is a code of a higher level in this table; a province has none",
    ),
)
CHANGE = ProblemKind(
    "MKT103",
    "warning",
    Text("说明没有以 {known} 之一开头", "the note begins with none of {known}"),
    Text("首词说明这片区域如何变更", "the first word says what became of the area"),
)


def retired_codes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No record names a division code that has gone.

    Codes change every year (reference A.0). The message names what the area has become; where it went to several new
    codes, or only in part, somebody has to decide which of them the dealer keeps, and until then the area is
    frozen (J.4). Write the new code into the record; a territory needs an amendment of the contract.

    中文：记录里不出现已经停用的行政区划代码。区划代码每年都有变动，提示会说明这片区域变成了什么；拆到几处或只并入一部分
    的，由人决定经销商保留哪一块，在此之前这片区域冻结。请改写新代码；授权区域的变更要签补充协议。
    """
    tree = regions(network)
    gone = tree.retired()
    for entry in network.entries() if gone else ():
        for path, kind, code in references(entry.record):
            if kind == "division" and code in gone:
                yield RETIRED.at(
                    network.origin(entry.record, *path),
                    record=entry.id,
                    field=network.field(entry.record, *path),
                    code=code,
                    day=tree.successor(code)[-1].date,
                    advice=_advice(tree, code),
                )


def _advice(tree: Regions, code: str) -> Text:
    rows = tree.successor(code)
    names = [tree.text(row.new) for row in rows]
    zh = "、".join(f"{row.new} {name.zh}" for row, name in zip(rows, names, strict=True))
    en = "; ".join(f"{row.new} {name.en}" for row, name in zip(rows, names, strict=True))
    if len(rows) > 1:
        return Text(f"原区域分入 {zh}，先确定归属再改", f"its area went to {en}: decide which of them is meant")
    return Text(f"改为 {zh}", f"write {en}")


def division_tables(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The divisions form a tree, and each change of a code says what became of the area.

    Territories are compared as sets of the smallest divisions below a code (reference J.4). A parent that is missing
    or not of a higher level cuts a branch off, and the territory above it would silently lose its counties.
    Correct the table in `content/divisions/`; its README says how a revision is made.

    中文：区划是一棵完整的树，每次代码变更都说明去向。区域按最小一级区划的集合比较，上级缺失或级别不对，会使整枝脱落，上
    级区域就悄悄少了县。请改区划表，改法见该文件夹里的说明。
    """
    tree = regions(network)
    for division in network.all(Division):
        if (division.level == "province") != (division.parent is None) or (division.parent or "") != tree.parent(
            division.code
        ):
            yield PARENT.at(
                network.origin(division, "parent"),
                record=division.code,
                field="parent",
                code=division.code,
                name=division.name,
                parent=division.parent or "/",
            )
    for row in network.all(Successor):
        if (row.note or "").partition(":")[0] not in CHANGES:
            yield CHANGE.at(network.origin(row, "note"), record=row.old, field="note", known=", ".join(CHANGES))


CHECKS: tuple[Check, ...] = (
    Check((RETIRED,), retired_codes),
    Check((PARENT, CHANGE), division_tables),
)
