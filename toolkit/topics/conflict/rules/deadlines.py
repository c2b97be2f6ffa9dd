"""By when each step of a case is due, in working days (reference J.3, 0b)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.policy import in_force
from toolkit.network.reader import Reader
from toolkit.topics.conflict.records import Case, ProcedurePolicy

PROCEDURE = "procedure"
CODED = ("CF1", "CF2", "CF6")
"""Types in which goods are traced by code."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A step with the last day for it, and when it was done."""

    step: str
    due: date
    done: date | None

    def is_late(self, as_of: date) -> bool:
        """Returns whether it was done after its day, or is not done and its day has passed."""
        return (self.done or as_of) > self.due


def procedure_of(reader: Reader, case: Case) -> ProcedurePolicy | None:
    """Returns the procedure in force when the case was registered, or None."""
    return in_force(reader.all(ProcedurePolicy), PROCEDURE, case.opened_on)


def date_of(case: Case, step: str) -> date | None:
    """Returns when a step was done, or None."""
    event = case.on(step)
    return None if event is None else event.date


def deadlines(case: Case, policy: ProcedurePolicy, calendar: WorkCalendar) -> Iterator[Deadline]:
    """Yields what is due in a case, in the order of the procedure; a closed case without a finding owes no decision."""
    limits, opened = policy.limits, case.opened_on
    yield Deadline("registered", calendar.add(case.received_on, limits.registration), opened)
    ended = date_of(case, "closed")
    start: date | None = opened
    if case.type in policy.mediated:
        failed = date_of(case, "mediation_failed")
        done = case.settlement.signed_on if case.settlement else failed
        yield Deadline("mediated", calendar.add(opened, limits.mediation), done or ended)
        start = failed
    elif case.type in CODED:
        yield Deadline("traced", calendar.add(opened, limits.trace), date_of(case, "traced") or ended)
    decided = case.decision.date if case.decision else None
    if start is not None and case.settlement is None:
        yield Deadline("decided", calendar.add(start, limits.decision), decided or ended)
    if case.appeal is not None:
        yield Deadline("reviewed", calendar.add(case.appeal.filed_on, limits.review), case.appeal.reviewed_on)


def defence_ends(case: Case, policy: ProcedurePolicy, calendar: WorkCalendar) -> date | None:
    """Returns the last day for the defence, or None before the respondent was told."""
    told = date_of(case, "notified")
    return None if told is None else calendar.add(told, policy.limits.defence)


def appeal_ends(case: Case, policy: ProcedurePolicy, calendar: WorkCalendar) -> date | None:
    """Returns the last day for an appeal, counted from delivery of the decision; None before it was delivered."""
    delivered = date_of(case, "delivered")
    return None if delivered is None else calendar.add(delivered, policy.limits.appeal)
