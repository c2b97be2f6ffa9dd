"""What several checks of this chapter ask: the onboardings that a policy rules, and when a dealer became active."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.network import Network
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import history
from toolkit.topics.onboarding.records import Onboarding
from toolkit.topics.onboarding.rules.progress import Case, case_of


def cases(network: Network, as_of: date) -> Iterator[Case]:
    """Yields every onboarding that a policy rules."""
    for record in network.all(Onboarding):
        case = case_of(network, record, as_of)
        if case is not None:
            yield case


def activated_on(profile: DealerProfile, start: date, as_of: date) -> date | None:
    """Returns the day on which the dealer became active after `start`, or None."""
    days = (step.date for step in history(profile) if step.to == "active" and start <= step.date <= as_of)
    return next(days, None)
