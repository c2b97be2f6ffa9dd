"""How far each onboarding has come, and the policies that rule it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Result, Results, Step
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.contract.records import Contract, ContractLimits
from toolkit.topics.contract.rules import contracts_of
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.onboarding.records import CurriculumPolicy, Onboarding, Pulse, RampUpPolicy
from toolkit.topics.onboarding.rules.gates import acceptance_total, gate_state, judge
from toolkit.topics.onboarding.rules.launch import (
    Budget,
    FirstOrder,
    budget,
    contract_prices,
    first_order,
    incremental_cases,
    roi,
    target_cap,
    target_outlets,
)
from toolkit.topics.onboarding.rules.results import (
    Certificate,
    ConditionLine,
    GateLine,
    OnboardingProgress,
    PromotionOutcome,
    PulseLine,
)
from toolkit.topics.onboarding.rules.timing import first_day, gate_due, overdue
from toolkit.topics.onboarding.rules.training import certificate_state, course_of, mandatory_missing, passed_share

CURRICULUM = "curriculum"
RAMP_UP = "ramp-up"
LIMITS = "contract-limits"


@dataclass(frozen=True, slots=True)
class Case:
    """One onboarding with what it is judged by: the versions in force on the day of signature.

    The first contract gives targets and prices, with its terms of the day of the first order, before that of the as-of date.
    """

    record: Onboarding
    start: date
    curriculum: CurriculumPolicy
    ramp_up: RampUpPolicy
    contract: Contract | None
    cap_months: int | None


def case_of(network: Network, record: Onboarding, as_of: date) -> Case | None:
    """Returns an onboarding with its policies and contract; None before a signature, or when no policy is in force."""
    profile = network.find(DealerProfile, record.dealer)
    start = first_day(profile, as_of) if profile else None
    if start is None:
        return None
    curriculum = in_force(network.all(CurriculumPolicy), CURRICULUM, start)
    ramp_up = in_force(network.all(RampUpPolicy), RAMP_UP, start)
    if curriculum is None or ramp_up is None:
        return None
    signed = next((row for row in contracts_of(network, record.dealer) if row.signed_on is not None), None)
    day = min(as_of, record.first_order.ordered) if record.first_order else as_of
    contract = terms_on(network, signed, day) if signed is not None else None
    limits = in_force(network.all(ContractLimits), LIMITS, start)
    return Case(record, start, curriculum, ramp_up, contract, limits.first_order_months if limits else None)


def order_of(network: Network, case: Case) -> FirstOrder | None:
    """Returns the first order that the stocking plan leads to; None without a plan or a contract."""
    rows = case.record.launch_plan.stocking if case.record.launch_plan else ()
    if not rows or case.contract is None:
        return None
    lines = {row.line for row in rows}
    cap = None if case.cap_months is None else target_cap(case.contract, case.cap_months, lines)
    return first_order(rows, case.ramp_up, contract_prices(network, case.contract), cap)


def gate_lines(case: Case, as_of: date) -> Iterator[GateLine]:
    """Yields the gates in order, each with its day, its state and its conditions as they stand today."""
    for gate in sorted(case.ramp_up.gates, key=lambda row: row.day):
        due = gate_due(case.start, gate.day, (row for row in case.record.delays if row.date <= as_of))
        conditions = tuple(
            ConditionLine(
                measure=row.measure,
                at_least=row.at_least,
                value=row.reading.value,
                missing=row.reading.missing,
                met=row.met,
            )
            for row in judge(gate, case.record, as_of)
        )
        state = gate_state(gate, case.record, due, as_of)
        yield GateLine(day=gate.day, name=gate.name, due=due, state=state, conditions=conditions)


def is_accepted(case: Case, day: date) -> bool:
    """Returns whether the acceptance held on `day`: points, both signatures, mandatory courses, first order (reference B)."""
    sheet, total = case.record.acceptance, acceptance_total(case.record)
    order = case.record.first_order
    return (
        sheet is not None
        and total is not None
        and sheet.date <= day
        and total >= case.ramp_up.pass_mark
        and sheet.signed_by is not None
        and sheet.dealer_signed_by is not None
        and not mandatory_missing(case.record.courses, case.curriculum, day)
        and order is not None
        and order.delivered is not None
        and order.delivered <= day
    )


def certificates(case: Case, as_of: date) -> Iterator[Certificate]:
    """Yields how each group stands in each course that the curriculum knows."""
    for row in case.record.courses:
        course = course_of(case.curriculum, row.course)
        if course is None:
            continue
        state, until = certificate_state(row, course, case.curriculum.remind_days, as_of)
        passed = max((a.passed for a in row.attempts if a.date <= as_of), default=0)
        yield Certificate(
            course=row.course, role=row.role, heads=row.heads, passed=min(passed, row.heads), state=state, until=until
        )


def pulse_line(network: Network, case: Case, pulse: Pulse, as_of: date) -> PulseLine:
    """Returns a pulse with its colour and the last day of our answer; not yet due and not answered is neither yes nor no."""
    due = work_calendar(network).add(pulse.date, case.ramp_up.pulse_answer_days)
    answered = pulse.answered_on
    in_time = answered <= due if answered is not None else (False if as_of > due else None)
    red, yellow = case.ramp_up.pulse_red, case.ramp_up.pulse_yellow
    mood = "bad" if pulse.score <= red else "warn" if pulse.score <= yellow else "good"
    return PulseLine(day=pulse.day, score=pulse.score, mood=mood, answer_due=due, in_time=in_time)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how far every onboarding on record has come; nothing for a dealer that never signed."""
    for record in network.all(Onboarding):
        case = case_of(network, record, as_of)
        if case is not None:
            yield _progress(network, case, as_of)


def _progress(network: Network, case: Case, as_of: date) -> OnboardingProgress:
    record, plan = case.record, case.record.launch_plan
    order = order_of(network, case)
    money = budget(plan) if plan else Budget(Decimal(0), Decimal(0), Decimal(0))
    late = overdue((*record.tasks, *record.support), as_of)
    sheet = record.acceptance
    return OnboardingProgress(
        subject=record.dealer,
        dealer=record.dealer,
        start=case.start,
        day=(as_of - case.start).days,
        gates=tuple(gate_lines(case, as_of)),
        training=passed_share(record.courses, as_of),
        certificates=tuple(certificates(case, as_of)),
        mandatory_missing=mandatory_missing(record.courses, case.curriculum, as_of),
        target_outlets=target_outlets(plan.stocking) if plan else 0,
        order_cases=order.cases if order else None,
        order_amount=order.amount if order else None,
        order_cap=order.cap if order else None,
        order_proposed=order.proposed if order else None,
        order_tax=case.contract.targets.tax if case.contract else "",
        budget=money.total,
        budget_brand=money.brand,
        budget_dealer=money.dealer,
        promotions=tuple(
            PromotionOutcome(promotion=row.id, incremental=incremental_cases(row.review), roi=roi(row.review))
            for row in (plan.promotions if plan else ())
            if row.review is not None
        ),
        pulses=tuple(pulse_line(network, case, row, as_of) for row in record.pulses if row.date <= as_of),
        overdue_brand=tuple(row.id for row in late if row.side == "brand"),
        overdue_dealer=tuple(row.id for row in late if row.side == "dealer"),
        acceptance=acceptance_total(record) if sheet and sheet.date <= as_of else None,
        signed=bool(sheet and sheet.signed_by and sheet.dealer_signed_by),
        accepted=is_accepted(case, as_of),
        trace=tuple(_trace(case, as_of)),
    )


def _trace(case: Case, as_of: date) -> Iterator[Step]:
    """The steps in short; `explained` gives them with the place of each value."""
    share = passed_share(case.record.courses, as_of)
    yield Step(what=Text("第0天：签约", "Day 0: signature"), value=str(case.start), policy=case.ramp_up.reference)
    if share is not None:
        yield Step(
            what=Text("培训通过率", "Training passed"), value=percent_text(share, 1), policy=case.curriculum.reference
        )
