"""Whether a contract may be made as far as its words go: what the linter holds against it, computed once a run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import field
from toolkit.network.results import InternalResult, Result
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.lint.findings import (
    Finding,
    contract_findings,
    holding,
    template_findings,
    unwaived,
)


class LintStanding(InternalResult):
    """How many errors stand against a contract, and the first of them; waived ones do not count."""

    topic = "contract"
    errors: int = field("未豁免的错误", "Errors not waived", default=0)
    first: Text = field("第一处", "The first", default=Text(""))


def derive(network: Network, as_of: date) -> Iterator[Result]:
    """Yields the standing of every contract; the clauses of a template are read once for all contracts under it."""
    waivers = holding(network, as_of)
    standards: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for contract in network.all(Contract):
        key = (contract.template, contract.language)
        if key not in standards:
            standards[key] = tuple(unwaived(template_findings(network, contract), waivers))
        found = (*unwaived(contract_findings(contract), waivers), *standards[key])
        yield LintStanding(
            subject=contract.contract_no,
            dealer=contract.dealer,
            errors=len(found),
            first=shown(found[0]) if found else Text(""),
        )


def shown(finding: Finding) -> Text:
    """Returns where and what a finding is, on one line."""
    return Text(
        f"{finding.target} {finding.rule.title.zh}“{finding.words}”",
        f"{finding.target}: {finding.rule.title.within('en')} “{finding.words}”",
    )
