"""Credit: what a dealer owes at a quarter's end, with what it has ordered, stays within the limit of its contract (E-17, F)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter, quarter_of
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.support.records import SupplyOrder
from toolkit.topics.topic import Check

ZERO = Decimal(0)

OVER_LIMIT = ProblemKind(
    "INC421",
    "warning",
    Text(
        "{day} 应收 {owed} 加未到货订单 {ordered}，超过合同信用额度 {limit}",
        "on {day} {owed} receivable and {ordered} ordered exceed the contract's credit limit of {limit}",
    ),
    Text(
        "先查是不是我方开票或入账晚；确要提高，用补充协议",
        "see first whether we invoiced or booked late; a higher limit takes an amendment",
    ),
)
NO_LIMIT = ProblemKind(
    "INC422",
    "warning",
    Text("{day} 应收 {owed}，合同没有信用额度", "{owed} is receivable on {day}, and no contract grants credit"),
    Text("款到发货的不应有应收；给账期的要写额度", "who pays beforehand owes nothing; who has a term has a limit"),
)


def waiting(network: Network, dealer: str, day: date) -> Decimal:
    """Returns what a dealer had ordered by `day` and not received: amounts as the orders state them, so never more than it is."""
    orders = network.of_dealer(SupplyOrder, dealer)
    return sum(
        (row.amount for row in orders if row.date <= day and (row.delivered is None or row.delivered > day)), ZERO
    )


def limit_on(network: Network, dealer: str, day: date) -> Decimal | None:
    """Returns the credit that the contracts in force on `day` grant together, by their terms of that day; None where none grants any."""
    held = [row.credit.limit for row in contracts_on(network, dealer, day) if row.credit and in_force(row, day)]
    return sum(held, ZERO) if held else None


def exposure(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """At the end of the latest quarter on record what is receivable and ordered stays within the limit of the contract's terms on that day.

    The limit is what both sides agreed, so that a dealer does not carry more stock than it can pay for; amendments count from their day.
    """
    start = fiscal_start(network)
    now = str(quarter_of(as_of, start))
    latest = {
        row.dealer: row for row in sorted(network.all(QuarterData), key=lambda one: one.quarter) if row.quarter < now
    }
    for quarter in latest.values():
        day = FiscalQuarter.parse(quarter.quarter).span(start).end - timedelta(days=1)
        owed = quarter.receivables.closing.value
        if not owed or not any(in_force(row, day) for row in contracts_on(network, quarter.dealer, day)):
            continue
        limit, ordered = limit_on(network, quarter.dealer, day), waiting(network, quarter.dealer, day)
        path = ("receivables", "closing")
        if limit is None:
            yield told(network, NO_LIMIT, quarter, *path, day=day, owed=amount_text(owed))
        elif owed + ordered > limit:
            amounts = (amount_text(owed), amount_text(ordered), amount_text(limit))
            yield told(network, OVER_LIMIT, quarter, *path, day=day, owed=amounts[0], ordered=amounts[1], limit=amounts[2])  # fmt: skip


CHECKS: tuple[Check, ...] = (Check((OVER_LIMIT, NO_LIMIT), exposure),)
