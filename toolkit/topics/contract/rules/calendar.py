"""The calendar of each contract that binds or is being settled, and its deadlines in the form that all chapters share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.origin import Origin
from toolkit.network.dues import Due, in_sight
from toolkit.network.network import Network
from toolkit.network.record import field
from toolkit.network.results import Result
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.deadlines import FINANCE, Deadline, Running, deadlines
from toolkit.topics.contract.rules.limits import renewal_window
from toolkit.topics.contract.rules.renewal import notice_by, opens_on
from toolkit.topics.contract.rules.standing import in_force_span
from toolkit.topics.dealer.records import DealerProfile

SETTLING = timedelta(days=400)
"""How long after its end a contract still has dates: its settlement and refund are over by then, or told as late."""

LICENCE = "licence-"
RUN_OUT = ("end", LICENCE, "guarantee-")
"""Keys of dates on which something runs out; on the others something is to be done."""


class ContractCalendar(Result):
    """The dates of one contract; its subject is the contract. `ends` is the last day in force, an early ending considered."""

    topic = "contract"
    ends: date = field("最后有效日", "Last day in force", audience="dealer")
    window_opens: date | None = field("续约窗口开始", "Renewal window opens", audience="dealer", default=None)
    notice_by: date | None = field("续约通知截止日", "Renewal notice by", audience="dealer", default=None)
    deadlines: tuple[Deadline, ...] = field("日程", "Dates", audience="dealer", default=())

    def next(self, as_of: date) -> tuple[Deadline, ...]:
        """Returns what is to come, and what is late."""
        return tuple(row for row in self.deadlines if not row.done and (row.on >= as_of or not row.passes))


def calendars(network: Network, as_of: date) -> Iterator[Result]:
    """Yields the calendar of every signed contract until it is settled, and a Due for each date that is late or in sight."""
    window = renewal_window(network, as_of)
    for contract in network.all(Contract):
        span = in_force_span(contract)
        if span is None or as_of > span.last + SETTLING:
            continue
        profile = network.find(DealerProfile, contract.dealer)
        terms = terms_on(network, contract, as_of)
        rows = deadlines(Running(network, terms, profile, span, as_of, window))
        open_ended = contract.ended is None
        calendar = ContractCalendar(
            subject=contract.contract_no,
            dealer=contract.dealer,
            ends=span.last,
            window_opens=opens_on(contract, window) if open_ended else None,
            notice_by=notice_by(terms) if open_ended else None,
            deadlines=rows,
        )
        yield calendar
        source = Origin(network.entry(contract).document.path)
        for row in calendar.next(as_of):
            if in_sight(row.on, row.done, as_of):
                yield _due(contract, profile, row, source)


def _due(contract: Contract, profile: DealerProfile | None, row: Deadline, source: Origin) -> Due:
    return Due(
        subject=f"{contract.contract_no}/{row.key}",
        dealer=contract.dealer,
        topic="contract",
        on=row.on,
        what=row.what,
        side=row.side,
        kind="expiry" if row.key.startswith(RUN_OUT) else "step",
        owner=_owner(profile, row.post),
        source=source,
        done=row.done,
    )


def _owner(profile: DealerProfile | None, post: str) -> str:
    """The one of the service team who holds the post; the manager where it is not filled."""
    team = profile.service_team if profile else None
    if team is None:
        return ""
    return (team.finance if post == FINANCE else None) or team.manager
