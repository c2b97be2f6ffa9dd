"""What must hold of a dealer's way through the lifecycle, and of the policy that rules it."""

from __future__ import annotations

from toolkit.topics.lifecycle.checks import policy, standing, transitions
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (*policy.CHECKS, *transitions.CHECKS, *standing.CHECKS)
