"""What must hold of conflicts: lawful, fair, by the ladder, in time, leads looked at; policies that say so; splits that were tried."""

from __future__ import annotations

from toolkit.topics.conflict.checks import found, lawful, leads, levels, policies, procedure, proposals
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *policies.CHECKS,
    *lawful.CHECKS,
    *procedure.CHECKS,
    *levels.CHECKS,
    *leads.CHECKS,
    *proposals.CHECKS,
    *found.CHECKS,
)
