"""Checks on proposals of a profit split: tried on orders, fair to who delivers, asked of the dealers, and written as decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.conflict.records import ChannelPolicy, Split, SplitProposal
from toolkit.topics.conflict.records.vocabularies import ORDER_KINDS
from toolkit.topics.conflict.rules.proposals import fulfils, policy_of, proposed, tried
from toolkit.topics.topic import Check

NO_VERSION = ProblemKind(
    "CFL171",
    "error",
    Text("没有渠道政策版本 {policy}", "there is no version {policy} of the channel policy"),
    Text("写成 channel@版本", "write channel@version"),
)
OTHER_SHARES = ProblemKind(
    "CFL172",
    "error",
    Text("{order}在 {policy} 里不是方案写的比例", "the shares of {order} in {policy} are not those of the proposal"),
    Text("政策按采用的方案写，改了就另做一份方案", "write the policy as adopted, or make another proposal"),
)
BELOW_FLOOR = ProblemKind(
    "CFL173",
    "warning",
    Text(
        "{order}的收益对等率 {parity}，低于下限 {floor}",
        "{order} pays {parity} of the dealer's own margin, less than the floor of {floor}",
    ),
    Text("重算比例，或改由总仓直发", "work out the shares again, or send it from our warehouse"),
)
NOT_ASKED = ProblemKind(
    "CFL174",
    "warning",
    Text("{order}的比例变少，没有征询经销商", "the dealer gets less of {order}, and no dealer was asked"),
    Text("征询后写 consulted_on 和 answers", "ask them, then fill consulted_on and answers"),
)
UNTRIED = ProblemKind(
    "CFL175",
    "warning",
    Text("{order}的分配没有用订单试算过", "the shares of {order} were never tried on orders"),
    Text("在 content/channel-splits 做一份测算", "make a proposal in content/channel-splits"),
)
UNDECIDED = ProblemKind(
    "CFL176",
    "error",
    Text(
        "采用或不采用都要写决定日；采用的写进了哪一版",
        "a decision has its day, and an adopted one the version that holds it",
    ),
)
TOO_MUCH = ProblemKind(
    "CFL177", "error", Text("{order}分配合计 {given}，超过净额", "the shares of {order} come to {given}, more than the net amount")
)  # fmt: skip
NOT_SPLIT = ProblemKind("CFL178", "error", Text("{order}在 {policy} 里没有分配", "{policy} does not split {order}"))


def total(split: Split) -> Decimal:
    """Returns what all shares of an order come to."""
    return sum((row.rate for row in split.shares), Decimal(0))


def proposals(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A proposal names the version it is held against, shares no more than there is, is decided on a day, and asks before it takes.

    Where the dealer delivers the order itself, what it gets is held against its own margin: below the policy's floor nobody
    would deliver it with care (reference J.5).

    中文：利益分配方案写明比照哪一版政策，分出去的不超过净额，有决定日，减少对方份额之前先征询。经销商自己配送的订单，与
    它平常的毛利比，低于政策下限就没有人肯用心配送。
    """
    for proposal in network.all(SplitProposal):
        policy = policy_of(network, proposal.policy)
        if policy is None:
            yield told(network, NO_VERSION, proposal, "policy", policy=proposal.policy)
            continue
        yield from _shares(network, proposal, policy)
        yield from _orders(network, proposal, policy)
        yield from _decision(network, proposal)


def _shares(network: Network, proposal: SplitProposal, policy: ChannelPolicy) -> Iterator[Problem]:
    old = {row.order: total(row) for row in policy.splits}
    for n, row in enumerate(proposal.splits):
        order, new = ORDER_KINDS.label(row.order), total(row)
        if new > 1:
            yield told(network, TOO_MUCH, proposal, "splits", n, "shares", order=order, given=new)
        if new < old.get(row.order, new) and proposal.status != "draft" and proposal.consulted_on is None:
            yield told(network, NOT_ASKED, proposal, "splits", n, "order", order=order)


def _orders(network: Network, proposal: SplitProposal, policy: ChannelPolicy) -> Iterator[Problem]:
    known = {row.order for row in policy.splits}
    for n, row in enumerate(proposal.orders):
        if row.order not in known:
            label = ORDER_KINDS.label(row.order)
            yield told(network, NOT_SPLIT, proposal, "orders", n, "order", order=label, policy=policy.reference)
    after = proposed(policy, proposal)
    for row, _, new in tried(proposal, policy):
        if proposal.status != "declined" and new.below_floor and new.parity is not None and fulfils(after, row.order):
            place = proposal.orders.index(row)
            parity, floor = percent_text(new.parity, 2), percent_text(policy.parity_floor, 0)
            label = ORDER_KINDS.label(row.order)
            yield told(network, BELOW_FLOOR, proposal, "orders", place, "own_margin", order=label, parity=parity, floor=floor)  # fmt: skip


def _decision(network: Network, proposal: SplitProposal) -> Iterator[Problem]:
    if proposal.status not in ("adopted", "declined"):
        return
    adopted = proposal.status == "adopted"
    if proposal.decided_on is None or (adopted and proposal.becomes is None):
        yield told(network, UNDECIDED, proposal, "status")
    if not adopted or proposal.becomes is None:
        return
    written = policy_of(network, proposal.becomes)
    if written is None:
        yield told(network, NO_VERSION, proposal, "becomes", policy=proposal.becomes)
        return
    held = {row.order: {share.share: share.rate for share in row.shares} for row in written.splits}
    for n, row in enumerate(proposal.splits):
        if held.get(row.order) != {share.share: share.rate for share in row.shares}:
            label = ORDER_KINDS.label(row.order)
            yield told(network, OTHER_SHARES, proposal, "splits", n, "order", order=label, policy=written.reference)


def untried(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Whatever the channel policy in force shares was tried on orders, by a proposal held against it or written into it.

    中文：现行渠道政策里的每种分配，都用订单试算过：有一份方案比照它，或写进了它。
    """
    for policy in network.all(ChannelPolicy):
        if not policy.covers(as_of):
            continue
        made = [row for row in network.all(SplitProposal) if policy.reference in (row.policy, row.becomes)]
        known = {row.order for proposal in made for row in proposal.orders}
        for n, split in enumerate(policy.splits):
            if split.shares and split.order not in known:
                yield told(network, UNTRIED, policy, "splits", n, "order", order=ORDER_KINDS.label(split.order))


CHECKS: tuple[Check, ...] = (
    Check((NO_VERSION, OTHER_SHARES, BELOW_FLOOR, NOT_ASKED, UNDECIDED, TOO_MUCH, NOT_SPLIT), proposals),
    Check((UNTRIED,), untried),
)
