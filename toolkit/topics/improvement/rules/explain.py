"""Every step of where plans and exits stand, of causes counted, and of what a change did, with its place (reference A.21, B)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from toolkit.kernel.period import quarter_of
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.sources.document import Step as PathStep
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.improvement.records import Exit, ExitPolicy, ImprovementPlan, PlanPolicy, PolicyChange
from toolkit.topics.improvement.records.vocabularies import CAUSES, REGISTERS
from toolkit.topics.improvement.rules.causes import COUNTED, CauseStatistics, ChangeEffect
from toolkit.topics.improvement.rules.exits import ExitStanding
from toolkit.topics.improvement.rules.plans import PlanStanding
from toolkit.topics.improvement.rules.registers import gathered


def plan_steps(network: Network, results: Results, result: PlanStanding, as_of: date) -> Iterator[Step]:
    """Yields when a plan was due, its metric and latest figure, how far it has come, and when it is looked at next."""
    plan, policy = network.get(ImprovementPlan, result.subject), network.get(PlanPolicy, result.policy)
    yield read(network, plan, "origin", "day")
    yield read(network, policy, "plan_days")
    due = f"{plan.origin.day} + {policy.plan_days} wd → {result.made_by}"
    yield Step(what=Text("应立项日", "to be made by"), value=due, policy=policy.reference, gives="made_by")
    yield read(network, plan, "opened_on")
    yield read(network, plan, "metric", "from")
    yield read(network, plan, "metric", "to")
    yield read(network, plan, "metric", "by", gives="ends")
    for path in _measured(plan, as_of):
        yield read(network, plan, *path)
    metric = plan.metric
    if result.value is not None and result.progress is not None:
        yield Step(what=Text("最近数值", "latest value"), value=result.value, gives="value")
        up = f"({number_text(result.value)} − {number_text(metric.start)})"
        down = f"({number_text(metric.target)} − {number_text(metric.start)})"
        shown = f"{up} ÷ {down} = {percent_text(result.progress, 1)}"
        yield Step(what=Text("进度", "progress"), value=shown, gives="progress")
    if plan.outcome is not None and plan.outcome.date <= as_of:
        yield read(network, plan, "outcome", "result")
    yield Step(what=Text("到基准日的状态", "state on the day"), value=result.state, gives="state")
    if result.next_review is not None:
        yield read(network, policy, "review_days")
        last = result.next_review - timedelta(days=policy.review_days)
        shown = f"{last} + {policy.review_days} → {result.next_review}"
        yield Step(what=Text("下次复盘", "next review"), value=shown, policy=policy.reference, gives="next_review")


def _measured(plan: ImprovementPlan, as_of: date) -> Iterator[tuple[PathStep, ...]]:
    for n, row in enumerate(plan.reviews):
        if row.date <= as_of:
            yield "reviews", n, "value"
    if plan.outcome is not None and plan.outcome.date <= as_of:
        yield "outcome", "value"


def exit_steps(network: Network, results: Results, result: ExitStanding, as_of: date) -> Iterator[Step]:
    """Yields the anchors of an exit, and each step with its days in the policy, its day, and when it was done."""
    record, policy = network.get(Exit, result.subject), network.get(ExitPolicy, result.policy)
    for name in ("opened_on", "notice_on", "end_on"):
        if getattr(record, name) is not None:
            yield read(network, record, name)
    done = {row.step: n for n, row in enumerate(record.done)}
    rules = {row.id: n for n, row in enumerate(policy.steps)}
    for k, row in enumerate(result.steps):
        place = rules[row.step]
        rule = policy.steps[place]
        shown = "–" if row.due is None else f"{rule.after} + {rule.days} → {row.due}"
        yield Step(
            what=joined(row.name, "：", Text("期限", "due")),
            value=shown,
            origin=network.origin(policy, "steps", place, "days"),
            policy=policy.reference,
            gives=f"steps.{k}.due" if row.due is not None else "",
        )
        if row.done is not None:
            yield read(network, record, "done", done[row.step], "date", gives=f"steps.{k}.done")
    if result.call_due is not None and record.end_on is not None:
        yield read(network, policy, "call_days")
        shown = f"{record.end_on} + {policy.call_days} → {result.call_due}"
        yield Step(what=Text("应回访日", "call due"), value=shown, policy=policy.reference, gives="call_due")


def cause_steps(network: Network, results: Results, result: CauseStatistics, as_of: date) -> Iterator[Step]:
    """Yields every entry of a fiscal quarter in any register with its cause, where it is written, then the counts."""
    start = fiscal_start(network)
    for entry in gathered(network, as_of):
        if str(quarter_of(entry.day, start)) == result.subject:
            about = joined(CAUSES.label(entry.cause), "：", Text(entry.id))
            yield read(network, entry.record, *entry.path, about=about)
    for n, row in enumerate(result.rows):
        name = CAUSES.label(row.cause)
        for register, counted in COUNTED.items():
            words, number = REGISTERS.label(register), row.of(register)
            yield Step(what=joined(name, "：", words), value=str(number), gives=f"rows.{n}.{counted}")
        for what, words, number in (
            ("dealers", Text("家数", "dealers"), row.dealers),
            ("ours", Text("原因在我方", "caused by us"), row.ours),
        ):
            yield Step(what=joined(name, "：", words), value=str(number), gives=f"rows.{n}.{what}")


def change_steps(network: Network, results: Results, result: ChangeEffect, as_of: date) -> Iterator[Step]:
    """Yields the figure that a change was to move, before and after, the way to its target, and how often the cause came again."""
    change = network.get(PolicyChange, result.subject)
    yield read(network, change, "cause")
    yield read(network, change, "decided_on")
    looked = change.effect
    if looked is None:
        yield Step(what=Text("没有说明看哪个数", "no figure was named"), value="–")
    else:
        yield read(network, change, "effect", "before", gives="before")
        yield read(network, change, "effect", "target")
        if result.after is not None:
            yield read(network, change, "effect", "after", gives="after")
        if result.progress is not None and looked.after is not None:
            before = number_text(looked.before)
            way = f"({number_text(looked.after)} − {before}) ÷ ({number_text(looked.target)} − {before})"
            shown = f"{way} = {percent_text(result.progress, 2)}"
            yield Step(what=Text("达成", "reached"), value=shown, gives="progress")
    words = Text(f"{change.quarter} 同因（见 causes）", f"of this cause in {change.quarter} (see causes)")
    yield Step(what=words, value=str(result.same_cause_before), gives="same_cause_before")
    if looked is not None and result.same_cause_after is not None:
        words = Text(f"{looked.quarter} 同因", f"of this cause in {looked.quarter}")
        yield Step(what=words, value=str(result.same_cause_after), gives="same_cause_after")


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "plan",
        Text("改进计划", "Improvement plan"),
        PlanStanding,
        ("state", "made_by", "value", "progress", "ends", "next_review"),
        plan_steps,
    ),
    Figure("exit", Text("退出", "Exit"), ExitStanding, ("call_due",), exit_steps),
    Figure("causes", Text("原因统计", "Causes"), CauseStatistics, (), cause_steps),
    Figure(
        "change",
        Text("政策改动的效果", "Effect of a change"),
        ChangeEffect,
        ("before", "after", "progress", "same_cause_before", "same_cause_after"),
        change_steps,
    ),
)
