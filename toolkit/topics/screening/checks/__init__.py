"""What must hold of candidates, gates, scorecards, decisions, visits, and the policies of screening."""

from __future__ import annotations

from toolkit.topics.screening.checks import (
    decisions,
    gates,
    pace,
    policies,
    prospects,
    scorecards,
    scoring,
    vacancy,
    visits,
)
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *prospects.CHECKS,
    *pace.CHECKS,
    *gates.CHECKS,
    *vacancy.CHECKS,
    *scorecards.CHECKS,
    *scoring.CHECKS,
    *decisions.CHECKS,
    *visits.CHECKS,
    *policies.CHECKS,
)
