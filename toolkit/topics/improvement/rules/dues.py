"""The deadlines of improvement plans and of exits: actions of both sides, reviews, the figure's day, each step until the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.network.dues import Due, in_sight, of_actions
from toolkit.network.explaining import joined
from toolkit.network.network import Network
from toolkit.network.shared import Action
from toolkit.topics.dealer.rules import seen_to_by
from toolkit.topics.improvement.records import Exit, ImprovementPlan
from toolkit.topics.improvement.rules.exits import ExitStanding
from toolkit.topics.improvement.rules.plans import PlanStanding

REVIEW = Text("复盘改进计划", "review the improvement plan")
ENDS = Text("改进计划到期，看指标是否达到", "the improvement plan ends: see whether its figure was reached")
CALL = Text("退出后回访", "call after the exit")


def plan_dues(network: Network, standings: Iterable[PlanStanding], as_of: date) -> Iterator[Due]:
    """Yields what is due of every plan that nobody has settled yet."""
    for standing in standings:
        if not standing.is_open:
            continue
        plan = network.get(ImprovementPlan, standing.subject)
        source, manager = Origin(network.entry(plan).document.path), seen_to_by(network, plan.dealer)

        def owner(action: Action, dealer: str = plan.dealer) -> str:
            return seen_to_by(network, dealer, action.owner if action.side == "brand" else "")

        yield from of_actions(
            plan.actions, as_of, topic="improvement", dealer=plan.dealer, within=plan.id, owner=owner, source=source
        )
        for key, on, what in (("review", standing.next_review, REVIEW), ("ends", standing.ends, ENDS)):
            if on is not None and in_sight(on, False, as_of):
                yield _due(plan.dealer, f"{plan.id}/{key}", on, what, "brand", manager, source)


def exit_dues(network: Network, standings: Iterable[ExitStanding], as_of: date) -> Iterator[Due]:
    """Yields each step of an exit that has a day and is not done, and the call afterwards."""
    for standing in standings:
        record = network.get(Exit, standing.subject)
        source, manager = Origin(network.entry(record).document.path), seen_to_by(network, record.dealer)
        for step in standing.steps:
            if step.due is not None and in_sight(step.due, step.done is not None, as_of):
                yield _due(record.dealer, f"{record.id}/{step.step}", step.due, step.name, step.side, manager, source)
        called = record.called_on is not None and record.called_on <= as_of
        if standing.call_due is not None and in_sight(standing.call_due, called, as_of):
            due = _due(record.dealer, f"{record.id}/call", standing.call_due, CALL, "brand", manager, source)
            yield due.model_copy(update={"kind": "contact"})


def _due(dealer: str, subject: str, on: date, what: Text, side: str, owner: str, source: Origin) -> Due:
    return Due(
        subject=subject,
        dealer=dealer,
        topic="improvement",
        on=on,
        what=joined(Text(subject.partition("/")[0]), "：", what),
        side=side,
        owner=owner,
        source=source,
    )
