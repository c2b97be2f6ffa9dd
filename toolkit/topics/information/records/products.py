"""New products: the launch as we announce it, and what was talked over with each dealer before it (reference 0b, PN)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Day, Line, Name, OneOf, RefTo
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import StaffId
from toolkit.topics.information.records.sharing import Audience
from toolkit.topics.information.records.vocabularies import METHODS, UNDERSTANDING


class ProductLaunch(Record):
    """A launch. Internal as a whole: before its day only the dealers that are told know of it."""

    sku: Line = field("货号", "SKU")
    announced_on: Day = field("内部公布", "Announced on")
    launch_on: Day = field("上市日", "Launch")
    owner: StaffId = field("负责人", "Owner")
    points: tuple[Bilingual, ...] = field("须听懂的要点", "What must be understood")
    audience: Audience | None = field(
        "首批范围",
        "First wave",
        default=None,
        help_zh="不写则为该产品线的全部授权经销商",
        help_en="left out: every dealer that the line is granted to",
    )


class Understanding(Value):
    """How it was found out whether the dealer understood; telling is not enough."""

    on: Day = field("确认日", "Checked on", audience="dealer")
    method: Annotated[str, OneOf(METHODS)] = field("方式", "Method", audience="dealer")
    result: Annotated[str, OneOf(UNDERSTANDING)] = field("结果", "Result", audience="dealer")
    score: Count | None = field("得分", "Score", audience="dealer", unit="分", default=None)


class Talk(Value):
    """A talk about the product; where it was not understood, another follows."""

    KEY = ("told_on",)
    told_on: Day = field("告知日", "Told on", audience="dealer")
    by: StaffId = field("告知人", "By", audience="dealer")
    understood: Understanding | None = field("是否听懂", "Understood", audience="dealer", default=None)


class Concern(Value):
    KEY = ("id",)
    id: Name = field("编号", "Concern", audience="dealer")
    text: Bilingual = field("担心", "Concern", audience="dealer")
    raised_on: Day = field("提出日", "Raised on", audience="dealer")
    answer: Bilingual | None = field("答复", "Answer", audience="dealer", default=None)
    answered_on: Day | None = field("答复日", "Answered on", audience="dealer", default=None)


class JointPlan(Value):
    """What both sides want to do; a first order in it is the dealer's own wish and no duty to buy."""

    agreed_on: Day = field("商定日", "Agreed on", audience="dealer")
    first_order: Count = field("首批订货", "First order", audience="dealer", unit="箱")
    outlets: Count = field("铺货网点", "Outlets", audience="dealer", unit="家")
    training_on: Day | None = field("培训日", "Training on", audience="dealer", default=None)
    due: Day = field("完成期限", "By", audience="dealer")


class LaunchOutcome(Value):
    """What came of the plan."""

    on: Day = field("登记日", "On", audience="dealer")
    first_order: Count = field("首批订货", "First order", audience="dealer", unit="箱")
    outlets: Count = field("铺货网点", "Outlets", audience="dealer", unit="家")
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class Briefing(Value):
    """What was talked over with one dealer before one product came: told, understood, worried about, planned, achieved."""

    KEY = ("product",)
    product: Annotated[Line, RefTo("product-launch")] = field("新品", "Product", audience="dealer")
    talks: tuple[Talk, ...] = field("告知", "Talks", audience="dealer")
    concerns: tuple[Concern, ...] = field("担心与答复", "Concerns", audience="dealer", default=())
    joint_plan: JointPlan | None = field("共同计划", "Joint plan", audience="dealer", default=None)
    result: LaunchOutcome | None = field("结果", "Result", audience="dealer", default=None)
