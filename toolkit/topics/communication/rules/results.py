"""What the chapter derives: how each dealer is kept in contact with, and how both sides keep their word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Result


class PaceLine(Value):
    type: str = field("方式", "Contact")
    every_days: int = field("间隔", "Every", unit="天")
    planned: int = field("计划", "Planned", unit="次")
    done: int = field("完成", "Done", unit="次")
    last: date | None = field("最近一次", "Last", default=None)
    next: date = field("下一次", "Next")
    state: str = field("状态", "State")


class TrustPart(Value):
    kind: str = field("种类", "Kind", audience="dealer")
    due: int = field("到期承诺", "Promises due", audience="dealer")
    index: Decimal | None = field("指数", "Index", audience="dealer", default=None)


class InformationLine(Value):
    quarter: str = field("季度", "Quarter", audience="dealer")
    kind: str = field("种类", "Kind", audience="dealer")
    issued: int = field("发出", "Issued", audience="dealer")
    timely: Decimal | None = field("及时率", "Timely", audience="dealer", default=None)
    accurate: Decimal | None = field("准确率", "Accurate", audience="dealer", default=None)


class CommunicationStanding(Result):
    """How contact and promises stand on the as-of date; its subject is the dealer. Indices are printed to one decimal."""

    topic = "communication"
    pace: tuple[PaceLine, ...] = field("沟通节奏", "Cadence", default=())
    next_contact: date | None = field("下次接触", "Next contact", default=None)
    trust: Decimal | None = field("信任指数", "Trust index", audience="dealer", unit="分", default=None)
    parts: tuple[TrustPart, ...] = field("分项", "Parts", audience="dealer", default=())
    dealer_index: Decimal | None = field("经销商守信", "Dealer's own index", audience="dealer", unit="分", default=None)
    open_brand: tuple[str, ...] = field("我方未兑现", "Open on our side", audience="dealer", default=())
    open_dealer: tuple[str, ...] = field("经销商未兑现", "Open on the dealer's side", audience="dealer", default=())
    late: tuple[str, ...] = field("其中逾期", "Of them late", audience="dealer", default=())
    broken: int = field("我方违背", "Broken by us", audience="dealer", default=0)
    feedback: int = field("反馈", "Feedback", audience="dealer", default=0)
    unanswered: tuple[str, ...] = field("未答复", "Not answered", audience="dealer", default=())
    feedback_on_time: Decimal | None = field("按时答复率", "Answered in time", audience="dealer", default=None)
    adopted: Decimal | None = field("采纳比例", "Adopted", audience="dealer", default=None)
    days_to_change: Decimal | None = field(
        "反馈到改变", "From feedback to change", audience="dealer", unit="天", default=None
    )
    information: tuple[InformationLine, ...] = field("信息质量", "Information", audience="dealer", default=())
    repairs_open: tuple[str, ...] = field("进行中的信任修复", "Repairs under way", audience="dealer", default=())


class NetworkTrust(InternalResult):
    """The promises to all dealers together, and theirs to us; its subject is `network`. Internal: no dealer sees the others'.

    `trust_before` is the index as it stood a year before. Contacts are counted where a ledger is kept: without one nobody
    knows who met whom; `without_ledger` says for how many that is so.
    """

    topic = "communication"
    trust: Decimal | None = field("信任指数", "Trust index", unit="分", default=None)
    trust_before: Decimal | None = field("一年前的信任指数", "Trust index a year before", unit="分", default=None)
    dealer_index: Decimal | None = field("经销商守信", "The dealers' index", unit="分", default=None)
    open_brand: int = field("我方未兑现", "Open on our side", default=0)
    open_dealer: int = field("经销商未兑现", "Open on the dealers' side", default=0)
    late_brand: int = field("其中我方逾期", "Of them late on our side", default=0)
    late_dealer: int = field("其中经销商逾期", "Of them late on the dealers' side", default=0)
    parts: tuple[TrustPart, ...] = field("分项", "Parts", default=())
    dealers: int = field("有到期承诺的经销商", "Dealers with promises due", default=0)
    feedback_on_time: Decimal | None = field("按时答复率", "Answered in time", default=None)
    days_to_change: Decimal | None = field("反馈到改变", "From feedback to change", unit="天", default=None)
    overdue_contacts: int = field("逾期的接触", "Contacts overdue", default=0)
    without_ledger: int = field("没有沟通台账的经销商", "Dealers without a ledger", default=0)
