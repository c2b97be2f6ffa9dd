"""The deadlines of contact and of promises: what was promised, asked, sent and is to be answered, and the next meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.network.dues import Due, OwnDue, in_sight, of_actions
from toolkit.network.explaining import joined
from toolkit.network.network import Network
from toolkit.network.shared import Action
from toolkit.topics.communication.records import Communication
from toolkit.topics.communication.records.vocabularies import CONTACTS
from toolkit.topics.communication.rules.results import CommunicationStanding
from toolkit.topics.communication.rules.standing import feedback_rows
from toolkit.topics.communication.rules.trust import is_open
from toolkit.topics.dealer.rules import seen_to_by

TOPIC = "communication"
AHEAD = timedelta(days=14)
"""How far ahead the next contacts are told: two weeks' visits and calls are planned at a time."""
ANSWER = Text("答复反馈", "answer the feedback")
RECEIPT = Text("确认收到", "acknowledge")


def dues(network: Network, standings: Iterable[CommunicationStanding], as_of: date) -> Iterator[Due]:
    """Yields promises of both sides, answers to feedback, receipts of notices, what was agreed in talks, and next contacts.

    Contacts are told only of dealers whose ledger is kept: without one nobody knows who met whom.
    """
    for year in network.all(Communication):
        source = Origin(network.entry(year).document.path)
        yield from _promises(network, year, source, as_of)
        yield from _answers(network, year, source, as_of)
        yield from _receipts(network, year, source, as_of)
        yield from _agreed(network, year, source, as_of)
    for standing in standings:
        if network.of_dealer(Communication, standing.subject):
            yield from _contacts(network, standing, as_of)


def _promises(network: Network, year: Communication, source: Origin, as_of: date) -> Iterator[Due]:
    for row in year.commitments:
        if is_open(row, as_of) and in_sight(row.due, False, as_of):
            owner = seen_to_by(network, year.dealer, row.owner if row.side == "brand" else "")
            yield _due(year, row.id, row.due, row.text, row.side, "promise", owner, source)


def _answers(network: Network, year: Communication, source: Origin, as_of: date) -> Iterator[Due]:
    for row, due in feedback_rows(network, year.feedback):
        waits = row.received <= as_of and (row.answered is None or row.answered > as_of)
        if due is not None and waits and in_sight(due, False, as_of):
            what, owner = joined(ANSWER, "：", row.text), seen_to_by(network, year.dealer)
            yield _due(year, row.id, due, what, "brand", "step", owner, source)


def _receipts(network: Network, year: Communication, source: Origin, as_of: date) -> Iterator[Due]:
    """A notice that was corrected is acknowledged by acknowledging the correction."""
    corrected = {row.corrects for row in year.notices if row.issued <= as_of}
    for row in year.notices:
        waits = row.issued <= as_of and (row.acknowledged is None or row.acknowledged > as_of)
        if waits and row.id not in corrected and in_sight(row.due, False, as_of):
            what, owner = joined(RECEIPT, "：", row.subject), seen_to_by(network, year.dealer)
            yield _due(year, f"notice-{row.id}", row.due, what, "dealer", "step", owner, source)


def _agreed(network: Network, year: Communication, source: Origin, as_of: date) -> Iterator[Due]:
    """What both sides agreed in reviews and repairs; what we noted for ourselves after a contact stays with us."""

    def owner(action: Action) -> str:
        return seen_to_by(network, year.dealer, action.owner if action.side == "brand" else "")

    def told(actions: Iterable[Action], within: str) -> Iterator[Due]:
        name = f"{year.dealer}/{within}"
        yield from of_actions(actions, as_of, topic=TOPIC, dealer=year.dealer, within=name, owner=owner, source=source)

    for review in year.reviews:
        yield from told(review.actions, f"qbr-{review.quarter}")
    for repair in year.repairs:
        yield from told(repair.steps, repair.id)
    for contact in year.touchpoints:
        yield from _kept(told(contact.follow_ups, f"{contact.date}-{contact.type}"), OwnDue)


def _kept(rows: Iterable[Due], kind: Callable[..., Due]) -> Iterator[Due]:
    """The same deadlines as ones that only we know."""
    for row in rows:
        yield kind(**vars(row))


def _contacts(network: Network, standing: CommunicationStanding, as_of: date) -> Iterator[OwnDue]:
    owner = seen_to_by(network, standing.subject)
    for line in standing.pace:
        if line.next <= as_of + AHEAD:
            yield OwnDue(
                subject=f"{standing.subject}/contact-{line.type}",
                dealer=standing.subject,
                topic=TOPIC,
                on=line.next,
                what=CONTACTS.label(line.type),
                side="brand",
                kind="contact",
                owner=owner,
            )


def _due(year: Communication, name: str, on: date, what: Text, side: str, kind: str, owner: str, source: Origin) -> Due:
    return Due(
        subject=f"{year.dealer}/{name}",
        dealer=year.dealer,
        topic=TOPIC,
        on=on,
        what=what,
        side=side,
        kind=kind,
        owner=owner,
        source=source,
    )
