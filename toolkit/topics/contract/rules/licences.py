"""The days on which partners' licences run out, as far as no contract's calendar tells of them already (reference G02, W10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.network.dues import Due, in_sight
from toolkit.network.network import Network
from toolkit.topics.company.records import LICENCES
from toolkit.topics.contract.rules.calendar import LICENCE, ContractCalendar
from toolkit.topics.contract.rules.terms.item import say
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import PARTNERS, manager_of, state


def licence_dues(network: Network, calendars: Iterable[ContractCalendar], as_of: date) -> Iterator[Due]:
    """Yields the end of each licence of a partner; of one type, that which ends last counts."""
    told = {
        (row.dealer, line.key.removeprefix(LICENCE))
        for row in calendars
        for line in row.next(as_of)
        if line.key.startswith(LICENCE)
    }
    for profile in network.all(DealerProfile):
        if state(profile, as_of) not in PARTNERS:
            continue
        latest = {row.type: row.valid_to for row in sorted(profile.licences, key=lambda row: row.valid_to or date.max)}
        for kind, until in latest.items():
            if until is not None and (profile.id, kind) not in told and in_sight(until, False, as_of):
                yield Due(
                    subject=f"{profile.id}/{LICENCE}{kind}",
                    dealer=profile.id,
                    topic="dealer",
                    on=until,
                    what=say("{what}到期，取得新证", "the {what} ends: obtain the new one", what=LICENCES.label(kind)),
                    side="dealer",
                    kind="expiry",
                    owner=manager_of(profile),
                    source=Origin(network.entry(profile).document.path),
                )
