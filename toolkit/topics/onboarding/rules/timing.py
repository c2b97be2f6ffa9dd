"""Days of an onboarding: when it began, when a gate is due, what is overdue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from toolkit.network.shared import Action
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import history
from toolkit.topics.onboarding.records import Delay

A = TypeVar("A", bound=Action)


def first_day(profile: DealerProfile, as_of: date) -> date | None:
    """Returns day 0: the day of the latest signature up to `as_of`; None for a dealer that never signed (reference G.2)."""
    signed = (step.date for step in reversed(history(profile)) if step.to == "signed" and step.date <= as_of)
    return next(signed, None)


def gate_due(start: date, day: int, delays: Iterable[Delay]) -> date:
    """Returns the last day of a gate: `day` days after the start, and later by every delay of ours that came before it."""
    due = start + timedelta(days=day)
    for delay in sorted(delays, key=lambda row: row.date):
        if delay.date <= due:
            due += timedelta(days=delay.days)
    return due


def overdue(actions: Iterable[A], as_of: date) -> tuple[A, ...]:
    """Returns what is not done although its day has passed, the longest overdue first."""
    late = (action for action in actions if (action.done is None or action.done > as_of) and action.due < as_of)
    return tuple(sorted(late, key=lambda action: (action.due, action.id)))
