"""Feedback: answered in time, adopted, and how long until something changed (reference H.5, 0b)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from toolkit.kernel.workdays import WorkCalendar
from toolkit.topics.communication.records import Feedback, FeedbackPolicy


class Replies(NamedTuple):
    """How feedback was answered: counts, shares between 0 and 1, days; None where there is nothing to divide by."""

    received: int
    due: int
    in_time: int
    adopted: int
    concluded: int
    days_to_change: Decimal | None

    @property
    def on_time(self) -> Decimal | None:
        """Returns the share answered in time of what was to be answered by now."""
        return Decimal(self.in_time) / self.due if self.due else None

    @property
    def adopted_share(self) -> Decimal | None:
        """Returns the share adopted, wholly or partly, of what has a result."""
        return Decimal(self.adopted) / self.concluded if self.concluded else None


def answer_due(feedback: Feedback, policy: FeedbackPolicy, calendar: WorkCalendar) -> date | None:
    """Returns the last day for the answer, in working days from the day it came; None when the policy has no such time."""
    days = next((row.days for row in policy.answers if row.severity == feedback.severity), None)
    return None if days is None else calendar.add(feedback.received, days)


def is_in_time(feedback: Feedback, due: date, as_of: date) -> bool | None:
    """Returns whether the answer came in time; None while there is none and its day has not passed."""
    if feedback.answered is not None and feedback.answered <= as_of:
        return feedback.answered <= due
    return False if as_of > due else None


def replies(rows: Iterable[tuple[Feedback, date | None]], as_of: date) -> Replies:
    """Returns how feedback was answered up to `as_of`; each row comes with the last day for its answer."""
    known = [(row, due) for row, due in rows if row.received <= as_of]
    judged = [verdict for row, due in known if due is not None and (verdict := is_in_time(row, due, as_of)) is not None]
    results = [row.result for row, _ in known if row.result is not None and (row.answered or as_of) <= as_of]
    return Replies(
        received=len(known),
        due=len(judged),
        in_time=sum(judged),
        adopted=sum(result != "declined" for result in results),
        concluded=len(results),
        days_to_change=days_to_change((row for row, _ in known), as_of),
    )


def days_to_change(rows: Iterable[Feedback], as_of: date) -> Decimal | None:
    """Returns the median of the days from feedback to the change it led to; None before the first change."""
    days = [
        Decimal((row.change.effective - row.received).days)
        for row in rows
        if row.change is not None and row.change.effective <= as_of
    ]
    return median(days) if days else None
