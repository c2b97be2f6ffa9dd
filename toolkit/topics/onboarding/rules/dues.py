"""The deadlines of an onboarding: tasks and support, gates, answers to confidence pulses, certificates that run out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.network.dues import Due, in_sight, of_actions
from toolkit.network.explaining import joined
from toolkit.network.network import Network
from toolkit.network.shared import Action
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import PARTNERS, seen_to_by, state
from toolkit.topics.onboarding.records import CurriculumPolicy, Onboarding
from toolkit.topics.onboarding.rules.results import OnboardingProgress

PASSED = frozenset(("passed", "late"))
"""States of a gate that is behind: passed by its day, or later."""
GATE = Text("过关", "pass the gate")
PULSE = Text("答复信心分里的诉求", "answer what the dealer needs, from its confidence pulse")
CERTIFICATE = Text("证书到期，重新考核", "the certificate runs out: test again")


def dues(network: Network, standings: Iterable[OnboardingProgress], as_of: date) -> Iterator[Due]:
    """Yields what is due of every partner's onboarding; certificates also once it is accepted."""
    for standing in standings:
        if state(network.get(DealerProfile, standing.subject), as_of) not in PARTNERS:
            continue
        record = network.get(Onboarding, standing.subject)
        source = Origin(network.entry(record).document.path)
        if not standing.accepted:
            yield from _running(network, record, standing, source, as_of)
        for course, until in _certificates(standing).items():
            if in_sight(until, False, as_of):
                what = joined(CERTIFICATE, "：", _course(network, course))
                due = _due(network, standing, f"certificate-{course}", until, what, source)
                yield due.model_copy(update={"kind": "expiry", "side": "dealer"})


def _certificates(standing: OnboardingProgress) -> dict[str, date]:
    """By course the day on which the first of its certificates runs out: people of several roles are tested together."""
    found: dict[str, date] = {}
    for row in standing.certificates:
        if row.until is not None:
            found[row.course] = min(row.until, found.get(row.course, row.until))
    return found


def _running(
    network: Network, record: Onboarding, standing: OnboardingProgress, source: Origin, as_of: date
) -> Iterator[Due]:
    def owner(action: Action) -> str:
        return seen_to_by(network, record.dealer, action.owner if action.side == "brand" else "")

    within = f"{record.dealer}/onboarding"
    yield from of_actions(
        (*record.tasks, *record.support), as_of, topic="onboarding", dealer=record.dealer, within=within, owner=owner, source=source
    )  # fmt: skip
    for gate in standing.gates:
        if gate.state not in PASSED and in_sight(gate.due, False, as_of):
            yield _due(network, standing, f"gate-{gate.day}", gate.due, joined(GATE, "：", gate.name), source)
    for pulse in standing.pulses:
        if pulse.in_time is None or (pulse.in_time is False and not _answered(record, pulse.day, as_of)):
            yield _due(network, standing, f"pulse-{pulse.day}", pulse.answer_due, PULSE, source)


def _answered(record: Onboarding, day: int, as_of: date) -> bool:
    return any(row.day == day and row.answered_on is not None and row.answered_on <= as_of for row in record.pulses)


def _course(network: Network, code: str) -> Text:
    """The title of a course, by whichever version of the curriculum has it."""
    held = (course for policy in network.all(CurriculumPolicy) for course in policy.courses)
    return next((course.name for course in held if course.code == code), Text(code))


def _due(network: Network, standing: OnboardingProgress, key: str, on: date, what: Text, source: Origin) -> Due:
    return Due(
        subject=f"{standing.subject}/{key}",
        dealer=standing.subject,
        topic="onboarding",
        on=on,
        what=what,
        side="brand",
        owner=seen_to_by(network, standing.subject),
        source=source,
    )
