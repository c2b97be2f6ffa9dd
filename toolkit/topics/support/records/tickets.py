"""Tickets: something that we have to solve for a dealer or an end user, with its clock (reference I.1)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Count, IdOf, OneOf
from toolkit.network.record import Value, field
from toolkit.topics.company.records import StaffId
from toolkit.topics.support.records.moment import Moment
from toolkit.topics.support.records.vocabularies import CATEGORIES, CAUSES, CHANNELS, PRIORITIES


class Pause(Value):
    """A time in which we waited for papers of the dealer; nothing else stops the clock."""

    KEY = ("since",)
    since: Moment = field("暂停自", "Paused since", audience="dealer")
    until: Moment | None = field("暂停至", "Paused until", audience="dealer", default=None)
    waiting_for: Bilingual = field("等什么", "Waiting for", audience="dealer")


class Reopening(Value):
    """The same trouble came back; the clock runs anew from here."""

    KEY = ("at",)
    at: Moment = field("复开于", "Reopened at", audience="dealer")
    resolved_at: Moment | None = field("解决于", "Resolved at", audience="dealer", default=None)
    reason: Bilingual = field("原因", "Reason", audience="dealer")


class Ticket(Value):
    KEY = ("id",)
    id: Annotated[str, IdOf("TK")] = field("工单编号", "Ticket", audience="dealer")
    category: Annotated[str, OneOf(CATEGORIES)] = field("类别", "Category", audience="dealer")
    priority: Annotated[str, OneOf(PRIORITIES)] = field("优先级", "Priority", audience="dealer")
    channel: Annotated[str, OneOf(CHANNELS)] = field("来源", "Channel", audience="dealer")
    subject: Bilingual = field(
        "事由", "Subject", audience="dealer", help_zh="不写顾客的姓名、电话、住址", help_en="no name, telephone or address of an end user"
    )  # fmt: skip
    owner: StaffId | None = field(
        "负责人", "Owner", audience="dealer", default=None, help_zh="不写的按政策分派", help_en="by the policy's routes when left out"
    )  # fmt: skip
    opened_at: Moment = field("登记", "Opened", audience="dealer")
    first_reply_at: Moment | None = field("首次回复", "First reply", audience="dealer", default=None)
    resolved_at: Moment | None = field("解决", "Resolved", audience="dealer", default=None)
    pauses: tuple[Pause, ...] = field("暂停", "Pauses", audience="dealer", default=())
    cause: Annotated[str, OneOf(CAUSES)] | None = field("原因", "Cause", audience="dealer", default=None)
    solution: Bilingual | None = field("办法", "Solution", audience="dealer", default=None)
    cost: Amount | None = field("处理成本", "Cost", unit="元", default=None)
    satisfaction: Count | None = field(
        "满意度", "Satisfaction", audience="dealer", unit="分", default=None, help_zh="1 至 5", help_en="1 to 5"
    )
    reopened: tuple[Reopening, ...] = field("复开", "Reopened", audience="dealer", default=())
