"""Causes counted by quarter, and what a change of policy did in the period after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter, quarter_of
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Step
from toolkit.topics.improvement.records import Exit, ImprovementPlan, PolicyChange
from toolkit.topics.improvement.records.vocabularies import CAUSES


class CauseCount(Value):
    cause: str = field("原因", "Cause")
    plans: int = field("改进计划", "Plans")
    exits: int = field("退出", "Exits")
    dealers: int = field("家数", "Dealers")
    ours: int = field("原因在我方", "Caused by us")


class CauseStatistics(InternalResult):
    """The causes of plans and exits of a fiscal quarter, the most frequent first; its subject is `2026Q2`."""

    topic = "improvement"
    rows: tuple[CauseCount, ...] = field("原因", "Causes")

    @property
    def total(self) -> int:
        """Returns how many plans and exits were counted."""
        return sum(row.plans + row.exits for row in self.rows)


class ChangeEffect(InternalResult):
    """What a change did: the share of the way to its target, 1 when reached; None while it is not measured."""

    topic = "improvement"
    cause: str = field("原因", "Cause")
    conclusion: str = field("结论", "Conclusion")
    policies: tuple[str, ...] = field("改了哪些政策", "Policies changed", default=())
    before: Decimal | None = field("改前", "Before", default=None)
    after: Decimal | None = field("改后", "After", default=None)
    progress: Decimal | None = field("达成", "Reached", default=None)
    same_cause_before: int = field("起因季度同因", "Of this cause in its quarter", default=0)
    same_cause_after: int | None = field("效果季度同因", "Of this cause in the quarter looked at", default=None)

    @property
    def improved(self) -> bool | None:
        """Returns whether the figure moved towards its target; None while it is not measured."""
        return None if self.progress is None else self.progress > 0


def statistics(
    plans: Iterable[ImprovementPlan], exits: Iterable[Exit], as_of: date, start: int = 1
) -> Iterator[CauseStatistics]:
    """Yields the causes by the fiscal quarter of a plan's origin or an exit's opening, up to the as-of date."""
    rows: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for plan in plans:
        if plan.origin.day <= as_of:
            rows[str(quarter_of(plan.origin.day, start))].append((plan.cause, "plan", plan.dealer, plan.cause_side))
    for gone in exits:
        if gone.opened_on <= as_of:
            rows[str(quarter_of(gone.opened_on, start))].append((gone.cause, "exit", gone.dealer, gone.cause_side))
    for quarter in sorted(rows):
        counts = [_count(cause, rows[quarter]) for cause in CAUSES]
        listed = sorted((row for row in counts if row.plans + row.exits), key=lambda row: -(row.plans + row.exits))
        yield CauseStatistics(subject=quarter, rows=tuple(listed))


def _count(cause: str, rows: Iterable[tuple[str, str, str, str]]) -> CauseCount:
    mine = [row for row in rows if row[0] == cause]
    return CauseCount(
        cause=cause,
        plans=sum(row[1] == "plan" for row in mine),
        exits=sum(row[1] == "exit" for row in mine),
        dealers=len({row[2] for row in mine}),
        ours=sum(row[3] in ("brand", "both") for row in mine),
    )


def effect(change: PolicyChange, counted: Iterable[CauseStatistics], as_of: date, start: int = 1) -> ChangeEffect:
    """Returns what a change did, measured in its own figure, and how often the same cause came again."""
    same = {row.subject: sum(r.plans + r.exits for r in row.rows if r.cause == change.cause) for row in counted}
    looked = change.effect
    measured = looked is not None and looked.after is not None and (looked.measured_on or date.max) <= as_of
    way, over = None, None
    trace: tuple[Step, ...] = ()
    if looked is not None and looked.after is not None and measured:
        way = (
            (looked.after - looked.before) / (looked.target - looked.before) if looked.target != looked.before else None
        )
        shown = f"{number_text(looked.before)} → {number_text(looked.after)} ({number_text(looked.target)})"
        trace = (Step(what=Text("改前到改后（目标）", "before to after (target)"), value=shown),)
    if looked is not None and FiscalQuarter.parse(looked.quarter).span(start).end <= as_of:
        over = same.get(looked.quarter, 0)
    return ChangeEffect(
        subject=change.id,
        cause=change.cause,
        conclusion=change.conclusion,
        policies=change.policies,
        before=looked.before if looked else None,
        after=looked.after if looked and measured else None,
        progress=way,
        same_cause_before=same.get(change.quarter, 0),
        same_cause_after=over,
        trace=trace,
    )
