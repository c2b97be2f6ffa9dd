"""All support that one dealer had in one fiscal year: `dealers/<id>/support/<year>.yaml`."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Day, OneOf
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.support.records.funds import Fund, FundBudget, Material
from toolkit.topics.support.records.tickets import Ticket
from toolkit.topics.support.records.vocabularies import HANDOVER_REASONS, HANDOVER_TOPICS


class HandoverItem(Value):
    KEY = ("topic",)
    topic: Annotated[str, OneOf(HANDOVER_TOPICS)] = field("事项", "Topic")
    text: Bilingual = field(
        "交代", "What is handed over", help_zh="没有的写“无”", help_en="write none where there is none"
    )


class Handover(Value):
    """The account manager changes: what is open goes over, and both sign (reference 0b)."""

    KEY = ("date",)
    date: Day = field("交接日", "Date", audience="dealer")
    outgoing: StaffId = field("原客户经理", "Outgoing manager", audience="dealer")
    incoming: StaffId = field("新客户经理", "Incoming manager", audience="dealer")
    reason: Annotated[str, OneOf(HANDOVER_REASONS)] = field("原因", "Reason")
    items: tuple[HandoverItem, ...] = field("清单", "List")
    joint_visit: Day | None = field("共同拜访日", "Joint visit", audience="dealer", default=None)
    outgoing_signed: Day | None = field("移交人签字", "Signed by the outgoing", default=None)
    signed_for_outgoing: StaffId | None = field("代签", "Signed in its place by", default=None)
    incoming_signed: Day | None = field("接收人签字", "Signed by the incoming", default=None)
    dealer_confirmed: Day | None = field("经销商确认日", "Confirmed by the dealer", audience="dealer", default=None)
    call_on: Day | None = field("三十天回访日", "Call after thirty days", default=None)


class SupportYear(Record):
    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    year: Count = field("财年", "Fiscal year", audience="dealer")
    fund_budget: FundBudget | None = field("市场费用预算", "Marketing fund", audience="dealer", default=None)
    tickets: tuple[Ticket, ...] = field("工单", "Tickets", audience="dealer", default=())
    funds: tuple[Fund, ...] = field("市场费用", "Marketing funds", audience="dealer", default=())
    materials: tuple[Material, ...] = field("物料", "Materials", audience="dealer", default=())
    handovers: tuple[Handover, ...] = field("交接", "Handovers", audience="dealer", default=())
