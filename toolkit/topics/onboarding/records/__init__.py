"""What the files say about onboarding: the dealers' first ninety days, the curriculum, the ramp-up policy."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.onboarding.records.launch import Advertising, LaunchPlan, Promotion, PromotionReview, Stocking
from toolkit.topics.onboarding.records.onboarding import (
    Acceptance,
    Checkpoint,
    Delay,
    FirstDelivery,
    Onboarding,
    Pulse,
    Task,
    Training,
)
from toolkit.topics.onboarding.records.policies import Course, CurriculumPolicy, Gate, RampUpPolicy
from toolkit.topics.onboarding.records.year import TrainingYear

__all__ = [
    "KINDS",
    "Acceptance",
    "Advertising",
    "Checkpoint",
    "Course",
    "CurriculumPolicy",
    "Delay",
    "FirstDelivery",
    "Gate",
    "LaunchPlan",
    "Onboarding",
    "Promotion",
    "PromotionReview",
    "Pulse",
    "RampUpPolicy",
    "Stocking",
    "Task",
    "Training",
    "TrainingYear",
]

KINDS = (
    Kind(
        "onboarding",
        Text("赋能启动", "the onboardings"),
        Onboarding,
        "dealers/{dealer}/onboarding.yaml",
        identity="{dealer}",
    ),
    Kind(
        "training-year",
        Text("开张后的培训", "training after the opening"),
        TrainingYear,
        "dealers/{dealer}/training/{year}.yaml",
        identity="{dealer}/{year}",
    ),
    Kind(
        "curriculum-policy",
        Text("培训课程政策", "the curriculum"),
        CurriculumPolicy,
        "content/policies/onboarding/curriculum/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "ramp-up-policy",
        Text("启动期政策", "the ramp-up policy"),
        RampUpPolicy,
        "content/policies/onboarding/ramp-up/{version}.yaml",
        identity="{id}@{version}",
    ),
)
