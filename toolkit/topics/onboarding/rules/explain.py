"""Every step of an onboarding's figures with the place of each: day 0, training, gates, launch, acceptance (reference 0.5, G)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.network.shared import MISSING
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.onboarding.records import Onboarding
from toolkit.topics.onboarding.records.vocabularies import ACCEPTANCE_ITEMS, GATE_MEASURES, GATE_STATES
from toolkit.topics.onboarding.rules.explain_launch import launch_steps
from toolkit.topics.onboarding.rules.gates import Reading, acceptance_total, gate_state, judge
from toolkit.topics.onboarding.rules.progress import Case, case_of
from toolkit.topics.onboarding.rules.results import OnboardingProgress
from toolkit.topics.onboarding.rules.timing import gate_due

COUNTED = frozenset(("account_live", "first_order_delivered", "acceptance"))
"""Measures that are no share: a yes or points."""


def explained(network: Network, results: Results, result: OnboardingProgress, as_of: date) -> Iterator[Step]:
    """Yields the steps of a dealer's onboarding: day 0, training, gates, launch, acceptance; nothing when there is none."""
    case = case_of(network, network.get(Onboarding, result.subject), as_of)
    if case is None:
        return
    yield from _start(network, case, as_of)
    yield from _training(network, case, as_of)
    yield from _gates(network, case, as_of)
    yield from launch_steps(network, case)
    yield from _acceptance(network, case, as_of)


def _start(network: Network, case: Case, as_of: date) -> Iterator[Step]:
    profile = network.get(DealerProfile, case.record.dealer)
    rows = enumerate(profile.transitions)
    n = next(n for n, row in rows if row.to == "signed" and row.date == case.start)
    yield read(network, profile, "transitions", n, "date", gives="start").model_copy(
        update={"what": Text("第0天：签约", "day 0: signature"), "policy": case.ramp_up.reference}
    )
    day = (as_of - case.start).days
    yield Step(what=Text("第几天", "day"), value=f"{as_of} − {case.start} = {day}", gives="day")


def _training(network: Network, case: Case, as_of: date) -> Iterator[Step]:
    heads = passed = 0
    for n, training in enumerate(case.record.courses):
        reached = [(row.passed, k) for k, row in enumerate(training.attempts) if row.date <= as_of]
        most, place = max(reached, default=(0, None))
        if place is not None:
            yield read(network, case.record, "courses", n, "attempts", place, "passed")
        yield read(network, case.record, "courses", n, "heads")
        heads, passed = heads + training.heads, passed + min(most, training.heads)
    if heads:
        shown = f"{passed} ÷ {heads} = {percent_text(Decimal(passed) / heads, 1)}"
        origin = network.origin(case.record, "courses")
        words = Text("培训通过率", "training passed")
        yield Step(what=words, value=shown, origin=origin, policy=case.curriculum.reference, gives="training")


def _gates(network: Network, case: Case, as_of: date) -> Iterator[Step]:
    policy = case.ramp_up
    for n, gate in sorted(enumerate(policy.gates), key=lambda row: row[1].day):
        due = gate_due(case.start, gate.day, (row for row in case.record.delays if row.date <= as_of))
        title = Text(f"第{gate.day}天 {gate.name.zh}", f"day {gate.day}, {gate.name.within('en')}")
        yield Step(
            what=joined(title, "：", Text("到期日", "due")),
            value=f"{case.start} + {gate.day} → {due}",
            origin=network.origin(policy, "gates", n, "day"),
            policy=policy.reference,
        )
        for row in judge(gate, case.record, as_of):
            value, wanted = _shown(row.measure, row.reading), _plain(row.measure, row.at_least)
            yield Step(
                what=joined(title, "：", GATE_MEASURES.label(row.measure)),
                value=Text(f"{value.zh} ≥ {wanted}", f"{value.within('en')} ≥ {wanted}"),
                origin=network.origin(case.record, *row.reading.path),
                policy=policy.reference,
            )
        state = GATE_STATES.label(gate_state(gate, case.record, due, as_of))
        yield Step(what=title, value=state, origin=network.origin(policy, "gates", n), policy=policy.reference)


def _acceptance(network: Network, case: Case, as_of: date) -> Iterator[Step]:
    sheet, total = case.record.acceptance, acceptance_total(case.record)
    if sheet is None or total is None or sheet.date > as_of:
        return
    full = {row.item: row.points for row in case.ramp_up.weights}
    for n, row in enumerate(sheet.items):
        yield Step(
            what=joined(Text("验收", "acceptance"), "：", ACCEPTANCE_ITEMS.label(row.item)),
            value=f"{row.score} / {full.get(row.item, 0)}",
            origin=network.origin(case.record, "acceptance", "items", n, "score"),
            policy=case.ramp_up.reference,
        )
    yield read(network, case.ramp_up, "pass_mark")
    yield Step(
        what=Text("验收合计", "acceptance in all"),
        value=f"{' + '.join(str(row.score) for row in sheet.items)} = {total}",
        origin=network.origin(case.record, "acceptance"),
        policy=case.ramp_up.reference,
        gives="acceptance",
    )


def _shown(measure: str, reading: Reading) -> Text:
    if reading.value is None:
        return MISSING.label(reading.missing or "not_reported")
    return Text(_plain(measure, reading.value))


def _plain(measure: str, value: Decimal) -> str:
    return number_text(value) if measure in COUNTED else percent_text(value, 2)


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "onboarding",
        Text("赋能启动", "Onboarding"),
        OnboardingProgress,
        (
            "start",
            "day",
            "training",
            "target_outlets",
            "order_cases",
            "order_amount",
            "order_cap",
            "order_proposed",
            "budget",
            "budget_brand",
            "budget_dealer",
            "acceptance",
        ),
        explained,
    ),
)
