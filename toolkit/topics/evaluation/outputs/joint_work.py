"""What both sides do next: actions of the talk, improvement plans, and how our promises of the quarter went (M.1, page 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.period import Span
from toolkit.kernel.wording import day_text, number_text, percent_text
from toolkit.network.shared import SIDES, Action
from toolkit.network.view import View
from toolkit.topics.evaluation.outputs.wording import joint_actions
from toolkit.topics.evaluation.records import EvaluationFile
from toolkit.topics.improvement.records import ImprovementPlan
from toolkit.topics.improvement.records.vocabularies import PLAN_STATES
from toolkit.topics.improvement.rules import PlanStanding

Rows = tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """An improvement plan of both sides, with its figure, actions and our support."""

    id: str
    state: str
    finding: str
    metric: str
    ends: str
    actions: Rows
    support: tuple[str, ...]


def talk_actions(file: EvaluationFile | None, as_of: date) -> Rows:
    """Returns what was agreed in the talk: side, action, due, how far it is; our side first."""
    return _rows(joint_actions(file), as_of)


def plans_of(view: View, dealer: str, quarter: str, within: Span, as_of: date) -> tuple[PlanBlock, ...]:
    """Returns the plans that this quarter's grade led to, and those that were running when it ended."""
    found: list[PlanBlock] = []
    for plan in view.of_dealer(ImprovementPlan, dealer):
        standing = view.result(PlanStanding, plan.id)
        if standing is None or not _concerns(plan, standing, quarter, within):
            continue
        found.append(_block(plan, standing, as_of))
    return tuple(found)


def _concerns(plan: ImprovementPlan, standing: PlanStanding, quarter: str, within: Span) -> bool:
    if plan.origin.quarter is not None:
        return plan.origin.quarter == quarter
    return plan.opened_on < within.end and standing.ends >= within.end


def _block(plan: ImprovementPlan, standing: PlanStanding, as_of: date) -> PlanBlock:
    metric = plan.metric
    unit = metric.unit.zh
    way = f"{metric.name.zh}：从 {number_text(metric.start)} {unit}到 {number_text(metric.target)} {unit}"
    if standing.value is not None:
        way += f"，目前 {number_text(standing.value)} {unit}"
    if standing.progress is not None:
        way += f"（进度 {percent_text(standing.progress, 0)}）"
    return PlanBlock(
        id=plan.id,
        state=PLAN_STATES.label(standing.state).zh,
        finding=plan.finding.zh,
        metric=way,
        ends=day_text(standing.ends, "zh"),
        actions=_rows(plan.actions, as_of),
        support=tuple(text.zh for text in plan.support),
    )


def _rows(actions: Iterable[Action], as_of: date) -> Rows:
    ordered = sorted(actions, key=lambda action: (action.side != "brand", action.due))
    return tuple(
        ("贵司" if a.side == "dealer" else SIDES.label(a.side).zh, a.text.zh, day_text(a.due, "zh"), _state(a, as_of))
        for a in ordered
    )


def _state(action: Action, as_of: date) -> str:
    if action.done is not None and action.done <= as_of:
        late = (action.done - action.due).days
        return f"{day_text(action.done, 'zh')}完成" + (f"，晚 {late} 天" if late > 0 else "")
    return "逾期未完成" if action.due < as_of else "进行中"
