"""The present state against the contracts and the time that has passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.document import Step as PathStep
from toolkit.topics.contract.rules import contracts_of, in_force
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.dealer.rules import RECRUITING, RESTING, last_transition, state
from toolkit.topics.lifecycle.records import LifecyclePolicy
from toolkit.topics.lifecycle.rules import governing
from toolkit.topics.topic import Check

SUPPLIED = frozenset(("active", "improvement", "renewing"))
"""The states in which goods are sold to the dealer as agreed."""

TOO_LONG = ProblemKind(
    "LIF131",
    "warning",
    Text("赋能启动已 {days} 天，超过 {limit} 天", "onboarding has taken {days} days, more than {limit}"),
    Text("查明卡在哪一步，升级处理", "find out where it is stuck, and escalate"),
)
NO_CONTRACT = ProblemKind(
    "LIF132",
    "error",
    Text("状态为“{state}”，但 {day} 没有生效的合同", "the state is “{state}”, but no contract is in force on {day}"),
    Text("登记已签署的合同，或改正状态", "record the signed contract, or correct the state"),
)
STATE_BEHIND = ProblemKind(
    "LIF133",
    "error",
    Text(
        "合同 {contract} 生效中，但状态为“{state}”", "the contract {contract} is in force, but the state is “{state}”"
    ),
    Text("补上状态变更，或登记合同的提前终止", "record the transition, or how the contract ended early"),
)


def onboarding_time(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Onboarding does not drag on.

    The policy in force when it began says how many days it may take (reference B: day 120 is escalated); the day of
    the transition is day 0. A dealer that waits longer than that for its start has a reason to complain about us.

    中文：赋能启动不拖延。可以用多少天，按开始时生效的政策，转入那天为第 0 天。等着开张的经销商有理由埋怨我们：请查明卡
    在哪一步。
    """
    policies = network.all(LifecyclePolicy)
    for profile in network.all(DealerProfile):
        last = last_transition(profile, as_of)
        if last is None or last.to != "onboarding":
            continue
        policy = governing(policies, last.date)
        days = (as_of - last.date).days
        if policy is not None and days > policy.onboarding_days:
            path = (*_last_path(profile, as_of), "date")
            yield TOO_LONG.at(
                network.origin(profile, *path),
                record=profile.id,
                field=network.field(profile, *path),
                days=days,
                limit=policy.onboarding_days,
            )


def states_and_contracts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer that is supplied has a contract in force, and one with a contract in force is a dealer.

    Supplying without a contract leaves both sides without terms (reference B, F). A contract in force is one that is
    signed, has begun and has not ended. Record the missing contract, its early end, or the missing transition.

    中文：供货中的经销商有生效的合同，有生效合同的都是合作中的经销商。无合同供货，双方都没有约定的条件。生效指已签署、已
    开始、未结束。请登记合同、提前终止或状态变更。
    """
    for profile in network.all(DealerProfile):
        standing = state(profile, as_of)
        bound = [contract for contract in contracts_of(network, profile.id) if in_force(contract, as_of)]
        words = STATES.label(standing)
        path = (*_last_path(profile, as_of), "to")
        if standing in SUPPLIED and not bound:
            place, shown = network.origin(profile, *path), network.field(profile, *path)
            yield NO_CONTRACT.at(place, record=profile.id, field=shown, state=words, day=as_of)
        if standing in RECRUITING | RESTING:
            for contract in bound:
                related = (Related(network.origin(profile, *path), Text("状态在这里", "the state is here")),)
                place = network.origin(contract, "status")
                number = contract.contract_no
                yield STATE_BEHIND.at(
                    place, record=number, field="status", related=related, contract=number, state=words
                )


def _last_path(profile: DealerProfile, as_of: date) -> tuple[PathStep, ...]:
    last = last_transition(profile, as_of)
    place = next((place for place, row in enumerate(profile.transitions) if row is last), None)
    return ("transitions",) if place is None else ("transitions", place)


CHECKS: tuple[Check, ...] = (
    Check((TOO_LONG,), onboarding_time),
    Check((NO_CONTRACT, STATE_BEHIND), states_and_contracts),
)
