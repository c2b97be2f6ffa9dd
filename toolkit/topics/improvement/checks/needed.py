"""Checks that a plan or an exit review is there where a grade or a state asks for it (reference B, D.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, history, state
from toolkit.topics.evaluation.records import EvaluationFile
from toolkit.topics.evaluation.records.evaluation import Issue
from toolkit.topics.improvement.records import Exit, ImprovementPlan
from toolkit.topics.improvement.rules import exit_policy, plan_policy
from toolkit.topics.improvement.rules.exits import running_d
from toolkit.topics.improvement.rules.plans import state_of
from toolkit.topics.segment.records import StrategyCard
from toolkit.topics.segment.rules.results import EarlyWarning
from toolkit.topics.topic import Check

NO_PLAN = ProblemKind(
    "IMP101",
    "error",
    Text("{quarter} 等级 {grade}，应在 {due} 前立改进计划", "grade {grade} in {quarter}: a plan was due by {due}"),
    Text("与经销商一起写：一个指标、双方行动、我方支持", "write it with the dealer: one metric, actions of both, our support"),
)  # fmt: skip
NO_EXIT_REVIEW = ProblemKind(
    "IMP121",
    "error",
    Text("连续 {count} 次D，应在 {due} 前做退出评审", "grade D {count} times running: an exit review was due by {due}"),
    Text("先看我方该承担的部分；评审可以决定继续", "begin with our own part; the review may decide to go on"),
)
STATE_WITHOUT_PLAN = ProblemKind(
    "IMP114",
    "error",
    Text("状态是整改，没有进行中的改进计划", "the dealer is in improvement, and no plan is running"),
    Text("补计划，或经复核后转回合作", "add the plan, or move the dealer back to active after a review"),
)


RED_WITHOUT_PLAN = ProblemKind(
    "IMP118",
    "warning",
    Text(
        "有 {count} 项红色预警（{codes}），没有进行中的改进计划或挽留方案",
        "{count} red warnings ({codes}), and neither a plan nor a save-plan runs",
    ),
    Text("先看我方能先做什么，再与经销商一起立计划", "see first what we can do, then make a plan with the dealer"),
)


def needed(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A grade that asks for a plan has one in time, and grades D running have an exit review.

    Consequences wait while an appeal is open, and only a dealer that the cooperation runs with needs a plan (reference B, D.5, D.9).

    中文：要求改进计划的等级按时立了计划，连续 D 级的按时做退出评审。申诉未决期间暂缓，只问合作中的经销商。先看我方该承
    担的部分。
    """
    calendar = work_calendar(network)
    for profile in network.all(DealerProfile):
        issued = list(_issued(network, profile.id, as_of)) if state(profile, as_of) in RUNNING else []
        plans = network.of_dealer(ImprovementPlan, profile.id)
        for n, (file, place, issue) in enumerate(issued):
            since = issue.served_on or issue.issued_on
            rule, leave = plan_policy(network, since), exit_policy(network, since)
            count = running_d([row[2].grade for row in issued[: n + 1]])
            if leave is not None and count >= leave.grades:
                due = calendar.add(since, leave.review_days)
                held = any(row.review is not None for row in network.of_dealer(Exit, profile.id))
                if due < as_of and not held and n == len(issued) - 1:
                    yield told(network, NO_EXIT_REVIEW, file, "issues", place, "grade", count=count, due=due)
            elif rule is not None and issue.grade in rule.grades:
                due = calendar.add(since, rule.plan_days)
                if due < as_of and not any(_answers(plan, file.quarter, since) for plan in plans):
                    values: dict[str, Any] = {"quarter": file.quarter, "grade": issue.grade, "due": due}
                    yield told(network, NO_PLAN, file, "issues", place, "grade", **values)


def _issued(network: Network, dealer: str, as_of: date) -> Iterator[tuple[EvaluationFile, int, Issue]]:
    """The latest version of each quarter, in order, but those on which an appeal is open."""
    for file in sorted(network.of_dealer(EvaluationFile, dealer), key=lambda row: row.quarter):
        known = [(place, issue) for place, issue in enumerate(file.issues) if issue.issued_on <= as_of]
        waiting = any(row.decision is None or row.decision.date > as_of for row in file.appeals)
        if known and not waiting:
            place, issue = max(known, key=lambda row: row[1].version)
            yield file, place, issue


def _answers(plan: ImprovementPlan, quarter: str, since: date) -> bool:
    """Whether a plan was made for that grade, or was running on its day."""
    if plan.origin.kind == "grade" and plan.origin.quarter == quarter:
        return True
    return plan.opened_on <= since and (plan.outcome is None or plan.outcome.date >= since)


def states(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer in the state of improvement has a plan that is not settled yet (reference B).

    中文：处于整改状态的经销商，有一份尚未了结的改进计划。请补计划，或经复核后转回合作。
    """
    for profile in network.all(DealerProfile):
        if state(profile, as_of) != "improvement":
            continue
        plans = network.of_dealer(ImprovementPlan, profile.id)
        if not any(state_of(plan, as_of) in ("unsigned", "running", "to_settle") for plan in plans):
            last = max(row.date for row in history(profile) if row.date <= as_of)
            place = next(n for n, row in enumerate(profile.transitions) if row.date == last)
            yield told(network, STATE_WITHOUT_PLAN, profile, "transitions", place, "to")


def red_alerts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """As many red warnings as the plan policy says ask for a plan of both sides, unless one or a save-plan runs already (K.3, A.21).

    中文：红色预警达到改进计划政策规定的项数，就要双方一起立计划，已有改进计划或挽留方案的除外。先看我方能先做什么。
    """
    for found in results.all(EarlyWarning):
        profile, policy = network.find(DealerProfile, found.dealer), plan_policy(network, as_of)
        if (
            profile is None
            or policy is None
            or state(profile, as_of) not in RUNNING
            or len(found.red) < policy.red_alerts
        ):
            continue
        running = any(
            state_of(plan, as_of) in ("unsigned", "running", "to_settle")
            for plan in network.of_dealer(ImprovementPlan, profile.id)
        )
        saved = any(card.save_plan is not None for card in network.of_dealer(StrategyCard, profile.id))
        leaving = bool(network.of_dealer(Exit, profile.id))
        if not (running or saved or leaving):
            codes = "、".join(found.red)
            yield told(network, RED_WITHOUT_PLAN, profile, "transitions", count=len(found.red), codes=codes)


CHECKS: tuple[Check, ...] = (
    Check((NO_PLAN, NO_EXIT_REVIEW), needed),
    Check((STATE_WITHOUT_PLAN,), states),
    Check((RED_WITHOUT_PLAN,), red_alerts),
)
