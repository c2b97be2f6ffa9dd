"""How far a dealer is from the next better segment, and whether it keeps its own for a time of grace (reference K.1, C52)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.topics.segment.records import SegmentationPolicy
from toolkit.topics.segment.records.policies import SegmentLine

ZERO = Decimal(0)
ABOVE = {"steady": "core", "growth": "core", "watch": "core", "core": "strategic"}
"""To which segment the way up leads; from the strategic one none does, and from exit only a new decision of people."""


@dataclass(frozen=True, slots=True)
class Distance:
    """The next better segment and the points that lack to it; zero where that line is reached, None where it is not known."""

    segment: str = ""
    value: Decimal | None = None
    health: Decimal | None = None


def line_of(policy: SegmentationPolicy, segment: str) -> SegmentLine | None:
    """Returns the line that a segment asks for, or None for one without a line of both."""
    return {"strategic": policy.strategic, "core": policy.core}.get(segment)


def distance(policy: SegmentationPolicy, segment: str, value: Decimal | None, health: Decimal | None) -> Distance:
    """Returns how far it is to the segment above `segment`: all of its requirements have to be met."""
    above = ABOVE.get(segment, "")
    line = line_of(policy, above)
    if line is None:
        return Distance()
    return Distance(above, _lacking(line.value, value), _lacking(line.health, health))


def in_grace(
    policy: SegmentationPolicy, recorded: str, proposed: str, value: Decimal | None, healths: Sequence[Decimal | None]
) -> bool:
    """Returns whether a dealer that fell below its line by its health keeps its segment for now.

    `healths` are the means of four quarters as they stood at each rated quarter, the latest last: one of those within the
    time of grace still reached the line. A red warning, two D or lost value give no grace: those are no bad quarter.
    """
    line = line_of(policy, recorded)
    if line is None or proposed in ("exit", "watch", recorded, "") or value is None or value < line.value:
        return False
    earlier = healths[:-1][-policy.grace_quarters :] if policy.grace_quarters else ()
    return any(health is not None and health >= line.health for health in earlier)


def _lacking(line: Decimal, reached: Decimal | None) -> Decimal | None:
    return None if reached is None else max(ZERO, line - reached)
