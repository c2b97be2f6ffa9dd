"""What must hold of the evaluation policy, of a quarter's data, and of how a result came to the dealer."""

from __future__ import annotations

from toolkit.topics.evaluation.checks import appeals, cases, comments, events, figures, issues, policy, quarters
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *policy.CHECKS,
    *figures.CHECKS,
    *quarters.CHECKS,
    *events.CHECKS,
    *cases.CHECKS,
    *comments.CHECKS,
    *issues.CHECKS,
    *appeals.CHECKS,
)
