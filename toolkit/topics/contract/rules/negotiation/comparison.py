"""What was agreed at the table beside what the contract says: every comparable term, with both places (reference A.9, C17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.network.reader import Reader
from toolkit.topics.company.records import PriceList
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.negotiation import Negotiation
from toolkit.topics.contract.rules.negotiation.readiness import Talked, placed, settled, talks
from toolkit.topics.contract.rules.negotiation.terms import Row
from toolkit.topics.contract.rules.territory import counties_of
from toolkit.topics.market.rules import Regions


@dataclass(frozen=True, slots=True)
class Difference:
    """An agreed term that the contract says otherwise, or not at all."""

    talked: Talked
    agreed: Row
    written: Row | None


def agreed_rows(negotiation: Negotiation, day: date, tree: Regions) -> Iterator[tuple[Talked, Row]]:
    """Yields the terms that stand agreed on `day`, each as it was last stated; paths lead from the record.

    A topic that was opened again counts from when it was agreed anew.
    """
    for rounds in talks(negotiation, day).values():
        found: dict[tuple[str, str], tuple[Talked, Row]] = {}
        for talked in settled(rounds):
            found |= {row.key: (talked, row) for row in placed(talked, "agreed", tree)}
        yield from found.values()


def differences(
    reader: Reader, negotiation: Negotiation, contract: Contract, day: date, tree: Regions
) -> Iterator[Difference]:
    """Yields the agreed terms from which the contract differs."""
    written = contract_rows(reader, contract, tree)
    for talked, row in agreed_rows(negotiation, day, tree):
        there = written.get(row.key)
        if there is None or there.value != row.value:
            yield Difference(talked, row, there)


def contract_rows(reader: Reader, contract: Contract, tree: Regions) -> Mapping[tuple[str, str], Row]:
    """Returns the comparable terms of a contract by term and what it is about; paths lead from the contract."""
    found = (*_scopes(contract, tree), *_by_line(reader, contract), *_whole(contract))
    return {row.key: row for row in found}


def _scopes(contract: Contract, tree: Regions) -> Iterator[Row]:
    """Grants, channels and counties of each line, of all its scopes together; told at the first of them."""
    for line in dict.fromkeys(line for scope in contract.scopes for line in scope.lines):
        places = [place for place, scope in enumerate(contract.scopes) if line in scope.lines]
        scopes = [contract.scopes[place] for place in places]
        counties = frozenset(county for scope in scopes for county in counties_of(scope, tree))
        channels = frozenset(channel for scope in scopes for channel in scope.channels)
        yield Row("grants", line, frozenset(scope.grant for scope in scopes), ("scopes", places[0], "grant"))
        yield Row("channels", line, channels, ("scopes", places[0], "channels"))
        yield Row("regions", line, counties, ("scopes", places[0], "regions"))


def _by_line(reader: Reader, contract: Contract) -> Iterator[Row]:
    for n, use in enumerate(contract.prices):
        prices = reader.find(PriceList, use.list)
        if prices is not None:
            yield Row("discount", prices.line, use.discount, ("prices", n, "discount"))
    for n, swap in enumerate(contract.returns):
        yield Row("swap_rate", swap.line, swap.swap_rate, ("returns", n, "swap_rate"))
    for n, year in enumerate(contract.targets.years):
        yield Row("target", f"{year.year} {year.line}", year.amount, ("targets", "years", n, "amount"))


def _whole(contract: Contract) -> Iterator[Row]:
    change, pay, end = contract.price_change, contract.payment, contract.termination
    yield Row("price_notice_days", "", Decimal(change.notice_days), ("price_change", "notice_days"))
    yield Row("protection_days", "", Decimal(change.protection_days), ("price_change", "protection_days"))
    yield Row("method", "", pay.method, ("payment", "method"))
    if pay.prepaid_share is not None:
        yield Row("prepaid_share", "", pay.prepaid_share, ("payment", "prepaid_share"))
    yield Row("credit_days", "", Decimal(pay.credit_days), ("payment", "credit_days"))
    if contract.credit is not None:
        yield Row("credit_limit", "", contract.credit.limit, ("credit", "limit"))
    if contract.deposit is not None:
        yield Row("deposit", "", contract.deposit.amount, ("deposit", "amount"))
    if contract.first_order is not None:
        order = contract.first_order
        yield Row("first_order", "", order.amount, ("first_order", "amount"))
        yield Row("minimum_order", "", order.minimum_order, ("first_order", "minimum_order"))
        if order.minimum_month is not None:
            yield Row("minimum_month", "", order.minimum_month, ("first_order", "minimum_month"))
    yield Row("rebate_policy", "", contract.rebate_policy, ("rebate_policy",))
    if contract.marketing.rate is not None:
        yield Row("marketing_rate", "", contract.marketing.rate, ("marketing", "rate"))
    yield Row("start", "", contract.term.start, ("term", "start"))
    yield Row("end", "", contract.term.end, ("term", "end"))
    yield Row("notice_days", "", Decimal(end.notice_days), ("termination", "notice_days"))
    yield Row("buy_back_rate", "", end.buy_back_rate, ("termination", "buy_back_rate"))
