"""What the chapter shows on a dealer's page: the plans of both sides, the figure, the actions, and an exit's steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text, number_text, percent_text
from toolkit.network.shared import SIDES, Action
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.improvement.records import Exit, ImprovementPlan
from toolkit.topics.improvement.records.vocabularies import CAUSE_SIDES, CAUSES, PLAN_STATES
from toolkit.topics.improvement.rules import ExitStanding, PlanStanding, StepStanding
from toolkit.topics.topic import Now

MOODS = {
    "met": "good",
    "partly": "warn",
    "not_met": "warn",
    "running": "going",
    "unsigned": "open",
    "to_settle": "warn",
}


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the plans of a dealer that has any, open ones first, and the steps of its exit."""
    plans = [row for row in view.results(PlanStanding) if row.dealer == dealer]
    exits = [row for row in view.results(ExitStanding) if row.dealer == dealer]
    if not plans and not exits:
        return
    plans.sort(key=lambda row: row.ends, reverse=True)
    plans.sort(key=lambda row: not row.is_open)
    running = [row for row in plans if row.is_open]
    context = {
        "plans": tuple(_plan(view.get(ImprovementPlan, row.subject), row, now) for row in plans),
        "exits": tuple(
            (Text(row.subject), tuple(_step(step) for step in row.steps), tuple(_learnt(view, row.subject)))
            for row in exits
        ),
    }
    yield Card(
        "improvement",
        Text("改进与退出", "Improvement and exit"),
        "improvement/card-improvement.html",
        context,
        _finding(running, plans, exits),
        wide=True,
        folded=not (running or any(not row.closed for row in exits)),
        order=35,
    )


def _learnt(view: View, subject: str) -> Iterator[tuple[Text, Text]]:
    """What we should have done better comes first, then what the exit taught us, which is for us alone."""
    held = view.find(Exit, subject)
    if held is not None and held.review is not None:
        yield Text("我方该承担的部分", "Our own part"), held.review.our_part
    if held is not None and view.lens.audience == "internal" and held.lessons is not None:
        yield Text("复盘", "Lessons"), held.lessons


def _finding(running: list[PlanStanding], plans: list[PlanStanding], exits: list[ExitStanding]) -> Text:
    if running:
        late = sum(len(row.overdue) for row in running)
        way = next((percent_text(row.progress, 0) for row in running if row.progress is not None), "–")
        return Text(
            f"进行中 {len(running)} 份，进度 {way}，逾期行动 {late} 项",
            f"{len(running)} running, {way} of the way, {late} actions late",
        )
    if exits:
        left = sum(step.done is None for row in exits for step in row.steps)
        return Text(f"退出步骤还有 {left} 项", f"{left} steps of the exit are open")
    met = sum(row.state == "met" for row in plans)
    return Text(f"已完成 {len(plans)} 份，达成 {met} 份", f"{len(plans)} settled, {met} met")


def _plan(plan: ImprovementPlan, row: PlanStanding, now: Now) -> dict[str, object]:
    metric = plan.metric
    reached = f"（当前 {number_text(row.value)}）" if row.value is not None else ""
    stands = f" (now {number_text(row.value)})" if row.value is not None else ""
    way = f"{number_text(metric.start)} → {number_text(metric.target)}"
    cause, whose = CAUSES.label(plan.cause), CAUSE_SIDES.label(plan.cause_side)
    return {
        "id": plan.id,
        "mood": MOODS[row.state],
        "state": PLAN_STATES.label(row.state),
        "rows": (
            (Text("发现", "Finding"), plan.finding),
            (Text(f"根因（{cause.zh}，{whose.zh}）", f"Root cause ({cause.en}, {whose.en})"), plan.root_cause),
            (
                metric.name,
                Text(f"{way} {metric.unit.zh}{reached}", f"{way} {metric.unit.within('en')}{stands}"),
            ),
            (Text("期限", "By"), _day(row.ends)),
            (Text("下次复盘", "Next review"), _day(row.next_review)),
        ),
        "actions": tuple(_action(action, now) for action in sorted(plan.actions, key=lambda action: action.side)),
        "support": plan.support,
        "outcome": plan.outcome.text if plan.outcome is not None and not row.is_open else NO_TEXT,
    }


def _action(row: Action, now: Now) -> dict[str, object]:
    done = row.done is not None and row.done <= now.as_of
    mood = "good" if done else "bad" if row.due < now.as_of else "going"
    word = Text("完成", "done") if done else Text("逾期", "late") if mood == "bad" else Text("进行中", "going on")
    return {"side": SIDES.label(row.side), "text": row.text, "due": _day(row.due), "mood": mood, "state": word}


def _step(row: StepStanding) -> dict[str, object]:
    mood = "good" if row.done is not None else "bad" if row.late else "open"
    word = Text("完成", "done") if row.done is not None else Text("逾期", "late") if row.late else Text("未到", "ahead")
    return {
        "name": row.name,
        "side": SIDES.label(row.side),
        "due": _day(row.done or row.due),
        "mood": mood,
        "state": word,
    }


def _day(day: date | None) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en")) if day is not None else Text("–")
