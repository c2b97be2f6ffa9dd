"""The files of an invented network, one dealer after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.sample import profile, talks, terms, trade
from toolkit.sample.ground import Ground
from toolkit.sample.invented import CHANNELS, Dealer
from toolkit.sources.document import Data

_PEOPLE_A_FILE = 200
"""Dealers whose people stand in one file: files of records are bounded."""
_MANY = 15_000
_LINK = re.compile(r"(?<=/dealers/)D-\d{4}-(\d{4})(?=/profile\.yaml)")


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the network: POSIX path from the workspace root, and the record's data, or the text of a table."""

    path: str
    content: dict[str, Data] | str


def most(ground: Ground) -> int:
    """Returns how many dealers the ground can carry without two of them selling the same in one county."""
    return min(_MANY, len(ground.counties) * len(ground.offers) * len(CHANNELS))


def network(ground: Ground, count: int, seed: int) -> Iterator[Made]:
    """Yields the files of `count` dealers and of the people on both sides; nothing is held but the people of a few dealers."""
    staff = tuple(profile.staff_contact(contact, n, seed, ground.year) for n, contact in enumerate(ground.people))
    yield Made("private.sample/contacts.yaml", {"contacts": staff})
    people: list[Data] = []
    for number in range(count):
        dealer = Dealer(ground, seed, number)
        yield from dealer_files(dealer)
        people.extend(profile.contacts(dealer))
        if (number + 1) % _PEOPLE_A_FILE == 0 or number + 1 == count:
            yield Made(f"private.sample/contacts/{number // _PEOPLE_A_FILE + 1:04d}.yaml", {"contacts": tuple(people)})
            people = []


def page(text: str, ground: Ground, count: int, seed: int) -> str:
    """Returns a handbook page whose links to dealers' files lead to invented ones."""
    return _LINK.sub(lambda found: Dealer(ground, seed, int(found[1]) % count).id, text)


def dealer_files(dealer: Dealer) -> Iterator[Made]:
    """Yields the files of one dealer's folder."""
    year, folder = dealer.ground.year, f"dealers/{dealer.id}"
    yield Made(f"{folder}/profile.yaml", profile.profile(dealer))
    yield Made(f"{folder}/outlets.csv", trade.outlets(dealer))
    yield Made(f"{folder}/strategy.yaml", trade.strategy(dealer))
    yield Made(f"{folder}/contracts/{terms.number(dealer)}.yaml", terms.contract(dealer))
    yield Made(f"{folder}/rebates/bond.yaml", terms.bond(dealer))
    yield Made(f"{folder}/communication/{year}.yaml", talks.communication(dealer))
    yield Made(f"{folder}/support/{year}.yaml", talks.support(dealer))
    for quarter in dealer.ground.quarters:
        yield Made(f"{folder}/quarters/{year}Q{quarter}.yaml", trade.quarter_data(dealer, quarter))
        yield Made(f"{folder}/orders/{year}Q{quarter}.csv", trade.orders(dealer, quarter))
