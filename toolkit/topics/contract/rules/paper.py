"""A contract as one value: particular terms, standard terms, annexes, parties and signatures, ready to be printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toolkit.kernel.digest import short
from toolkit.kernel.text import Locale, Text
from toolkit.kernel.wording import day_text
from toolkit.network.reader import Reader
from toolkit.topics.company.records import Company, Contact, ProductLine
from toolkit.topics.contract.records import Contract, Template
from toolkit.topics.contract.rules.annexes import Annex, annexes
from toolkit.topics.contract.rules.articles import Article, Paragraph, articles, clause_of, paragraphs, resolver
from toolkit.topics.contract.rules.conditions import applies, facts
from toolkit.topics.contract.rules.notation import standard_digest
from toolkit.topics.contract.rules.terms import particular_terms
from toolkit.topics.contract.rules.terms.item import Matter, Section, Term
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.rules import Regions


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two sides; blanks are struck out with `/`. `contact` is the representative's id in the private store."""

    side: Text
    name: str
    english_name: str
    uscc: str
    address: str
    representative: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class RebateText:
    """The name and the text of a contract's rebate policy, which a later chapter holds."""

    name: Text
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """The standard terms of one template version: equal to the letter for every dealer."""

    title: Text
    reference: str
    digest: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class ContractPaper:
    """Everything that the pages of one contract show: worked out from the records, or read from its signed text.

    `both` prints Chinese and English beside each other, `english` is the translation of the standard terms, if it is at hand; `sign_method` says how it is or was signed.
    """

    contract_no: str
    draft_version: int
    signing_place: str
    title: Text
    company: Party
    dealer: Party
    signed: bool
    signing_day: str
    preamble: tuple[Paragraph, ...]
    terms: tuple[Term, ...]
    standard: Standard
    starred: tuple[Article, ...]
    annexes: tuple[Annex, ...]
    sign_method: str = ""
    both: bool = False
    english: Standard | None = None
    preamble_en: tuple[Paragraph, ...] = ()


def standard_of(reader: Reader, template: Template, locale: Locale) -> Standard:
    """Returns the standard terms of a template, with the digest that the particular terms print."""
    found = articles(reader, template, locale)
    reference = f"{template.id}@{template.version}"
    return Standard(template.title, reference, short(standard_digest(found)), found)


def contract_paper(
    reader: Reader,
    contract: Contract,
    standard: Standard,
    regions: Regions,
    rebate: RebateText,
    locale: Locale,
    policies: Mapping[str, tuple[Section, ...]] = MappingProxyType({}),
) -> ContractPaper:
    """Returns the paper of a contract. The references of the contract hold: the checks have seen to it.

    `policies` are the sections that policies of later chapters put into annexes, by the annex's key.
    """
    template = reader.get(Template, contract.template)
    matter = _matter(reader, contract, template, regions, rebate, policies)
    company, dealer = matter.company, matter.dealer
    numbers = {reference.split("@")[0]: n for n, reference in enumerate(template.articles, 1)}
    both = contract.language == "zh_en"
    signatory_a = contract.company_signatory or company.legal_representative
    signatory_b = contract.dealer_signatory or dealer.legal_representative
    return ContractPaper(
        contract_no=contract.contract_no,
        draft_version=contract.draft_version,
        signing_place=contract.signing_place,
        title=template.title,
        company=_party(reader, Text("甲方", "Party A"), company, company.english_name, signatory_a),
        dealer=_party(reader, Text("乙方", "Party B"), dealer, dealer.english_name or "", signatory_b),
        signed=contract.signed_on is not None,
        signing_day=day_text(contract.signed_on, locale),
        preamble=_recitals(reader, template, numbers, locale),
        terms=particular_terms(matter),
        standard=standard,
        starred=tuple(article for article in standard.articles if article.starred),
        annexes=annexes(matter, template.annexes),
        sign_method=contract.sign_method,
        both=both,
        preamble_en=_recitals(reader, template, numbers, "en") if both else (),
    )


def _matter(
    reader: Reader,
    contract: Contract,
    template: Template,
    regions: Regions,
    rebate: RebateText,
    policies: Mapping[str, tuple[Section, ...]],
) -> Matter:
    company = reader.only(Company)
    if company is None:
        raise LookupError("no company record")
    found = ((number, clause_of(reader, ref, "zh")) for number, ref in enumerate(template.articles, 1))
    clauses = tuple((number, clause) for number, clause in found if clause is not None)
    holding = facts(contract, reader.all(ProductLine))
    return Matter(
        contract=contract,
        dealer=reader.get(DealerProfile, contract.dealer),
        company=company,
        reader=reader,
        regions=regions,
        rebate=rebate.name,
        rebate_sections=rebate.sections,
        annexed=template.annexes,
        annex_texts=template.annex_texts,
        policy_texts=policies,
        clauses=clauses,
        numbers={clause.id: number for number, clause in clauses},
        conditional=tuple((n, c, applies(c, holding)) for n, c in clauses if c.flag in ("O", "C")),
        starred=tuple((n, c) for n, c in clauses if c.starred),
    )


def _recitals(reader: Reader, template: Template, numbers: Mapping[str, int], locale: Locale) -> tuple[Paragraph, ...]:
    found = clause_of(reader, template.preamble, locale)
    return paragraphs(found.body.blocks, resolver(numbers, locale), locale) if found else ()


def _party(reader: Reader, side: Text, who: Company | DealerProfile, english: str, representative: str | None) -> Party:
    name = who.legal_name if isinstance(who, Company) else who.name
    person = reader.find(Contact, representative) if representative else None
    return Party(
        side,
        name,
        english,
        who.uscc or "/",
        who.registered_address or "/",
        person.name if person else "",
        representative or "",
    )
