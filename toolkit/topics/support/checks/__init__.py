"""What must hold in the support records and policies."""

from __future__ import annotations

from toolkit.topics.support.checks import deliveries, fund_terms, funds, handovers, policies, tickets
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *tickets.CHECKS,
    *funds.CHECKS,
    *fund_terms.CHECKS,
    *handovers.CHECKS,
    *deliveries.CHECKS,
    *policies.CHECKS,
)
