"""Checks on what causes changed: a real version of a policy, measured afterwards; and on the policies of this chapter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import Policy, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.improvement.records import Exit, ExitPolicy, ImprovementPlan, PlanPolicy, PolicyChange
from toolkit.topics.improvement.records.vocabularies import ANCHORS, CAUSES
from toolkit.topics.improvement.rules import EXIT, PLAN, plan_policy
from toolkit.topics.improvement.rules.causes import statistics
from toolkit.topics.topic import Check

UNKNOWN_VERSION = ProblemKind(
    "IMP131",
    "error",
    Text("没有政策版本 {policy}", "there is no policy version {policy}"),
    Text("写成 编号@版本", "write id@version"),
)
NOT_LOOKED_AT = ProblemKind(
    "IMP132",
    "warning",
    Text("{quarter} 已过，没有量效果", "{quarter} is over, and the effect was not measured"),
    Text("没有改善就撤回或再改，并公布", "where nothing got better, take it back or change again, and say so"),
)
NOTHING_CHANGED = ProblemKind(
    "IMP133",
    "error",
    Text("结论是“改”，没有写改了哪个政策版本、何时生效", "the conclusion is change, and no version or day is named"),
)
SAME_CAUSE = ProblemKind(
    "IMP134",
    "warning",
    Text("{quarter} 原因“{cause}”有 {count} 起，没有结论", "{count} of the cause {cause} in {quarter}, and no conclusion"),
    Text("写 content/improvements：改、先试，或不改及理由", "write content/improvements: change, try first, or no change and why"),
)  # fmt: skip
NO_MEASURE = ProblemKind(
    "IMP135",
    "error",
    Text("没有写看哪个数知道有没有用", "nobody says by which figure the change is judged"),
)
POLICY_ID = ProblemKind("IMP141", "error", Text("编号应为 {id}", "the id must be {id}"))
LONG_TERM = ProblemKind(
    "IMP142", "error", Text("最短 {least} 季，长过最长 {most} 季", "at least {least} quarters, at most {most}")
)
ANCHOR = ProblemKind(
    "IMP143",
    "error",
    Text("“{after}”不是在前的步骤", "{after} is no step before this one"),
    Text("写 notice、end 或前面一步的编号", "write notice, end, or the id of an earlier step"),
)


def changes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A change names a version of a policy that is there, a figure to be judged by, and what that figure became."""
    start = fiscal_start(network)
    known = {entry.record.reference for entry in network.entries() if isinstance(entry.record, Policy)}
    for change in network.all(PolicyChange):
        for n, reference in enumerate(change.policies):
            if reference not in known:
                yield told(network, UNKNOWN_VERSION, change, "policies", n, policy=reference)
        if change.conclusion == "change" and (not change.policies or change.effective_on is None):
            yield told(network, NOTHING_CHANGED, change, "conclusion")
        if change.effect is None:
            if change.conclusion != "no_change":
                yield told(network, NO_MEASURE, change, "conclusion")
        elif change.effect.after is None and FiscalQuarter.parse(change.effect.quarter).span(start).end <= as_of:
            yield told(network, NOT_LOOKED_AT, change, "effect", "quarter", quarter=change.effect.quarter)


def repeated(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A cause that comes back as often in one quarter as the policy says is on the agenda: somebody concludes something."""
    plans, exits = network.all(ImprovementPlan), network.all(Exit)
    start = fiscal_start(network)
    concluded = {(row.quarter, row.cause) for row in network.all(PolicyChange)}
    for row in statistics(plans, exits, as_of, start):
        span = FiscalQuarter.parse(row.subject).span(start)
        policy = plan_policy(network, span.first)
        for count in row.rows:
            often = count.plans + count.exits
            if policy is None or often < policy.same_cause or (row.subject, count.cause) in concluded:
                continue
            mine = [plan for plan in plans if plan.cause == count.cause and plan.origin.day in span]
            if mine:
                values: dict[str, Any] = {"quarter": row.subject, "cause": CAUSES.label(count.cause), "count": often}
                last = max(mine, key=lambda plan: (plan.origin.day, plan.id))
                yield told(network, SAME_CAUSE, last, "cause", **values)


def policies(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Both policies have one version on every day and their own ids; terms ascend, and each step counts from an earlier one."""
    yield from version_problems(network, PlanPolicy)
    yield from version_problems(network, ExitPolicy)
    for plan in network.all(PlanPolicy):
        if plan.id != PLAN:
            yield told(network, POLICY_ID, plan, "id", id=PLAN)
        if plan.least_quarters > plan.most_quarters:
            values: dict[str, Any] = {"least": plan.least_quarters, "most": plan.most_quarters}
            yield told(network, LONG_TERM, plan, "least_quarters", **values)
    for leave in network.all(ExitPolicy):
        if leave.id != EXIT:
            yield told(network, POLICY_ID, leave, "id", id=EXIT)
        before = set(ANCHORS)
        for n, step in enumerate(leave.steps):
            if step.after not in before:
                yield told(network, ANCHOR, leave, "steps", n, "after", after=step.after)
            before.add(step.id)


CHECKS: tuple[Check, ...] = (
    Check((UNKNOWN_VERSION, NOT_LOOKED_AT, NOTHING_CHANGED, NO_MEASURE), changes),
    Check((SAME_CAUSE,), repeated),
    Check((POLICY_ID, LONG_TERM, ANCHOR), policies),
)
