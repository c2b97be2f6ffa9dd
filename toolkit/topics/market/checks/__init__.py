"""What must hold of divisions, research, plans, territories and the policies of the market chapter."""

from __future__ import annotations

from toolkit.topics.market.checks import divisions, plan, policy, research, shares, territories
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *divisions.CHECKS,
    *research.CHECKS,
    *shares.CHECKS,
    *plan.CHECKS,
    *territories.CHECKS,
    *policy.CHECKS,
)
