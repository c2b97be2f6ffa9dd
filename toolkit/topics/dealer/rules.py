"""Where a dealer stands in its lifecycle on a day, and what its data still lack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure, read
from toolkit.network.network import Network
from toolkit.network.reader import Reader
from toolkit.network.record import field
from toolkit.network.results import Result, Results, Step
from toolkit.topics.company.records import Staff
from toolkit.topics.dealer.records import CONTACT_ROLES, DealerProfile, Transition

FIRST_STATE = "lead"
EARLY = frozenset(("lead", "qualified", "visited", "scored"))
"""Being looked at; nothing is offered yet."""
RECRUITING = EARLY | {"negotiating", "drafted", "legal_review"}
"""Before signature."""
STARTING = frozenset(("signed", "onboarding"))
"""Signed, not yet selling as agreed."""
RUNNING = frozenset(("active", "improvement", "suspended", "renewing"))
"""The cooperation runs; a suspended dealer is still a dealer with duties and rights."""
LEAVING = frozenset(("terminating",))
PARTNERS = STARTING | RUNNING | LEAVING
"""Bound by a contract, or settling one."""
RESTING = frozenset(("closed", "rejected", "pooled", "blacklisted"))
"""No work is going on with them."""
REQUIRED_CONTACTS = ("owner", "finance", "order")
REQUIRED_FIELDS = (
    "uscc",
    "registered_address",
    "notice_address",
    "taxpayer_type",
    "invoice",
    "bank_accounts",
    "service_team",
)


def history(profile: DealerProfile) -> tuple[Transition, ...]:
    """Returns the transitions by date; of one day, in the order of the file."""
    return tuple(sorted(profile.transitions, key=lambda transition: transition.date))


def last_transition(profile: DealerProfile, as_of: date) -> Transition | None:
    """Returns the latest transition up to and including `as_of`, or None before the first."""
    return next((transition for transition in reversed(history(profile)) if transition.date <= as_of), None)


def state(profile: DealerProfile, as_of: date) -> str:
    """Returns the lifecycle state on `as_of` (reference B); `lead` before the first transition."""
    last = last_transition(profile, as_of)
    return last.to if last else FIRST_STATE


def segment(profile: DealerProfile, as_of: date) -> str | None:
    """Returns the segment on `as_of` (reference K.1), or None before the first was decided."""
    decided = [entry for entry in profile.segments if entry.date <= as_of]
    return max(decided, key=lambda entry: entry.date).segment if decided else None


def manager_of(profile: DealerProfile | None) -> str:
    """Returns the account manager's staff id; an empty text before one is named."""
    return profile.service_team.manager if profile is not None and profile.service_team is not None else ""


def seen_to_by(reader: Reader, dealer: str, named: str = "") -> str:
    """Returns who of us sees to a matter of a dealer: the one who is named if that is one of our staff, else the manager."""
    return named if reader.find(Staff, named) is not None else manager_of(reader.find(DealerProfile, dealer))


def role_text(reader: Reader, profile: DealerProfile, person: str) -> Text:
    """Returns who somebody is as papers say it, without a name: the post of our staff, the part of the dealer's contact, else the id."""
    staff = reader.find(Staff, person)
    if staff is not None:
        return staff.post
    roles = [CONTACT_ROLES.label(row.role) for row in profile.contacts if row.contact == person]
    return roles[0] if roles else Text(person)


def missing_master_data(profile: DealerProfile) -> tuple[str, ...]:
    """Returns what a running dealer's profile still lacks (reference A.8): names of fields, and `contacts.<role>`."""
    held = {role.role for role in profile.contacts}
    fields = (name for name in REQUIRED_FIELDS if not getattr(profile, name))
    return (*fields, *(f"contacts.{role}" for role in REQUIRED_CONTACTS if role not in held))


class DealerStanding(Result):
    """Where a dealer stands on the as-of date."""

    topic = "dealer"
    state: str = field("状态", "State", audience="dealer")
    since: date | None = field("自", "Since", audience="dealer", default=None)
    segment: str | None = field("分群", "Segment", default=None)
    days_in_state: int | None = field("已历天数", "Days in this state", audience="dealer", unit="天", default=None)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields the standing of every dealer: state, since when, segment. The day of the transition is day 0."""
    for profile in network.all(DealerProfile):
        last = last_transition(profile, as_of)
        yield DealerStanding(
            subject=profile.id,
            dealer=profile.id,
            state=state(profile, as_of),
            since=last.date if last else None,
            segment=segment(profile, as_of),
            days_in_state=(as_of - last.date).days if last else None,
            trace=_trace(last) if last else (),
        )


def _trace(last: Transition) -> tuple[Step, ...]:
    # Without its place in the file: finding it for every dealer would read every profile a second time.
    return (Step(what=Text("最近一次变更", "last transition"), value=f"{last.date} {last.to}"),)


def explained(network: Network, results: Results, result: DealerStanding, as_of: date) -> Iterator[Step]:
    """Yields every change of state up to the day, the days since the last one, and the decision on the segment."""
    profile = network.get(DealerProfile, result.subject)
    last = last_transition(profile, as_of)
    for n, entry in enumerate(profile.transitions):
        if entry.date <= as_of:
            about = Text(f"第{n + 1}次变更", f"change {n + 1}")
            yield read(network, profile, "transitions", n, "date", about=about, gives="since" if entry is last else "")
            yield read(network, profile, "transitions", n, "to", about=about, gives="state" if entry is last else "")
    if last is None:
        yield Step(what=Text("没有变更记录", "no change on record"), value=FIRST_STATE, gives="state")
        return
    days = Text("至今天数", "days since")
    yield Step(what=days, value=f"{as_of} − {last.date} = {(as_of - last.date).days}", gives="days_in_state")
    decided = [entry for entry in profile.segments if entry.date <= as_of]
    if decided:
        n = profile.segments.index(max(decided, key=lambda entry: entry.date))
        yield read(network, profile, "segments", n, "date")
        yield read(network, profile, "segments", n, "segment", gives="segment")


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "state",
        Text("生命周期状态", "Lifecycle state"),
        DealerStanding,
        ("state", "since", "days_in_state", "segment"),
        explained,
    ),
)
