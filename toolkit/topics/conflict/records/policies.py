"""The policies of the chapter: the ladder, the days of the procedure, the channel policy with its profit split."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Duration, Flag, Line, OneOf, Rate
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.topics.company.records import DEPARTMENTS
from toolkit.topics.conflict.records import vocabularies as words
from toolkit.topics.contract.records.vocabularies import CHANNELS

CaseType = Annotated[str, OneOf(words.TYPES)]


class Natural(Value):
    """What flows by itself across a border and is no breach: the higher of a share of the month and a count."""

    share: Rate = field("占当月进货", "Share of the month", audience="dealer")
    cases: Count = field("箱数", "Cases", audience="dealer", unit="箱")


class Condition(Value):
    """All that is given must hold."""

    over_cases: Count | None = field("超过箱数", "More cases than", audience="dealer", unit="箱", default=None)
    times: Count | None = field("至少第几次", "At least the time", audience="dealer", unit="次", default=None)
    after_level: Count | None = field("此前达到级别", "After a level of", audience="dealer", default=None)
    knowing: Flag = field("明知", "Knowing", audience="dealer", default=False)
    tampered: Flag = field("篡改追溯码", "Codes tampered", audience="dealer", default=False)
    fraud: Flag = field("欺诈", "Fraud", audience="dealer", default=False)


class Rung(Value):
    """A level: it applies when one of its conditions holds and no higher level does."""

    KEY = ("level",)
    level: Count = field("级别", "Level", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    when: tuple[Condition, ...] = field("条件", "When", audience="dealer", default=())
    measures: tuple[Annotated[str, OneOf(words.MEASURES)], ...] = field("可用措施", "Measures", audience="dealer")
    points: Count = field("考核扣分", "Evaluation points", audience="dealer", unit="分", default=0)
    loses_bonus: Flag = field("失去守约区域奖", "Territory bonus lost", audience="dealer", default=False)
    red_line: Line | None = field("红线", "Red line", audience="dealer", default=None)


class LadderPolicy(Policy):
    """The graded measures for cross-territory and unauthorised online sales (reference J.2)."""

    types: tuple[CaseType, ...] = field("适用类型", "Types", audience="dealer")
    repeat_months: Duration = field("重复计算期", "Repeats within", audience="dealer", unit="个月")
    natural: Natural = field("自然流动", "Natural flow", audience="dealer")
    rungs: tuple[Rung, ...] = field("阶梯", "Levels", audience="dealer")
    compensation_cap: Rate = field(
        "赔偿上限", "Compensation at most", audience="dealer", help_zh="相对损失", help_en="of the loss"
    )
    tampered_red_line: Line = field("改码红线", "Red line of tampered codes", audience="dealer")
    excess: Rate = field(
        "超出损失上限", "At most above the loss", audience="dealer", help_zh="赔偿与违约金合计", help_en="compensation and damages together"
    )  # fmt: skip


class Limits(Value):
    """Days of each step, in working days, counted from the step before it or from registration."""

    registration: Duration = field("登记", "Register", audience="dealer", unit="工作日")
    trace: Duration = field("追溯", "Trace", audience="dealer", unit="工作日")
    defence: Duration = field("申辩", "Defence", audience="dealer", unit="工作日")
    mediation: Duration = field("调解", "Mediation", audience="dealer", unit="工作日")
    decision: Duration = field("决定", "Decision", audience="dealer", unit="工作日")
    appeal: Duration = field("申诉", "Appeal", audience="dealer", unit="工作日")
    review: Duration = field("复核", "Review of an appeal", audience="dealer", unit="工作日")


class ProcedurePolicy(Policy):
    """Who leads which type, by when, with how many proofs (reference J.3, 0b)."""

    mediated: tuple[CaseType, ...] = field("先调解的类型", "Mediated first", audience="dealer")
    mediator: Annotated[str, OneOf(DEPARTMENTS)] = field("调解主办", "Mediation led by", audience="dealer")
    audited: tuple[CaseType, ...] = field("查证的类型", "Investigated", audience="dealer")
    auditor: Annotated[str, OneOf(DEPARTMENTS)] = field("查证主办", "Investigation led by", audience="dealer")
    law_checked: tuple[CaseType, ...] = field("法务必审", "Always law-checked", audience="dealer")
    price_measures: tuple[Annotated[str, OneOf(words.MEASURES)], ...] = field(
        "价格投诉可用措施", "Measures on a price complaint", audience="dealer"
    )
    limits: Limits = field("期限", "Time limits", audience="dealer")
    proofs: Count = field("独立证据", "Independent proofs", audience="dealer", unit="件")
    inspectors: Count = field("核查人数", "Inspectors", audience="dealer", unit="人")
    committee: tuple[Annotated[str, OneOf(DEPARTMENTS)], ...] = field("委员会", "Committee", audience="dealer")


class Share(Value):
    KEY = ("share",)
    share: Annotated[str, OneOf(words.SHARES)] = field("环节", "For", audience="dealer")
    rate: Rate = field("占净额", "Of net", audience="dealer")


class Split(Value):
    """What the dealer gets of an order of one kind."""

    KEY = ("order",)
    order: Annotated[str, OneOf(words.ORDER_KINDS)] = field("订单", "Order", audience="dealer")
    shares: tuple[Share, ...] = field("分配", "Shares", audience="dealer", default=())


class ChannelRule(Value):
    KEY = ("channel",)
    channel: Annotated[str, OneOf(CHANNELS)] = field("渠道", "Channel", audience="dealer")
    examples: Bilingual = field("举例", "Examples", audience="dealer")
    served_by: Bilingual = field("谁来做", "Served by", audience="dealer")


class ChannelPolicy(Policy):
    """Who sells what, where and through which channel, and who is paid for which part of an order (reference J.4, J.5)."""

    channels: tuple[ChannelRule, ...] = field("渠道", "Channels", audience="dealer")
    reserved: Bilingual = field("保留客户", "Reserved accounts", audience="dealer")
    passive_sales: Bilingual = field("主动与被动销售", "Active and passive sales", audience="dealer")
    priority: tuple[Annotated[str, OneOf(words.PRIORITIES)], ...] = field("优先次序", "Priority", audience="dealer")
    registration_days: Duration = field("登记保护", "Registration protects", audience="dealer", unit="天")
    answer_days: Duration = field("处理意见", "General manager answers", audience="dealer", unit="工作日")
    notice_days: Duration = field("变更通知", "Notice of a change", audience="dealer", unit="天")
    consulted: Bilingual = field("征询", "Consultation", audience="dealer")
    splits: tuple[Split, ...] = field("利益分配", "Profit split", audience="dealer")
    parity_floor: Rate = field("收益对等下限", "Parity to re-calculate below", audience="dealer")
