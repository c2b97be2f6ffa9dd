"""What is wrong with a version of a rebate policy, found before anything is paid by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from toolkit.sources.document import Step as PathStep
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.evaluation.rules.faults import texts
from toolkit.topics.incentive.records import vocabularies as words
from toolkit.topics.incentive.records.policy import (
    CreditPolicy,
    FactorStep,
    RebateComponent,
    RebateFactor,
    RebatePolicy,
    RebateStep,
)

Path = tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: what kind, where in the policy, and the values that its message names."""

    kind: str
    path: Path
    values: dict[str, Any] = field(default_factory=dict)


def policy_faults(policy: RebatePolicy) -> tuple[Fault, ...]:
    """Returns every fault of a rebate policy; by a policy with one nothing is calculated."""
    return (
        *price_faults(policy),
        *(fault for n, c in enumerate(policy.components) for fault in _component(policy, c, ("components", n))),
        *(fault for n, f in enumerate(policy.factors) for fault in _factor(f, ("factors", n))),
        *_one_tax(policy),
    )


def price_faults(policy: RebatePolicy) -> Iterator[Fault]:
    """Yields each text that rewards or punishes a resale price (reference 0.1, 0.3; T8 looks at territory only)."""
    for path, text in texts(policy):
        found = resale_price_words(text, counted=True)
        if found:
            yield Fault("resale_price", path, {"words": found})


def credit_faults(policy: CreditPolicy) -> Iterator[Fault]:
    """Yields factors outside the range that is stated for their class (reference 0b number 6)."""
    for n, row in enumerate(policy.classes):
        low, high = row.least, row.most
        if (low is not None and row.factor < low) or (high is not None and row.factor > high):
            yield Fault("factor_range", ("classes", n, "factor"), {"factor": row.factor, "low": low, "high": high})


def step_faults(steps: Sequence[RebateStep | FactorStep], path: Path) -> Iterator[Fault]:
    """Yields where steps do not ascend, leave a gap, overlap, or begin openly in the middle."""
    if not steps:
        yield Fault("no_steps", path)
    for n, (lower, upper) in enumerate(pairwise(steps), 1):
        if upper.from_value is None:
            yield Fault("open_start", (*path, n))
        elif upper.start <= lower.start:
            yield Fault("descending", (*path, n, "from_value"), {"value": upper.from_value})
        elif lower.to_value is not None and lower.to_value != upper.from_value:
            kind = "gap" if lower.to_value < upper.from_value else "overlap"
            yield Fault(kind, (*path, n, "from_value"), {"end": lower.to_value, "start": upper.from_value})
    if steps and steps[-1].to_value is not None:
        yield Fault("top_ends", (*path, len(steps) - 1, "to_value"), {"end": steps[-1].to_value})


def _component(policy: RebatePolicy, component: RebateComponent, path: Path) -> Iterator[Fault]:
    yield from step_faults(component.steps, (*path, "steps"))
    yield from _method(component, path)
    yield from _values(component, path)
    known = {factor.id: factor for factor in policy.factors}
    for n, name in enumerate(component.factors):
        if name not in known:
            yield Fault("unknown_factor", (*path, "factors", n), {"factor": name})
        elif known[name].type == "T11" and component.standing != "discretionary":
            yield Fault("graded_contractual", (*path, "factors", n), {"factor": name})
    if component.type == "T5":
        yield Fault("factor_as_component", (*path, "type"))
    if component.type == "T8" and not any(g.measure == "territory_cases" and g.at_most == 0 for g in component.gates):
        yield Fault("territory_gate", path)
    if component.period == "year" and component.true_up != "none":
        yield Fault("year_trued_up", (*path, "true_up"))


def _method(component: RebateComponent, path: Path) -> Iterator[Fault]:
    """What does not fit the method: base, measure, start of the steps."""
    method, base = component.method, component.base
    counted = base in words.COUNTED_BASES
    fits = {
        "per_unit": counted,
        "fixed": True,
        "by_invoice": base == "received_incl_tax",
    }.get(method, not counted and base != "none")
    if not fits:
        values = {"method": words.METHODS.label(method), "base": words.BASES.label(base)}
        yield Fault("method_base", (*path, "method"), values)
    if method == "marginal" and component.measure is not None:
        yield Fault("marginal_measure", (*path, "measure"))
    if method == "by_invoice" and component.measure not in (None, "collection_days"):
        yield Fault("invoice_measure", (*path, "measure"))
    if base == "none" and component.measure is None:
        yield Fault("no_measure", (*path, "base"))
    if method == "marginal" and component.steps and component.steps[0].from_value != 0:
        yield Fault("marginal_start", (*path, "steps", 0))


def _values(component: RebateComponent, path: Path) -> Iterator[Fault]:
    """Steps that lack the value which their method needs, or hold another; and rates that fall."""
    rated = component.method in words.RATED
    for n, step in enumerate(component.steps):
        where = (*path, "steps", n)
        if (step.rate is None) is rated or (step.amount is None) is not rated:
            needed = "rate" if rated else "amount"
            yield Fault("step_value", where, {"method": words.METHODS.label(component.method), "needed": needed})
        excess_fits = component.method == "whole" and component.measure == "attainment"
        if step.excess_rate is not None and not excess_fits:
            yield Fault("excess", (*where, "excess_rate"))
    if component.method != "by_invoice":
        for n, (lower, upper) in enumerate(pairwise(component.steps), 1):
            if (upper.rate or Decimal(0)) < (lower.rate or Decimal(0)) or (upper.amount or 0) < (lower.amount or 0):
                yield Fault("falling", (*path, "steps", n))


def _factor(factor: RebateFactor, path: Path) -> Iterator[Fault]:
    if factor.type not in ("T5", "T11"):
        yield Fault("component_as_factor", (*path, "type"))
    elif factor.type == "T11":
        given = {row.grade for row in factor.grades}
        lacking = [code for code in words.FACTOR_GRADES if code not in given]
        if lacking or factor.steps or factor.measure is not None:
            yield Fault("grades", path, {"lacking": ", ".join(lacking) or "–"})
    elif factor.grades or factor.measure is None:
        yield Fault("factor_measure", path)
    else:
        yield from step_faults(factor.steps, (*path, "steps"))


def _one_tax(policy: RebatePolicy) -> Iterator[Fault]:
    """Amounts of one statement are added up, so they stand on one tax basis."""
    first = policy.components[0].tax if policy.components else ""
    for n, component in enumerate(policy.components):
        if component.tax != first:
            yield Fault("mixed_tax", ("components", n, "tax"))
