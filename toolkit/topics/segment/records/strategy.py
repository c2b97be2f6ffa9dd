"""A dealer's strategy card: its needs, what we offer, the plan of both, and what people saw that no system tells (reference K.2)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Day, Line, OneOf
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Action, Measure
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.segment.records.help import Spare, Wanted
from toolkit.topics.segment.records.vocabularies import LEGAL, NEEDS


class Need(Value):
    KEY = ("kind", "text")
    kind: Annotated[str, OneOf(NEEDS)] = field("种类", "Kind")
    text: Bilingual = field("需求", "Need")


class Offer(Value):
    KEY = ("text",)
    text: Bilingual = field("我方支持", "Our offer")
    answers: Annotated[str, OneOf(NEEDS)] = field("对应需求", "Answers the need")


class Investment(Value):
    KEY = ("what",)
    what: Bilingual = field("投入", "Investment")
    amount: Amount = field("金额", "Amount", unit="元", help_zh="不含税", help_en="excl. VAT")
    expected_return: Bilingual = field("预期回报", "Expected return")


class Override(Value):
    """A segment that people chose against the proposal; it holds until it is looked at again."""

    segment: Annotated[str, OneOf(SEGMENTS)] = field("分群", "Segment")
    reason: Bilingual | None = field("理由", "Reason", default=None)
    approved_by: StaffId = field("批准人", "Approved by")
    decided_on: Day = field("决定日", "Decided on")
    review_by: Day = field("复核期限", "Review by")


class SavePlan(Value):
    """What is done to keep a dealer whose churn risk is high; due five working days after it was found."""

    found_on: Day = field("发现日", "Found on")
    made_on: Day = field("制定日", "Made on")
    actions: tuple[Action, ...] = field("措施", "Actions")


class NewBrand(Value):
    """A brand that the dealer took up; relation and share stand in its profile."""

    KEY = ("brand",)
    brand: Line = field("品牌", "Brand")
    since: Day = field("自", "Since")


class LegalFact(Value):
    KEY = ("date", "kind")
    date: Day = field("日期", "Date")
    kind: Annotated[str, OneOf(LEGAL)] = field("事项", "Fact")
    cleared_on: Day | None = field("消除日", "Cleared on", default=None)


class Observed(Value):
    """What the account manager saw or looked up by `date`; a topic left out was not looked at."""

    date: Day = field("观察日", "Seen by")
    turnover: Measure | None = field("专职人员一年流失率", "Turnover of dedicated staff in a year", default=None)
    new_brands: tuple[NewBrand, ...] | None = field("新代理品牌", "New brands", default=None)
    legal: tuple[LegalFact, ...] | None = field("公开信息", "Public registers", default=None)


class StrategyCard(Record):
    dealer: DealerId = field("经销商", "Dealer")
    owner: StaffId = field("负责人", "Owner")
    reviewed_on: Day = field("上次审视", "Reviewed on")
    aim: Bilingual = field("目标", "Aim")
    needs: tuple[Need, ...] = field("需求", "Needs")
    offers: tuple[Offer, ...] = field("我方支持", "Our offers")
    investments: tuple[Investment, ...] = field("投入", "Investments", default=())
    plan: tuple[Action, ...] = field("未来十二个月联合计划", "Joint plan of twelve months")
    risks: tuple[Bilingual, ...] = field("风险", "Risks", default=())
    wanted: tuple[Wanted, ...] = field("想要的帮助", "Help wanted", default=())
    spare: tuple[Spare, ...] = field("愿意出借的", "Help to spare", default=())
    override: Override | None = field("人工分群", "Override", default=None)
    save_plan: SavePlan | None = field("挽留方案", "Save-plan", default=None)
    observed: Observed | None = field("观察", "Observed", default=None)
