"""The knock-out gates: what the data say of each, what was recorded, and where the candidate stands (reference C.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from toolkit.kernel.period import add_months
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, number_text
from toolkit.topics.company.records import LICENCES
from toolkit.topics.screening.records.policy import GateRule, GatesPolicy
from toolkit.topics.screening.records.prospect import CreditCheck
from toolkit.topics.screening.records.scoring import Gate
from toolkit.topics.screening.records.vocabularies import REGISTERS
from toolkit.topics.screening.rules.facts import Facts

PASS, FAIL, WAIVED, OPEN = "pass", "fail", "waived", "open"
BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the data say of a gate: it holds, it does not, or nobody can tell yet (None); `why` says so in words."""

    holds: bool | None
    why: Text = NO_TEXT


Test = Callable[[Facts, GatesPolicy], Reading]
NOT_KNOWN = Text("资料不足", "not enough is known")


def _registers(*names: str) -> Test:
    """All of these are clear in a search that is young enough; what was removed from a list counts as clear."""

    def test(facts: Facts, policy: GatesPolicy) -> Reading:
        check = latest_check(facts)
        if check is None:
            return Reading(None, Text("还没有征信核查", "no credit check yet"))
        results = {row.registry: row.result for row in check.findings}
        bad = [name for name in names if results.get(name) == "found"]
        if bad:
            labels = [REGISTERS.label(name) for name in bad]
            zh, en = "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)
            return Reading(False, Text(f"有记录：{zh}", f"on record: {en}"))
        if check.date + timedelta(days=policy.credit_days) < facts.day:
            age = (facts.day - check.date).days
            return Reading(False, Text(f"征信核查已过 {age} 天", f"the credit check is {age} days old"))
        missing = [name for name in names if name not in results]
        return Reading(None, NOT_KNOWN) if missing else Reading(True)

    return test


def _identity(facts: Facts, policy: GatesPolicy) -> Reading:
    if facts.profile.uscc is None:
        return Reading(False, Text("没有统一社会信用代码", "no credit code"))
    return _registers("status")(facts, policy)


def _licences(facts: Facts, policy: GatesPolicy) -> Reading:
    """Each licence of the lines sought is held and lasts long enough; what never expires does (0b number 16)."""
    least = add_months(facts.day, policy.licence_months)
    for kind in facts.licences:
        held = [row for row in facts.profile.licences if row.type == kind]
        label = LICENCES.label(kind)
        if not held:
            return Reading(False, Text(f"缺少{label.zh}", f"there is no {label.en}"))
        if not any(row.valid_to is None or row.valid_to >= least for row in held):
            return Reading(False, Text(f"{label.zh}剩余有效期不足", f"the {label.en} ends too soon"))
    return Reading(True) if facts.licences else Reading(None, NOT_KNOWN)


def _interest(facts: Facts, policy: GatesPolicy) -> Reading:
    hidden = [
        row for row in facts.screening.related if row.staff and (row.declared_on is None or row.declared_on > facts.day)
    ]
    if hidden:
        return Reading(False, Text("与我方员工的关系未申报", "a tie to our staff is not declared"))
    return Reading(True)


def _funds(facts: Facts, policy: GatesPolicy) -> Reading:
    return _at_least(facts.value("working_capital"), facts.funds_needed(policy.funds_months), amount_text)


def _warehouse(facts: Facts, policy: GatesPolicy) -> Reading:
    return _at_least(facts.value("warehouse_m2"), facts.warehouse_needed, lambda area: f"{number_text(area)} ㎡")


def _at_least(held: Decimal | None, needed: Decimal | None, shown: Callable[[Decimal], str]) -> Reading:
    if held is None or needed is None:
        return Reading(None, NOT_KNOWN)
    words = Text(f"{shown(held)}，需要 {shown(needed)}", f"{shown(held)}, needed {shown(needed)}")
    return Reading(held >= needed, words)


def _rival(facts: Facts, policy: GatesPolicy) -> Reading:
    bound = [brand.brand for brand in facts.screening.brands if brand.exclusive and brand.relation == "competing"]
    if bound and facts.screening.exclusive_sought:
        names = "、".join(bound)
        return Reading(
            False, Text(f"要求独家，同时是 {names} 的独家经销商", f"seeks exclusivity while exclusive for {names}")
        )
    return Reading(True)


def _vacancy(facts: Facts, policy: GatesPolicy) -> Reading:
    return Reading(None, Text("由重叠检查核对", "compared by the overlap check"))


TESTS: Mapping[str, Test] = {
    "identity": _identity,
    "licences": _licences,
    "dishonest": _registers("dishonest"),
    "registers": _registers("serious", "abnormal"),
    "integrity": _registers("bribery", "counterfeit"),
    "interest": _interest,
    "funds": _funds,
    "warehouse": _warehouse,
    "rival": _rival,
    "vacancy": _vacancy,
}
"""How each test of the vocabulary looks at the data."""


def latest_check(facts: Facts) -> CreditCheck | None:
    """Returns the latest credit check up to the day of the facts, or None."""
    made = [check for check in facts.screening.credit_checks if check.date <= facts.day]
    return max(made, key=lambda check: check.date, default=None)


def reading(rule: GateRule, facts: Facts, policy: GatesPolicy) -> Reading:
    """Returns what the data say of a gate on the day of the facts."""
    test = TESTS.get(rule.test)
    return test(facts, policy) if test else Reading(None)


def waived_rightly(gate: Gate, rule: GateRule) -> bool:
    """Returns whether everybody who must waive a gate did, no later than the day on which it was recorded."""
    given = {approval.role for approval in gate.waived_by if approval.date <= gate.at}
    return bool(rule.waivers) and set(rule.waivers) <= given


def standing(gate: Gate | None, rule: GateRule) -> str:
    """Returns `pass`, `fail`, `waived` or `open`. A waiver that the policy does not allow is a failure."""
    if gate is None:
        return OPEN
    if gate.result == WAIVED:
        return WAIVED if waived_rightly(gate, rule) else FAIL
    return gate.result


def together(standings: Iterable[str]) -> str:
    """Returns `fail` if one failed, `open` if one is open, else `pass` (waived ones count as passed)."""
    listed = tuple(standings)
    if FAIL in listed:
        return FAIL
    return OPEN if OPEN in listed or not listed else PASS
