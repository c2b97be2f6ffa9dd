"""Checks on plans: made in time, by both, with one figure that is measured, looked at, and settled (reference A.21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.shared import SIDES
from toolkit.network.telling import told
from toolkit.topics.company.records import Contact, Staff
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.improvement.records import ImprovementPlan, PlanPolicy
from toolkit.topics.improvement.rules import plan_policy
from toolkit.topics.improvement.rules.plans import made_by, next_review, progress, state_of, term
from toolkit.topics.topic import Check

PLAN_LATE = ProblemKind(
    "IMP102",
    "warning",
    Text("立项于 {day}，应在 {due} 前", "made on {day}, due by {due}"),
    Text("说明为什么晚；行动期限不因此缩短", "say why; the actions' days are not shortened for it"),
)
NO_OWNER = ProblemKind(
    "IMP103",
    "error",
    Text("责任人 {owner} 不是{side}的人", "the owner {owner} is nobody of the {side}"),
    Text("我方写员工编号，经销商写联系人编号", "give a staff id for us, a contact id for the dealer"),
)
ONE_SIDED = ProblemKind(
    "IMP104",
    "error",
    Text("没有{side}的行动", "there is no action of the {side}"),
    Text("每份计划至少有一项由我方做", "in every plan at least one action is ours"),
)
NO_REVIEW = ProblemKind(
    "IMP105",
    "warning",
    Text("应在 {due} 前复盘", "to be looked at by {due}"),
    Text("看数、看双方行动；两次没进展的由大区负责人介入", "look at figure and actions; after two without progress the regional head steps in"),
)  # fmt: skip
NO_PROOF = ProblemKind(
    "IMP106",
    "error",
    Text("行动“{action}”登记完成，没有证据", "the action {action} is done without evidence"),
    Text("写明看什么可以知道做了", "name what shows that it was done"),
)
NOT_MEASURED = ProblemKind(
    "IMP107",
    "error",
    Text("有结论，没有量过指标", "there is an outcome, and the metric was not measured"),
    Text("量了再定结果", "measure first, then settle"),
)
ACTION_LATE = ProblemKind(
    "IMP108",
    "warning",
    Text("{side}行动“{action}”应在 {due} 前完成", "the action {action} of the {side} was due by {due}"),
    Text("先办我方的；改期由双方商定", "ours first; another day is agreed by both"),
)
UNSIGNED = ProblemKind(
    "IMP109",
    "error",
    Text("计划没有双方签字", "the plan is not signed by both"),
    Text("没有双方签字的计划不生效", "a plan that both have not signed binds nobody"),
)
TERM = ProblemKind(
    "IMP110",
    "warning",
    Text("期限 {by} 不在一至两季（{first} 至 {last}）内", "it ends on {by}, not within one to two quarters: {first} to {last}"),
)  # fmt: skip
NO_AIM = ProblemKind(
    "IMP111",
    "error",
    Text("指标从 {value} 到 {value}，没有目标", "the metric goes from {value} to {value}: there is no aim"),
)
NOT_SETTLED = ProblemKind(
    "IMP112",
    "warning",
    Text("期满，应在 {due} 前定结果", "it is over: to be settled by {due}"),
    Text("达成则恢复；没有达成先看原因在谁", "met: back to normal; not met: first see whose cause it was"),
)
WRONG_RESULT = ProblemKind(
    "IMP113",
    "error",
    Text("结果写“{result}”，与指标不符：达成 {reached}%", "the result says {result}; the metric says {reached} %"),
)
OUR_CAUSE = ProblemKind(
    "IMP115",
    "error",
    Text("没有达成的原因不在经销商，不能转退出评审", "it fell short, and not by the dealer: no exit review can follow"),
    Text("另立一期计划，不降级", "another plan follows, and no downgrade"),
)
DATES = ProblemKind("IMP116", "error", Text("{day} 早于 {before}", "{day} is before {before}"))
NO_POLICY = ProblemKind(
    "IMP117",
    "error",
    Text("{day} 没有生效的改进计划办法", "no plan policy is in force on {day}"),
    Text("写在 content/policies/improvement/plan，编号 improvement-plan", "write it in content/policies/improvement/plan, id improvement-plan"),
)  # fmt: skip
LIFECYCLE_ORIGINS = frozenset(("grade", "alerts"))
"""Origins that change the dealer's state: their plans run one to two quarters; others may be shorter."""


def plans(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A plan is made in time, signed by both, looked at as often as agreed, and settled by its figure.

    Source: reference A.21 and B. A plan nobody looks at helps nobody; its days are promises of both sides.

    中文：改进计划按时立项、双方签字、按约定复盘，到期用指标定结果。没人复盘的计划帮不了谁，里面的日期是双方的承诺。
    """
    calendar = work_calendar(network)
    for plan in network.all(ImprovementPlan):
        if plan.opened_on > as_of:
            continue
        policy = plan_policy(network, plan.origin.day)
        if policy is None:
            yield told(network, NO_POLICY, plan, "origin", "day", day=plan.origin.day)
            continue
        yield from _days(network, plan, policy, calendar)
        yield from _running(network, plan, policy, calendar, as_of)


def _days(network: Network, plan: ImprovementPlan, policy: PlanPolicy, calendar: WorkCalendar) -> Iterator[Problem]:
    due = made_by(plan, policy, calendar)
    if plan.opened_on < plan.origin.day:
        yield told(network, DATES, plan, "opened_on", day=plan.opened_on, before=plan.origin.day)
    elif plan.opened_on > due:
        yield told(network, PLAN_LATE, plan, "opened_on", day=plan.opened_on, due=due)
    first, last = term(plan, policy)
    first = first if plan.origin.kind in LIFECYCLE_ORIGINS else plan.opened_on
    if not first <= plan.metric.by <= last:
        yield told(network, TERM, plan, "metric", "by", by=plan.metric.by, first=first, last=last)
    if plan.outcome is not None and plan.outcome.date < plan.opened_on:
        yield told(network, DATES, plan, "outcome", "date", day=plan.outcome.date, before=plan.opened_on)


def _running(
    network: Network, plan: ImprovementPlan, policy: PlanPolicy, calendar: WorkCalendar, as_of: date
) -> Iterator[Problem]:
    where = state_of(plan, as_of)
    if plan.signature is None:
        yield told(network, UNSIGNED, plan, "opened_on")
    if where in ("unsigned", "running"):
        due = next_review(plan, policy, as_of)
        if due < as_of:
            place = ("reviews", len(plan.reviews) - 1, "date") if plan.reviews else ("opened_on",)
            yield told(network, NO_REVIEW, plan, *place, due=due)
    elif where == "to_settle":
        due = calendar.add(plan.metric.by, policy.settle_days)
        if due < as_of:
            yield told(network, NOT_SETTLED, plan, "metric", "by", due=due)


def actions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Both sides act; every action has an owner of its side, is done by its day, and proved when done.

    中文：双方都有行动，每项行动有本方的责任人，按期完成，完成的有证据。每份计划至少有一项由我方做。
    """
    people = {row.id for row in network.all(Contact)}
    for plan in network.all(ImprovementPlan):
        for side in SIDES:
            if not any(action.side == side for action in plan.actions):
                yield told(network, ONE_SIDED, plan, "actions", side=SIDES.label(side))
        settled = plan.outcome is not None and plan.outcome.date <= as_of
        for n, action in enumerate(plan.actions):
            place, side_name = ("actions", n), SIDES.label(action.side)
            ours = network.find(Staff, action.owner) is not None
            # Without any person at hand, as in a fresh clone, a contact's id is judged by its form.
            theirs = action.owner.startswith("C-") and (not people or action.owner in people)
            if not (ours if action.side == "brand" else theirs):
                yield told(network, NO_OWNER, plan, *place, "owner", owner=action.owner, side=side_name)
            if action.done is not None and not action.evidence:
                yield told(network, NO_PROOF, plan, *place, "done", action=action.text)
            elif action.done is None and action.due < as_of and not settled:
                yield told(
                    network, ACTION_LATE, plan, *place, "due", side=side_name, action=action.text, due=action.due
                )


def outcomes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The metric has an aim, is measured, and decides the result; what is not the dealer's cause leads to no exit.

    中文：指标有目标、有测量，由它定结果；不是经销商的原因，不转退出评审。原因在我方或市场的，另立一期计划，不降级。
    """
    for plan in network.all(ImprovementPlan):
        metric, outcome = plan.metric, plan.outcome
        if metric.start == metric.target:
            yield told(network, NO_AIM, plan, "metric", "to", value=number_text(metric.target))
        if outcome is None or outcome.date > as_of:
            continue
        if outcome.value.value is None:
            yield told(network, NOT_MEASURED, plan, "outcome", "value")
        else:
            way = progress(metric, outcome.value.value)
            if (outcome.result == "met") != (way >= 1):
                yield told(
                    network,
                    WRONG_RESULT,
                    plan,
                    "outcome",
                    "result",
                    result=outcome.result,
                    reached=number_text(way.scaleb(2), 1),
                )
        if outcome.consequence == "exit_review" and outcome.cause_side != "dealer":
            yield told(network, OUR_CAUSE, plan, "outcome", "consequence")


CHECKS: tuple[Check, ...] = (
    Check((PLAN_LATE, NO_REVIEW, UNSIGNED, TERM, NOT_SETTLED, DATES, NO_POLICY), plans),
    Check((NO_OWNER, ONE_SIDED, NO_PROOF, ACTION_LATE), actions),
    Check((NOT_MEASURED, NO_AIM, WRONG_RESULT, OUR_CAUSE), outcomes),
)
