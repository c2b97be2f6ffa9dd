"""What several checks of this chapter ask of a dealer's way: when a state was entered, and where the file says so."""

from __future__ import annotations

from datetime import date

from toolkit.network.network import Network
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RECRUITING, history, state
from toolkit.topics.screening.records import Screening


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
