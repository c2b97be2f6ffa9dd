"""What the files say about improvement: plans, exits, changes of policy that causes led to, and the policies."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.improvement.records.change import PolicyChange
from toolkit.topics.improvement.records.exits import Exit
from toolkit.topics.improvement.records.plan import ImprovementPlan
from toolkit.topics.improvement.records.policies import ExitPolicy, PlanPolicy

__all__ = ["KINDS", "Exit", "ExitPolicy", "ImprovementPlan", "PlanPolicy", "PolicyChange"]

KINDS = (
    Kind(
        "improvement-plan",
        Text("改进计划", "the improvement plans"),
        ImprovementPlan,
        "dealers/{dealer}/improvement/{id}.yaml",
    ),
    Kind("exit", Text("退出", "the exits"), Exit, "dealers/{dealer}/improvement/exits/{id}.yaml"),
    Kind("policy-change", Text("制度改进", "the changes of policy"), PolicyChange, "content/improvements/{id}.yaml"),
    Kind(
        "plan-policy",
        Text("改进计划办法", "the plan policies"),
        PlanPolicy,
        "content/policies/improvement/plan/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "exit-policy",
        Text("退出办法", "the exit policies"),
        ExitPolicy,
        "content/policies/improvement/exit/{version}.yaml",
        identity="{id}@{version}",
    ),
)
