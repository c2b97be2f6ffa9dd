"""What the support chapter shows on a dealer's page: what is open, how fast we were, the fund, supply, who owns what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text
from toolkit.network.shared import SIDES
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.company.records import TAX, Staff
from toolkit.topics.support.records import Handover, SupportYear, Ticket
from toolkit.topics.support.records.vocabularies import (
    CATEGORIES,
    CLOCK_STATES,
    FUND_STATES,
    HANDOVER_REASONS,
    OPEN_KINDS,
    PRIORITIES,
)
from toolkit.topics.support.records.vocabularies import CHANNELS as TICKET_CHANNELS
from toolkit.topics.support.rules.open_items import words_of
from toolkit.topics.support.rules.results import (
    ClaimLine,
    Duty,
    FundBalance,
    FundStanding,
    OpenItem,
    SupplyPerformance,
    SupportStanding,
    TicketSla,
    WhoOwnsWhat,
)
from toolkit.topics.support.rules.tickets import REPLY, RESOLVE
from toolkit.topics.topic import Now

Pair = tuple[Text, Text]
Row = tuple[Text, ...]
MOODS = {"met": "good", "missed": "warn", "open": "going", "paused": "open", "overdue": "bad"}
DUTIES = {
    "overall": Text("统筹，负全程责任", "overall, answers for all"),
    "supply": Text("订单与供货", "orders and supply"),
    "funds": Text("市场费用与物料", "marketing funds and material"),
}
SHOWN = 8
"""Tickets on the card, the latest first; all stand in the record."""
NONE = Text("–")


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the support of a dealer that has any: open items first, then our times, the fund, supply and the team."""
    standing, team = view.result(SupportStanding, dealer), view.result(WhoOwnsWhat, dealer)
    if standing is None and team is None:
        return
    tickets = sorted(
        (row for row in view.results(TicketSla) if row.dealer == dealer), key=lambda row: row.opened, reverse=True
    )
    funds = sorted((row for row in view.results(FundStanding) if row.dealer == dealer), key=lambda row: row.subject)
    balance = view.result(FundBalance, f"{dealer}/{standing.year}") if standing else None
    supplies = sorted(
        (row for row in view.results(SupplyPerformance) if row.dealer == dealer), key=lambda row: row.quarter
    )
    latest = supplies[-1] if supplies else None
    years = view.of_dealer(SupportYear, dealer)
    asked = {row.id: row for year in years for row in year.tickets}
    context = {
        "rows": tuple(_rows(standing, balance, latest)),
        "open": tuple(_open(row) for row in standing.open_items) if standing else (),
        "tickets": tuple(_ticket(row, asked.get(row.subject)) for row in tickets[:SHOWN]),
        "handovers": tuple(_handover(view, row) for year in years for row in year.handovers),
        "funds": _funds(funds),
        "claims": tuple(_claim(fund, line) for fund in funds for line in fund.claims),
        "supply": _supplies(supplies),
        "team": tuple(_duty(view, row) for row in team.duties) if team else (),
        "offers": tuple((row.name, row.mechanic) for row in standing.sales_policies) if standing else (),
    }
    title = Text("支持与服务", "Support and service")
    yield Card(
        "support",
        title,
        "support/card-support.html",
        context,
        _finding(standing, balance, latest) if standing else NO_TEXT,
        wide=bool(tickets or funds),
        order=30,
        folded=not (tickets or funds or supplies),
    )


def _finding(standing: SupportStanding, balance: FundBalance | None, supply: SupplyPerformance | None) -> Text:
    """What the card says in a line: what is open, how much in time, what the fund holds, how we supplied."""
    figures = standing.tickets
    opened = sum(row.kind == "ticket" for row in standing.open_items)
    zh, en = [f"未结工单 {opened} 张"], [f"{opened} open {'ticket' if opened == 1 else 'tickets'}"]
    if figures.on_time is not None:
        share = percent_text(figures.on_time, 1)
        zh.append(f"按时解决 {share}")
        en.append(f"{share} resolved in time")
    if balance is not None:
        zh.append(f"费用余额 {amount_text(balance.balance)}")
        en.append(f"{amount_text(balance.balance)} left in the fund")
    if supply is not None and supply.otif is not None:
        share = percent_text(supply.otif, 1)
        zh.append(f"{supply.quarter} 到货及时齐套 {share}")
        en.append(f"OTIF of {supply.quarter} {share}")
    return Text("，".join(zh), ", ".join(en))


def _rows(
    standing: SupportStanding | None, balance: FundBalance | None, supply: SupplyPerformance | None
) -> Iterator[Pair]:
    if standing is not None and standing.tickets.opened:
        figures = standing.tickets
        yield (
            Text(f"{standing.year} 年工单", f"Tickets in {standing.year}"),
            Text(f"{figures.opened} 张，已解决 {figures.closed} 张", f"{figures.opened}, {figures.closed} resolved"),
        )
        target = f"（目标 {percent_text(standing.target)}）" if standing.target is not None else ""
        aim = f" (target {percent_text(standing.target)})" if standing.target is not None else ""
        yield Text("按时回复", "Replied in time"), _share(figures.reply_on_time, target, aim)
        yield Text("按时解决", "Resolved in time"), _share(figures.on_time, target, aim)
        yield Text("复开", "Reopened"), _share(figures.reopened)
        if figures.satisfaction is not None:
            yield Text("满意度", "Satisfaction"), Text(f"{number_text(figures.satisfaction, 1)}/5")
    if balance is not None:
        tax = TAX.label(balance.tax)
        amount = amount_text(balance.budget)
        yield Text("市场费用预算", "Marketing fund"), Text(f"{amount}（{tax.zh}）", f"{amount} ({tax.en})")
        yield Text("已批未结", "Approved, open"), Text(amount_text(balance.reserved))
        yield Text("应付，其中已付", "Payable, of it paid"), _two(balance.settled, balance.paid)
        yield Text("余额", "Balance"), Text(amount_text(balance.balance))
    if supply is not None:
        yield Text(f"{supply.quarter} 到货及时齐套率", f"OTIF of {supply.quarter}"), _share(supply.otif)


def _two(settled: Decimal, paid: Decimal) -> Text:
    both = amount_text(settled), amount_text(paid)
    return Text(f"{both[0]}，{both[1]}", f"{both[0]}, {both[1]}")


def _share(share: Decimal | None, zh: str = "", en: str = "") -> Text:
    if share is None:
        return NONE
    return Text(f"{percent_text(share, 1)}{zh}", f"{percent_text(share, 1)}{en}")


def _open(row: OpenItem) -> dict[str, object]:
    kind = OPEN_KINDS.label(row.kind)
    return {
        "kind": kind,
        "id": row.id,
        "text": row.text,
        "side": SIDES.label(row.side),
        "state": words_of(row.kind, row.state),
        "mood": "bad" if row.late else "open" if row.side == "dealer" else "going",
        "due": _day(row.due) if row.due is not None else NO_TEXT,
    }


def _handover(view: View, row: Handover) -> Pair:
    """Who handed the dealer over to whom, when and why."""
    posts = [staff.post if (staff := view.find(Staff, one)) else Text(one) for one in (row.outgoing, row.incoming)]
    why = HANDOVER_REASONS.label(row.reason) if view.lens.audience == "internal" else NO_TEXT
    zh, en = f"{posts[0].zh} → {posts[1].zh}", f"{posts[0].within('en')} → {posts[1].within('en')}"
    return _day(row.date), Text(f"{zh}，{why.zh}", f"{en}, {why.within('en')}") if why else Text(zh, en)


def _ticket(row: TicketSla, asked: Ticket | None) -> dict[str, object]:
    """A ticket with its times, how it came to us, and what it waits for while the clock stands still."""
    reply, solution = row.clock(REPLY), row.clock(RESOLVE)
    state = solution.state if solution else "open"
    shown = "missed" if row.reopened and state == "met" else state
    words = Text("复开后解决", "resolved after reopening") if row.reopened and row.closed else CLOCK_STATES.label(state)
    return {
        "id": row.subject,
        "title": row.title,
        "kind": Text(
            f"{CATEGORIES.label(row.category).zh} · {PRIORITIES.label(row.priority).zh}",
            f"{CATEGORIES.label(row.category).en} · {PRIORITIES.label(row.priority).en}",
        ),
        "opened": _moment(row.opened),
        "reply": Text(CLOCK_STATES.label(reply.state).zh, CLOCK_STATES.label(reply.state).en) if reply else NONE,
        "due": _moment(solution.due) if solution and state != "paused" else NONE,
        "mood": MOODS[shown],
        "state": words,
        "channel": TICKET_CHANNELS.label(asked.channel) if asked is not None else NO_TEXT,
        "waits": asked.pauses[-1].waiting_for if asked is not None and asked.pauses and state == "paused" else NO_TEXT,
    }


def _funds(funds: list[FundStanding]) -> tuple[Row, tuple[Row, ...]]:
    head = (
        Text("费用", "Fund"),
        Text("活动", "Activity"),
        Text("状态", "State"),
        Text("批准额", "Approved"),
        Text("应付", "Payable"),
        Text("已付", "Paid"),
        Text("下一期限", "Next day"),
    )
    rows = tuple(
        (
            Text(row.subject),
            row.name,
            FUND_STATES.label(row.state),
            Text(amount_text(row.approved)) if row.approved else NONE,
            Text(amount_text(row.payable)) if row.claims else NONE,
            Text(amount_text(row.paid)) if row.claims else NONE,
            _day(row.due) if row.due is not None else NONE,
        )
        for row in funds
    )
    return head, rows


def _claim(fund: FundStanding, line: ClaimLine) -> Pair:
    """The sum of a claim as it was reckoned, so that the dealer can follow it."""
    parts = f"{amount_text(line.base)} × {percent_text(line.share)} × {line.passed}/{line.total}"
    late = f" × {number_text(line.factor)}" if line.late_days else ""
    amount = amount_text(line.payable)
    zh = f"（逾期 {line.late_days} 天）" if line.late_days else ""
    en = f" ({line.late_days} days late)" if line.late_days else ""
    return Text(fund.subject), Text(f"{parts}{late} = {amount}{zh}", f"{parts}{late} = {amount}{en}")


def _supplies(rows: list[SupplyPerformance]) -> tuple[Row, tuple[Row, ...]]:
    head = (
        Text("季度", "Quarter"),
        Text("应到订单", "Orders due"),
        Text("按时", "On time"),
        Text("按时且齐套", "On time, in full"),
        Text("及时齐套率", "OTIF"),
        Text("金额满足率", "Fill rate"),
    )
    body = tuple(
        (
            Text(row.quarter),
            Text(number_text(row.due)),
            Text(number_text(row.on_time)),
            Text(number_text(row.on_time_in_full)),
            _share(row.otif),
            _share(row.fill),
        )
        for row in reversed(rows)
    )
    return head, body


def _duty(view: View, row: Duty) -> tuple[Text, Text, Text]:
    what = DUTIES[row.what] if row.what in DUTIES else CATEGORIES.label(row.what)
    return what, _post(view, row.staff), _post(view, row.stands_in)


def _post(view: View, staff: str) -> Text:
    person = view.find(Staff, staff) if staff else None
    return person.post if person else Text(staff)


def _day(day: date) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en"))


def _moment(moment: datetime) -> Text:
    return Text(f"{moment:%Y-%m-%d %H:%M}")
