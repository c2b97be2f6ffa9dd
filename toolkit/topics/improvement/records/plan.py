"""An improvement plan of both sides: one finding, one cause, one metric, actions of both (reference A.21)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Day, IdOf, Line, Number, OneOf, Quarter
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Action, Measure
from toolkit.topics.company.records import ContactId, DealerId, StaffId
from toolkit.topics.improvement.records.vocabularies import CAUSE_SIDES, CAUSES, CONSEQUENCES, PLAN_ORIGINS, RESULTS


class PlanOrigin(Value):
    """What led to the plan, and the day from which its working days count: a grade's service, an alert, a decision."""

    kind: Annotated[str, OneOf(PLAN_ORIGINS)] = field("起因", "Origin", audience="dealer")
    day: Day = field("起因日", "Day", audience="dealer")
    quarter: Quarter | None = field("季度", "Quarter", audience="dealer", default=None)
    reference: Line | None = field("相关编号", "Reference", audience="dealer", default=None)


class PlanMetric(Value):
    """One figure, from what to what, until when. It may rise or fall."""

    name: Bilingual = field("指标", "Metric", audience="dealer")
    unit: Bilingual = field("单位", "Unit", audience="dealer")
    start: Number = field("从", "From", audience="dealer", alias="from")
    target: Number = field("到", "To", audience="dealer", alias="to")
    by: Day = field("期限", "By", audience="dealer")


class PlanReview(Value):
    KEY = ("date",)
    date: Day = field("日期", "Date", audience="dealer")
    value: Measure = field("当时数值", "Value then", audience="dealer")
    text: Bilingual = field("复盘", "What was seen", audience="dealer")


class JointSignature(Value):
    """Both sign: nobody is put under a plan (reference A.21)."""

    brand: StaffId = field("我方签字", "Signed for us by", audience="dealer")
    brand_on: Day = field("我方签字日", "Signed for us on", audience="dealer")
    dealer: ContactId = field("经销商签字", "Signed for the dealer by", audience="dealer")
    dealer_on: Day = field("经销商签字日", "Signed for the dealer on", audience="dealer")


class PlanOutcome(Value):
    date: Day = field("结论日", "Settled on", audience="dealer")
    value: Measure = field("最终数值", "Final value", audience="dealer")
    result: Annotated[str, OneOf(RESULTS)] = field("结果", "Result", audience="dealer")
    cause_side: Annotated[str, OneOf(CAUSE_SIDES)] | None = field(
        "未达成的原因在", "Why it fell short", audience="dealer", default=None
    )
    consequence: Annotated[str, OneOf(CONSEQUENCES)] = field("后果", "Consequence", audience="dealer")
    text: Bilingual = field("说明", "Note", audience="dealer")


class ImprovementPlan(Record):
    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    id: Annotated[str, IdOf("IM")] = field("计划编号", "Plan", audience="dealer")
    origin: PlanOrigin = field("起因", "Origin", audience="dealer")
    opened_on: Day = field("立项日", "Made on", audience="dealer")
    finding: Bilingual = field("发现", "Finding", audience="dealer")
    cause: Annotated[str, OneOf(CAUSES)] = field("根因类别", "Cause", audience="dealer")
    cause_side: Annotated[str, OneOf(CAUSE_SIDES)] = field("原因在", "Whose cause", audience="dealer")
    root_cause: Bilingual = field("根因", "Root cause", audience="dealer")
    metric: PlanMetric = field("指标", "Metric", audience="dealer")
    actions: tuple[Action, ...] = field("双方行动", "Actions of both sides", audience="dealer")
    support: tuple[Bilingual, ...] = field("我方支持", "Our support", audience="dealer", default=())
    reviews: tuple[PlanReview, ...] = field("复盘", "Reviews", audience="dealer", default=())
    signature: JointSignature | None = field("双方签字", "Signatures", audience="dealer", default=None)
    approved_by: StaffId | None = field("批准人", "Approved by", audience="dealer", default=None)
    outcome: PlanOutcome | None = field("结论", "Outcome", audience="dealer", default=None)
