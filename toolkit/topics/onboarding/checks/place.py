"""How the checks of this chapter tell a problem: at the value's own line, under the dealer's id."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.network.network import Network
from toolkit.sources.document import Step
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import history
from toolkit.topics.onboarding.records import CurriculumPolicy, Onboarding, RampUpPolicy
from toolkit.topics.onboarding.rules.progress import Case, case_of


def told(network: Network, kind: ProblemKind, record: Onboarding, *path: Step, **values: object) -> Problem:
    """Returns a problem of an onboarding at the value of `path`."""
    return kind.at(network.origin(record, *path), record=record.dealer, field=network.field(record, *path), **values)  # type: ignore[arg-type]


def of_policy(
    network: Network, kind: ProblemKind, policy: CurriculumPolicy | RampUpPolicy, *path: Step, **values: object
) -> Problem:
    """Returns a problem of a policy at the value of `path`."""
    place, shown = network.origin(policy, *path), network.field(policy, *path)
    return kind.at(place, record=policy.reference, field=shown, **values)  # type: ignore[arg-type]


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
