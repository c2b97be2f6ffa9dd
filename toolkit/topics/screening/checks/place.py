"""How the checks of this chapter tell a problem: at the value's own line, under the dealer's or visit's id."""

from __future__ import annotations

from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Severity
from toolkit.network.network import Network
from toolkit.network.policy import Policy
from toolkit.network.record import Record
from toolkit.sources.document import Step
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RECRUITING, history, state
from toolkit.topics.market.records import Market
from toolkit.topics.screening.records import Screening, Visit


def told(
    network: Network,
    kind: ProblemKind,
    record: Record,
    *path: Step,
    severity: Severity | None = None,
    **values: object,
) -> Problem:
    """Returns a problem of a record at the value of `path`; at the key where the value is a whole list or group."""
    return kind.at(
        network.origin(record, *path),
        record=_name(record),
        field=network.field(record, *path),
        severity=severity,
        hint=None,
        related=(),
        **values,
    )


def told_of_key(
    network: Network,
    kind: ProblemKind,
    record: Record,
    *path: Step,
    severity: Severity | None = None,
    **values: object,
) -> Problem:
    """Returns a problem of a record at the key of `path`, for lists and for what is missing from a group."""
    return kind.at(
        network.key_origin(record, *path),
        record=_name(record),
        field=network.field(record, *path),
        severity=severity,
        hint=None,
        related=(),
        **values,
    )


def entered(profile: DealerProfile, to: str, as_of: date) -> date | None:
    """Returns the last day, up to the as-of date, on which a dealer entered a state, or None."""
    days = [step.date for step in history(profile) if step.to == to and step.date <= as_of]
    return days[-1] if days else None


def reached(profile: DealerProfile, states: tuple[str, ...], as_of: date) -> bool:
    """Returns whether a dealer has been in one of the states by the as-of date."""
    return any(step.to in states and step.date <= as_of for step in profile.transitions)


def recruited(network: Network, screening: Screening, as_of: date) -> bool:
    """Returns whether a candidate is still being recruited: neither signed nor turned away."""
    profile = network.find(DealerProfile, screening.dealer)
    return profile is not None and state(profile, as_of) in RECRUITING


def place_of(profile: DealerProfile, to: str, as_of: date) -> int:
    """Returns the place in the file of the last transition to a state up to the as-of date; 0 when there is none."""
    places = [n for n, step in enumerate(profile.transitions) if step.to == to and step.date <= as_of]
    return max(places, key=lambda n: profile.transitions[n].date, default=0)


def _name(record: Record) -> str:
    match record:
        case Screening():
            return record.dealer
        case Visit() | DealerProfile() | Market():
            return record.id
        case Policy():
            return record.reference
    return ""
