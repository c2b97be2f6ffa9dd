"""How training after the opening stands: held in time, who passed, what is due next (M110)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.network.dues import Due, in_sight
from toolkit.network.explaining import joined
from toolkit.network.network import Network
from toolkit.network.record import field
from toolkit.network.results import Result, Step
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, seen_to_by, state
from toolkit.topics.onboarding.records.year import REASONS, Session, TrainingYear


class TrainingStanding(Result):
    """A dealer's year of training; its subject is `D-…/2026`. The share counts people of sessions that were held."""

    topic = "onboarding"
    year: int = field("年度", "Year", audience="dealer")
    planned: int = field("安排", "Planned", audience="dealer")
    held: int = field("已开", "Held", audience="dealer")
    late: tuple[str, ...] = field("逾期未开", "Overdue", audience="dealer", default=())
    heads: int = field("应到人数", "People", audience="dealer", unit="人")
    passed: int = field("通过人数", "Passed", audience="dealer", unit="人")
    share: Decimal | None = field("通过率", "Passed share", audience="dealer", default=None)


def is_held(session: Session, as_of: date) -> bool:
    """Returns whether a session was held by a day."""
    return session.held_on is not None and session.held_on <= as_of


def years(network: Network, as_of: date) -> Iterator[TrainingStanding | Due]:
    """Yields each dealer's year of training, and what of it is due while the cooperation runs."""
    for record in network.all(TrainingYear):
        yield _standing(record, as_of)
        profile = network.find(DealerProfile, record.dealer)
        if profile is None or state(profile, as_of) not in RUNNING:
            continue
        source = Origin(network.entry(record).document.path)
        for session in record.sessions:
            if not is_held(session, as_of) and in_sight(session.due, False, as_of):
                yield Due(
                    subject=f"{record.dealer}/training/{session.id}",
                    dealer=record.dealer,
                    topic="onboarding",
                    on=session.due,
                    what=joined(REASONS.label(session.reason), "：", session.topic),
                    side="brand",
                    owner=seen_to_by(network, record.dealer, session.owner),
                    source=source,
                )


def _standing(record: TrainingYear, as_of: date) -> TrainingStanding:
    held = [row for row in record.sessions if is_held(row, as_of)]
    groups = [group for row in held for group in row.groups]
    heads, passed = sum(group.heads for group in groups), sum(group.passed or 0 for group in groups)
    shown = f"{passed} ÷ {heads}"
    return TrainingStanding(
        subject=f"{record.dealer}/{record.year}",
        dealer=record.dealer,
        year=record.year,
        planned=len(record.sessions),
        held=len(held),
        late=tuple(row.id for row in record.sessions if row.held_on is None and row.due < as_of),
        heads=heads,
        passed=passed,
        share=Decimal(passed) / heads if heads else None,
        trace=(Step(what=Text("通过 ÷ 应到", "passed by people"), value=shown),),
    )
