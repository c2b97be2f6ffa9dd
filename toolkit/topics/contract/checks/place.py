"""How the checks of this chapter tell a problem of a contract: at the value's own line, under the contract's number."""

from __future__ import annotations

from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.sources.document import Step
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.records import Contract, ContractLimits
from toolkit.topics.contract.rules.standing import in_force_span

LIMITS = "contract-limits"


def told(
    network: Network,
    kind: ProblemKind,
    contract: Contract,
    *path: Step,
    related: tuple[Related, ...] = (),
    **values: object,
) -> Problem:
    """Returns a problem of a contract at the value of `path`."""
    return kind.at(
        network.origin(contract, *path),
        record=contract.contract_no,
        field=network.field(contract, *path),
        related=related,
        severity=None,
        hint=None,
        **values,
    )


def limits(network: Network, contract: Contract, as_of: date) -> ContractLimits | None:
    """Returns the limits that govern a contract: those in force when it was signed, or on the as-of date before that."""
    return in_force(network.all(ContractLimits), LIMITS, contract.signed_on or as_of)


def is_over(contract: Contract, as_of: date) -> bool:
    """Returns whether a contract is done with: recorded as ended, or run out or ended before the as-of date."""
    span = in_force_span(contract)
    return contract.status == "ended" or (span is not None and span.end <= as_of)


def line_name(network: Network, line: str) -> Text:
    """Returns the name of a product line; the id itself when it is unknown."""
    found = network.find(ProductLine, line)
    return found.name if found else Text(line)
