"""What bars a component from being worked out: a figure that is awaited, a gate that is not met."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.topics.incentive.records import vocabularies as words
from toolkit.topics.incentive.records.policy import Gate, RebateComponent, RebatePolicy
from toolkit.topics.incentive.rules.bases import is_pending, measure
from toolkit.topics.incentive.rules.facts import RebateFacts
from toolkit.topics.incentive.rules.figures import figure


@dataclass(frozen=True, slots=True)
class Barred:
    """Why a component is not worked out any further."""

    state: str
    reason: Text


def awaited(component: RebateComponent, facts: RebateFacts, policy: RebatePolicy) -> Barred | None:
    """Returns what a component waits for: its base, its measure, its gates or its factors; None when all is known."""
    gates = (*policy.gates, *component.gates)
    factors = [factor for factor in policy.factors if factor.id in component.factors]
    by = ("collection_days" if component.method == "by_invoice" else component.measure or "",)
    graded = ("grade" if factor.grades else factor.measure or "" for factor in factors)
    for code in (component.base, *by, *(gate.measure for gate in gates), *graded):
        if is_pending(code, facts):
            name = _name(code)
            return Barred("missing", Text(f"{name.zh}尚未确定", f"{name.en} is not known yet"))
    return None


def gated(component: RebateComponent, facts: RebateFacts, policy: RebatePolicy) -> Barred | None:
    """Returns the first gate that is not met, the policy's before the component's; None when all are."""
    for gate in (*policy.gates, *component.gates):
        value = measure(gate.measure, facts, policy)
        name = words.MEASURES.label(gate.measure)
        if value is None:
            return Barred("not_applicable", Text(f"没有{name.zh}", f"there is no {name.en}"))
        if not passes(gate, value):
            wanted = gate_text(gate)
            return Barred("gate", Text(f"门槛：{wanted.zh}", f"gate: {wanted.en}"))
    return None


def passes(gate: Gate, value: Decimal) -> bool:
    """Returns whether a value meets a gate; both limits belong to what passes."""
    return (gate.at_least is None or value >= gate.at_least) and (gate.at_most is None or value <= gate.at_most)


def gate_text(gate: Gate) -> Text:
    """Returns a gate in words: 目标完成率不低于 80%."""
    name = words.MEASURES.label(gate.measure)
    least = "" if gate.at_least is None else figure(gate.measure, gate.at_least)
    most = "" if gate.at_most is None else figure(gate.measure, gate.at_most)
    zh = "、".join(part for part in (least and f"不低于 {least}", most and f"不高于 {most}") if part)
    en = ", ".join(part for part in (least and f"at least {least}", most and f"at most {most}") if part)
    return Text(f"{name.zh}{zh}", f"{name.en} {en}")


def _name(code: str) -> Text:
    if code in words.MEASURES:
        return words.MEASURES.label(code)
    return words.BASES.label(code) if code in words.BASES else Text("考核等级", "the grade")
