"""What a joint business plan says (年度联合生意计划, reference 0b): goals, targets, resources and seasons of both sides, for a year."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.network.fields import Amount, Bilingual, Count, Day, Line, Name, OneOf, Quarter
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import SIDES, Action
from toolkit.topics.company.records import TAX, DealerId
from toolkit.topics.contract.records import negotiation_words as words
from toolkit.topics.contract.records.grant import LineId, TargetRow, TargetYear
from toolkit.topics.contract.records.vocabularies import TARGET_BASIS


class Proposal(Value):
    """What one side proposed as targets of the year, first ours, then the answer, until both agree."""

    KEY = ("date", "side")
    date: Day = field("日期", "Date", audience="dealer")
    side: Annotated[str, OneOf(SIDES)] = field("提出方", "By", audience="dealer")
    years: tuple[TargetYear, ...] = field("年度目标", "Targets of the year", audience="dealer")
    reason: Bilingual = field("依据", "Grounds", audience="dealer")


class AgreedTargets(Value):
    basis: Annotated[str, OneOf(TARGET_BASIS)] = field("统计口径", "Basis", audience="dealer")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", audience="dealer")
    years: tuple[TargetYear, ...] = field("年度目标", "Targets of the year", audience="dealer")
    quarters: tuple[TargetRow, ...] = field("季度目标", "Targets of the quarters", audience="dealer")
    difference: Bilingual | None = field(
        "与合同不同的理由", "Why they differ from the contract", audience="dealer", default=None
    )


class Resource(Action):
    """What one side puts in: an amount where it is money or worth money, by a day, done on a day."""

    kind: Annotated[str, OneOf(words.RESOURCE_KINDS)] = field("种类", "Kind", audience="dealer")
    amount: Amount | None = field("金额", "Amount", audience="dealer", unit="元", default=None)


class SeasonForecast(Value):
    KEY = ("line",)
    line: LineId = field("产品线", "Product line", audience="dealer")
    amount: Amount = field("预测", "Forecast", audience="dealer", unit="元")


class Season(Value):
    """A festival or a stretch of the year: what is planned, and what both expect to be ordered for it."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    name: Bilingual = field("档期", "Season", audience="dealer")
    quarter: Quarter = field("季度", "Quarter", audience="dealer")
    first: Day = field("开始", "From", audience="dealer")
    last: Day = field("结束", "Until", audience="dealer")
    plan: Bilingual = field("安排", "Plan", audience="dealer")
    forecast: tuple[SeasonForecast, ...] = field("预测", "Forecast", audience="dealer", default=())


class PlanReview(Value):
    """A look back at a quarter of the plan: what came of it, and what changes from here."""

    KEY = ("quarter",)
    quarter: Quarter = field("回顾季度", "Quarter", audience="dealer")
    date: Day = field("日期", "Date", audience="dealer")
    findings: Bilingual = field("结论", "Findings", audience="dealer")
    changes: tuple[Bilingual, ...] = field("调整", "Changes", audience="dealer", default=())


class PlanSignature(Value):
    KEY = ("side",)
    side: Annotated[str, OneOf(SIDES)] = field("签署方", "Side", audience="dealer")
    by: Line = field("签署人", "By", help_zh="员工编号或联系人编号", help_en="a staff or contact id")
    date: Day = field("日期", "Date", audience="dealer")


class JointPlan(Record):
    """A dealer's joint business plan for one fiscal year."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    year: Count = field("财年", "Fiscal year", audience="dealer")
    brand_goals: tuple[Bilingual, ...] = field("品牌方目标", "Goals of the brand", audience="dealer")
    dealer_goals: tuple[Bilingual, ...] = field("经销商目标", "Goals of the dealer", audience="dealer")
    proposals: tuple[Proposal, ...] = field("目标提案", "Proposals", audience="dealer", default=())
    agreed_targets: AgreedTargets | None = field("商定目标", "Agreed targets", audience="dealer", default=None)
    resources: tuple[Resource, ...] = field("双方资源", "Resources of both", audience="dealer", default=())
    seasonal_plan: tuple[Season, ...] = field("档期计划", "Seasons", audience="dealer", default=())
    reviews: tuple[PlanReview, ...] = field("季度回顾", "Quarterly reviews", audience="dealer", default=())
    signatures: tuple[PlanSignature, ...] = field("签署", "Signatures", audience="dealer", default=())


JOINT_PLAN_KINDS = (
    Kind(
        "joint-plan",
        Text("年度联合生意计划", "the joint business plans"),
        JointPlan,
        "dealers/{dealer}/plans/{year}.yaml",
        identity="{dealer}/{year}",
    ),
)
