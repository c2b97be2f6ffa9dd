"""What several checks of this chapter ask: the limits that govern a contract, and whether it is done with."""

from __future__ import annotations

from datetime import date

from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.topics.contract.records import Contract, ContractLimits
from toolkit.topics.contract.rules.standing import in_force_span

LIMITS = "contract-limits"


def limits(network: Network, contract: Contract, as_of: date) -> ContractLimits | None:
    """Returns the limits that govern a contract: those in force when it was signed, or on the as-of date before that."""
    return in_force(network.all(ContractLimits), LIMITS, contract.signed_on or as_of)


def is_over(contract: Contract, as_of: date) -> bool:
    """Returns whether a contract is done with: recorded as ended, or run out or ended before the as-of date."""
    span = in_force_span(contract)
    return contract.status == "ended" or (span is not None and span.end <= as_of)
