"""Who sat at the table, and who confirmed the minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.shared import SIDES
from toolkit.network.telling import told
from toolkit.sources.document import Step
from toolkit.topics.company.records import Contact, Staff
from toolkit.topics.contract.records import Negotiation
from toolkit.topics.contract.records.negotiation import Round
from toolkit.topics.topic import Check

NOBODY = ProblemKind(
    "CTR841",
    "error",
    Text("第 {no} 轮没有写{side}参加人", "round {no} names nobody for the {side}"),
    Text("写员工编号或联系人编号", "give staff or contact ids"),
)
OTHERS_CONTACT = ProblemKind(
    "CTR842",
    "error",
    Text("{contact} 不是这家经销商的联系人", "{contact} is no contact of this dealer"),
    Text("写本经销商的联系人", "name a contact of this dealer"),
)
NOT_IN_POST = ProblemKind(
    "CTR843",
    "warning",
    Text(
        "{staff} 在 {day} 不在岗（任职 {since} 至 {until}）",
        "{staff} was not in post on {day} (from {since} to {until})",
    ),
    Text("写当时真正参加的人", "name who was really there"),
)
CONFIRMED_BEFORE = ProblemKind(
    "CTR844",
    "error",
    Text(
        "纪要确认日 {day} 早于第 {no} 轮（{held}）", "the minutes were confirmed on {day}, before round {no} of {held}"
    ),
)
TODAY = Text("今", "today")


def teams(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Both sides sat at the table, with people of theirs: staff in post on that day, contacts of this dealer.

    Minutes are confirmed by a contact of the dealer, no earlier than the round (reference A.9). A contact that was erased is no
    fault.

    中文：双方都有自己的人到场：我方是当天在职的员工，对方是本经销商的联系人。纪要由对方联系人确认，不早于该轮。已删除的
    联系人不算错。
    """
    for row in network.all(Negotiation):
        for n, held in enumerate(row.rounds):
            sides = ((held.ours, "brand"), (held.theirs, "dealer"))
            for people, side in sides:
                if not people:
                    yield told(network, NOBODY, row, "rounds", n, "no", no=held.no, side=SIDES.label(side))
            for place, contact in enumerate(held.theirs):
                yield from _contact(network, row, contact, "rounds", n, "theirs", place)
            yield from _in_post(network, row, n, held)
            confirmed = held.minutes_confirmed
            if confirmed is not None:
                yield from _contact(network, row, confirmed.by, "rounds", n, "minutes_confirmed", "by")
                if confirmed.date < held.date:
                    path = ("rounds", n, "minutes_confirmed", "date")
                    yield told(network, CONFIRMED_BEFORE, row, *path, day=confirmed.date, no=held.no, held=held.date)


def _contact(network: Network, row: Negotiation, contact: str, *path: Step) -> Iterator[Problem]:
    person = network.find(Contact, contact)
    if person is not None and person.dealer != row.dealer:
        yield told(network, OTHERS_CONTACT, row, *path, contact=contact)


def _in_post(network: Network, row: Negotiation, n: int, held: Round) -> Iterator[Problem]:
    for place, name in enumerate(held.ours):
        person = network.find(Staff, name)
        if person is not None and (held.date < person.since or (person.until is not None and held.date > person.until)):
            until = person.until or TODAY
            path = ("rounds", n, "ours", place)
            yield told(network, NOT_IN_POST, row, *path, staff=name, day=held.date, since=person.since, until=until)


CHECKS: tuple[Check, ...] = (Check((NOBODY, OTHERS_CONTACT, NOT_IN_POST, CONFIRMED_BEFORE), teams),)
