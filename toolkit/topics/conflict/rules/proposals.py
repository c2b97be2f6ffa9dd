"""What a proposal does to every order it is tried on, and to a year: beside the policy in force and the dealer's own margin (J.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import Figure, read
from toolkit.network.network import Network
from toolkit.network.record import field
from toolkit.network.results import InternalResult, Result, Results, Step
from toolkit.topics.conflict.records import ChannelPolicy, SplitProposal
from toolkit.topics.conflict.records.proposals import TrialOrder
from toolkit.topics.conflict.rules.results import SplitSimulation
from toolkit.topics.conflict.rules.split import simulate

ZERO = Decimal(0)


class SplitTrial(InternalResult):
    """A proposal over a year: what dealers got by the policy it is held against, what they would get, and what is too little.

    `below` counts the orders of which the dealer fulfils one and still earns less than the policy's floor; its subject is the proposal.
    """

    topic = "conflict"
    policy: str = field("对照的政策版本", "Tried against")
    now: Decimal = field("按现行版本，一年", "A year by the policy", unit="元")
    proposed: Decimal = field("按建议，一年", "A year by the proposal", unit="元")
    difference: Decimal = field("差额", "Difference", unit="元")
    below_now: int = field("现行低于下限", "Below the floor now", unit="项")
    below: int = field("建议后仍低于下限", "Still below the floor", unit="项")


def policy_of(network: Network, reference: str | None) -> ChannelPolicy | None:
    """Returns the version of the channel policy that is named, or None."""
    return next((row for row in network.all(ChannelPolicy) if row.reference == reference), None)


def proposed(policy: ChannelPolicy, proposal: SplitProposal) -> ChannelPolicy:
    """Returns the policy with the proposal's shares in place of its own; an order that the proposal leaves out keeps its shares."""
    given = {row.order: row for row in proposal.splits}
    kept = tuple(given.get(row.order, row) for row in policy.splits)
    added = tuple(row for row in proposal.splits if row.order not in {split.order for split in policy.splits})
    return policy.model_copy(update={"splits": (*kept, *added)})


def fulfils(policy: ChannelPolicy, order: str) -> bool:
    """Returns whether the dealer delivers an order of that kind itself: only then its own margin is what it could have earned."""
    split = next((row for row in policy.splits if row.order == order), None)
    return split is not None and any(row.share == "fulfilment" for row in split.shares)


def tried(
    proposal: SplitProposal, policy: ChannelPolicy
) -> Iterator[tuple[TrialOrder, SplitSimulation, SplitSimulation]]:
    """Yields each order that both can be tried on, by the policy as it is and by the proposal."""
    after = proposed(policy, proposal)
    known = {row.order for row in policy.splits}
    for row in proposal.orders:
        if row.order in known:
            old, new = (simulate(rule, row.order, row.net, row.own_margin) for rule in (policy, after))
            yield row, old, new


def simulations(network: Network, as_of: date) -> Iterator[Result]:
    """Yields for every proposal made by the as-of date each order under it, and the year in sum."""
    for proposal in network.all(SplitProposal):
        policy = policy_of(network, proposal.policy)
        if policy is None or proposal.made_on > as_of:
            continue
        rows = tuple(tried(proposal, policy))
        for row, old, new in rows:
            more = {
                "subject": f"{proposal.id}/{row.order}/{row.line}",
                "governed_by": (policy.reference,),
                "proposal": proposal.id,
                "line": row.line,
                "net": row.net,
                "own_margin": row.own_margin,
                "orders": row.orders,
                "now": old.total,
                "year_difference": row.orders * (new.total - old.total),
                "parity_now": old.parity,
                "below_now": old.below_floor and fulfils(policy, row.order),
                "below_floor": new.below_floor and fulfils(proposed(policy, proposal), row.order),
            }
            yield new.model_copy(update=more)
        before, after = (sum((row[0].orders * row[place].total for row in rows), ZERO) for place in (1, 2))
        yield SplitTrial(
            subject=proposal.id,
            policy=policy.reference,
            now=before,
            proposed=after,
            difference=after - before,
            below_now=sum(old.below_floor and fulfils(policy, row.order) for row, old, _ in rows),
            below=sum(new.below_floor and fulfils(proposed(policy, proposal), row.order) for row, _, new in rows),
        )


def order_steps(network: Network, results: Results, result: SplitSimulation, as_of: date) -> Iterator[Step]:
    """Yields what an order is, where it is written, what the dealer gets of it by the policy and by the proposal."""
    proposal = network.get(SplitProposal, result.proposal)
    place = next(n for n, row in enumerate(proposal.orders) if (row.order, row.line) == (result.order, result.line))
    for name in ("net", "own_margin", "orders"):
        yield read(network, proposal, "orders", place, name, gives=name)
    words = Text("按现行版本", "by the policy as it is")
    yield Step(what=words, value=str(result.now), policy=proposal.policy, gives="now")
    yield from result.trace
    shown = f"{result.orders} × ({result.total} − {result.now}) = {result.year_difference}"
    yield Step(what=Text("一年差额", "difference in a year"), value=shown, gives="year_difference")


def trial_steps(network: Network, results: Results, result: SplitTrial, as_of: date) -> Iterator[Step]:
    """Yields each order a year by the policy and by the proposal, the sums, and how many stay below the floor."""
    rows = [row for row in results.all(SplitSimulation) if row.proposal == result.subject]
    for name, total, words in (
        ("now", result.now, Text("按现行版本，一年", "a year by the policy")),
        ("total", result.proposed, Text("按建议，一年", "a year by the proposal")),
    ):
        sums = " + ".join(f"{row.orders} × {getattr(row, name)}" for row in rows)
        gives = "now" if name == "now" else "proposed"
        value = f"{sums} = {total}" if rows else str(total)
        yield Step(what=words, value=value, policy=result.policy, gives=gives)
    shown = f"{result.proposed} − {result.now} = {result.difference}"
    yield Step(what=Text("差额", "difference"), value=shown, gives="difference")
    yield Step(what=Text("现行低于下限", "below the floor now"), value=number_text(result.below_now), gives="below_now")
    yield Step(what=Text("建议后仍低于下限", "still below the floor"), value=number_text(result.below), gives="below")


SPLIT_FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "split",
        Text("利益分配试算", "Profit split"),
        SplitSimulation,
        ("net", "own_margin", "orders", "now", "total", "parity", "gap", "year_difference"),
        order_steps,
    ),
    Figure(
        "split-trial",
        Text("利益分配方案", "Split proposal"),
        SplitTrial,
        ("now", "proposed", "difference", "below_now", "below"),
        trial_steps,
    ),
)
