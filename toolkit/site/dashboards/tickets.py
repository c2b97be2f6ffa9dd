"""Tickets against their times, and how well we supplied: what we owe a dealer every day (I.1, I)."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.plan.charts import Line, Series
from toolkit.site.dashboards.board import NONE, Cell, Column, Drawn, Listing, Said, Section
from toolkit.site.dashboards.desk import Desk, count, score, share
from toolkit.site.gathered.relations import tickets_chart
from toolkit.site.gathered.wording import percent
from toolkit.topics.support.records import SlaPolicy
from toolkit.topics.support.records.vocabularies import CATEGORIES, CAUSES, CLOCK_STATES, PRIORITIES
from toolkit.topics.support.rules import NetworkSupply, SupplyPerformance, TicketSla, TicketStatistics
from toolkit.topics.support.rules.results import ClockLine, TicketFigures
from toolkit.topics.support.rules.standing import SLA
from toolkit.topics.support.rules.tickets import REPLY, RESOLVE

NEAR = Decimal("0.75")
"""From this share of its time on a ticket is shown as near its end."""
CLOCK_MOODS = {"met": "good", "missed": "bad", "overdue": "bad", "paused": "open"}


def sla_target(desk: Desk) -> Decimal | None:
    """Returns the target of tickets in time, by the policy in force."""
    policy = desk.the.policies.get(SLA)
    return policy.on_time_target if isinstance(policy, SlaPolicy) else None


def against(value: Decimal | None, target: Decimal | None) -> str:
    """How a share stands against its target; nothing where either is unknown."""
    if value is None or target is None:
        return ""
    return "good" if value >= target else "warn"


def tickets(desk: Desk) -> Section:
    title = desk.say("工单按时率", "Tickets in time")
    held = desk.latest(TicketStatistics)
    heads = ("类别", "工单", "已解决", "超时未结", "按时回复", "按时解决", "复开", "满意度", "每单成本")
    english = ("Category", "Tickets", "Resolved", "Overdue", "Replied in time", "Resolved in time", "Reopened", "Satisfaction", "Cost of one")  # fmt: skip
    units = {7: desk.unit("分", "points"), 8: desk.yuan()}
    columns = tuple(
        Column(desk.say(*pair) + units.get(n, ""), numeric=n > 0)
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    empty = desk.say("还没有工单。", "No ticket is on record.")
    if held is None:
        return Section("tickets", title, (Listing("ticketcategories", title, columns, (), empty),), wide=True)
    goal = sla_target(desk)
    names = [(desk.label(CATEGORIES, name), figures) for name, figures in held.categories]
    rows = (
        *(_figures(cell, figures, goal) for cell, figures in names),
        _figures(Cell(desk.say("合计", "In all")), held.figures, goal),
    )
    chart = tickets_chart(held, goal)
    causes = desk.listed(f"{desk.words(CAUSES.label(name))} {desk.say(f'{n} 张', str(n))}" for name, n in held.causes)
    said = desk.say(f"原因：{causes}", f"Causes: {causes}") if causes else ""
    drawn = (Drawn("tickets-chart", chart),) if chart is not None else ()
    pieces = (*drawn, Listing("ticketcategories", title, columns, rows), *((Said(said),) if said else ()))  # fmt: skip
    return Section("tickets", title, pieces, wide=True, explain=(f"tickets {held.subject}",), links=desk.policy(SLA))


def _figures(name: Cell, figures: TicketFigures, goal: Decimal | None) -> tuple[Cell, ...]:
    return (
        name,
        count(figures.opened),
        count(figures.closed),
        count(figures.overdue, "bad" if figures.overdue else ""),
        share(figures.reply_on_time),
        share(figures.on_time, mood=against(figures.on_time, goal)),
        share(figures.reopened),
        score(figures.satisfaction, 1),
        score(figures.cost, 2),
    )


def open_tickets(desk: Desk) -> Section:
    title = desk.say("未结的工单，快到时限的在前", "Open tickets, nearest to their limit first")
    found = [(row, _running(row)) for row in desk.view.results(TicketSla) if not row.closed]
    found.sort(key=lambda pair: -(pair[1].share if pair[1] is not None else Decimal(0)))
    heads = ("工单", "经销商", "类别", "优先级", "事由", "负责人", "到期", "已用时限", "状态")
    english = ("Ticket", "Dealer", "Category", "Priority", "Subject", "Owner", "Due", "Time used", "State")
    filters = {2: "category", 3: "priority"}
    columns = tuple(
        Column(desk.say(*pair), numeric=n == 7, filter=filters.get(n, ""))
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(_open_ticket(desk, row, clock) for row, clock in found)
    near = sum(clock is not None and clock.share >= NEAR for _, clock in found)
    finding = desk.say(f"{near} 张用掉了四分之三以上的时限", f"{near} have used three quarters of their time or more") if near else ""  # fmt: skip
    empty = desk.say("没有未结的工单。", "No ticket is open.")
    listing = Listing("opentickets", title, columns, rows, empty)
    return Section("open-tickets", title, (listing,), finding, True, ("ticket",) if rows else (), desk.policy(SLA))


def _running(row: TicketSla) -> ClockLine | None:
    """The clock that runs: for the first reply until it is given, then for the solution."""
    reply = row.clock(REPLY)
    return reply if reply is not None and reply.done is None else row.clock(RESOLVE)


def _open_ticket(desk: Desk, row: TicketSla, clock: ClockLine | None) -> tuple[Cell, ...]:
    used = NONE
    if clock is not None:
        mood = "bad" if clock.share >= 1 else "warn" if clock.share >= NEAR else ""
        used = share(clock.share, 0, mood)
    return (
        Cell(row.subject, desk.dealer_link(row.dealer, "support")),
        desk.dealer(row.dealer, "support"),
        desk.label(CATEGORIES, row.category),
        desk.label(PRIORITIES, row.priority),
        Cell(desk.words(row.title)),
        desk.staff(row.owner),
        desk.day(clock.due.date()) if clock is not None and clock.state != "paused" else NONE,
        used,
        desk.label(CLOCK_STATES, clock.state, CLOCK_MOODS.get(clock.state, "going")) if clock is not None else NONE,
    )


def supply(desk: Desk) -> Section:
    title = desk.say("到货及时齐套", "Supply on time and in full")
    found = desk.over(NetworkSupply)
    if not found:
        why = desk.say("还没有已结束季度的订单。", "No quarter with orders is over.")
        return Section("supply", title, (Said(why),), wide=True)
    last = found[-1]
    chart = Line(
        Text("到货及时齐套率", "On time and in full"),
        Text(f"{last.subject} {percent(last.otif)}", f"{percent(last.otif)} in {last.subject}"),
        tuple(Text(row.subject) for row in found),
        (Series(Text("全网", "Network"), tuple(None if row.otif is None else row.otif * 100 for row in found)),),
        Text("%"),
        marked=len(found) - 1,
        decimals=1,
    )
    heads = ("经销商", "应到订单", "按时", "按时且齐套", "齐套率", "金额满足率")
    english = ("Dealer", "Orders due", "On time", "On time, in full", "Share", "Fill rate")
    columns = tuple(Column(desk.say(*pair), numeric=n > 0) for n, pair in enumerate(zip(heads, english, strict=True)))
    mine = [row for row in desk.view.results(SupplyPerformance) if row.quarter == last.subject and row.due]
    rows = tuple(
        (
            desk.dealer(row.dealer, "support"),
            count(row.due),
            count(row.on_time),
            count(row.on_time_in_full),
            share(row.otif),
            share(row.fill),
        )
        for row in sorted(mine, key=lambda row: (row.otif if row.otif is not None else Decimal(2), row.dealer))
    )
    label = desk.say(f"{last.subject} 各家，差的在前", f"{last.subject} by dealer, the worst first")
    pieces = (Drawn("supply-chart", chart), Listing("supplydealers", label, columns, rows, title=label))
    return Section("supply", title, pieces, wide=True, beside=True, explain=(f"network-supply {last.subject}",))
