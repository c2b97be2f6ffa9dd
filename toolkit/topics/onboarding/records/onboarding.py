"""A dealer's onboarding, from the signature to the acceptance (reference A.11, G.2)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Count, Day, Duration, Flag, Line, Number, OneOf
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Action, Evidence, Measure
from toolkit.topics.company.records import ContactId, DealerId, StaffId
from toolkit.topics.onboarding.records.launch import LaunchPlan
from toolkit.topics.onboarding.records.vocabularies import ACCEPTANCE_ITEMS, TRAINEES


class Task(Action):
    """Something to do on the way to a gate."""

    gate: Count = field("关口（第几天）", "Gate (day)", audience="dealer")


class Attempt(Value):
    """One test: how many of the group had passed after it. A score belongs to one person and is personal."""

    KEY = ("date",)
    date: Day = field("日期", "Date", audience="dealer")
    passed: Count = field("累计通过人数", "Passed so far", audience="dealer", unit="人")
    score: Number | None = field("成绩", "Score", audience="dealer", personal="personal", unit="分", default=None)


class Training(Value):
    """A course taken by the people of one role, or by one person."""

    KEY = ("course", "role", "contact")
    course: Line = field("课程", "Course", audience="dealer")
    role: Annotated[str, OneOf(TRAINEES)] = field("岗位", "Role", audience="dealer")
    contact: ContactId | None = field("人员", "Person", audience="dealer", default=None)
    heads: Count = field("人数", "People", audience="dealer", unit="人", default=1)
    attempts: tuple[Attempt, ...] = field("考核", "Tests", audience="dealer", default=())


class FirstDelivery(Value):
    """The first order as it was placed and delivered."""

    ordered: Day = field("下单日", "Ordered", audience="dealer")
    cases: Number = field("箱数", "Cases", audience="dealer", unit="箱")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")
    delivered: Day | None = field("交付日", "Delivered", audience="dealer", default=None)


class Checkpoint(Value):
    """The meeting before a gate: what was counted, and what the dealer said."""

    KEY = ("day",)
    day: Duration = field("关口（第几天）", "Gate (day)", audience="dealer")
    date: Day = field("日期", "Date", audience="dealer")
    outlets_recorded: Measure | None = field(
        "已建档网点", "Outlets on record", audience="dealer", unit="家", default=None
    )
    outlets_stocked: Measure | None = field("已进店网点", "Outlets stocked", audience="dealer", unit="家", default=None)
    first_order_sold: Measure | None = field(
        "首单已售", "Sold of the first order", audience="dealer", unit="箱", default=None
    )
    hardest: Bilingual | None = field("现在最难的", "Hardest now", audience="dealer", default=None)


class Delay(Value):
    """A delay of ours. Gates that were still ahead move by as many days, and the dealer is not held to the old ones."""

    KEY = ("date",)
    date: Day = field("发生日", "Since", audience="dealer")
    days: Duration = field("顺延", "Days", audience="dealer", unit="天")
    cause: Bilingual = field("原因", "Cause", audience="dealer")


class ItemScore(Value):
    KEY = ("item",)
    item: Annotated[str, OneOf(ACCEPTANCE_ITEMS)] = field("项目", "Item", audience="dealer")
    score: Number = field("得分", "Score", audience="dealer", unit="分")
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class Acceptance(Value):
    """The acceptance sheet: seven items, signed by both."""

    date: Day = field("日期", "Date", audience="dealer")
    items: tuple[ItemScore, ...] = field("项目", "Items", audience="dealer")
    signed_by: StaffId | None = field("我方签字", "Signed for us by", audience="dealer", default=None)
    dealer_signed_by: ContactId | None = field(
        "经销商签字", "Signed for the dealer by", audience="dealer", default=None
    )
    dealer_comment: Bilingual | None = field("经销商意见", "Dealer's comment", audience="dealer", default=None)
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", audience="dealer", default=())


class Pulse(Value):
    """The dealer's confidence, 0 to 10, and what it needs from us (reference 0b)."""

    KEY = ("day",)
    day: Duration = field("第几天", "Day", audience="dealer")
    date: Day = field("日期", "Date", audience="dealer")
    score: Number = field("信心分", "Confidence", audience="dealer", unit="分")
    needs: Bilingual | None = field("需要我们做什么", "What it needs from us", audience="dealer", default=None)
    answer: Bilingual | None = field("答复", "Answer", audience="dealer", default=None)
    answered_on: Day | None = field("答复日", "Answered on", audience="dealer", default=None)
    answered_by: StaffId | None = field("答复人", "Answered by", audience="dealer", default=None)


class Onboarding(Record):
    """A dealer's way from the signature to the acceptance; day 0 is the day of signature in the profile."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    go_live: Day | None = field("账户开通日", "Account live on", audience="dealer", default=None)
    tasks: tuple[Task, ...] = field("任务", "Tasks", audience="dealer", default=())
    delays: tuple[Delay, ...] = field("我方原因的顺延", "Delays of ours", audience="dealer", default=())
    courses: tuple[Training, ...] = field("培训", "Training", audience="dealer", default=())
    launch_plan: LaunchPlan | None = field("启动方案", "Launch plan", audience="dealer", default=None)
    first_order: FirstDelivery | None = field("首单", "First order", audience="dealer", default=None)
    checkpoints: tuple[Checkpoint, ...] = field("对表", "Checkpoints", audience="dealer", default=())
    support: tuple[Action, ...] = field("我方支持", "Our support", audience="dealer", default=())
    pulses: tuple[Pulse, ...] = field("信心分", "Confidence pulses", audience="dealer", default=())
    acceptance: Acceptance | None = field("验收", "Acceptance", audience="dealer", default=None)
    draft: Flag = field("未完成", "Unfinished", default=False)
