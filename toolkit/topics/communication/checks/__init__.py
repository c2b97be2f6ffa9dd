"""What must hold of communication: its policies, contacts, promises, feedback, notices, repairs, conferences, the council."""

from __future__ import annotations

from toolkit.topics.communication.checks import conferences, contacts, dialogue, policies, promises, repairs, told
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *policies.CHECKS,
    *promises.CHECKS,
    *dialogue.CHECKS,
    *contacts.CHECKS,
    *repairs.CHECKS,
    *conferences.CHECKS,
    *told.CHECKS,
)
