"""What must hold of segments: the policies, the dealers' cards and save-plans, the surveys."""

from __future__ import annotations

from toolkit.topics.segment.checks import dealers, helping, policies, surveys
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (*policies.CHECKS, *dealers.CHECKS, *helping.CHECKS, *surveys.CHECKS)
