"""The onboarding policies: the curriculum (reference G.3) and the ramp-up with its gates and acceptance (G.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Duration, Flag, Line, Name, Number, OneOf, Rate, RefTo
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.topics.onboarding.records.vocabularies import ACCEPTANCE_ITEMS, GATE_MEASURES, REACHED_IN, TRAINEES


class Course(Value):
    KEY = ("code",)
    code: Line = field("课程", "Course", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    hours: Number = field("学时", "Hours", audience="dealer", unit="小时")
    audience: tuple[Annotated[str, OneOf(TRAINEES)], ...] = field("对象", "For", audience="dealer")
    content: Bilingual = field("内容", "Content", audience="dealer")
    test: Bilingual = field("考核", "Test", audience="dealer")
    pass_mark: Number | None = field(
        "合格线", "Pass mark", audience="dealer", unit="分", default=None, help_zh="不打分的课不写", help_en="left out for a course that is not scored"
    )  # fmt: skip
    mandatory: Flag = field("必须通过", "Mandatory", audience="dealer", default=False)
    certificate_months: Duration = field("证书有效期", "Certificate valid", audience="dealer", unit="个月")


class CurriculumPolicy(Policy):
    """The courses, and how a certificate is won, kept and renewed."""

    retests: Count = field("补考次数", "Retests", audience="dealer", unit="次")
    remind_days: Duration = field("续证提醒", "Renewal reminder", audience="dealer", unit="天")
    courses: tuple[Course, ...] = field("课程", "Courses", audience="dealer")


class Condition(Value):
    KEY = ("measure",)
    measure: Annotated[str, OneOf(GATE_MEASURES)] = field("指标", "Measure", audience="dealer")
    at_least: Number = field("不低于", "At least", audience="dealer")

    def units_inside(self) -> Mapping[str, str]:
        """Returns what the limit is counted in."""
        return {"at_least": REACHED_IN[self.measure]}


class Gate(Value):
    """A gate on the way: by that day these conditions hold. Days count from the signature, which is day 0."""

    KEY = ("day",)
    day: Duration = field("第几天", "Day", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    conditions: tuple[Condition, ...] = field("条件", "Conditions", audience="dealer")


class ItemWeight(Value):
    KEY = ("item",)
    item: Annotated[str, OneOf(ACCEPTANCE_ITEMS)] = field("项目", "Item", audience="dealer")
    points: Number = field("分值", "Points", audience="dealer", unit="分")


class LineReserve(Value):
    KEY = ("line",)
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line", audience="dealer")
    reserve: Rate = field("加成", "Reserve", audience="dealer")


class RampUpPolicy(Policy):
    """Gates, acceptance, first order and pulse of the first ninety days."""

    gates: tuple[Gate, ...] = field("关口", "Gates", audience="dealer")
    weights: tuple[ItemWeight, ...] = field("验收分值", "Acceptance points", audience="dealer")
    pass_mark: Number = field("验收合格线", "Acceptance pass mark", audience="dealer", unit="分")
    reserve: Rate = field("首单加成", "Reserve of the first order", audience="dealer")
    line_reserves: tuple[LineReserve, ...] = field(
        "分产品线加成", "Reserve by line", audience="dealer", default=(), help_zh="短保产品每日补货，不加成", help_en="short-lived goods are replenished daily and need none"
    )  # fmt: skip
    pulse_days: tuple[Count, ...] = field("信心分调查日", "Days of the confidence pulse", audience="dealer")
    pulse_yellow: Number = field("信心分黄线", "Pulse, yellow at", audience="dealer", unit="分")
    pulse_red: Number = field("信心分红线", "Pulse, red at", audience="dealer", unit="分")
    pulse_answer_days: Duration = field(
        "信心分答复时限", "Answer to a pulse within", audience="dealer", unit="个工作日"
    )
