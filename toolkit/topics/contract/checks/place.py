"""How the checks of this chapter tell a problem of a contract: at the value's own line, under the contract's number."""

from __future__ import annotations

from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.sources.document import Step
from toolkit.topics.contract.records import Contract, ContractLimits

LIMITS = "contract-limits"


def told(network: Network, kind: ProblemKind, contract: Contract, *path: Step, **values: object) -> Problem:
    """Returns a problem of a contract at the value of `path`."""
    return kind.at(
        network.origin(contract, *path),
        record=contract.contract_no,
        field=network.field(contract, *path),
        **values,  # type: ignore[arg-type]
    )


def limits(network: Network, contract: Contract, as_of: date) -> ContractLimits | None:
    """Returns the limits that govern a contract: those in force when it was signed, or on the as-of date before that."""
    return in_force(network.all(ContractLimits), LIMITS, contract.signed_on or as_of)
