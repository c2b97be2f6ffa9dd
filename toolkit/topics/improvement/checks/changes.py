"""Checks on what causes changed: a real version of a policy, measured afterwards; and on the policies of this chapter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import Policy, in_force, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.communication.records import Communication, FeedbackPolicy
from toolkit.topics.communication.rules.standing import FEEDBACK
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.improvement.records import ExitPolicy, PlanPolicy, PolicyChange
from toolkit.topics.improvement.records.vocabularies import ANCHORS, CAUSES
from toolkit.topics.improvement.rules import EXIT, PLAN, plan_policy
from toolkit.topics.improvement.rules.causes import GRAVE, statistics
from toolkit.topics.improvement.rules.registers import gathered
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
NOT_TOLD = ProblemKind(
    "IMP136",
    "warning",
    Text(
        "这项改动来自经销商的反馈，应在 {due} 前告知经销商",
        "this change came from dealers' feedback; they were to be told by {due}",
    ),
    Text("告知后写 told_dealers_on", "tell them, then fill told_dealers_on"),
)
NO_FEEDBACK = ProblemKind("IMP137", "error", Text("{dealer} 没有反馈 {id}", "{dealer} has no feedback {id}"))
DECLINED = ProblemKind(
    "IMP138",
    "error",
    Text("反馈 {id} 的结论是不采纳", "the feedback {id} was declined"),
    Text("改结论，或从这里去掉", "change its result, or take it out here"),
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
    """A change names a version of a policy that is there, a figure to be judged by, and what that figure became.

    中文：制度改进写明改了哪一版政策、看哪个数、后来那个数怎样。没有改善就撤回或再改，并公布。
    """
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
    """A cause that comes back as often in one quarter as the policy says is on the agenda: somebody concludes something.

    Plans, exits, cases and appeals have one number; with feedback and tickets, of which there are many, a higher one.

    中文：同一原因在一个季度里出现的次数达到政策规定，就要有人作出结论：改、先试，或不改并写明理由。计划、退出、案件和申
    诉用一个次数，数量多的反馈和工单用更高的次数。
    """
    start, entries = fiscal_start(network), gathered(network, as_of)
    concluded = {(row.quarter, row.cause) for row in network.all(PolicyChange)}
    for row in statistics(entries, start):
        span = FiscalQuarter.parse(row.subject).span(start)
        policy = plan_policy(network, span.first)
        for count in row.rows:
            if policy is None or (row.subject, count.cause) in concluded:
                continue
            many = policy.same_voices is not None and count.total >= policy.same_voices
            if not many and count.grave < policy.same_cause:
                continue
            mine = [entry for entry in entries if entry.cause == count.cause and entry.day in span]
            last = [entry for entry in mine if many or entry.register in GRAVE][-1]
            values: dict[str, Any] = {"quarter": row.subject, "cause": CAUSES.label(count.cause)}
            often = count.total if many else count.grave
            yield told(network, SAME_CAUSE, last.record, *last.path, count=often, **values)


def told_of(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A change that came from feedback is told to the dealers within the days of the feedback policy, counted from its first day (H.5).

    中文：来自反馈的改动，从生效那天起在反馈政策规定的天数内告诉经销商。提的人不知道下文，就不会再提。
    """
    known = {(year.dealer, row.id): row for year in network.all(Communication) for row in year.feedback}
    for change in network.all(PolicyChange):
        for n, one in enumerate(change.feedback):
            held = known.get((one.dealer, one.id))
            if held is None:
                yield told(network, NO_FEEDBACK, change, "feedback", n, "id", id=one.id, dealer=one.dealer)
            elif held.result == "declined":
                yield told(network, DECLINED, change, "feedback", n, "id", id=one.id)
        heard = bool(change.feedback) or any(row.kind == "feedback" and row.count for row in change.evidence)
        since = change.effective_on or change.decided_on
        policy = in_force(network.all(FeedbackPolicy), FEEDBACK, since)
        if not heard or policy is None or policy.told_days is None:
            continue
        due = since + timedelta(days=policy.told_days)
        if change.told_dealers_on is not None and change.told_dealers_on > due:
            yield told(network, NOT_TOLD, change, "told_dealers_on", severity="info", due=due)
        elif change.told_dealers_on is None and as_of > due:
            yield told(network, NOT_TOLD, change, "decided_on", due=due)


def policies(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Both policies have one version on every day and their own ids; terms ascend, and each step counts from an earlier one.

    中文：改进计划和退出两项政策任何一天各有一版生效，编号正确，期限由短到长，每一步从更早的一步数起。
    """
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
    Check((NOT_TOLD, NO_FEEDBACK, DECLINED), told_of),
    Check((POLICY_ID, LONG_TERM, ANCHOR), policies),
)
