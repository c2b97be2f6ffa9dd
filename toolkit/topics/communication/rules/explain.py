"""Every promise behind a trust index, with its factor and its place (reference 0.5, H.6).

Made when somebody asks: the places cost a second reading of the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Step
from toolkit.topics.communication.records import Communication, TrustPolicy
from toolkit.topics.communication.records.vocabularies import PROMISE_STATES
from toolkit.topics.communication.rules.standing import TRUST
from toolkit.topics.communication.rules.trust import days_late, factor, index, is_due, printed, weighed, window


def explained(network: Network, dealer: str, as_of: date, side: str = "brand") -> tuple[Step, ...]:
    """Returns the steps of one side's index: each promise that was due, then the sum; empty without a policy."""
    policy = in_force(network.all(TrustPolicy), TRUST, as_of)
    return tuple(_steps(network, policy, dealer, as_of, side)) if policy else ()


def _steps(network: Network, policy: TrustPolicy, dealer: str, as_of: date, side: str) -> Iterator[Step]:
    span, counted = window(policy, as_of), []
    yield Step(
        what=Text("统计期", "window"),
        value=f"{span.first} – {span.last}",
        origin=network.origin(policy, "window_months"),
        policy=policy.reference,
    )
    for year in network.of_dealer(Communication, dealer):
        for n, row in enumerate(year.commitments):
            if row.side != side or not is_due(row, span, as_of):
                continue
            counted.append(row)
            state, late, share = PROMISE_STATES.label(row.status), days_late(row, as_of), factor(row, policy, as_of)
            yield Step(
                what=Text(f"{row.id} {row.text.zh}", f"{row.id} {row.text.within('en')}"),
                value=f"{state.zh} +{late} d: {row.importance} × {share} = {row.importance * share}",
                origin=network.origin(year, "commitments", n),
                policy=policy.reference,
            )
    points, weights = weighed(counted, policy, span, as_of)
    total = printed(index(points, weights))
    yield Step(
        what=Text("指数", "index"),
        value=f"100 × {points} ÷ {weights} = {'n/a' if total is None else total}",
        origin=network.origin(policy, "lateness"),
        policy=policy.reference,
    )
