"""Checks on tickets: their times hold together, they fit the policy, and what is late is told (reference I.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.support.checks.place import tickets as all_tickets
from toolkit.topics.support.records import SlaPolicy, SupportYear, Ticket
from toolkit.topics.support.records.vocabularies import CATEGORIES, PRIORITIES
from toolkit.topics.support.rules.standing import ground_of
from toolkit.topics.support.rules.tickets import NAMES, end_of, ticket_sla
from toolkit.topics.topic import Check

SATISFACTION = range(1, 6)
FOREVER = datetime.combine(date.max, time())

BEFORE_OPENED = ProblemKind(
    "SUP101",
    "error",
    Text("{moment} 早于登记时间 {opened}", "{moment} is before the ticket was opened on {opened}"),
    Text("改正其一", "put one of them right"),
)
NO_CELL = ProblemKind(
    "SUP102",
    "error",
    Text("时限政策 {policy} 里没有 {category} {priority} 这一格", "{policy} has no times for {category} {priority}"),
    Text("改类别或优先级：该类别有 {choices}", "change category or priority: this category has {choices}"),
)
PAUSES_OVERLAP = ProblemKind(
    "SUP103",
    "error",
    Text("暂停与 {other} 开始的暂停重叠", "the pause overlaps the one since {other}"),
    Text("合成一段，停表只算一次", "make them one; the clock stops only once"),
)
PAUSE_OUTSIDE = ProblemKind(
    "SUP104",
    "error",
    Text("暂停 {since} 至 {until} 不在工单存续期内，或首尾颠倒", "the pause from {since} to {until} is reversed or outside the ticket's life"),
    Text("暂停在登记之后开始、解决之前结束", "a pause begins after opening and ends before the solution"),
)  # fmt: skip
OVERDUE = ProblemKind(
    "SUP105",
    "warning",
    Text("{clock}已超时，应在 {due} 前", "{clock}: overdue, it was due by {due}"),
    Text("当天给经销商打电话说明，给出新时间", "call the dealer today, explain, and give a new time"),
)
REOPENED_WRONG = ProblemKind(
    "SUP106",
    "error",
    Text("{at} 复开时，工单没有已登记的解决", "reopened on {at} without a solution before it"),
    Text("先登记上一次解决的时间", "record when it was resolved before"),
)
REOPENED_LATE = ProblemKind(
    "SUP107",
    "warning",
    Text("解决 {days} 天后才复开，超过 {most} 天应开新单", "reopened {days} days after the solution; after {most} it is a new ticket"),
)  # fmt: skip
NO_CAUSE = ProblemKind(
    "SUP108",
    "warning",
    Text("已解决，却没有写{missing}", "it is resolved, but {missing} is not recorded"),
    Text("关单时写清原因和办法，同因才数得出来", "record both when closing, so that repeated causes can be counted"),
)
SATISFACTION_RANGE = ProblemKind(
    "SUP109", "error", Text("满意度 {score} 不在 1–5 之间", "the satisfaction of {score} is not between 1 and 5")
)
PAUSED_UNANSWERED = ProblemKind(
    "SUP110",
    "warning",
    Text("还没有首次回复就停表", "the clock was stopped before the first reply"),
    Text("要材料就是回复：登记 first_reply_at", "to ask for papers is a reply: record first_reply_at"),
)
REPEATED_ID = ProblemKind(
    "SUP111",
    "error",
    Text("编号 {id} 在 {other} 已经用过", "the id {id} is used in {other}"),
    Text("编号不重复使用", "ids are never used twice"),
)
OTHER_YEAR = ProblemKind(
    "SUP112",
    "error",
    Text("{day} 属于 {year} 财年，不在本文件的年度", "{day} is in the fiscal year {year}, not in that of this file"),
    Text("移到 support/{year}.yaml", "move it to support/{year}.yaml"),
)
NO_TIMES = ProblemKind(
    "SUP113",
    "error",
    Text("{day} 没有生效的时限政策", "no ticket times are in force on {day}"),
    Text("在 content/policies/support/sla/ 补上", "add a version to content/policies/support/sla/"),
)
MANY = ProblemKind(
    "SUP114",
    "info",
    Text("{month} 已有 {count} 张{what}的工单，达到 {limit} 张", "{count} tickets of {what} in {month}, the alert is at {limit}"),
    Text("归口部门写改法，进入复盘", "the owning department writes what it changes"),
)  # fmt: skip


def times(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A ticket's moments follow each other: opened, replied, paused, resolved, reopened; pauses do not overlap.

    Only waiting for papers of the dealer stops the clock (reference I.1), and it stops once; a pause before the first reply
    means that a reply was not recorded.

    中文：工单的时间依次为登记、首次回复、暂停、解决、复开，各段暂停不重叠。只有等经销商补材料才停表；首次回复之前就停表，
    说明有一次回复没有登记。
    """
    ground = ground_of(network, as_of)
    for year, n, ticket in all_tickets(network):
        for name in ("first_reply_at", "resolved_at"):
            moment: datetime | None = getattr(ticket, name)
            if moment is not None and moment < ticket.opened_at:
                path = ("tickets", n, name)
                values: dict[str, Any] = {"moment": _shown(moment), "opened": _shown(ticket.opened_at)}
                yield told(network, BEFORE_OPENED, year, *path, about=ticket.id, **values)
        yield from _pauses(network, year, n, ticket)
        yield from _reopenings(network, year, n, ticket, ground.sla(ticket.opened_at.date()))


def _pauses(network: Network, year: SupportYear, n: int, ticket: Ticket) -> Iterator[Problem]:
    last = max((row.resolved_at for row in ticket.reopened if row.resolved_at), default=ticket.resolved_at)
    ended = None if any(row.resolved_at is None for row in ticket.reopened) else last
    rows = sorted(enumerate(ticket.pauses), key=lambda row: row[1].since)
    until: datetime | None = None
    since: datetime | None = None
    for k, pause in rows:
        place = ("tickets", n, "pauses", k)
        end = pause.until or ended or FOREVER
        if pause.since < ticket.opened_at or end <= pause.since or (ended is not None and end > ended):
            values: dict[str, Any] = {"since": _shown(pause.since), "until": _shown(pause.until)}
            yield told(network, PAUSE_OUTSIDE, year, *place, "since", about=ticket.id, **values)
        elif until is not None and pause.since < until:
            yield told(network, PAUSES_OVERLAP, year, *place, "since", about=ticket.id, other=_shown(since))
        if ticket.first_reply_at is None or pause.since < ticket.first_reply_at:
            yield told(network, PAUSED_UNANSWERED, year, *place, "since", about=ticket.id)
        if until is None or end > until:
            until, since = end, pause.since


def _reopenings(
    network: Network, year: SupportYear, n: int, ticket: Ticket, policy: SlaPolicy | None
) -> Iterator[Problem]:
    before = ticket.resolved_at
    for k, row in sorted(enumerate(ticket.reopened), key=lambda r: r[1].at):
        path = ("tickets", n, "reopened", k)
        if before is None or row.at < before:
            yield told(network, REOPENED_WRONG, year, *path, "at", about=ticket.id, at=_shown(row.at))
        elif policy is not None and row.at - before > timedelta(days=policy.reopen_days):
            days, most = (row.at - before).days, policy.reopen_days
            yield told(network, REOPENED_LATE, year, *path, "at", about=ticket.id, days=days, most=most)
        if row.resolved_at is not None and row.resolved_at < row.at:
            values: dict[str, Any] = {"moment": _shown(row.resolved_at), "opened": _shown(row.at)}
            yield told(network, BEFORE_OPENED, year, *path, "resolved_at", about=ticket.id, **values)
        before = row.resolved_at


def cells(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every ticket has a cell in the times of its day, and what is overdue on the as-of date is told.

    A category may lack a priority (reference I.1): such a ticket has no clock and nobody would miss it. Reasons do not undo
    an overrun; they are recorded to learn from.

    中文：每张工单在当天的时限政策里都有一格，到基准日已超时的会提示。没有格子的工单没有时钟，拖着也没人发现。原因不能抵
    消超时，记下来是为了改进。
    """
    ground = ground_of(network, as_of)
    for year, n, ticket in all_tickets(network):
        day = ticket.opened_at.date()
        policy = ground.sla(day)
        if policy is None:
            yield told(network, NO_TIMES, year, "tickets", n, "opened_at", about=ticket.id, day=day)
            continue
        if policy.cell(ticket.category, ticket.priority) is None:
            choices = ", ".join(row.priority for row in policy.cells if row.category == ticket.category)
            yield told(
                network,
                NO_CELL,
                year,
                *("tickets", n, "priority"),
                about=ticket.id,
                policy=policy.reference,
                category=CATEGORIES.label(ticket.category),
                priority=PRIORITIES.label(ticket.priority),
                choices=choices,
            )
            continue
        sla = ticket_sla(ticket, policy, ground.calendar, end_of(as_of), dealer=year.dealer)
        late = next((row for row in sla.clocks if row.state == "overdue"), None) if sla else None
        if late is not None:
            place = ("tickets", n, "opened_at")
            yield told(network, OVERDUE, year, *place, about=ticket.id, clock=NAMES[late.what], due=_shown(late.due))


def contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A resolved ticket says its cause and its solution, a satisfaction lies between 1 and 5, and a file holds its own year.

    中文：已解决的工单写明原因和办法，满意度在 1 到 5 之间，文件只放本财年的工单。
    """
    ground = ground_of(network, as_of)
    for year, n, ticket in all_tickets(network):
        place = ("tickets", n)
        if ticket.resolved_at is not None and (ticket.cause is None or ticket.solution is None):
            what = Text("原因", "the cause") if ticket.cause is None else Text("办法", "the solution")
            yield told(network, NO_CAUSE, year, *place, "resolved_at", about=ticket.id, missing=what)
        if ticket.satisfaction is not None and ticket.satisfaction not in SATISFACTION:
            values: dict[str, Any] = {"score": ticket.satisfaction}
            yield told(network, SATISFACTION_RANGE, year, *place, "satisfaction", about=ticket.id, **values)
        day = ticket.opened_at.date()
        if ground.year(day) != year.year:
            values = {"day": day, "year": ground.year(day)}
            yield told(network, OTHER_YEAR, year, *place, "opened_at", about=ticket.id, **values)


def ids(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Ids of tickets, funds and materials are never used twice, in whichever dealer's file (reference A.0).

    中文：工单、费用和物料的编号不重复使用，不论在哪家经销商的文件里。
    """
    seen: dict[str, str] = {}
    for year in network.all(SupportYear):
        path = network.entry(year).document.path
        for name in ("tickets", "funds", "materials"):
            for n, row in enumerate(getattr(year, name)):
                if row.id in seen:
                    yield told(network, REPEATED_ID, year, name, n, "id", about=row.id, id=row.id, other=seen[row.id])
                seen.setdefault(row.id, path)


def frequent(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Ten tickets of one cause, or five of one dealer, in a month ask for a change, told at the last of them.

    A dealer who speaks up helps us: it is the owning department that has to act, never the dealer that is to blame.

    中文：一个月里同一原因的工单满十张，或同一经销商的满五张，就要改做法，提示在最后一张上。肯说的经销商是在帮我们：该行
    动的是归口部门，不该怪经销商。
    """
    ground = ground_of(network, as_of)
    causes: Counter[tuple[str, str]] = Counter()
    dealers: Counter[tuple[str, str]] = Counter()
    rows = sorted(all_tickets(network), key=lambda row: (row[2].opened_at, row[2].id))
    for year, n, ticket in rows:
        policy = ground.sla(ticket.opened_at.date())
        if policy is None or ticket.opened_at >= end_of(as_of):
            continue
        month = f"{ticket.opened_at:%Y-%m}"
        causes[month, ticket.cause or ""] += 1
        dealers[month, year.dealer] += 1
        hits = [(dealers[month, year.dealer], policy.dealer_alert, Text("同一家", "one dealer"))]
        if ticket.cause is not None:
            hits.append((causes[month, ticket.cause], policy.cause_alert, Text("同一原因", "one cause")))
        for count, limit, what in hits:
            if count == limit:
                values: dict[str, Any] = {"month": month, "count": count, "limit": limit, "what": what}
                yield told(network, MANY, year, "tickets", n, "id", about=ticket.id, **values)


def _shown(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment is not None else "…"


CHECKS: tuple[Check, ...] = (
    Check(
        (BEFORE_OPENED, PAUSES_OVERLAP, PAUSE_OUTSIDE, PAUSED_UNANSWERED, REOPENED_WRONG, REOPENED_LATE),
        times,
    ),
    Check((NO_CELL, NO_TIMES, OVERDUE), cells),
    Check((NO_CAUSE, SATISFACTION_RANGE, OTHER_YEAR), contents),
    Check((REPEATED_ID,), ids),
    Check((MANY,), frequent),
)
