"""Whether anybody has yet decided what follows a contract that runs out: a successor, talks on one, or its end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from toolkit.network.reader import Reader
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.negotiation import Negotiation
from toolkit.topics.contract.rules.standing import contracts_of
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import LEAVING, RESTING, state

DECIDED = LEAVING | RESTING | {"renewing"}
"""The states of a dealer whose future somebody has decided, or is deciding."""


def opens_on(contract: Contract, window: int) -> date:
    """Returns the first day of the renewal window: so many days before the last day of the term (reference B: T-90)."""
    return contract.term.end - timedelta(days=window)


def notice_by(contract: Contract) -> date | None:
    """Returns the last day of the renewal notice; None for a contract that does not renew."""
    if contract.term.renewal == "none":
        return None
    return contract.term.end - timedelta(days=contract.term.renewal_notice_days)


def successor(contracts: Iterable[Contract], contract: Contract) -> Contract | None:
    """Returns the dealer's next contract by its first day, drafts included, or None."""
    later = [row for row in contracts if row.term.start > contract.term.start and row.status != "ended"]
    return min(later, key=lambda row: (row.term.start, row.contract_no), default=None)


def is_decided(reader: Reader, contract: Contract, as_of: date) -> bool:
    """Returns whether a contract's renewal is decided or talked about.

    That is a next contract, an early ending, talks that renew it, or a dealer that renews, leaves or has left.
    """
    if contract.ended is not None or contract.status == "ended":
        return True
    if successor(contracts_of(reader, contract.dealer), contract) is not None:
        return True
    profile = reader.find(DealerProfile, contract.dealer)
    if profile is not None and state(profile, as_of) in DECIDED:
        return True
    talks = reader.of_dealer(Negotiation, contract.dealer)
    return any(talk.renews == contract.contract_no and talk.opened <= as_of for talk in talks)
