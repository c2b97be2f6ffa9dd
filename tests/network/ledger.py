"""A small product of its own to try the engine on: dealers with items, people, notes, rows of a table and dated policies."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent
from typing import Annotated

from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import (
    Amount,
    Bilingual,
    Count,
    Day,
    Flag,
    IdOf,
    Line,
    Name,
    OneOf,
    Quarter,
    RefTo,
)
from toolkit.network.kinds import Kind, Kinds
from toolkit.network.load import Loaded, load
from toolkit.network.policy import Policy
from toolkit.network.record import Record, Value, field
from toolkit.sources.prose import Prose
from toolkit.sources.tree import MemoryTree

STATES = Vocabulary("state", {"active": ("合作", "active"), "closed": ("终止", "closed")})
PersonId = Annotated[str, IdOf("C"), RefTo("person")]


class Target(Value):
    KEY = ("quarter", "line")
    quarter: Quarter = field("季度", "Quarter", audience="dealer")
    line: Name = field("产品线", "Line", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer")
    margin: Amount | None = field("毛利", "Margin", default=None)


class Office(Value):
    city: Bilingual = field("城市", "City", audience="public")
    keeper: PersonId | None = field("保管人", "Keeper", audience="dealer", default=None)


class Dealer(Record):
    id: Annotated[str, IdOf("D")] = field("编号", "Id", audience="public")
    legal_name: Line = field("名称", "Legal name", audience="public")
    state: Annotated[str, OneOf(STATES)] = field("状态", "State", audience="dealer", default="active")
    since: Day | None = field("起始日", "Since", audience="dealer", default=None)
    owner: PersonId | None = field("负责人", "Owner", audience="dealer", default=None)
    deputies: tuple[PersonId, ...] = field("协助人", "Deputies", audience="dealer", default=())
    parent: Annotated[str, IdOf("D"), RefTo("dealer")] | None = field("上级", "Parent", audience="dealer", default=None)
    targets: tuple[Target, ...] = field("目标", "Targets", audience="dealer", default=())
    offices: dict[str, Office] = field("办公地", "Offices", audience="dealer", default={})
    branches: tuple[Office, ...] = field("分支", "Branches", audience="dealer", default=())
    seat: Office | None = field("住所", "Seat", audience="dealer", default=None)
    rule: Annotated[str, RefTo("rule")] | None = field("政策", "Policy", audience="dealer", default=None)
    score: Count | None = field("评分", "Score", default=None)
    draft: Flag = field("未完成", "Unfinished", default=False)


class Order(Record):
    dealer: Annotated[str, IdOf("D"), RefTo("dealer")] = field("经销商", "Dealer", audience="dealer")
    id: Line = field("编号", "Id", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer")


class Person(Record):
    id: Annotated[str, IdOf("C")] = field("编号", "Id", audience="dealer")
    dealer: Annotated[str, IdOf("D"), RefTo("dealer")] | None = field("所属", "Of", audience="dealer", default=None)
    name: Line = field("姓名", "Name", audience="dealer", personal="personal")
    mobile: Line | None = field("手机", "Mobile", audience="dealer", personal="sensitive", default=None)


class Note(Record):
    locale: Line = field("语言", "Language", audience="public")
    id: Name = field("名称", "Name", audience="public")
    title: Line = field("题目", "Title", audience="public")
    body: Prose = field("正文", "Text", audience="public")


class Rule(Policy):
    rate: Amount = field("数值", "Value", audience="dealer")


KINDS = Kinds(
    (
        Kind("dealer", Text("经销商", "the dealers"), Dealer, "dealers/{id}/profile.yaml"),
        Kind("order", Text("订单", "the orders"), Order, "dealers/{dealer}/orders.csv", identity="{dealer}/{id}", form="csv"),
        Kind(
            "person", Text("人员", "the people"), Person, "private/people.yaml", items="people",
            fallback="private.sample/people.yaml", erasable=True,
        ),
        Kind("note", Text("笔记", "the notes"), Note, "content/notes/{locale}/{id}.md", identity="{locale}/{id}", form="markdown"),
        Kind("rule", Text("政策", "the policies"), Rule, "content/policies/{id}/{version}.yaml", identity="{id}@{version}"),
    )
)  # fmt: skip


def loaded(files: Mapping[str, str | bytes]) -> Loaded:
    """What the files say, and what is wrong with them."""
    return load(
        MemoryTree({path: written(text) if isinstance(text, str) else text for path, text in files.items()}), KINDS
    )


def written(text: str) -> str:
    """A text without the indentation that it has in a test."""
    return dedent(text).lstrip("\n")


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, int]]:
    """Code, path and line of each problem, in order of place."""
    return sorted(((p.code, p.origin.path, p.origin.line) for p in problems), key=lambda row: (row[1], row[2], row[0]))


def dealer(number: int, rest: str = "") -> dict[str, str | bytes]:
    """A dealer that lacks nothing."""
    key = f"D-2025-{number:04d}"
    return {f"dealers/{key}/profile.yaml": f"legal_name: 杭州第{number}商贸有限公司\n" + written(rest)}
