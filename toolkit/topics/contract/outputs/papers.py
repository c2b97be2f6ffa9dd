"""What the contract chapter makes: one PDF for every contract that has terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.record import Record
from toolkit.network.view import View, Views
from toolkit.plan.artifact import Artifact, BlockedJob, PdfJob, PdfPart
from toolkit.topics.company.records import Company, PriceList, ProductLine
from toolkit.topics.contract.outputs.rebates import sections
from toolkit.topics.contract.records import Contract, Template
from toolkit.topics.contract.rules.paper import ContractPaper, RebateText, Standard, contract_paper, standard_of
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.market.rules import Regions, regions
from toolkit.topics.topic import Now

BLOCKED = ProblemKind(
    "CTR901",
    "error",
    Text("合同 {number} 没有生成：找不到 {what}", "the contract {number} was not made: {what} is not there"),
    Text("先改正 check 报告的错误", "mend the errors that check reports first"),
)
STYLES = ("base/paper.css", "contract/contract.css")


@dataclass(frozen=True, slots=True)
class Frozen:
    """The standard terms of one template, and the one part that all contracts under it share."""

    standard: Standard
    part: PdfPart


def contract_path(dealer: str, contract_no: str) -> str:
    """Returns where a contract's PDF is put below the output folder."""
    return f"contracts/{dealer}/{contract_no}.pdf"


def papers(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields a PDF for each contract; a draft carries a watermark until it is signed."""
    standards: dict[tuple[str, bool], Frozen] = {}
    tree = regions(views.public)
    for listed in views.internal.all(Contract):
        view = views.of_dealer(listed.dealer, "full")
        try:
            frozen = _frozen(view, listed, standards)
            yield _artifact(view, now, view.get(Contract, listed.contract_no), frozen, tree)
        except LookupError as error:
            yield _blocked(view, listed, error)


def _frozen(view: View, contract: Contract, standards: dict[tuple[str, bool], Frozen]) -> Frozen:
    """The standard terms of the contract's template, written once for all that share them."""
    key = (contract.template, contract.signed_on is None)
    if key not in standards:
        standard = standard_of(view, view.get(Template, contract.template), "zh")
        context = {"standard": standard, "draft": key[1], "locale": "zh"}
        standards[key] = Frozen(standard, PdfPart("contract/standard.html", context, shared=True))
    return standards[key]


def _blocked(view: View, contract: Contract, error: LookupError) -> Artifact:
    """A contract whose references do not hold: the checks have told of it, and the others are made all the same."""
    path = contract_path(contract.dealer, contract.contract_no)
    sources = view.paths(((Contract, contract.contract_no),))
    problem = BLOCKED.at(
        Origin(sources[0] if sources else path),
        record=contract.contract_no,
        number=contract.contract_no,
        what=error.args[0],
    )
    return Artifact(path, BlockedJob(problem), "dealer", because=sources)


def _artifact(view: View, now: Now, contract: Contract, frozen: Frozen, tree: Regions) -> Artifact:
    rebate = view.find(RebatePolicy, contract.rebate_policy)
    text = RebateText(rebate.name, sections(view, rebate)) if rebate else RebateText(Text(contract.rebate_policy))
    paper = contract_paper(view, contract, frozen.standard, tree, text, "zh")
    sources = view.paths(_sources(contract))
    context = {"paper": paper, "stamp": now.stamp(sources), "locale": "zh"}
    return Artifact(
        contract_path(contract.dealer, contract.contract_no),
        PdfJob(
            parts=(
                PdfPart("contract/particular.html", context),
                frozen.part,
                PdfPart("contract/annexes.html", context),
            ),
            stylesheets=STYLES,
            locale="zh",
            title=f"{paper.title.zh} {contract.contract_no}",
            identifier=contract.contract_no,
            subject=f"{paper.company.name} · {paper.dealer.name}",
            fields=_printed(paper),
            base=1,
        ),
        "dealer",
        because=sources,
    )


def _sources(contract: Contract) -> Iterator[tuple[type[Record], str]]:
    """The records whose data a contract prints, besides the standard terms, which have a digest of their own."""
    yield Contract, contract.contract_no
    yield DealerProfile, contract.dealer
    yield Company, "company"
    yield Template, contract.template
    yield RebatePolicy, contract.rebate_policy
    for use in contract.prices:
        yield PriceList, use.list
    for line in sorted({line for scope in contract.scopes for line in scope.lines}):
        yield ProductLine, line


def _printed(paper: ContractPaper) -> tuple[tuple[str, str], ...]:
    """Record values that are printed as written, so that a missing glyph is told by its field."""
    return (
        ("company.legal_name", paper.company.name),
        ("company.registered_address", paper.company.address),
        ("profile.name", paper.dealer.name),
        ("profile.registered_address", paper.dealer.address),
        ("legal_representative", paper.dealer.representative),
    )
