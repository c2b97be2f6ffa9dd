"""Which contracts run out this quarter and in the next two, and of which of them nobody has decided yet (M.2, K.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.period import FiscalQuarter, quarter_of
from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure, read
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.renewal import is_decided, notice_by
from toolkit.topics.contract.rules.standing import in_force_span

AHEAD = 2
"""How many quarters after the present one are looked at."""


class RenewalLine(Value):
    contract: str = field("合同", "Contract")
    dealer: str = field("经销商", "Dealer")
    ends: date = field("最后有效日", "Last day in force")
    notice_by: date | None = field("续约通知截止日", "Renewal notice by", default=None)
    decided: bool = field("已定去向", "Decided or talked about")


class RenewalQuarter(InternalResult):
    """The contracts in force that end in a quarter, from the as-of date on, the earliest first; its subject is the quarter."""

    topic = "contract"
    ending: int = field("到期合同", "Contracts ending")
    decided: int = field("已定去向", "Decided or talked about")
    rows: tuple[RenewalLine, ...] = field("合同", "Contracts", default=())


def quarters_ahead(as_of: date, start: int) -> tuple[FiscalQuarter, ...]:
    """Returns the quarter of the as-of date and those after it that are looked at."""
    found = [quarter_of(as_of, start)]
    while len(found) <= AHEAD:
        found.append(found[-1].next())
    return tuple(found)


def ending(network: Network, quarter: FiscalQuarter, start: int, as_of: date) -> tuple[tuple[date, Contract], ...]:
    """Returns the contracts in force on `as_of` whose last day lies in a quarter, each with that day, the earliest first."""
    found = []
    for contract in network.all(Contract):
        span = in_force_span(contract)
        if span is not None and as_of in span and span.last in quarter.span(start):
            found.append((span.last, contract))
    return tuple(sorted(found, key=lambda row: (row[0], row[1].contract_no)))


def renewal_quarters(network: Network, as_of: date) -> Iterator[RenewalQuarter]:
    """Yields what ends in each quarter that is looked at; nothing in a workspace without contracts."""
    start = fiscal_start(network)
    for quarter in quarters_ahead(as_of, start) if network.all(Contract) else ():
        rows = tuple(
            RenewalLine(
                contract=contract.contract_no,
                dealer=contract.dealer,
                ends=last,
                notice_by=notice_by(terms_on(network, contract, as_of)) if contract.ended is None else None,
                decided=is_decided(network, contract, as_of),
            )
            for last, contract in ending(network, quarter, start, as_of)
        )
        yield RenewalQuarter(
            subject=str(quarter), ending=len(rows), decided=sum(row.decided for row in rows), rows=rows
        )


def renewal_steps(network: Network, results: Results, result: RenewalQuarter, as_of: date) -> Iterator[Step]:
    """Yields the last day of each contract of the quarter, whether its future is decided, and how many there are."""
    start = fiscal_start(network)
    decided = []
    rows = ending(network, FiscalQuarter.parse(result.subject), start, as_of)
    for _, contract in rows:
        about = Text(f"{contract.dealer} {contract.contract_no}")
        path = ("ended", "date") if contract.ended is not None else ("term", "end")
        yield read(network, contract, *path, about=about)
        if is_decided(network, contract, as_of):
            decided.append(contract.contract_no)
    yield Step(what=Text("到期合同", "contracts ending"), value=str(len(rows)), gives="ending")
    listed = "、".join(decided) + ": " if decided else ""
    words = Text("已定去向或在谈", "decided or talked about")
    yield Step(what=words, value=f"{listed}{len(decided)}", gives="decided")


RENEWALS = Figure("renewals", Text("到期与续约", "Renewals"), RenewalQuarter, ("ending", "decided"), renewal_steps)
