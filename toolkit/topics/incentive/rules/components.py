"""One component of a rebate: base → gates → step → amount → factors → cap (reference E.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from toolkit.kernel.money import FEN, to_fen
from toolkit.kernel.scale import Steps, slices
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text
from toolkit.topics.incentive.records import vocabularies as words
from toolkit.topics.incentive.records.policy import Cap, RebateComponent, RebateFactor, RebatePolicy, RebateStep
from toolkit.topics.incentive.rules.bases import base, measure
from toolkit.topics.incentive.rules.facts import ZERO, RebateFacts, concerned
from toolkit.topics.incentive.rules.figures import figure
from toolkit.topics.incentive.rules.gates import Barred, awaited, gated

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Worked:
    """The component at `place` of its policy worked out: its state, what it was reckoned on, its amount in fen.

    `raw` is the amount before factors, unrounded; `uncapped` after them, rounded; `amount` within the component's own cap.
    """

    component: RebateComponent
    place: int
    state: str
    reason: Text = NO_TEXT
    base: Decimal | None = None
    measured: Decimal | None = None
    step: int | None = None
    raw: Decimal = ZERO
    factor: Decimal = ONE
    uncapped: Decimal = ZERO
    amount: Decimal = ZERO


def scale(steps: Sequence[RebateStep], bound: str) -> Steps:
    """Returns the thresholds of steps as the kernel's scale. Raises ValueError for steps that do not ascend."""
    return Steps(
        tuple(step.start for step in steps), "lower_exclusive" if bound == "lower_exclusive" else "lower_inclusive"
    )


def work_out(place: int, facts: RebateFacts, policy: RebatePolicy) -> Worked:
    """Returns the component at `place` of the policy, worked out for the facts and rounded once, after its factors.

    A component that a fact is missing for, whose gate is not met, or that is below its first step has no amount.
    """
    component = policy.components[place]
    mine = concerned(facts, component.only)
    if mine is None:
        return Worked(component, place, "not_applicable", Text("不适用于该经销商", "not for this dealer"))
    barred = awaited(component, mine, policy) or gated(component, mine, policy)
    on = base(component.base, mine, policy)
    if barred is not None or on is None:
        bar = barred or Barred("not_applicable", Text("没有计算基数", "there is no base"))
        return Worked(component, place, bar.state, bar.reason, on)
    return _stepped(Worked(component, place, "earned", base=on), on, mine, policy)


def _stepped(held: Worked, on: Decimal, facts: RebateFacts, policy: RebatePolicy) -> Worked:
    """A component with a base whose gates are met: find the step, then amount, factors and cap."""
    component, by = held.component, held.component.measure
    if component.method == "by_invoice":
        measured = measure("collection_days", facts, policy)
        step = None if measured is None else 0
    else:
        measured = on if by is None else measure(by, facts, policy)
        step = None if measured is None else scale(component.steps, component.bound).place(measured)
    if measured is None:
        return replace(held, state="not_applicable", reason=Text("没有分档指标", "there is no measure"))
    if step is None:
        return replace(held, state="below", measured=measured)
    invoiced = component.method == "by_invoice"
    raw = _by_invoice(component, facts) if invoiced else _amount(component, step, on, facts, policy)
    factor = ONE
    for _, each in factors_of(component, facts, policy):
        factor *= each
    uncapped = to_fen(raw * factor)
    limit = cap_amount(component.cap, facts, policy)
    amount = uncapped if limit is None else min(uncapped, limit)
    return replace(held, measured=measured, step=step, raw=raw, factor=factor, uncapped=uncapped, amount=amount)


def cap_amount(cap: Cap | None, facts: RebateFacts, policy: RebatePolicy) -> Decimal | None:
    """Returns what a cap allows, rounded down to fen so that it is never passed; None without a cap."""
    if cap is None:
        return None
    limits = [] if cap.amount is None else [cap.amount]
    if cap.share is not None:
        limits.append((cap.share * (base("sell_in_net_ex_tax", facts, policy) or ZERO)).quantize(FEN, ROUND_FLOOR))
    return min(limits)


def _amount(component: RebateComponent, place: int, on: Decimal, facts: RebateFacts, policy: RebatePolicy) -> Decimal:
    """The amount of a component before factors, unrounded."""
    step = component.steps[place]
    match component.method:
        case "fixed":
            return step.amount or ZERO
        case "per_unit":
            return on * (step.amount or ZERO)
        case "marginal":
            parts = slices(on, tuple(max(s.start, ZERO) for s in component.steps))
            return sum((part * (s.rate or ZERO) for part, s in zip(parts, component.steps, strict=True)), ZERO)
    if step.excess_rate is None:
        return on * (step.rate or ZERO)
    target = sum((row.target or ZERO for row in facts.sales), ZERO)
    over = max(on - target, ZERO)
    return (on - over) * (step.rate or ZERO) + over * step.excess_rate


def _by_invoice(component: RebateComponent, facts: RebateFacts) -> Decimal:
    """Each invoice at the rate of its own days to collection (reference T4, E-10)."""
    thresholds = scale(component.steps, component.bound)
    places = ((row.amount, thresholds.place(Decimal(row.days))) for row in facts.receipts)
    return sum((amount * (component.steps[n].rate or ZERO) for amount, n in places if n is not None), ZERO)


def factors_of(component: RebateComponent, facts: RebateFacts, policy: RebatePolicy) -> tuple[tuple[int, Decimal], ...]:
    """Returns the factors of a component: the place of each in the policy, and what it is for the facts."""
    return tuple(
        (place, factor_of(factor, facts, policy))
        for place, factor in enumerate(policy.factors)
        if factor.id in component.factors
    )


def factor_of(factor: RebateFactor, facts: RebateFacts, policy: RebatePolicy) -> Decimal:
    """Returns what a factor is for the facts: by the grade, or by the step of its measure; 1 where it has nothing to look at."""
    if factor.grades:
        return next((row.factor for row in factor.grades if row.grade == facts.grade), ONE)
    value = None if factor.measure is None else measure(factor.measure, facts, policy)
    if value is None:
        return ONE
    thresholds = Steps(
        tuple(step.start for step in factor.steps),
        "lower_exclusive" if factor.bound == "lower_exclusive" else "lower_inclusive",
    )
    place = thresholds.place(value)
    return ZERO if place is None else factor.steps[place].factor


def step_text(step: RebateStep, method: str) -> str:
    """Returns what a step gives: `1.5%`, `¥150.00`; the rate on what exceeds the target after a stroke."""
    if method not in words.RATED:
        return amount_text(step.amount or ZERO)
    rate = figure("rate", step.rate or ZERO)
    return rate if step.excess_rate is None else f"{rate} / {figure('rate', step.excess_rate)}"
