"""What must hold of the company, its staff, its people, its products and its price lists."""

from __future__ import annotations

from toolkit.topics.company.checks import (
    approvals,
    calendar,
    evidence,
    guides,
    identity,
    imports,
    people,
    personal_numbers,
    prices,
    products,
)
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *identity.CHECKS,
    *people.CHECKS,
    *personal_numbers.CHECKS,
    *evidence.CHECKS,
    *products.CHECKS,
    *prices.CHECKS,
    *calendar.CHECKS,
    *approvals.CHECKS,
    *imports.CHECKS,
    *guides.CHECKS,
)
