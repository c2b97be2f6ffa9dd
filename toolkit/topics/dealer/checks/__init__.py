"""What must hold of a dealer's profile and outlets."""

from __future__ import annotations

from toolkit.topics.dealer.checks import declared, history, identity, master, people, validity
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *identity.CHECKS,
    *master.CHECKS,
    *validity.CHECKS,
    *people.CHECKS,
    *declared.CHECKS,
    *history.CHECKS,
)
