"""Which contracts hold a clause, by the versions that their templates name (C29): what a changed clause would touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.network.network import Network
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.records import Clause, Contract, SignedText, Template
from toolkit.topics.contract.rules.articles import clause_of
from toolkit.topics.contract.rules.conditions import applies, facts
from toolkit.topics.contract.rules.standing import in_force


@dataclass(frozen=True, slots=True)
class ClauseUse:
    """A contract that holds a version of a clause. `article` is 0 for the preamble; a clause that does not apply to the
    contract keeps its number. `signed` is the day of signature, from which on the contract never changes; `frozen` says that
    its text as signed is kept, so that no change of the clause reaches its paper.
    """

    contract: Contract
    reference: str
    template: str
    article: int
    applies: bool
    signed: date | None
    frozen: bool
    in_force: bool


def versions_of(network: Network, clause: str) -> tuple[str, ...]:
    """Returns `clause-id@version` of every version of a clause, the earliest first."""
    return tuple(sorted({f"{row.id}@{row.version}" for row in network.all(Clause) if row.id == clause}))


def uses_of(network: Network, clause: str, as_of: date) -> Iterator[ClauseUse]:
    """Yields every contract with any version of a clause, by contract number."""
    lines = network.all(ProductLine)
    for contract in network.all(Contract):
        template = network.find(Template, contract.template)
        held = enumerate((template.preamble, *template.articles)) if template else ()
        for article, reference in held:
            if reference.split("@")[0] != clause:
                continue
            original = clause_of(network, reference, "zh")
            yield ClauseUse(
                contract=contract,
                reference=reference,
                template=contract.template,
                article=article,
                applies=original is not None and applies(original, facts(contract, lines)),
                signed=contract.signed_on,
                frozen=network.find(SignedText, contract.contract_no) is not None,
                in_force=in_force(contract, as_of),
            )
