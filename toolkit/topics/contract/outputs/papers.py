"""What the contract chapter makes: one PDF for every contract that has terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.policy import Policy
from toolkit.network.record import Record
from toolkit.network.view import View, Views
from toolkit.plan.artifact import Artifact, BlockedJob, PdfJob, PdfPart
from toolkit.topics.company.records import Company, Contact, PriceList, ProductLine
from toolkit.topics.contract.outputs.annex_policies import policies_of, policy_sections
from toolkit.topics.contract.outputs.columns import aligned
from toolkit.topics.contract.outputs.rebates import sections
from toolkit.topics.contract.records import Contract, SignedText, StandardText, Template
from toolkit.topics.contract.rules.articles import Article
from toolkit.topics.contract.rules.frozen import articles_of, is_whole, paper_of, text_digest_of
from toolkit.topics.contract.rules.lint import LintStanding
from toolkit.topics.contract.rules.notation import Unreadable
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
    manual="What the contract names is not there, so its paper cannot be printed. Other contracts are made "
    "as usual."
    "中文：合同所写的内容不存在，文书无法打印。其他合同照常生成。",
)
EDITED = ProblemKind(
    "CTR902",
    "error",
    Text(
        "合同 {number} 没有生成：签署文本不是当时的文本（{what}）",
        "the contract {number} was not made: its signed text is not what was signed ({what})",
    ),
    Text("从版本记录里取回原来的文件", "bring the file back from the history"),
    manual="A signed contract is printed from the text that was signed, and from nothing else."
    "中文：已签署的合同只按签署的文本打印，不用别的。",
)
UNLAWFUL = ProblemKind(
    "CTR903",
    "error",
    Text(
        "合同 {number} 没有生成：文本检查有 {count} 处错误未改也未经法务豁免，第一处：{first}",
        "the contract {number} was not made: {count} errors of the linter are neither mended nor waived by legal, the first: {first}",
    ),
    Text("按 check 的提示改文字，或由法务豁免", "change the words as check says, or let legal waive them"),
    manual="While the text holds an error that legal has not waived, no contract is printed from it."
    "中文：文本有错误而法务没有豁免的，不打印合同。",
)
REPORTS = (BLOCKED, EDITED, UNLAWFUL)
"""What the papers of this chapter may tell, for the manual."""
STYLES = ("base/paper.css", "contract/contract.css")


@dataclass(frozen=True, slots=True)
class Shared:
    """The standard terms of one version, and the one part that all contracts under it share."""

    standard: Standard
    part: PdfPart
    english: Standard | None = None


def contract_path(dealer: str, contract_no: str) -> str:
    """Returns where a contract's PDF is put below the output folder."""
    return f"contracts/{dealer}/{contract_no}.pdf"


@dataclass(frozen=True, slots=True)
class Standards:
    """The standards of one run: each is put together, or read and verified, once."""

    parts: dict[tuple[str, ...], Shared] = field(default_factory=dict)
    frozen: dict[tuple[str, str], tuple[Article, ...]] = field(default_factory=dict)


def papers(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields a PDF for each contract; a draft carries a watermark until it is signed.

    None is made while the linter has an error that legal has not waived.
    A contract whose signed text is on file is printed from that alone: nothing that changed since can reach it. One that was
    signed on another paper is not printed: that paper holds.
    """
    standards = Standards()
    tree = regions(views.public)
    for listed in views.internal.all(Contract):
        if listed.paper is not None or listed.draft:
            continue
        view = views.of_dealer(listed.dealer, "full")
        signed = view.find(SignedText, listed.contract_no)
        try:
            if signed is not None:
                yield _signed_artifact(view, signed, standards)
            elif (words := views.internal.result(LintStanding, listed.contract_no)) is not None and words.errors:
                yield _held_back(view, listed, words)
            else:
                shared = _standard(view, listed, standards)
                yield _artifact(view, now, view.get(Contract, listed.contract_no), shared, tree)
        except LookupError as error:
            yield _blocked(view, listed, error, EDITED if signed is not None else BLOCKED)


def _standard(view: View, contract: Contract, standards: Standards) -> Shared:
    """The standard terms of the contract's template, written once for all that share them."""
    draft = contract.signed_on is None
    key = (contract.template, "draft" if draft else "signed", contract.language)
    if key not in standards.parts:
        template = view.get(Template, contract.template)
        english = standard_of(view, template, "en") if contract.language == "zh_en" else None
        standards.parts[key] = _shared(standard_of(view, template, "zh"), draft, english)
    return standards.parts[key]


def _shared(standard: Standard, draft: bool, english: Standard | None = None) -> Shared:
    context: dict[str, object] = {"standard": standard, "draft": draft, "locale": "zh"}
    if english is None:
        return Shared(standard, PdfPart("contract/standard.html", context, shared=True))
    context["rows"] = aligned(standard, english)
    return Shared(standard, PdfPart("contract/standard-both.html", context, shared=True), english)


def _signed_artifact(view: View, signed: SignedText, standards: Standards) -> Artifact:
    """The paper of a signed text. Raises LookupError where somebody has edited the text or the standard behind it."""
    if text_digest_of(signed) != signed.digest:
        raise Unreadable(f"{signed.contract_no}.signed.yaml")
    articles = _frozen_articles(view, signed.standard, signed.standard_sha256, standards)
    english = signed.standard_en or ""
    translated = _frozen_articles(view, english, signed.standard_en_sha256 or "", standards) if english else ()
    paper = paper_of(signed, articles, lambda contact: _name(view, contact), translated)
    key = (signed.standard, signed.template, signed.title.zh, english)
    if key not in standards.parts:
        standards.parts[key] = _shared(paper.standard, False, paper.english)
    sources = view.paths(((SignedText, signed.contract_no), (StandardText, signed.standard)))
    return _planned(paper, standards.parts[key], signed.stamp, signed.dealer, sources)


def _frozen_articles(view: View, name: str, digest: str, standards: Standards) -> tuple[Article, ...]:
    key = (name, digest)
    if key not in standards.frozen:
        held = view.get(StandardText, name)
        if not is_whole(held) or held.digest != digest:
            raise Unreadable(f"{name}.yaml")
        standards.frozen[key] = articles_of(held)
    return standards.frozen[key]


def _name(view: View, contact: str) -> str:
    person = view.find(Contact, contact)
    return person.name if person else ""


def _blocked(view: View, contract: Contract, error: LookupError, kind: ProblemKind) -> Artifact:
    """A contract whose references or text do not hold: the checks have told of it, and the others are made all the same."""
    return _not_made(view, contract, kind, what=error.args[0])


def _held_back(view: View, contract: Contract, words: LintStanding) -> Artifact:
    """A contract whose words may not stand, in its own terms or in the clauses of its template."""
    return _not_made(view, contract, UNLAWFUL, count=words.errors, first=words.first)


def _not_made(view: View, contract: Contract, kind: ProblemKind, **values: object) -> Artifact:
    path = contract_path(contract.dealer, contract.contract_no)
    sources = view.paths(((Contract, contract.contract_no),))
    place = Origin(sources[0] if sources else path)
    number = contract.contract_no
    problem = kind.at(place, record=number, field="", related=(), severity=None, hint=None, number=number, **values)
    return Artifact(path, BlockedJob(problem), "dealer", because=sources)


def _artifact(view: View, now: Now, contract: Contract, shared: Shared, tree: Regions) -> Artifact:
    rebate = view.find(RebatePolicy, contract.rebate_policy)
    text = RebateText(rebate.name, sections(view, rebate)) if rebate else RebateText(Text(contract.rebate_policy))
    policies = policies_of(view, contract, now.as_of)
    own = policy_sections(view, policies)
    paper = replace(contract_paper(view, contract, shared.standard, tree, text, "zh", own), english=shared.english)
    sources = view.paths((*_sources(contract), *_pinned(policies)))
    return _planned(paper, shared, now.stamp(sources), contract.dealer, sources)


def _planned(paper: ContractPaper, shared: Shared, stamp: str, dealer: str, sources: tuple[str, ...]) -> Artifact:
    context = {"paper": paper, "stamp": stamp, "locale": "zh"}
    two = "-both" if paper.both else ""
    return Artifact(
        contract_path(dealer, paper.contract_no),
        PdfJob(
            parts=(
                PdfPart(f"contract/particular{two}.html", context),
                shared.part,
                PdfPart(f"contract/annexes{two}.html", context),
            ),
            stylesheets=STYLES,
            locale="zh",
            title=f"{paper.title.zh} {paper.contract_no}",
            identifier=paper.contract_no,
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


def _pinned(policies: Mapping[str, Policy]) -> Iterator[tuple[type[Record], str]]:
    """The policies whose words stand in annexes."""
    for policy in policies.values():
        yield type(policy), policy.reference


def _printed(paper: ContractPaper) -> tuple[tuple[str, str], ...]:
    """Record values that are printed as written, so that a missing glyph is told by its field."""
    return (
        ("company.legal_name", paper.company.name),
        ("company.registered_address", paper.company.address),
        ("profile.name", paper.dealer.name),
        ("profile.registered_address", paper.dealer.address),
        ("legal_representative", paper.dealer.representative),
    )
