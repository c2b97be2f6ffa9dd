"""What the files say about communication: a dealer's year, the conferences, the policies."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.communication.records.conference import Conference
from toolkit.topics.communication.records.council import Council
from toolkit.topics.communication.records.ledger import (
    Commitment,
    Communication,
    Feedback,
    Notice,
    QuarterlyReview,
    Repair,
    Touchpoint,
)
from toolkit.topics.communication.records.policies import CadencePolicy, FeedbackPolicy, TrustPolicy

__all__ = [
    "KINDS",
    "CadencePolicy",
    "Commitment",
    "Communication",
    "Conference",
    "Council",
    "Feedback",
    "FeedbackPolicy",
    "Notice",
    "QuarterlyReview",
    "Repair",
    "Touchpoint",
    "TrustPolicy",
]
_POLICIES = "content/policies/communication"

KINDS = (
    Kind(
        "communication",
        Text("沟通记录", "the communication"),
        Communication,
        "dealers/{dealer}/communication/{year}.yaml",
        identity="{dealer}/{year}",
    ),
    Kind("conference", Text("经销商大会", "the conferences"), Conference, "content/conferences/{id}.yaml"),
    Kind("dealer-council", Text("经销商顾问委员会", "the dealer council"), Council, "content/councils/{id}.yaml"),
    Kind(
        "cadence-policy",
        Text("沟通节奏政策", "the cadence"),
        CadencePolicy,
        f"{_POLICIES}/cadence/{{version}}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "feedback-policy",
        Text("反馈时限政策", "the feedback times"),
        FeedbackPolicy,
        f"{_POLICIES}/feedback-sla/{{version}}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "trust-policy",
        Text("信任指数政策", "the trust policy"),
        TrustPolicy,
        f"{_POLICIES}/trust/{{version}}.yaml",
        identity="{id}@{version}",
    ),
)
