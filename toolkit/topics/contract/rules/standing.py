"""Which contract governs a dealer on a day."""

from __future__ import annotations

from datetime import date

from toolkit.kernel.period import Span
from toolkit.network.reader import Reader
from toolkit.network.record import field
from toolkit.network.results import Result
from toolkit.topics.contract.records import Contract


def contracts_of(reader: Reader, dealer: str) -> tuple[Contract, ...]:
    """Returns a dealer's contracts, the earliest first."""
    return tuple(sorted(reader.of_dealer(Contract, dealer), key=lambda c: (c.term.start, c.contract_no)))


def in_force_span(contract: Contract) -> Span | None:
    """Returns the days on which a signed contract binds, early ending considered; None for one that was never signed.

    First and last days are as files say them: the last day of the term, or of an early ending, still counts.
    """
    if contract.signed_on is None or contract.status not in ("signed", "ended"):
        return None
    last = contract.term.end
    if contract.ended is not None:
        last = min(last, contract.ended.date)
    return Span.inclusive(max(contract.term.start, contract.signed_on), last)


def in_force(contract: Contract, day: date) -> bool:
    """Returns whether a contract binds on `day`: signed, begun, neither run out nor ended early."""
    span = in_force_span(contract)
    return span is not None and day in span


def current(contracts: tuple[Contract, ...], day: date) -> Contract | None:
    """Returns the contract that a reader means on `day`: the one in force, else the next to come, else the latest."""
    for contract in contracts:
        if in_force(contract, day):
            return contract
    coming = [c for c in contracts if c.term.start > day or c.status in ("draft", "legal_review")]
    return coming[0] if coming else (contracts[-1] if contracts else None)


class ContractStanding(Result):
    """How a dealer stands contractually on the as-of date."""

    topic = "contract"
    contract_no: str = field("合同编号", "Contract number", audience="dealer", default="")
    state: str = field("状态", "State", audience="dealer")
    days_left: int | None = field("剩余天数", "Days left", audience="dealer", unit="天", default=None)
    notice_by: date | None = field("续约通知截止日", "Renewal notice by", audience="dealer", default=None)
