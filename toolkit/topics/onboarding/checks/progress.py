"""What is late or missing on the way: tasks, gates, pulses, the record itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.shared import SIDES
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import state
from toolkit.topics.onboarding.checks.place import cases
from toolkit.topics.onboarding.records import Onboarding
from toolkit.topics.onboarding.rules.progress import Case, gate_lines
from toolkit.topics.onboarding.rules.timing import first_day, overdue
from toolkit.topics.topic import Check

HIGHEST = 10

OVERDUE = ProblemKind(
    "OBD141",
    "warning",
    Text("{side}事项 {item} 逾期 {days} 天", "{item}, to be done by the {side}, is {days} days overdue"),
    Text("当天问清原因；我方的先补，并写明新日期", "ask why today; what is ours comes first, with a new day"),
)
GATE_MISSED = ProblemKind(
    "OBD142",
    "info",
    Text("第 {day} 天的关口“{gate}”在 {due} 没有达到", "the gate of day {day}, {gate}, was not reached by {due}"),
    Text(
        "看是哪一方没到位：我方的顺延，对方的给两周",
        "see whose part is missing: ours moves the gate, the dealer's gets two weeks",
    ),
)
PULSE_RANGE = ProblemKind(
    "OBD143", "error", Text("信心分 {score} 不在 0–10 之间", "the confidence of {score} is not between 0 and 10")
)
PULSE_LATE = ProblemKind(
    "OBD144",
    "warning",
    Text("信心分应在 {due} 前答复", "the pulse was to be answered by {due}"),
    Text("由客户经理以外的人逐条答复", "somebody other than the account manager answers each point"),
)
PULSE_BY_MANAGER = ProblemKind(
    "OBD145",
    "warning",
    Text("答复人 {staff} 就是客户经理", "{staff}, who answered, is the account manager"),
    Text(
        "由渠道运营答复：信心分评的正是客户经理", "channel operations answers: the pulse is about the account manager"
    ),
)
PULSE_BEFORE = ProblemKind(
    "OBD146", "error", Text("{answered} 答复，早于 {day} 的调查", "answered on {answered}, before the pulse of {day}")
)
NO_SIGNATURE = ProblemKind(
    "OBD147",
    "error",
    Text("经销商还没有签约，不能有赋能启动记录", "the dealer has not signed: there can be no onboarding"),
    Text("先在 transitions 登记签约", "record the signature in transitions first"),
)
NO_RECORD = ProblemKind(
    "OBD148",
    "warning",
    Text("经销商在赋能启动，却没有 onboarding.yaml", "the dealer is in onboarding, but has no onboarding.yaml"),
    Text("建立 dealers/{dealer}/onboarding.yaml", "make dealers/{dealer}/onboarding.yaml"),
)
UNKNOWN_GATE = ProblemKind(
    "OBD149",
    "error",
    Text("没有第 {day} 天的关口", "there is no gate of day {day}"),
    Text("关口在第 {days} 天", "gates are on the days {days}"),
)

PULSE_MISSING = ProblemKind(
    "OBD150",
    "warning",
    Text("第 {day} 天的信心分应在 {due} 前问，没有记录", "the confidence of day {day} was to be asked by {due}"),
    Text(
        "由渠道运营问，五分钟：打几分，需要我们做什么", "channel operations asks: what score, and what it needs from us"
    ),
)
PULSE_LEEWAY = timedelta(days=7)
"""A pulse may be asked so many days after its day: people are on the road."""


def asked(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """While a dealer is in onboarding its confidence is asked on the days that the policy says (reference 0b, G.2).

    中文：赋能启动期间，按政策规定的日子问经销商的信心分。由渠道运营问，五分钟：打几分，需要我们做什么。
    """
    for case in cases(network, as_of):
        profile = network.find(DealerProfile, case.record.dealer)
        if profile is None or state(profile, as_of) != "onboarding":
            continue
        told_days = {pulse.day for pulse in case.record.pulses}
        for day in case.ramp_up.pulse_days:
            due = case.start + timedelta(days=day) + PULSE_LEEWAY
            if day not in told_days and due < as_of:
                yield told_at_key(network, PULSE_MISSING, case.record, "pulses", day=day, due=due)


def records(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer in onboarding has a record of it, and nobody has one before the signature (reference B, signed → onboarding).

    中文：在赋能启动的经销商有启动记录，签约之前的没有。请建立启动记录，或先登记签约。
    """
    for profile in network.all(DealerProfile):
        record = network.find(Onboarding, profile.id)
        if record is None and state(profile, as_of) == "onboarding":
            place = network.key_origin(profile, "transitions")
            yield NO_RECORD.at(place, record=profile.id, field="transitions", dealer=profile.id)
        if record is not None and first_day(profile, as_of) is None:
            yield told(network, NO_SIGNATURE, record)


def items(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """While a dealer is in onboarding, what either side has not done in time is told, and gates that were missed.

    Every item belongs to a gate of the policy. Our own delays move the gates; a gate missed by the dealer gets two weeks
    and a joint day in the field (reference G.2).

    中文：赋能启动期间，双方到期未办的事项和没有达到的关口都会提示。每个事项属于政策里的一个关口；我方耽误的，关口顺延；
    对方没达到的，给两周并一起跑一天市场。
    """
    for case in cases(network, as_of):
        yield from _known_gates(network, case)
        profile = network.find(DealerProfile, case.record.dealer)
        if profile is None or state(profile, as_of) != "onboarding":
            continue
        for name in ("tasks", "support"):
            rows = getattr(case.record, name)
            for row in overdue(rows, as_of):
                path = (name, rows.index(row), "due")
                days = (as_of - row.due).days
                yield told(network, OVERDUE, case.record, *path, side=SIDES.label(row.side), item=row.text, days=days)
        for line in gate_lines(case, as_of):
            if line.state == "missed":
                yield told(network, GATE_MISSED, case.record, day=line.day, gate=line.name, due=line.due)


def pulses(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A confidence pulse lies between 0 and 10 and is answered within five working days, not by the one it is about.

    The dealer says what it needs from us (reference 0b); an unanswered pulse is worse than none.

    中文：信心分在 0 到 10 之间，五个工作日内答复，由客户经理以外的人答复。对方说了需要什么却没有回音，比不问还糟。
    """
    calendar = work_calendar(network)
    for case in cases(network, as_of):
        profile = network.find(DealerProfile, case.record.dealer)
        manager = profile.service_team.manager if profile and profile.service_team else None
        for n, pulse in enumerate(case.record.pulses):
            if not 0 <= pulse.score <= HIGHEST:
                yield told(network, PULSE_RANGE, case.record, "pulses", n, "score", score=pulse.score)
            due = calendar.add(pulse.date, case.ramp_up.pulse_answer_days)
            if pulse.answered_on is not None and pulse.answered_on < pulse.date:
                path = ("pulses", n, "answered_on")
                yield told(network, PULSE_BEFORE, case.record, *path, answered=pulse.answered_on, day=pulse.date)
            elif (pulse.answered_on or as_of) > due:
                name = "date" if pulse.answered_on is None else "answered_on"
                yield told(network, PULSE_LATE, case.record, "pulses", n, name, due=due)
            if pulse.answered_by is not None and pulse.answered_by == manager:
                yield told(network, PULSE_BY_MANAGER, case.record, "pulses", n, "answered_by", staff=pulse.answered_by)


def _known_gates(network: Network, case: Case) -> Iterator[Problem]:
    days = [gate.day for gate in case.ramp_up.gates]
    listed = ", ".join(map(str, days))
    for n, task in enumerate(case.record.tasks):
        if task.gate not in days:
            yield told(network, UNKNOWN_GATE, case.record, "tasks", n, "gate", day=task.gate, days=listed)
    for n, point in enumerate(case.record.checkpoints):
        if point.day not in days:
            yield told(network, UNKNOWN_GATE, case.record, "checkpoints", n, "day", day=point.day, days=listed)


CHECKS: tuple[Check, ...] = (
    Check((NO_RECORD, NO_SIGNATURE), records),
    Check((OVERDUE, GATE_MISSED, UNKNOWN_GATE), items),
    Check((PULSE_MISSING,), asked),
    Check((PULSE_RANGE, PULSE_LATE, PULSE_BY_MANAGER, PULSE_BEFORE), pulses),
)
