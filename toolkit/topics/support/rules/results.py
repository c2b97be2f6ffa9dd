"""What support derives: each ticket's times, each fund's payable, supply, who owns what, a dealer's standing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Result


class ClockLine(Value):
    """One clock of a ticket: `reply` or `resolve`; `used` and `budget` are minutes of its own basis."""

    what: str = field("时限", "Clock", audience="dealer")
    basis: str = field("计时", "Basis", audience="dealer")
    start: datetime = field("起", "From", audience="dealer")
    due: datetime = field("到期", "Due", audience="dealer")
    done: datetime | None = field("完成", "Done", audience="dealer", default=None)
    budget: int = field("时限分钟", "Minutes allowed", audience="dealer", unit="分钟")
    used: int = field("已用分钟", "Minutes used", audience="dealer", unit="分钟")
    paused: int = field("暂停分钟", "Minutes paused", audience="dealer", unit="分钟", default=0)
    state: str = field("状态", "State", audience="dealer")
    escalation: str = field("升级", "Escalation", default="")

    @property
    def share(self) -> Decimal:
        """Returns the share of the allowed minutes that is used; 1 and more when the term is over."""
        if self.state in ("missed", "overdue"):
            return max(Decimal(1), Decimal(self.used) / self.budget if self.budget else Decimal(1))
        return Decimal(self.used) / self.budget if self.budget else Decimal(0)


class TicketSla(Result):
    """How a ticket stands against its times; its subject is the ticket. Without a cell in the policy it has no clocks."""

    topic = "support"
    category: str = field("类别", "Category", audience="dealer")
    priority: str = field("优先级", "Priority", audience="dealer")
    title: Text = field("事由", "Subject", audience="dealer")
    opened: datetime = field("登记", "Opened", audience="dealer")
    owner: str = field("负责人", "Owner", audience="dealer", default="")
    closed: bool = field("已解决", "Resolved", audience="dealer")
    reopened: bool = field("曾复开", "Was reopened", audience="dealer")
    policy: str = field("政策版本", "Policy version", audience="dealer", default="")
    clocks: tuple[ClockLine, ...] = field("时限", "Clocks", audience="dealer", default=())
    satisfaction: int | None = field("满意度", "Satisfaction", audience="dealer", default=None)
    cost: Decimal | None = field("处理成本", "Cost", unit="元", default=None)
    cause: str = field("原因", "Cause", audience="dealer", default="")

    def clock(self, what: str) -> ClockLine | None:
        """Returns the latest clock of that name, or None."""
        return next((row for row in reversed(self.clocks) if row.what == what), None)


class TicketFigures(Value):
    """Figures of a set of tickets; a share is None when there is nothing to share."""

    opened: int = field("工单数", "Tickets", audience="dealer", unit="张")
    closed: int = field("已解决", "Resolved", audience="dealer", unit="张")
    overdue: int = field("超时未结", "Overdue", audience="dealer", unit="张")
    reply_on_time: Decimal | None = field("按时回复率", "Replies in time", audience="dealer", default=None)
    on_time: Decimal | None = field("按时解决率", "Resolved in time", audience="dealer", default=None)
    reopened: Decimal | None = field("复开率", "Reopened", audience="dealer", default=None)
    satisfaction: Decimal | None = field("满意度", "Satisfaction", audience="dealer", default=None)
    cost: Decimal | None = field("每单成本", "Cost per ticket", unit="元", default=None)


class TicketStatistics(InternalResult):
    """All dealers' tickets of a fiscal year, by category and by cause; its subject is the year."""

    topic = "support"
    figures: TicketFigures = field("合计", "In all")
    categories: tuple[tuple[str, TicketFigures], ...] = field("按类别", "By category", default=())
    causes: tuple[tuple[str, int], ...] = field("按原因", "By cause", default=())


class ClaimLine(Value):
    """How one claim's payable comes about; rounded once, at the end."""

    received: date = field("收件日", "Received", audience="dealer")
    due: date = field("核销截止日", "Claim due", audience="dealer")
    base: Decimal = field("取小", "The smaller", audience="dealer", unit="元")
    invoiced: Decimal = field("有效票据额", "Validly invoiced", audience="dealer", unit="元")
    share: Decimal = field("我方分担", "Our share", audience="dealer")
    passed: int = field("合格证据", "Evidence passed", audience="dealer")
    total: int = field("证据总数", "Evidence asked for", audience="dealer")
    late_days: int = field("逾期天数", "Days late", audience="dealer", unit="天")
    factor: Decimal = field("逾期系数", "Factor", audience="dealer")
    payable: Decimal = field("应付", "Payable", audience="dealer", unit="元")
    missing: tuple[str, ...] = field("缺件", "Documents missing", audience="dealer", default=())


class FundStanding(Result):
    """A marketing activity: how far it is, what is payable and what is paid; its subject is the fund."""

    topic = "support"
    name: Text = field("活动", "Activity", audience="dealer")
    year: int = field("预算年度", "Budget year", audience="dealer")
    state: str = field("状态", "State", audience="dealer")
    policy: str = field("政策版本", "Policy version", audience="dealer", default="")
    approved: Decimal = field("批准额", "Approved", audience="dealer", unit="元", default=Decimal(0))
    reserved: Decimal = field("占用预算", "Of the budget", audience="dealer", unit="元", default=Decimal(0))
    claims: tuple[ClaimLine, ...] = field("核销", "Claims", audience="dealer", default=())
    payable: Decimal = field("应付", "Payable", audience="dealer", unit="元", default=Decimal(0))
    paid: Decimal = field("已付", "Paid", audience="dealer", unit="元", default=Decimal(0))
    due: date | None = field("下一期限", "Next day", audience="dealer", default=None)
    due_side: str = field("期限属于", "On whom", audience="dealer", default="")


class FundBalance(Result):
    """A dealer's marketing fund in a budget year; its subject is `D-…/2026`."""

    topic = "support"
    year: int = field("预算年度", "Budget year", audience="dealer")
    tax: str = field("含税", "Tax", audience="dealer")
    budget: Decimal = field("预算", "Budget", audience="dealer", unit="元")
    reserved: Decimal = field("已批未结", "Approved, open", audience="dealer", unit="元")
    settled: Decimal = field("已定应付", "Payable", audience="dealer", unit="元")
    paid: Decimal = field("已付", "Paid", audience="dealer", unit="元")
    balance: Decimal = field("余额", "Balance", audience="dealer", unit="元")


class SupplyPerformance(Result):
    """How well we supplied a dealer in a quarter; its subject is `D-…/2026Q3`."""

    topic = "support"
    quarter: str = field("季度", "Quarter", audience="dealer")
    due: int = field("应到订单", "Orders due", audience="dealer")
    on_time: int = field("按时", "On time", audience="dealer")
    on_time_in_full: int = field("按时且齐套", "On time and in full", audience="dealer")
    otif: Decimal | None = field("到货及时齐套率", "OTIF", audience="dealer", default=None)
    fill: Decimal | None = field("金额满足率", "Fill rate", audience="dealer", default=None)
    fill_unknown: int = field("短装金额未登记", "Short, amount unknown", audience="dealer", default=0)


class Duty(Value):
    what: str = field("事项", "Matter", audience="dealer")
    team: str = field("归口", "Owner's part", audience="dealer")
    staff: str = field("负责人", "Owner", audience="dealer")
    stands_in: str = field("顶替", "Stands in", audience="dealer", default="")
    head: str = field("上级", "Head", default="")


class WhoOwnsWhat(Result):
    """Who at the company looks after what for a dealer; its subject is the dealer."""

    topic = "support"
    duties: tuple[Duty, ...] = field("分工", "Duties", audience="dealer")


class OpenItem(Value):
    """Something that is not finished: `side` has the next step, `due` is its day."""

    kind: str = field("类型", "Kind", audience="dealer")
    id: str = field("编号", "Id", audience="dealer")
    text: Text = field("事项", "Matter", audience="dealer")
    state: str = field("状态", "State", audience="dealer")
    side: str = field("责任方", "Side", audience="dealer", default="brand")
    due: date | None = field("期限", "Due", audience="dealer", default=None)
    late: bool = field("逾期", "Late", audience="dealer", default=False)


class Offer(Value):
    """A sales policy in which a dealer may take part, with what it gives that dealer."""

    policy: str = field("政策版本", "Policy version", audience="dealer")
    name: Text = field("名称", "Name", audience="dealer")
    mechanic: Text = field("做法", "Mechanic", audience="dealer")


class SupportStanding(Result):
    """What support a dealer has had this fiscal year and what is open; its subject is the dealer."""

    topic = "support"
    year: int = field("财年", "Fiscal year", audience="dealer")
    tickets: TicketFigures = field("工单", "Tickets", audience="dealer")
    target: Decimal | None = field("按时率目标", "On-time target", audience="dealer", default=None)
    open_items: tuple[OpenItem, ...] = field("未了事项", "Open items", audience="dealer", default=())
    sales_policies: tuple[Offer, ...] = field(
        "可参加的销售政策", "Sales policies open to it", audience="dealer", default=()
    )


class PolicyChange(Value):
    what: Text = field("项目", "Field", audience="dealer")
    before: Text = field("原来", "Before", audience="dealer", default=NO_TEXT)
    after: Text = field("现在", "After", audience="dealer", default=NO_TEXT)


class SalesPolicyStanding(Result):
    """Where a version of a sales policy stands, and what changed against the one before; its subject is `id@version`."""

    topic = "support"
    state: str = field("状态", "State", audience="dealer")
    before: str = field("上一版", "The version before", audience="dealer", default="")
    changes: tuple[PolicyChange, ...] = field("变化", "What changed", audience="dealer", default=())
    review_due: date | None = field("复盘日", "Review due", default=None)
