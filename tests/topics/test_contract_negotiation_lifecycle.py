"""Drafts and renewals rest on the record of the negotiation: the guards of the lifecycle."""

from __future__ import annotations

import pytest

from tests.topics.builders import dealer
from tests.topics.negotiation_files import expect, negotiation, network, problems
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.lifecycle.checks.transitions import CHECKS
from toolkit.topics.lifecycle.rules import HOLDS, Case

GUARDS = ("terms_agreed", "concerns_answered", "minutes_confirmed")
LIFECYCLE = {
    "content/policies/lifecycle/lifecycle/2026-1.yaml": f"""
    name: 生命周期
    effective_from: "2026-01-01"
    applies_by: requested_at
    onboarding_days: "120"
    steps:
      - {{name: 谈判, origin: [lead], to: negotiating}}
      - {{name: 拟约, origin: [negotiating], to: drafted, guards: [{", ".join(GUARDS)}]}}
      - {{name: 续约启动, origin: [lead], to: renewing}}
      - {{name: 续约, origin: [renewing], to: active, guards: [terms_agreed]}}
    """
}


def way(day: str, fault: str = "", through: str = "negotiating", to: str = "drafted") -> dict[str, str]:
    """A dealer that was a lead, then talked with, then drafted or renewed on `day`."""
    steps = ("2026-01-05", "lead", ""), ("2026-03-02", through, ""), (day, to, fault)
    rows = "".join(f'  - date: "{on}"\n    to: {state}{mark}\n' for on, state, mark in steps)
    return dealer(f"transitions:\n{rows}")


def test_b_a_draft_after_an_agreement() -> None:
    """All topics agreed, all concerns answered, all minutes confirmed by that day: nothing is told (reference B)."""
    expect(CHECKS, LIFECYCLE, negotiation(), way("2026-03-19"))


def test_b_each_guard_is_told_by_itself() -> None:
    """Drafted on the day of the first round: payment is open, a concern has no answer, the minutes no confirmation."""
    fault = "  # error[LIF121] error[LIF121] error[LIF121]"
    expect(CHECKS, LIFECYCLE, negotiation(), way("2026-03-04", fault))
    told = [p.message.zh.partition("：")[2] for p in problems(CHECKS, LIFECYCLE, negotiation(), way("2026-03-04"))]
    assert told == ["必谈事项均已谈定", "对方的关切均已答复", "谈判纪要均经对方确认"]


@pytest.mark.parametrize(("day", "fault"), [("2026-03-18", "  # error[LIF121]"), ("2026-03-19", "")])
def test_b_the_day_of_the_step_counts(day: str, fault: str) -> None:
    """What was confirmed later did not hold on that day."""
    expect(CHECKS, LIFECYCLE, negotiation(), way(day, fault))


def test_b_no_draft_without_a_negotiation() -> None:
    """Without a record one thing is told, not three."""
    expect(CHECKS, LIFECYCLE, way("2026-03-19", "  # error[LIF121]"))


def test_a_renewal_rests_on_talks_of_its_own() -> None:
    """The negotiation of the first contract is no ground for a renewal."""
    renewed = way("2026-03-19", "", "renewing", "active")
    expect(CHECKS, LIFECYCLE, negotiation("purpose: renewal\n"), renewed)
    expect(CHECKS, LIFECYCLE, negotiation(), way("2026-03-19", "  # error[LIF121]", "renewing", "active"))


@pytest.mark.parametrize(
    ("lacked", "holds"),
    [
        (None, (False, True, True)),
        (frozenset[str](), (True, True, True)),
        (frozenset(("open",)), (False, True, True)),
        (frozenset(("unapproved",)), (False, True, True)),
        (frozenset(("unanswered",)), (True, False, True)),
        (frozenset(("unconfirmed",)), (True, True, False)),
    ],
)
def test_what_each_guard_looks_at(lacked: frozenset[str] | None, holds: tuple[bool, ...]) -> None:
    """Each guard fails for its own lack; a missing negotiation fails the first alone."""
    profile = network(dealer()).get(DealerProfile, "D-2025-0001")
    case = Case(profile, profile.transitions[-1], (), {}, lacked)
    assert tuple(HOLDS[guard](case) for guard in GUARDS) == holds
