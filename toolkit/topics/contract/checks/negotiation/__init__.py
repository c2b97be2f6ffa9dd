"""What must hold of negotiations: nothing open behind a draft, nothing agreed without authority, nothing promised and forgotten."""

from __future__ import annotations

from toolkit.topics.contract.checks.negotiation import authority, people, policies, progress, promises, stages, terms
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *progress.CHECKS, *stages.CHECKS, *terms.CHECKS, *authority.CHECKS, *people.CHECKS, *promises.CHECKS, *policies.CHECKS,
)  # fmt: skip
