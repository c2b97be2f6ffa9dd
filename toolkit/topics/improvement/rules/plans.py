"""Where a plan stands: when it was due, how far its figure has come, what is late (reference A.21, B)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.period import add_months
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.record import field
from toolkit.network.results import Result, Step
from toolkit.topics.improvement.records import ImprovementPlan, PlanPolicy
from toolkit.topics.improvement.records.plan import PlanMetric


class PlanStanding(Result):
    """One plan on the as-of date; its subject is the plan's id. `progress` is 0 at the start and 1 at the target."""

    topic = "improvement"
    policy: str = field("办法版本", "Policy version", audience="dealer")
    state: str = field("状态", "State", audience="dealer")
    cause: str = field("根因类别", "Cause", audience="dealer")
    made_by: date = field("应立项日", "To be made by", audience="dealer")
    made_late: bool = field("立项逾期", "Made late", audience="dealer")
    value: Decimal | None = field("最近数值", "Latest value", audience="dealer", default=None)
    progress: Decimal | None = field("进度", "Progress", audience="dealer", default=None)
    ends: date = field("期限", "Ends", audience="dealer")
    next_review: date | None = field("下次复盘", "Next review", audience="dealer", default=None)
    open_actions: tuple[str, ...] = field("未完成行动", "Open actions", audience="dealer", default=())
    overdue: tuple[str, ...] = field("逾期行动", "Overdue actions", audience="dealer", default=())

    @property
    def is_open(self) -> bool:
        """Returns whether nothing has been settled yet."""
        return self.state in ("unsigned", "running", "to_settle")


def made_by(plan: ImprovementPlan, policy: PlanPolicy, calendar: WorkCalendar) -> date:
    """Returns the last day on which the plan was to be made: working days after its cause (reference B: 15)."""
    return calendar.add(plan.origin.day, policy.plan_days)


def progress(metric: PlanMetric, value: Decimal) -> Decimal:
    """Returns how far a figure has come: 0 at the start, 1 at the target, whether it is to rise or to fall.

    A metric whose target is its start is reached by standing still or doing better in either way; a check refuses it.
    """
    way = metric.target - metric.start
    return (value - metric.start) / way if way else Decimal(1)


def term(plan: ImprovementPlan, policy: PlanPolicy) -> tuple[date, date]:
    """Returns the earliest and the latest day on which the plan may end (reference B: one to two quarters)."""
    return add_months(plan.opened_on, 3 * policy.least_quarters), add_months(plan.opened_on, 3 * policy.most_quarters)


def state_of(plan: ImprovementPlan, as_of: date) -> str:
    """Returns the state of a plan: a code of PLAN_STATES."""
    if plan.outcome is not None and plan.outcome.date <= as_of:
        return plan.outcome.result
    if plan.metric.by < as_of:
        return "to_settle"
    signed = plan.signature
    return "running" if signed and max(signed.brand_on, signed.dealer_on) <= as_of else "unsigned"


def next_review(plan: ImprovementPlan, policy: PlanPolicy, as_of: date) -> date:
    """Returns when the plan is to be looked at next, counted from the last review or from its making."""
    seen = [row.date for row in plan.reviews if row.date <= as_of]
    return max([*seen, plan.opened_on]) + timedelta(days=policy.review_days)


def latest_value(plan: ImprovementPlan, as_of: date) -> Decimal | None:
    """Returns the last measured figure: the outcome's, else that of the last review that has one."""
    rows = [(row.date, row.value.value) for row in plan.reviews if row.value.value is not None]
    if plan.outcome is not None and plan.outcome.value.value is not None:
        rows.append((plan.outcome.date, plan.outcome.value.value))
    known = [row for row in rows if row[0] <= as_of]
    return max(known, key=lambda row: row[0])[1] if known else None


def standing(plan: ImprovementPlan, policy: PlanPolicy, calendar: WorkCalendar, as_of: date) -> PlanStanding:
    """Returns where a plan stands on a day."""
    state, due = state_of(plan, as_of), made_by(plan, policy, calendar)
    running = state in ("unsigned", "running", "to_settle")
    value = latest_value(plan, as_of)
    left = [row for row in plan.actions if row.done is None or row.done > as_of] if running else []
    way = progress(plan.metric, value) if value is not None else None
    return PlanStanding(
        subject=plan.id,
        dealer=plan.dealer,
        policy=policy.reference,
        state=state,
        cause=plan.cause,
        made_by=due,
        made_late=plan.opened_on > due,
        value=value,
        progress=way,
        ends=plan.metric.by,
        next_review=next_review(plan, policy, as_of) if state in ("unsigned", "running") else None,
        open_actions=tuple(row.id for row in left),
        overdue=tuple(row.id for row in left if row.due < as_of),
        trace=_trace(plan, policy, due, value, way),
    )


def _trace(
    plan: ImprovementPlan, policy: PlanPolicy, due: date, value: Decimal | None, way: Decimal | None
) -> tuple[Step, ...]:
    days = f"{plan.origin.day} + {policy.plan_days} wd → {due}"
    made = Step(what=Text("应立项日", "to be made by"), value=days, policy=policy.reference)
    if value is None or way is None:
        return (made,)
    metric = plan.metric
    figure = f"({number_text(value)} − {number_text(metric.start)}) ÷ ({number_text(metric.target)} − {number_text(metric.start)})"
    return made, Step(what=Text("进度", "progress"), value=f"{figure} = {percent_text(way, 1)}")
