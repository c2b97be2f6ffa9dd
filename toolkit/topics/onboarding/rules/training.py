"""Who passed which course, and how long the certificate is good for (reference G.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.period import add_months
from toolkit.topics.onboarding.records import Course, CurriculumPolicy, Training
from toolkit.topics.onboarding.records.onboarding import Attempt


def rounds(training: Training) -> tuple[tuple[Attempt, ...], ...]:
    """Returns the tests by rounds: a round ends when the whole group has passed; the next one renews the certificate."""
    found: list[tuple[Attempt, ...]] = []
    current: list[Attempt] = []
    for attempt in sorted(training.attempts, key=lambda row: row.date):
        current.append(attempt)
        if attempt.passed >= training.heads:
            found.append(tuple(current))
            current = []
    return (*found, tuple(current)) if current else tuple(found)


def certified_on(training: Training, day: date) -> date | None:
    """Returns the last day up to `day` on which the whole group had passed, or None."""
    passed = [row.date for row in training.attempts if row.date <= day and row.passed >= training.heads]
    return max(passed, default=None)


def valid_until(certified: date, months: int) -> date:
    """Returns the last day of a certificate: the day before the same day `months` later."""
    return add_months(certified, months) - timedelta(days=1)


def certificate_state(training: Training, course: Course, remind_days: int, day: date) -> tuple[str, date | None]:
    """Returns how a certificate stands on `day` (valid, expiring, expired, open) and its last day."""
    certified = certified_on(training, day)
    if certified is None:
        return "open", None
    until = valid_until(certified, course.certificate_months)
    if day > until:
        return "expired", until
    return ("expiring" if (until - day).days <= remind_days else "valid"), until


def passed_share(courses: Iterable[Training], day: date) -> Decimal | None:
    """Returns the share of people who had passed by `day`, over all courses, 0 to 1; None when nobody is entered."""
    heads = passed = 0
    for training in courses:
        heads += training.heads
        reached = [row.passed for row in training.attempts if row.date <= day]
        passed += min(max(reached, default=0), training.heads)
    return Decimal(passed) / heads if heads else None


def mandatory_missing(courses: Iterable[Training], curriculum: CurriculumPolicy, day: date) -> tuple[str, ...]:
    """Returns the mandatory courses that were not wholly passed by `day`: nobody entered, or somebody not through."""
    taken = tuple(courses)
    missing = []
    for course in curriculum.courses:
        entered = [row for row in taken if row.course == course.code]
        if course.mandatory and (not entered or any(certified_on(row, day) is None for row in entered)):
            missing.append(course.code)
    return tuple(missing)


def course_of(curriculum: CurriculumPolicy, code: str) -> Course | None:
    """Returns the course of that code, or None."""
    return next((course for course in curriculum.courses if course.code == code), None)
