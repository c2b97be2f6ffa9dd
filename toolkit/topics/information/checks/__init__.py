"""What must hold in shared information, forecasts and talks on new products."""

from __future__ import annotations

from toolkit.topics.information.checks import briefings, content, forecasts, issues, policies, wishes
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *content.CHECKS,
    *issues.CHECKS,
    *forecasts.CHECKS,
    *briefings.CHECKS,
    *policies.CHECKS,
    *wishes.CHECKS,
)
