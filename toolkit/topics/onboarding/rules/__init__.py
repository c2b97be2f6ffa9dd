"""The arithmetic of onboarding: gates, certificates, first order, acceptance."""

from __future__ import annotations

from toolkit.topics.onboarding.rules.explain import FIGURES
from toolkit.topics.onboarding.rules.progress import derive
from toolkit.topics.onboarding.rules.results import OnboardingProgress

__all__ = ["FIGURES", "OnboardingProgress", "derive"]
