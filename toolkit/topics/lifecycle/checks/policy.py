"""The lifecycle policy itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, version_problems
from toolkit.network.results import Results
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.lifecycle.records import LifecyclePolicy
from toolkit.topics.lifecycle.rules import names, unreached
from toolkit.topics.topic import Check

FOLDER = "content/policies/lifecycle"

UNREACHED = ProblemKind(
    "LIF141",
    "warning",
    Text("没有步骤通向：{states}", "no step leads to: {states}"),
    Text("补上通向它们的步骤；不用的状态可以不管", "add steps that lead there, unless these states are not used"),
)
SECOND_POLICY = ProblemKind(
    "LIF142",
    "error",
    Text(
        "生命周期政策已有 {first}，不能另有 {second}", "{first} is the lifecycle policy; there cannot be {second} too"
    ),
    Text("把它作为 {first} 的新版本", "make it a new version of {first}"),
)
NO_POLICY = ProblemKind(
    "LIF143",
    "warning",
    Text("没有生命周期政策，状态变更未作核对", "there is no lifecycle policy: no transition was looked at"),
    Text("在 {folder} 下建立一份", "make one in {folder}"),
)


def policy_versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day one version of the lifecycle policy is in force.

    Versions may neither overlap nor leave a gap, and end no earlier than they begin (reference 0.10). Correct
    `effective_from` or `effective_to`.

    中文：生命周期政策任何一天都有且只有一版生效，版本之间不重叠、不留空档，失效日不早于生效日。请改生效日或失效日。
    """
    yield from version_problems(network, LifecyclePolicy)


def policy_contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """There is one lifecycle policy, and its steps lead to every state.

    A state that no step leads to can never be entered (reference B); versions that are no longer in force are not
    looked at. Two policies of different ids would both claim to rule: make one a version of the other.

    中文：生命周期政策只有一份，它的步骤通得到每个状态。没有步骤通向的状态永远进不去；已失效的版本不看。两份编号不同的，
    把其中一份改成另一份的新版本。
    """
    policies = network.all(LifecyclePolicy)
    if not policies and network.all(DealerProfile):
        yield NO_POLICY.at(Origin(FOLDER), folder=FOLDER)
    first = min((policy.id for policy in policies), default="")
    for policy in policies:
        if policy.id != first:
            place = network.origin(policy)
            yield SECOND_POLICY.at(place, record=policy.reference, first=first, second=policy.id)
        states = unreached(policy)
        if states and (policy.effective_to is None or policy.effective_to >= as_of):
            place = network.key_origin(policy, "steps")
            yield UNREACHED.at(place, record=policy.reference, field="steps", states=names(STATES, states))


CHECKS: tuple[Check, ...] = (
    Check(PROBLEMS, policy_versions),
    Check((UNREACHED, SECOND_POLICY, NO_POLICY), policy_contents),
)
