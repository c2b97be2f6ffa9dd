"""A ticket against its times: when each clock ends, how much of it is used, how it stands (reference I.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.results import Step
from toolkit.topics.support.records import Limit, SlaCell, SlaPolicy, Ticket
from toolkit.topics.support.rules.clock import Stretch, merged, term
from toolkit.topics.support.rules.results import ClockLine, TicketSla

REPLY, RESOLVE = "reply", "resolve"
NAMES = {REPLY: Text("首次回复", "first reply"), RESOLVE: Text("解决", "resolved")}


def end_of(as_of: date) -> datetime:
    """Returns the moment at which the as-of date is over: what happened on the day itself is known."""
    return datetime.combine(as_of + timedelta(days=1), time())


def ticket_sla(
    ticket: Ticket, policy: SlaPolicy | None, calendar: WorkCalendar, now: datetime, *, dealer: str, owner: str = ""
) -> TicketSla | None:
    """Returns how a ticket stands at `now`; None for one that is opened later. What happens after `now` is not known yet.

    A pause stops the clock of the solution only: to ask for papers is a reply. A reopened ticket has a clock more from its
    reopening.
    """
    if ticket.opened_at > now:
        return None
    cell = policy.cell(ticket.category, ticket.priority) if policy else None
    clocks = tuple(_clocks(ticket, cell, calendar, now)) if cell and policy else ()
    clocks = tuple(_escalated(row, policy) for row in clocks) if policy else ()
    runs = _runs(ticket, now)
    closed = runs[-1][1] is not None
    return TicketSla(
        subject=ticket.id,
        dealer=dealer,
        category=ticket.category,
        priority=ticket.priority,
        title=ticket.subject,
        opened=ticket.opened_at,
        owner=ticket.owner or owner,
        closed=closed,
        reopened=len(runs) > 1,
        policy=policy.reference if cell and policy else "",
        clocks=clocks,
        satisfaction=ticket.satisfaction if closed else None,
        cost=ticket.cost if closed else None,
        cause=ticket.cause or "",
        trace=tuple(step for row in clocks for step in _trace(row, policy)),
    )


def _runs(ticket: Ticket, now: datetime) -> tuple[tuple[datetime, datetime | None], ...]:
    """When the ticket was opened and reopened, and when it was resolved each time."""
    rows = [(ticket.opened_at, _known(ticket.resolved_at, now))]
    for row in sorted(ticket.reopened, key=lambda r: r.at):
        if row.at <= now:
            rows.append((row.at, _known(row.resolved_at, now)))
    return tuple(rows)


def pauses_of(ticket: Ticket, now: datetime) -> tuple[Stretch, ...]:
    """Returns the pauses up to `now`, merged; one that has no end yet lasts until `now`."""
    return merged((row.since, min(row.until or now, now)) for row in ticket.pauses if row.since <= now)


def _clocks(ticket: Ticket, cell: SlaCell, calendar: WorkCalendar, now: datetime) -> Iterator[ClockLine]:
    # What was solved was answered too.
    replied = _known(ticket.first_reply_at, now) or _known(ticket.resolved_at, now)
    yield _line(REPLY, cell.reply, (ticket.opened_at, replied), calendar, now, ())
    pauses = pauses_of(ticket, now)
    waiting = any(row.since <= now and (row.until is None or row.until > now) for row in ticket.pauses)
    for run in _runs(ticket, now):
        yield _line(RESOLVE, cell.resolve, run, calendar, now, pauses, waiting=waiting)


def _line(
    what: str,
    limit: Limit,
    run: tuple[datetime, datetime | None],
    calendar: WorkCalendar,
    now: datetime,
    pauses: tuple[Stretch, ...],
    *,
    waiting: bool = False,
) -> ClockLine:
    start, done = run
    held = term(limit, start, calendar)
    end = done or now
    own = tuple((max(a, start), min(b, end)) for a, b in pauses)
    due = held.due(start, own)
    used = held.clock.minutes(start, end, own)
    if done is not None:
        state = "met" if done <= due else "missed"
    else:
        state = "overdue" if now > due else "paused" if waiting else "open"
    return ClockLine(
        what=what,
        basis=held.clock.basis,
        start=start,
        due=due,
        done=done,
        budget=held.minutes,
        used=used,
        paused=held.clock.minutes(start, end) - used,
        state=state,
    )


def _escalated(line: ClockLine, policy: SlaPolicy) -> ClockLine:
    """The line with the highest step of escalation that it has reached while it is not done."""
    if line.done is not None:
        return line
    reached = [row for row in policy.escalation if line.share >= row.at]
    to = max(reached, key=lambda row: row.at).to if reached else ""
    return line.model_copy(update={"escalation": to})


def _trace(line: ClockLine, policy: SlaPolicy | None) -> Iterator[Step]:
    name, version = NAMES[line.what], policy.reference if policy else ""
    yield Step(
        what=Text(f"{name.zh}：到期", f"{name.en}: due"),
        value=f"{line.start:%Y-%m-%d %H:%M} + {line.budget} min ({line.basis}) + {line.paused} min → {line.due:%Y-%m-%d %H:%M}",
        policy=version,
    )
    yield Step(
        what=Text(f"{name.zh}：已用", f"{name.en}: used"), value=f"{line.used} / {line.budget} min", policy=version
    )


def on_time(sla: TicketSla) -> bool | None:
    """Returns whether a ticket was resolved in time; a reopened one was not, an open one in time is neither yes nor no."""
    line = sla.clock(RESOLVE)
    if line is None:
        return None
    if sla.reopened or line.state in ("missed", "overdue"):
        return False
    return True if line.state == "met" else None


def replied_on_time(sla: TicketSla) -> bool | None:
    """Returns whether the first reply came in time; neither yes nor no while it may still come."""
    line = sla.clock(REPLY)
    states = {"met": True, "missed": False, "overdue": False}
    return states.get(line.state) if line else None


def is_overdue(sla: TicketSla) -> bool:
    """Returns whether a reply or a solution is not there and its time is over."""
    return any(row.state == "overdue" for row in sla.clocks)


def mean(values: Iterable[Decimal | int | None]) -> Decimal | None:
    """Returns the mean of the values that are there, unrounded; None when none is."""
    known = [Decimal(value) for value in values if value is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def _known(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment is not None and moment <= now else None
