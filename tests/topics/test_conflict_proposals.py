"""Proposals of a profit split: what an order and a year bring, and every fault found at its line (reference J.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest

from tests.topics.builders import TODAY, filled, marked
from tests.topics.conflict_files import CHANNEL_PATH, channel_policy, loaded, workspace
from toolkit.network.results import Results
from toolkit.topics.conflict.checks.proposals import CHECKS
from toolkit.topics.conflict.rules.proposals import SplitTrial, simulations
from toolkit.topics.conflict.rules.results import SplitSimulation

PATH = "content/channel-splits/online.yaml"
LOCAL = "order: online_local, line: ambient, net: 1000.00, basis: 自报"
CENTRAL = "{order: online_central, line: ambient, orders: 10, net: 1000.00, own_margin: 120.00, basis: 自报}"
REST = {
    "name": "线上",
    "policy": "channel@2026-1",
    "made_on": '"2026-10-01"',
    "owner": "S-2025-0001",
    "reason": "运费涨了",
    "orders": f"[{{{LOCAL}, orders: 100, own_margin: 120.00}}, {CENTRAL}]",
    "status": "draft",
}
MORE = "splits: [{order: online_local, shares: [{share: fulfilment, rate: 0.09}, {share: territory, rate: 0.03}]}]"


def proposal(text: str = "") -> dict[str, str]:
    """A proposal that is right; `text` says what differs."""
    return {**channel_policy(), PATH: filled(text, REST)}


def found(files: Mapping[str, str]) -> list[str]:
    network = loaded(workspace(files))
    rows = [problem for check in CHECKS for problem in check.find(network, Results(), TODAY)]
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def test_j1_from_a_record() -> None:
    """J-1: net 1 000.00 gives 110.00 by the policy, 91.67 % of a margin of 120.00, a gap of 10.00; a proposal of 9 % gives 120.00."""
    rows = Results(simulations(loaded(workspace(proposal(MORE))), TODAY))
    local = rows.find(SplitSimulation, "online/online_local/ambient")
    assert local is not None
    assert (local.now, local.parity_now) == (Decimal("110.00"), Decimal("0.9167"))
    assert (local.total, local.parity, local.gap) == (Decimal("120.00"), Decimal("1.0000"), Decimal("0.00"))
    trial = rows.find(SplitTrial, "online")
    assert trial is not None
    assert (trial.now, trial.proposed, trial.difference) == (
        Decimal("11300.00"),
        Decimal("12300.00"),
        Decimal("1000.00"),
    )


def test_what_the_dealer_does_not_deliver_has_no_floor() -> None:
    """An order sent from our warehouse pays 25 % of the dealer's own margin, and is below no floor: the dealer did not deliver it."""
    rows = Results(simulations(loaded(workspace(proposal())), TODAY))
    central = rows.find(SplitSimulation, "online/online_central/ambient")
    assert central is not None
    assert (central.parity, central.below_floor) == (Decimal("0.2500"), False)


def test_a_proposal_of_later_is_not_tried_yet() -> None:
    """A proposal made after the as-of date brings no result."""
    assert list(simulations(loaded(workspace(proposal('made_on: "2026-10-21"'))), TODAY)) == []


FAULTS = [
    "policy: channel@2020-1  # error[CFL171]",
    'status: adopted\ndecided_on: "2026-10-02"\nbecomes: channel@2027-1  # error[CFL171]',
    'status: adopted\ndecided_on: "2026-10-02"\nbecomes: channel@2026-1\n' + MORE + "  # error[CFL172]",
    f"orders:\n  - {{{LOCAL}, orders: 1, own_margin: 123.00}}  # warning[CFL173]\n  - {CENTRAL}",
    'consulted_on: none\nstatus: consulting\nsplits: [{order: online_central, shares: [{share: territory, rate: "0.02"}]}]  # warning[CFL174]',
    "status: declined  # error[CFL176]",
    'status: adopted  # error[CFL176]\ndecided_on: "2026-10-02"',
    "splits: [{order: online_local, shares: [{share: fulfilment, rate: 0.99}, {share: territory, rate: 0.03}]}]  # error[CFL177]",
]


@pytest.mark.parametrize("text", FAULTS)
def test_faults_of_proposals(text: str) -> None:
    """Unknown versions, shares other than adopted, too little or too much, taking without asking, deciding without a day."""
    files = proposal(text)
    want = marked(files)
    if any("CFL171" in row for row in want) and "2020" in text:
        want = sorted((*want, *marked({CHANNEL_PATH: _untried(files[CHANNEL_PATH])})))
    assert found(files) == want


def _untried(policy: str) -> str:
    for order in ("online_local", "online_central"):
        policy = policy.replace(f"  - order: {order}", f"  - order: {order}  # warning[CFL175]")
    return policy


def test_a_right_proposal_has_nothing() -> None:
    """A draft that gives more, and one that gives less once dealers were asked, are fine."""
    assert found(proposal(MORE)) == []
    less = 'consulted_on: "2026-10-02"\nstatus: consulting\nsplits: [{order: online_central, shares: [{share: territory, rate: "0.02"}]}]'
    assert found(proposal(less)) == []


def test_shares_that_nobody_tried() -> None:
    """A policy in force whose shares no proposal was tried on is told of, order by order."""
    policy = {CHANNEL_PATH: _untried(channel_policy()[CHANNEL_PATH])}
    assert found(policy) == marked(policy)


def test_an_order_that_the_policy_does_not_split() -> None:
    """An order of a kind without shares cannot be tried."""
    short = channel_policy()[CHANNEL_PATH].replace(
        '  - order: online_central\n    shares:\n      - {share: territory, rate: "0.03"}\n', ""
    )
    text = f"orders:\n  - {{{LOCAL}, orders: 1, own_margin: 120.00}}\n  - {CENTRAL}  # error[CFL178]"
    files = {**proposal(text), CHANNEL_PATH: short}
    assert found(files) == marked(files)


def test_every_kind_has_a_planted_fault() -> None:
    """No kind of problem of proposals goes without a fault that shows that it is found."""
    expected = {kind.code for check in CHECKS for kind in check.kinds}
    assert expected - set(re.findall(r"CFL\d{3}", " ".join(FAULTS))) == {"CFL175", "CFL178"}
