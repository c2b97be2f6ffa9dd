"""Every step of a ticket's times and of what tickets say together, with the place of each (reference 0.5, I.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.support.records import SalesPolicy, SlaCell, SlaPolicy, SupportYear, Ticket
from toolkit.topics.support.rules.explain_money import balance_steps, fund_steps, supply_steps
from toolkit.topics.support.rules.ownership import OVERALL
from toolkit.topics.support.rules.results import (
    FundBalance,
    FundStanding,
    SalesPolicyStanding,
    SupplyPerformance,
    SupportStanding,
    TicketSla,
    TicketStatistics,
    WhoOwnsWhat,
)
from toolkit.topics.support.rules.standing import ground_of
from toolkit.topics.support.rules.tickets import NAMES, RESOLVE, is_overdue, on_time, pauses_of, replied_on_time

Share = Callable[[TicketSla], bool | Decimal | int | None]


def ticket_steps(network: Network, results: Results, result: TicketSla, as_of: date) -> Iterator[Step]:
    """Yields the moments of a ticket, and for each of its clocks the limit, what counts of the time, and how it stands."""
    held = ((y, n) for y in network.all(SupportYear) for n, row in enumerate(y.tickets) if row.id == result.subject)
    year, n = next(held)
    ticket, ground = year.tickets[n], ground_of(network, as_of)
    for name in ("category", "priority", "opened_at", "first_reply_at", "resolved_at"):
        if getattr(ticket, name) is not None:
            yield read(network, year, "tickets", n, name)
    for k in range(len(ticket.reopened)):
        yield read(network, year, "tickets", n, "reopened", k, "at")
    policy = ground.sla(ticket.opened_at.date())
    cell = policy.cell(ticket.category, ticket.priority) if policy else None
    if policy is not None and cell is not None:
        if pauses_of(ticket, ground.now):
            yield from _pauses(network, year, n, ticket)
        for k, _ in enumerate(result.clocks):
            yield from _clock(network, result, k, policy, cell)
    for name in ("satisfaction", "cost"):
        if getattr(result, name) is not None:
            yield read(network, year, "tickets", n, name, gives=name)


def _pauses(network: Network, year: SupportYear, n: int, ticket: Ticket) -> Iterator[Step]:
    for k, row in enumerate(ticket.pauses):
        yield read(network, year, "tickets", n, "pauses", k, "since")
        if row.until is not None:
            yield read(network, year, "tickets", n, "pauses", k, "until")


def _clock(network: Network, sla: TicketSla, k: int, policy: SlaPolicy, cell: SlaCell) -> Iterator[Step]:
    line = sla.clocks[k]
    name, path = NAMES[line.what], ("cells", policy.cells.index(cell), line.what)
    origin, version = network.origin(policy, *path), policy.reference
    limit = joined(name, "：", Text("政策时限", "limit"))
    yield Step(what=limit, value=_limit(cell, line.what), origin=origin, policy=version)
    due = f"{line.start:%Y-%m-%d %H:%M} + {line.budget} min ({line.basis}) + {line.paused} min → {line.due:%Y-%m-%d %H:%M}"
    yield Step(what=joined(name, "：", Text("到期", "due")), value=due, policy=version)
    used = joined(name, "：", Text("已用分钟", "minutes used"))
    yield Step(what=used, value=str(line.used), policy=version, gives=f"clocks.{k}.used")
    done = f"{line.done:%Y-%m-%d %H:%M}" if line.done else "/"
    state = joined(name, "：", Text("完成与状态", "done and state"))
    yield Step(what=state, value=f"{done} · {line.state}", policy=version, gives=f"clocks.{k}.state")


def _limit(cell: SlaCell, what: str) -> str:
    limit = cell.resolve if what == RESOLVE else cell.reply
    return f"{limit.days} wd" if limit.days is not None else f"{limit.hours} h {limit.hours_basis}"


SHARES: tuple[tuple[str, Text, Share], ...] = (
    ("reply_on_time", Text("按时回复率", "replies in time"), replied_on_time),
    ("on_time", Text("按时解决率", "resolved in time"), on_time),
    ("reopened", Text("复开率", "reopened"), lambda row: row.reopened if row.closed or row.reopened else None),
    ("satisfaction", Text("满意度", "satisfaction"), lambda row: row.satisfaction),
    ("cost", Text("每单成本", "cost of a ticket"), lambda row: row.cost),
)


def _figures(group: str, tickets: Sequence[TicketSla]) -> Iterator[Step]:
    """Each ticket with its state, then how many, and each share or mean over the tickets that have it."""
    for row in tickets:
        states = " · ".join(f"{NAMES[line.what].within('en')} {line.state}" for line in row.clocks)
        yield Step(what=Text(row.subject), value=states or "–")
    for name, words, number in (
        ("opened", Text("工单数", "tickets"), len(tickets)),
        ("closed", Text("已解决", "resolved"), sum(row.closed for row in tickets)),
        ("overdue", Text("超时未结", "overdue"), sum(is_overdue(row) for row in tickets)),
    ):
        yield Step(what=words, value=str(number), gives=f"{group}.{name}")
    for name, words, of in SHARES:
        known = [Decimal(value) for row in tickets if (value := of(row)) is not None]
        if known:
            total = sum(known, Decimal(0))
            shown = f"{number_text(total)} ÷ {len(known)} = {number_text(total / len(known), 4)}"
            yield Step(what=words, value=shown, gives=f"{group}.{name}")


def statistics_steps(network: Network, results: Results, result: TicketStatistics, as_of: date) -> Iterator[Step]:
    """Yields every ticket of a fiscal year with its state, and the figures over all of them."""
    ground = ground_of(network, as_of)
    rows = [row for row in results.all(TicketSla) if str(ground.year(row.opened.date())) == result.subject]
    yield from _figures("figures", rows)


def dealer_steps(network: Network, results: Results, result: SupportStanding, as_of: date) -> Iterator[Step]:
    """Yields a dealer's tickets of the fiscal year with their states, its figures, the target and what is open."""
    ground = ground_of(network, as_of)
    own = [row for row in results.all(TicketSla) if row.dealer == result.subject]
    yield from _figures("tickets", [row for row in own if ground.year(row.opened.date()) == result.year])
    times = ground.sla(as_of)
    if times is not None:
        yield read(network, times, "on_time_target", gives="target")
    for item in result.open_items:
        yield Step(what=joined(Text(item.id), "：", item.text), value=f"{item.side} · {item.due or '–'} · {item.state}")


def owner_steps(network: Network, results: Results, result: WhoOwnsWhat, as_of: date) -> Iterator[Step]:
    """Yields who of the dealer's service team owns each matter, with the place in the profile and the route in the policy."""
    profile = network.get(DealerProfile, result.subject)
    policy = ground_of(network, as_of).sla(as_of)
    routes = {row.category: n for n, row in enumerate(policy.routes)} if policy else {}
    yield read(network, profile, "service_team", "manager")
    for duty in result.duties:
        if policy is not None and duty.what in routes:
            yield read(network, policy, "routes", routes[duty.what], "team")
        part = duty.team if getattr(profile.service_team, duty.team) else "manager"
        step = read(network, profile, "service_team", part)
        yield step.model_copy(update={"what": joined(Text(duty.what), "：", step.what)})
    if any(duty.what == OVERALL for duty in result.duties):
        yield read(network, profile, "service_team", "backup")


def sales_steps(network: Network, results: Results, result: SalesPolicyStanding, as_of: date) -> Iterator[Step]:
    """Yields the days of a version of a sales policy, its state on the day, and what it changed."""
    policy = next(row for row in network.all(SalesPolicy) if row.reference == result.subject)
    yield read(network, policy, "effective_from")
    if policy.effective_to is not None:
        yield read(network, policy, "effective_to")
    yield read(network, policy, "review", "due")
    yield Step(what=Text("到基准日的状态", "state on the day"), value=result.state, gives="state")
    if result.before:
        yield Step(what=Text("上一版", "the version before"), value=result.before, gives="before")
    for row in result.changes:
        words = Text(f"{row.before.zh} → {row.after.zh}", f"{row.before.within('en')} → {row.after.within('en')}")
        yield Step(what=row.what, value=words, policy=result.subject)


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "ticket",
        Text("工单", "Ticket"),
        TicketSla,
        ("clocks.0.state", "clocks.0.used", "satisfaction", "cost"),
        ticket_steps,
    ),
    Figure(
        "tickets",
        Text("年度工单", "Tickets of a year"),
        TicketStatistics,
        tuple(f"figures.{name}" for name in ("opened", "closed", "overdue", *(name for name, _, _ in SHARES))),
        statistics_steps,
    ),
    Figure(
        "fund",
        Text("市场费用", "Marketing fund"),
        FundStanding,
        ("state", "approved", "reserved", "payable", "paid"),
        fund_steps,
    ),
    Figure(
        "fund-balance",
        Text("市场费用余额", "Balance of the marketing fund"),
        FundBalance,
        ("budget", "reserved", "settled", "paid", "balance"),
        balance_steps,
    ),
    Figure(
        "supply",
        Text("供货", "Supply"),
        SupplyPerformance,
        ("due", "on_time", "on_time_in_full", "otif", "fill", "fill_unknown"),
        supply_steps,
    ),
    Figure("owners", Text("分工", "Who owns what"), WhoOwnsWhat, (), owner_steps),
    Figure(
        "support",
        Text("支持与服务", "Support"),
        SupportStanding,
        (*(f"tickets.{name}" for name in ("opened", "closed", "overdue", *(name for name, _, _ in SHARES))), "target"),
        dealer_steps,
    ),
    Figure("sales-policy", Text("销售政策", "Sales policy"), SalesPolicyStanding, ("state", "before"), sales_steps),
)
