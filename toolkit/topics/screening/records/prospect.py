"""What `screening.yaml` says of a candidate before anybody scores it: source, claims, brands, checks, talks (reference A.4, 0b)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Day, Flag, Line, Name, OneOf, Rate
from toolkit.network.record import Value, field
from toolkit.network.shared import Evidence, Measure
from toolkit.topics.company.records import ContactId, StaffId
from toolkit.topics.dealer.records import RELATION
from toolkit.topics.screening.records import vocabularies as words


class Registered(Value):
    """What the business register says, and since when the category has been traded."""

    founded: Day = field("成立日期", "Founded")
    capital: Amount = field("注册资本", "Registered capital", unit="元")
    paid_capital: Amount | None = field("实缴资本", "Paid-in capital", unit="元", default=None)
    in_category_since: Day | None = field("同品类经营始于", "In the category since", default=None)


class Claim(Value):
    """What a candidate says of its own size; visits find it so or otherwise."""

    KEY = ("what",)
    what: Annotated[str, OneOf(words.CLAIMS)] = field("申报项", "Claim")
    value: Measure = field("申报值", "Claimed")


class BrandCarried(Value):
    KEY = ("brand",)
    brand: Line = field("品牌", "Brand")
    category: Bilingual = field("品类", "Category")
    share: Rate = field("占其销售额", "Share of its sales")
    relation: Annotated[str, OneOf(RELATION)] = field("关系", "Relation")
    exclusive: Flag = field("独家经销", "Exclusive dealer", default=False)
    as_of: Day = field("截至", "As of")


class RelatedParty(Value):
    """A tie that matters: to our own staff, to another dealer. Persons appear as ids only."""

    KEY = ("id",)
    id: Name = field("编号", "Id")
    relation: Bilingual = field("关系", "Relation", personal="personal")
    staff: StaffId | None = field("我方员工", "Our staff", default=None)
    declared_on: Day | None = field("申报日", "Declared on", default=None)


class RegisterFinding(Value):
    KEY = ("registry",)
    registry: Annotated[str, OneOf(words.REGISTERS)] = field("名录", "Register")
    result: Annotated[str, OneOf(words.REGISTER_RESULTS)] = field("结果", "Result")
    note: Bilingual | None = field("说明", "Note", default=None)


class CreditCheck(Value):
    """A search of the public registers on the firm, its legal representative and who controls it."""

    KEY = ("date",)
    date: Day = field("查询日", "Searched on")
    checked_by: StaffId = field("查询人", "By")
    findings: tuple[RegisterFinding, ...] = field("结果", "Findings")
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", default=())


class Nda(Value):
    signed_on: Day = field("签署日", "Signed on")
    evidence: Evidence | None = field("证据", "Evidence", default=None)


class Doubt(Value):
    """Something in the papers that did not fit, and what was said to it."""

    KEY = ("id",)
    id: Name = field("编号", "Id")
    text: Bilingual = field("疑点", "Doubt")
    answer: Bilingual | None = field("回答", "Answer", default=None)
    settled: Flag = field("已消除", "Settled", default=False)


class Expectation(Value):
    """What the candidate hopes for or fears; the negotiation answers each."""

    KEY = ("id",)
    id: Name = field("编号", "Id")
    text: Bilingual = field("期待或担心", "Expectation")
    answer: Bilingual | None = field("答复", "Answer", default=None)


class DeepTalk(Value):
    """The talk between the first screening and the visit (M25)."""

    KEY = ("date",)
    date: Day = field("日期", "Date")
    team: tuple[StaffId, ...] = field("我方", "Our side")
    persons: tuple[ContactId, ...] = field("对方", "Their side")
    doubts: tuple[Doubt, ...] = field("初筛疑点", "Doubts from screening", default=())
    expectations: tuple[Expectation, ...] = field("对方的期待", "Their expectations", default=())
    open: tuple[Bilingual, ...] = field("未了事项", "Open", default=())
    confirmed_on: Day | None = field("对方确认日", "Confirmed by them on", default=None)
