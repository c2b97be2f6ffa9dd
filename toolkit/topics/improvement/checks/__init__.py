"""What must hold in improvement: plans where they are needed, kept by both; exits in order; causes that change something."""

from __future__ import annotations

from toolkit.topics.improvement.checks import changes, exits, needed, plans
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (*needed.CHECKS, *plans.CHECKS, *exits.CHECKS, *changes.CHECKS)
