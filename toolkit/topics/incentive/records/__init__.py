"""What the files say about incentives: rebate policies and statements, the market bond, and what is given beside money."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.incentive.records.credit import CreditReview
from toolkit.topics.incentive.records.policy import (
    CreditPolicy,
    RebateComponent,
    RebateFactor,
    RebatePolicy,
    RebateStep,
)
from toolkit.topics.incentive.records.register import Award, IncentivePlan, Offer
from toolkit.topics.incentive.records.settlement import BondLedger, RebateSettlement

__all__ = [
    "KINDS",
    "Award",
    "BondLedger",
    "CreditPolicy",
    "CreditReview",
    "IncentivePlan",
    "Offer",
    "RebateComponent",
    "RebateFactor",
    "RebatePolicy",
    "RebateSettlement",
    "RebateStep",
]

KINDS = (
    # Before the rebate policies, whose pattern would fit its path too.
    Kind(
        "credit-policy",
        Text("授信政策", "the credit policy"),
        CreditPolicy,
        "content/policies/incentive/credit-limit/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "rebate-policy",
        Text("返利政策", "the rebate policies"),
        RebatePolicy,
        "content/policies/incentive/{id}/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "incentive-plan",
        Text("年度激励计划", "the plans of incentives"),
        IncentivePlan,
        "content/incentives/{year}.yaml",
        identity="{year}",
    ),
    Kind(
        "bond",
        Text("保证金台账", "the market bonds"),
        BondLedger,
        "dealers/{dealer}/rebates/bond.yaml",
        identity="{dealer}",
    ),
    Kind(
        "award",
        Text("激励登记", "the incentives given"),
        Award,
        "dealers/{dealer}/rebates/awards.yaml",
        items="awards",
        identity="{dealer}/{id}",
    ),
    Kind(
        "credit-review",
        Text("信用评审", "the reviews of credit"),
        CreditReview,
        "dealers/{dealer}/credit/{id}.yaml",
    ),
    Kind("rebate", Text("返利结算单", "the rebate statements"), RebateSettlement, "dealers/{dealer}/rebates/{id}.yaml"),
)
