"""Every step of a ticket's times and of a fund's payable with the place of each (reference 0.5, I).

Made when somebody asks: the places cost a second reading of the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Step
from toolkit.topics.support.records import Fund, SlaCell, SupportYear, Ticket
from toolkit.topics.support.rules.funds import claim_lines, claim_steps
from toolkit.topics.support.rules.standing import Ground, ground_of
from toolkit.topics.support.rules.tickets import NAMES, RESOLVE, pauses_of, ticket_sla


def explained(network: Network, subject: str, as_of: date) -> tuple[Step, ...]:
    """Returns the steps of a ticket or a fund, each with its source line; empty when there is none of that id."""
    ground = ground_of(network, as_of)
    for year in network.all(SupportYear):
        for n, ticket in enumerate(year.tickets):
            if ticket.id == subject:
                return tuple(_ticket(network, ground, year, n, ticket))
        for n, fund in enumerate(year.funds):
            if fund.id == subject:
                return tuple(_fund(network, ground, year, n, fund))
    return ()


def _ticket(network: Network, ground: Ground, year: SupportYear, n: int, ticket: Ticket) -> Iterator[Step]:
    policy = ground.sla(ticket.opened_at.date())
    sla = ticket_sla(ticket, policy, ground.calendar, ground.now, dealer=year.dealer)
    cell = policy.cell(ticket.category, ticket.priority) if policy else None
    if sla is None or policy is None or cell is None:
        return
    place = policy.cells.index(cell)
    for line in sla.clocks:
        name = NAMES[line.what]
        yield Step(
            what=Text(f"{name.zh}：政策时限", f"{name.en}: limit"),
            value=_limit(cell, line.what),
            origin=network.origin(policy, "cells", place, line.what),
            policy=policy.reference,
        )
        yield Step(
            what=Text(f"{name.zh}：起算", f"{name.en}: from"),
            value=f"{line.start:%Y-%m-%d %H:%M}",
            origin=network.origin(year, "tickets", n, "opened_at"),
        )
        if line.what == RESOLVE and pauses_of(ticket, ground.now):
            yield Step(
                what=Text("暂停（分钟）", "paused (minutes)"),
                value=str(line.paused),
                origin=network.origin(year, "tickets", n, "pauses"),
            )
        done = f"{line.done:%Y-%m-%d %H:%M}" if line.done else "/"
        yield Step(
            what=Text(f"{name.zh}：到期与完成", f"{name.en}: due and done"),
            value=f"{line.due:%Y-%m-%d %H:%M} · {done} · {line.used}/{line.budget} min · {line.state}",
            origin=network.origin(year, "tickets", n),
            policy=policy.reference,
        )


def _limit(cell: SlaCell, what: str) -> str:
    limit = cell.resolve if what == RESOLVE else cell.reply
    return f"{limit.days} wd" if limit.days is not None else f"{limit.hours} h {limit.hours_basis}"


def _fund(network: Network, ground: Ground, year: SupportYear, n: int, fund: Fund) -> Iterator[Step]:
    policy = ground.fund(fund)
    if policy is None:
        return
    if fund.approval is not None:
        yield Step(
            what=Text("批准额", "approved"),
            value=fund.approval.amount,
            origin=network.origin(year, "funds", n, "approval", "amount"),
        )
    by_day = {row.received_on: k for k, row in enumerate(fund.claims)}
    for line in claim_lines(fund, policy, ground.calendar, ground.as_of):
        place = network.origin(year, "funds", n, "claims", by_day[line.received])
        for step in claim_steps(line, policy.reference):
            yield step.model_copy(update={"origin": place})
