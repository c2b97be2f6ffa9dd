"""What the files say about contracts: the particular terms of each, the standard behind them, and their legal review."""

from __future__ import annotations

from toolkit.topics.contract.records.amendment import AMENDMENT_KINDS, Amendment, AmendmentPolicy
from toolkit.topics.contract.records.duties import DUTIES_KIND, ClauseDuties
from toolkit.topics.contract.records.frozen import FROZEN_KINDS, SignedText, StandardText
from toolkit.topics.contract.records.grant import Scope
from toolkit.topics.contract.records.joint_plan import JOINT_PLAN_KINDS, JointPlan
from toolkit.topics.contract.records.negotiation import NEGOTIATION_KINDS, Negotiation
from toolkit.topics.contract.records.negotiation_policy import NEGOTIATION_POLICY_KINDS, NegotiationPolicy
from toolkit.topics.contract.records.particular import KINDS as PARTICULAR_KINDS
from toolkit.topics.contract.records.particular import Contract
from toolkit.topics.contract.records.review import REVIEW_KIND, LegalReview
from toolkit.topics.contract.records.review_policy import REVIEW_POLICY_KIND, ReviewPolicy
from toolkit.topics.contract.records.standard import Clause, ContractLimits, Template
from toolkit.topics.contract.records.waiver import WAIVER_KIND, LintWaiver

# These policies have folders that the pattern of the limits would fit too, so they come first.
KINDS = (
    REVIEW_POLICY_KIND,
    *NEGOTIATION_POLICY_KINDS,
    *NEGOTIATION_KINDS,
    *JOINT_PLAN_KINDS,
    REVIEW_KIND,
    DUTIES_KIND,
    *PARTICULAR_KINDS,
    *FROZEN_KINDS,
    *AMENDMENT_KINDS,
    WAIVER_KIND,
)

__all__ = [
    "KINDS",
    "Amendment",
    "AmendmentPolicy",
    "Clause",
    "ClauseDuties",
    "Contract",
    "ContractLimits",
    "JointPlan",
    "LegalReview",
    "LintWaiver",
    "Negotiation",
    "NegotiationPolicy",
    "ReviewPolicy",
    "Scope",
    "SignedText",
    "StandardText",
    "Template",
]
