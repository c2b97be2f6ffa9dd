"""Value, health and the segment that they propose (reference K.1, 0b number 13). Pure arithmetic; nothing is rounded here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import NamedTuple

from toolkit.topics.segment.records import SegmentationPolicy


class Proposal(NamedTuple):
    """A segment, empty where nothing can be proposed, and the ground (vocabulary `proposal_ground`)."""

    segment: str
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """What the tests look at. `recorded` is the segment in the profile; None stands for what is not known."""

    value: Decimal | None
    health: Decimal | None
    two_d: bool = False
    red: bool = False
    growth: Decimal | None = None
    peers: Decimal | None = None
    new: bool = False
    recorded: str = ""


def value_of(ranks: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> Decimal | None:
    """Returns the weighted mean of the percentile ranks, 0 to 100; None without annual sales.

    An axis that is not known is left out and its weight shared among the others, as with indicators (reference D.6).
    """
    kept = {axis: weight for axis, weight in weights.items() if axis in ranks}
    total = sum(kept.values(), Decimal(0))
    if "sales" not in ranks or not total:
        return None
    with localcontext() as context:
        context.prec = 40
        return sum((ranks[axis] * weight for axis, weight in kept.items()), Decimal(0)) / total


def proposed(policy: SegmentationPolicy, case: Case) -> Proposal:
    """Returns the segment by the tests in their order: exit, watch, strategic, core, growth, else steady.

    A new dealer keeps its segment. What the next test needs and nobody knows ends the row: nothing is guessed.
    """
    if case.new:
        return Proposal(case.recorded, "new")
    if case.two_d:
        return Proposal("exit", "two_d")
    if case.red:
        return Proposal("watch", "red")
    if case.health is None:
        return Proposal("", "no_health")
    if case.health < policy.watch_below:
        return Proposal("watch", "health_low")
    if case.value is None:
        return Proposal("", "no_value")
    for name in ("strategic", "core"):
        line = policy.strategic if name == "strategic" else policy.core
        if case.value >= line.value and case.health >= line.health:
            return Proposal(name, name)
    faster = case.growth is not None and case.peers is not None and case.growth > case.peers
    if case.value < policy.core.value and case.health >= policy.growth_health and faster:
        return Proposal("growth", "faster")
    return Proposal("steady", "otherwise")


def life_stage(policy: SegmentationPolicy, months: int | None, growth: Decimal | None, no_successor: bool) -> str:
    """Returns the stage of life: succession before new, new before how it grows (reference K.1); empty when nothing is known."""
    if no_successor:
        return "succession"
    if months is not None and months < policy.new_months:
        return "new"
    if growth is None:
        return ""
    if growth < policy.declining_below:
        return "declining"
    return "growing" if growth > policy.growing_above else "mature"
