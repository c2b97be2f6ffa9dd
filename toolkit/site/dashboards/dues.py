"""Deadlines as the Monday lists sort them: late, this week, promised, running out, to call, later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.network.dues import Due, OwnDue, by_day
from toolkit.network.view import View

CARDS = {
    "contract": "contract-calendar",
    "dealer": "profile",
    "onboarding": "onboarding",
    "communication": "communication",
    "support": "support",
    "conflict": "conflict",
    "evaluation": "evaluation",
    "incentive": "rebates",
    "improvement": "improvement",
}
"""The card of a dealer's page on which the deadlines of a chapter stand."""
WEEK = timedelta(days=7)
"""Contacts of this week and the next are on the list of calls."""
SOON, RUNS_OUT = timedelta(days=30), timedelta(days=60)
"""How far ahead promises and steps are listed, and what runs out."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """One person's deadlines; each stands in one list only. `beyond` is how many lie further ahead than the lists go."""

    late: tuple[Due, ...] = ()
    week: tuple[Due, ...] = ()
    promised: tuple[Due, ...] = ()
    expiring: tuple[Due, ...] = ()
    calls: tuple[Due, ...] = ()
    later: tuple[Due, ...] = ()
    beyond: int = 0


def all_dues(view: View) -> tuple[Due, ...]:
    """Returns every open deadline that a view has, by day: those that both sides know, and our own."""
    return by_day(row for row in (*view.results(Due), *view.results(OwnDue)) if not row.done)


def week_of(as_of: date) -> tuple[date, date]:
    """Returns Monday and Sunday of a day's week."""
    monday = as_of - timedelta(days=as_of.weekday())
    return monday, monday + timedelta(days=6)


def sorted_dues(rows: Iterable[Due], as_of: date) -> Sorted:
    """Returns deadlines in the lists in which they are worked off."""
    sunday = week_of(as_of)[1]
    lists: dict[str, list[Due]] = {
        name: [] for name in ("late", "week", "promised", "expiring", "calls", "later", "beyond")
    }
    for row in rows:
        lists[_list_of(row, as_of, sunday)].append(row)
    beyond = len(lists.pop("beyond"))
    return Sorted(beyond=beyond, **{name: tuple(held) for name, held in lists.items()})


def _list_of(row: Due, as_of: date, sunday: date) -> str:
    if row.kind == "contact" and row.on <= sunday + WEEK:
        return "calls"
    if row.is_late(as_of):
        return "late"
    if row.on <= sunday:
        return "week"
    if row.kind == "expiry":
        return "expiring" if row.on <= as_of + RUNS_OUT else "beyond"
    if row.on > as_of + SOON:
        return "beyond"
    return "promised" if row.kind == "promise" else "later"
