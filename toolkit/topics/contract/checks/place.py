"""What several checks of this chapter ask: the limits that govern a contract, and whether it is done with."""

from __future__ import annotations

from datetime import date

from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.limits import LIMITS as LIMITS
from toolkit.topics.contract.rules.limits import limits as limits
from toolkit.topics.contract.rules.standing import in_force_span


def is_over(contract: Contract, as_of: date) -> bool:
    """Returns whether a contract is done with: recorded as ended, or run out or ended before the as-of date."""
    span = in_force_span(contract)
    return contract.status == "ended" or (span is not None and span.end <= as_of)
