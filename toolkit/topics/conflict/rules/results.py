"""What the conflict rules derive: how a case stands, how a dealer stands, leads from goods found, a split order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Result


class DeadlineLine(Value):
    step: str = field("步骤", "Step", audience="dealer")
    due: date = field("期限", "Due", audience="dealer")
    done: date | None = field("完成", "Done", audience="dealer", default=None)
    late: bool = field("逾期", "Late", audience="dealer", default=False)


class CaseStanding(Result):
    """How a case stands: level by the ladder and as decided, amounts, what it does to evaluation and rebate, what is due."""

    topic = "conflict"
    type: str = field("类型", "Type", audience="dealer")
    status: str = field("状态", "Status", audience="dealer")
    opened: date = field("登记日", "Registered", audience="dealer")
    cases: int = field("箱数", "Cases", audience="dealer", unit="箱", default=0)
    times: int = field("12个月内第几次", "The time within 12 months", audience="dealer", default=1)
    proposed: int | None = field("阶梯级别", "Level by the ladder", audience="dealer", default=None)
    level: int | None = field("决定级别", "Level decided", audience="dealer", default=None)
    final: bool = field("终局", "Final", audience="dealer", default=False)
    final_on: date | None = field("终局日", "Final on", audience="dealer", default=None)
    points: int = field("考核扣分", "Evaluation points", audience="dealer", unit="分", default=0)
    loses_bonus: bool = field("失去守约区域奖", "Territory bonus lost", audience="dealer", default=False)
    red_line: str = field("红线", "Red line", audience="dealer", default="")
    loss: Decimal | None = field("损失", "Loss", audience="dealer", unit="元", default=None)
    asked: Decimal = field("应付", "To be paid", audience="dealer", unit="元", default=Decimal(0))
    most: Decimal | None = field("上限", "At most", audience="dealer", unit="元", default=None)
    passed_on: Decimal = field("转付受损方", "Passed on", audience="dealer", unit="元", default=Decimal(0))
    defence_until: date | None = field("申辩截止", "Defence until", audience="dealer", default=None)
    appeal_until: date | None = field("申诉截止", "Appeal until", audience="dealer", default=None)
    deadlines: tuple[DeadlineLine, ...] = field("期限", "Deadlines", audience="dealer", default=())
    ours_open: int = field("我方未完成", "Open on our side", audience="dealer", default=0)
    theirs_open: int = field("经销商未完成", "Open on the dealer's side", audience="dealer", default=0)


class ConflictStanding(Result):
    """How a dealer stands in conflicts: against it and against us, open and ended, and the causes on our side."""

    topic = "conflict"
    open: tuple[str, ...] = field("办理中", "Open", audience="dealer", default=())
    against_brand: int = field("针对我方", "Against us", audience="dealer", default=0)
    settled: int = field("和解", "Settled", audience="dealer", default=0)
    repeats: int = field("12个月内终局", "Final within 12 months", audience="dealer", default=0)
    causes: int = field("原因数", "Causes", audience="dealer", default=0)
    brand_causes: int = field("归于我方的原因", "Causes on our side", audience="dealer", default=0)


class CandidateRow(Value):
    code: str = field("追溯码", "Code")
    region: str = field("发现地", "Found in")
    reason: str = field("原因", "Reason")
    cases: int = field("箱数", "Cases", unit="箱")
    case: str = field("已立案", "Case", default="")


class Candidate(InternalResult):
    """Goods of a dealer found outside its territory in a quarter: a lead for questions, never a finding. All internal."""

    topic = "conflict"
    across = True
    quarter: str = field("季度", "Quarter")
    cases: int = field("箱数", "Cases", unit="箱")
    new_cases: int = field("未立案箱数", "Not in a case yet", unit="箱", default=0)
    rows: tuple[CandidateRow, ...] = field("明细", "Rows", default=())
    holders: tuple[str, ...] = field("当地经销商", "Dealers there", default=())
    open_ground: int = field("流入空白区箱数", "Into open ground", unit="箱", default=0)
    natural: bool = field("自然流动", "Natural flow", default=False)
    type: str = field("类型", "Type", default="")


class SplitSimulation(InternalResult):
    """What a dealer gets of an order, beside its margin in its own channel and beside the policy as it is (reference J.5).

    Its subject names the proposal, the order and the product line: `online-2026/online_local/ambient`.
    """

    topic = "conflict"
    proposal: str = field("方案", "Proposal", default="")
    order: str = field("订单", "Order")
    line: str = field("产品线", "Product line", default="")
    orders: int = field("一年单数", "Orders a year", unit="单", default=0)
    net: Decimal = field("每单净额", "Net amount of an order", unit="元", default=Decimal(0))
    own_margin: Decimal = field("自有渠道毛利", "Margin in the own channel", unit="元", default=Decimal(0))
    parts: tuple[tuple[str, Decimal], ...] = field("分配", "Shares", default=())
    now: Decimal | None = field("按现行版本", "By the policy as it is", unit="元", default=None)
    parity_now: Decimal | None = field("现行收益对等率", "Parity as it is", default=None)
    below_now: bool = field("现行低于下限", "Below the floor now", default=False)
    total: Decimal = field("合计", "Total", unit="元")
    parity: Decimal | None = field("收益对等率", "Parity", default=None)
    gap: Decimal = field("差额", "Gap", unit="元")
    year_difference: Decimal = field("一年差额", "Difference in a year", unit="元", default=Decimal(0))
    below_floor: bool = field("低于下限", "Below the floor", default=False)
