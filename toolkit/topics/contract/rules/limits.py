"""The policies that govern a contract, and what its targets come to beside their limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, islice, repeat

from toolkit.kernel.money import to_fen
from toolkit.kernel.period import FiscalQuarter
from toolkit.network.policy import in_force
from toolkit.network.reader import Reader
from toolkit.topics.contract.records import Contract, ContractLimits, ReviewPolicy
from toolkit.topics.contract.records.grant import TargetRow

LIMITS = "contract-limits"
REVIEW = "review"
WINDOW = 90
"""Days before the end from which both sides look back and speak of what follows, as the article on the term says."""


def limits(reader: Reader, contract: Contract, as_of: date) -> ContractLimits | None:
    """Returns the limits that govern a contract: those in force when it was signed, or on the as-of date before that."""
    return in_force(reader.all(ContractLimits), LIMITS, contract.signed_on or as_of)


def review_policy(reader: Reader, contract: Contract, as_of: date) -> ReviewPolicy | None:
    """Returns the review policy that governs a contract, by the same days; None before the company had one."""
    return in_force(reader.all(ReviewPolicy), REVIEW, contract.signed_on or as_of)


def renewal_window(reader: Reader, as_of: date) -> int:
    """Returns how many days before its end a contract's renewal is looked at: the policy's, else those of the standard."""
    policy = in_force(reader.all(ReviewPolicy), REVIEW, as_of)
    return policy.renewal.window_days if policy else WINDOW


def quarter_shares(contract: Contract) -> Iterator[tuple[int, TargetRow, Decimal]]:
    """Yields place, row and share of its year for every quarter of a year of four quarters that has a target."""
    years = {(row.year, row.line): row.amount for row in contract.targets.years}
    keys = [(FiscalQuarter.parse(row.quarter).year, row.line) for row in contract.targets.quarters]
    for n, (key, row) in enumerate(zip(keys, contract.targets.quarters, strict=True)):
        if keys.count(key) == 4 and years.get(key):
            yield n, row, row.amount / years[key]


def first_months(contract: Contract, months: int) -> Decimal | None:
    """Returns the target of the first months, a third of each quarter's from the first with a target; None without targets."""
    by_quarter: dict[str, Decimal] = {}
    for row in contract.targets.quarters:
        by_quarter[row.quarter] = by_quarter.get(row.quarter, Decimal(0)) + row.amount
    if not by_quarter:
        return None
    monthly = chain.from_iterable(repeat(by_quarter[quarter] / 3, 3) for quarter in sorted(by_quarter))
    return to_fen(sum(islice(monthly, months), Decimal(0)))
