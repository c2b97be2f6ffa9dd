"""What must hold of onboarding: its policies, training, launch plan, acceptance, and the way there."""

from __future__ import annotations

from toolkit.topics.onboarding.checks import acceptance, launch, policies, progress, training, years
from toolkit.topics.topic import Check

CHECKS: tuple[Check, ...] = (
    *policies.CHECKS,
    *training.CHECKS,
    *acceptance.CHECKS,
    *launch.CHECKS,
    *progress.CHECKS,
    *years.CHECKS,
)
