"""How each dealer stands contractually on a day, by the terms that hold on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Result, Results, Step
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.renewal import notice_by
from toolkit.topics.contract.rules.standing import ContractStanding, contracts_of, current, in_force_span
from toolkit.topics.dealer.records import DealerProfile


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how each dealer with a contract stands on the as-of date."""
    for profile in network.all(DealerProfile):
        contract = current(contracts_of(network, profile.id), as_of)
        if contract is None:
            continue
        span = in_force_span(contract)
        bound = span is not None and as_of in span
        yield ContractStanding(
            subject=profile.id,
            dealer=profile.id,
            contract_no=contract.contract_no,
            state="in_force" if bound else contract.status,
            days_left=(span.last - as_of).days if span is not None and bound else None,
            notice_by=notice_by(terms_on(network, contract, as_of)) if bound and contract.ended is None else None,
            trace=(
                Step(
                    what=Text("合同期限", "Term"),
                    value=f"{contract.term.start} – {contract.term.end}",
                    origin=network.origin(contract, "term"),
                ),
            ),
        )
