"""Every step of an onboarding's figures with the place of each: gates, first order, acceptance (reference 0.5, G).

Made when somebody asks: the places cost a second reading of the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, number_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Step
from toolkit.network.shared import MISSING
from toolkit.topics.onboarding.records import Onboarding
from toolkit.topics.onboarding.records.vocabularies import ACCEPTANCE_ITEMS, GATE_MEASURES, GATE_STATES
from toolkit.topics.onboarding.rules.gates import Reading, acceptance_total, gate_state, judge
from toolkit.topics.onboarding.rules.launch import reserve_of
from toolkit.topics.onboarding.rules.progress import Case, case_of, order_of
from toolkit.topics.onboarding.rules.timing import gate_due

COUNTED = frozenset(("account_live", "first_order_delivered", "acceptance"))
"""Measures that are no share: a yes or points."""


def explained(network: Network, dealer: str, as_of: date) -> tuple[Step, ...]:
    """Returns the steps of a dealer's onboarding: day 0, gates, first order, acceptance; empty when there is none."""
    record = network.find(Onboarding, dealer)
    case = case_of(network, record, as_of) if record else None
    if case is None:
        return ()
    return (*_gates(network, case, as_of), *_order(network, case), *_acceptance(network, case))


def _gates(network: Network, case: Case, as_of: date) -> Iterator[Step]:
    policy = case.ramp_up
    for n, gate in sorted(enumerate(policy.gates), key=lambda row: row[1].day):
        due = gate_due(case.start, gate.day, (row for row in case.record.delays if row.date <= as_of))
        title = Text(f"第{gate.day}天 {gate.name.zh}", f"day {gate.day}, {gate.name.within('en')}")
        yield Step(
            what=Text(f"{title.zh}：到期日", f"{title.en}: due"),
            value=f"{case.start} + {gate.day} → {due}",
            origin=network.origin(policy, "gates", n, "day"),
            policy=policy.reference,
        )
        for row in judge(gate, case.record, as_of):
            name = GATE_MEASURES.label(row.measure)
            yield Step(
                what=Text(f"{title.zh}：{name.zh}", f"{title.en}: {name.en}"),
                value=f"{_shown(row.measure, row.reading)} ≥ {_plain(row.measure, row.at_least)}",
                origin=network.origin(case.record, *row.reading.path),
                policy=policy.reference,
            )
        state = GATE_STATES.label(gate_state(gate, case.record, due, as_of))
        yield Step(what=title, value=state.zh, origin=network.origin(policy, "gates", n), policy=policy.reference)


def _order(network: Network, case: Case) -> Iterator[Step]:
    order, plan = order_of(network, case), case.record.launch_plan
    if order is None or plan is None:
        return
    for n, row in enumerate(plan.stocking):
        reserve = reserve_of(case.ramp_up, row.line)
        cases = row.outlets * row.opening_cases * len(row.skus) * (1 + reserve)
        yield Step(
            what=Text(f"首单 {row.outlet_class} {row.line}", f"first order, {row.outlet_class} {row.line}"),
            value=f"{row.outlets} × {row.opening_cases} × {len(row.skus)} × (1 + {reserve}) = {number_text(cases)}",
            origin=network.origin(case.record, "launch_plan", "stocking", n),
            policy=case.ramp_up.reference,
        )
    if order.amount is not None and order.proposed is not None:
        cap = "/" if order.cap is None else amount_text(order.cap)
        yield Step(
            what=Text("建议首单：金额与上限取小", "first order proposed: the smaller of amount and cap"),
            value=f"min({amount_text(order.amount)}, {cap}) = {amount_text(order.proposed)}",
            origin=network.origin(case.record, "launch_plan"),
        )


def _acceptance(network: Network, case: Case) -> Iterator[Step]:
    sheet, total = case.record.acceptance, acceptance_total(case.record)
    if sheet is None or total is None:
        return
    full = {row.item: row.points for row in case.ramp_up.weights}
    for n, row in enumerate(sheet.items):
        name = ACCEPTANCE_ITEMS.label(row.item)
        yield Step(
            what=Text(f"验收：{name.zh}", f"acceptance: {name.en}"),
            value=f"{row.score} / {full.get(row.item, 0)}",
            origin=network.origin(case.record, "acceptance", "items", n, "score"),
            policy=case.ramp_up.reference,
        )
    yield Step(
        what=Text("验收合计", "acceptance in all"),
        value=f"{total} ≥ {case.ramp_up.pass_mark}",
        origin=network.origin(case.record, "acceptance"),
        policy=case.ramp_up.reference,
    )


def _shown(measure: str, reading: Reading) -> str:
    if reading.value is None:
        return MISSING.label(reading.missing or "not_reported").zh
    return _plain(measure, reading.value)


def _plain(measure: str, value: Decimal) -> str:
    return number_text(value) if measure in COUNTED else percent_text(value, 2)
