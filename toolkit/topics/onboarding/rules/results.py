"""What the chapter derives: how far each onboarding has come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.record import Value, field
from toolkit.network.results import Result


class ConditionLine(Value):
    measure: str = field("指标", "Measure", audience="dealer")
    at_least: Decimal = field("不低于", "At least", audience="dealer")
    value: Decimal | None = field("达到", "Reached", audience="dealer", default=None)
    missing: str = field("缺失原因", "Missing because", audience="dealer", default="")
    met: bool | None = field("达标", "Met", audience="dealer", default=None)


class GateLine(Value):
    """A gate as it stands; its conditions show what is known today, whatever was known on its day."""

    day: int = field("第几天", "Day", audience="dealer")
    name: Text = field("名称", "Name", audience="dealer")
    due: date = field("到期日", "Due", audience="dealer")
    state: str = field("状态", "State", audience="dealer")
    conditions: tuple[ConditionLine, ...] = field("条件", "Conditions", audience="dealer")


class Certificate(Value):
    course: str = field("课程", "Course", audience="dealer")
    role: str = field("岗位", "Role", audience="dealer")
    heads: int = field("人数", "People", audience="dealer")
    passed: int = field("通过人数", "Passed", audience="dealer")
    state: str = field("状态", "State", audience="dealer")
    until: date | None = field("有效期至", "Valid until", audience="dealer", default=None)


class PromotionOutcome(Value):
    promotion: str = field("活动", "Promotion", audience="dealer")
    incremental: Decimal = field("增量", "Increment", audience="dealer", unit="箱")
    roi: Decimal | None = field("投入产出", "Return", audience="dealer", default=None)


class PulseLine(Value):
    """A confidence pulse; `mood` is good, warn or bad, `answer_due` the last day for our answer."""

    day: int = field("第几天", "Day", audience="dealer")
    score: Decimal = field("信心分", "Confidence", audience="dealer")
    mood: str = field("提示", "Mood", audience="dealer")
    answer_due: date = field("答复期限", "Answer due", audience="dealer")
    in_time: bool | None = field("按时答复", "Answered in time", audience="dealer", default=None)


class OnboardingProgress(Result):
    """How far a dealer's onboarding has come on the as-of date; its subject is the dealer."""

    topic = "onboarding"
    start: date = field("第0天", "Day 0", audience="dealer")
    day: int = field("第几天", "Day", audience="dealer")
    gates: tuple[GateLine, ...] = field("关口", "Gates", audience="dealer")
    training: Decimal | None = field("培训通过率", "Training passed", audience="dealer", default=None)
    certificates: tuple[Certificate, ...] = field("证书", "Certificates", audience="dealer", default=())
    mandatory_missing: tuple[str, ...] = field(
        "未通过的必修课", "Mandatory courses missing", audience="dealer", default=()
    )
    target_outlets: int = field("目标网点", "Outlets aimed at", audience="dealer", unit="家", default=0)
    order_cases: Decimal | None = field("首单箱数", "First order, cases", audience="dealer", unit="箱", default=None)
    order_amount: Decimal | None = field("首单金额", "First order, amount", audience="dealer", unit="元", default=None)
    order_cap: Decimal | None = field("首单上限", "First order, cap", audience="dealer", unit="元", default=None)
    order_proposed: Decimal | None = field(
        "建议首单", "First order, proposed", audience="dealer", unit="元", default=None
    )
    order_tax: str = field("首单口径", "First order, tax", audience="dealer", default="")
    budget: Decimal = field("启动预算", "Launch budget", audience="dealer", unit="元", default=Decimal(0))
    budget_brand: Decimal = field("我方承担", "Borne by us", audience="dealer", unit="元", default=Decimal(0))
    budget_dealer: Decimal = field(
        "经销商承担", "Borne by the dealer", audience="dealer", unit="元", default=Decimal(0)
    )
    promotions: tuple[PromotionOutcome, ...] = field("促销复盘", "Promotions reviewed", audience="dealer", default=())
    pulses: tuple[PulseLine, ...] = field("信心分", "Confidence pulses", audience="dealer", default=())
    overdue_brand: tuple[str, ...] = field("我方逾期事项", "Overdue on our side", audience="dealer", default=())
    overdue_dealer: tuple[str, ...] = field(
        "经销商逾期事项", "Overdue on the dealer's side", audience="dealer", default=()
    )
    acceptance: Decimal | None = field("验收得分", "Acceptance", audience="dealer", unit="分", default=None)
    signed: bool = field("双方已签字", "Signed by both", audience="dealer", default=False)
    accepted: bool = field("验收通过", "Accepted", audience="dealer", default=False)
