"""The support policies: times for tickets (reference I.1), rules of the marketing fund (I.2)."""

from __future__ import annotations

from typing import Annotated, Any

from toolkit.kernel.text import Text
from toolkit.kernel.units import with_unit
from toolkit.kernel.wording import number_text
from toolkit.network.fields import Count, Duration, Number, OneOf, Rate, problem
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.topics.support.records.vocabularies import (
    CATEGORIES,
    DOCUMENTS,
    ESCALATION,
    HOURS_BASIS,
    PRIORITIES,
    TEAM,
)


class Limit(Value):
    """A time: so many hours of a stated clock, or so many working days up to the same time of day."""

    hours: Number | None = field("小时", "Hours", audience="dealer", unit="小时", default=None)
    hours_basis: Annotated[str, OneOf(HOURS_BASIS)] | None = field("计时", "Clock", audience="dealer", default=None)
    days: Duration | None = field("工作日", "Working days", audience="dealer", unit="个工作日", default=None)

    def model_post_init(self, context: Any, /) -> None:
        """Refuses a time that is both hours and days, neither, or hours of no stated clock."""
        if (self.hours is None) == (self.days is None) or (self.hours is None) != (self.hours_basis is None):
            raise problem(
                "rule",
                zh="要么写 hours 和 hours_basis，要么写 days",
                en="give either hours with hours_basis, or days",
            )

    def in_words(self) -> Text:
        """Returns `4小时（工作时间）` or `5个工作日`."""
        held, unit = (self.days, "个工作日") if self.days is not None else (self.hours, "小时")
        number = number_text(held) if held is not None else ""
        clock = HOURS_BASIS.label(self.hours_basis) if self.hours_basis is not None else None
        zh, en = with_unit(number, unit, "zh"), with_unit(number, unit, "en")
        return Text(f"{zh}（{clock.zh}）", f"{en} ({clock.en})") if clock is not None else Text(zh, en)


class SlaCell(Value):
    KEY = ("category", "priority")
    category: Annotated[str, OneOf(CATEGORIES)] = field("类别", "Category", audience="dealer")
    priority: Annotated[str, OneOf(PRIORITIES)] = field("优先级", "Priority", audience="dealer")
    reply: Limit = field("首次回复", "First reply", audience="dealer")
    resolve: Limit = field("解决", "Resolved", audience="dealer")


class Escalation(Value):
    KEY = ("at",)
    at: Rate = field("用时占时限", "Share of the time used", audience="dealer")
    to: Annotated[str, OneOf(ESCALATION)] = field("升级至", "Goes to", audience="dealer")


class Route(Value):
    """Who of the dealer's service team owns a category."""

    KEY = ("category",)
    category: Annotated[str, OneOf(CATEGORIES)] = field("类别", "Category", audience="dealer")
    team: Annotated[str, OneOf(TEAM)] = field("归口", "Owner", audience="dealer")


class SlaPolicy(Policy):
    """The times by category and priority. A pair that is not listed does not exist: no such ticket is opened."""

    cells: tuple[SlaCell, ...] = field("时限", "Times", audience="dealer")
    escalation: tuple[Escalation, ...] = field("升级", "Escalation", audience="dealer")
    routes: tuple[Route, ...] = field("归口", "Routes", audience="dealer")
    reopen_days: Duration = field("复开期", "May be reopened for", audience="dealer", unit="天")
    on_time_target: Rate = field("按时率目标", "On-time target", audience="dealer")
    cause_alert: Count = field("同因报警（月）", "Alert at tickets of one cause a month", unit="张工单")
    dealer_alert: Count = field("同一家报警（月）", "Alert at tickets of one dealer a month", unit="张工单")

    def cell(self, category: str, priority: str) -> SlaCell | None:
        """Returns the times of a category and priority, or None when the policy has no such cell."""
        return next((row for row in self.cells if (row.category, row.priority) == (category, priority)), None)


class LateStep(Value):
    KEY = ("up_to_days",)
    up_to_days: Duration = field("逾期不超过", "Late by up to", audience="dealer", unit="天")
    factor: Rate = field("系数", "Factor", audience="dealer")


class FundPolicy(Policy):
    """The rules of the marketing fund; what comes later than the last step pays nothing."""

    request_days: Duration = field("申请提前", "Request ahead by", audience="dealer", unit="个工作日")
    approve_days: Duration = field("批复时限", "Answered within", audience="dealer", unit="个工作日")
    claim_days: Duration = field("核销时限", "Claimed within", audience="dealer", unit="天")
    told_days: Duration = field("缺件告知时限", "Told what is missing within", audience="dealer", unit="个工作日")
    settle_days: Duration = field("结算时限", "Settled within", audience="dealer", unit="天")
    share: Rate = field("我方分担上限", "Our share at most", audience="dealer")
    late: tuple[LateStep, ...] = field("逾期系数", "Factors for late claims", audience="dealer")
    documents: tuple[Annotated[str, OneOf(DOCUMENTS)], ...] = field("材料清单", "Documents", audience="dealer")
    audit_share: Rate = field("抽查比例", "Share audited")
