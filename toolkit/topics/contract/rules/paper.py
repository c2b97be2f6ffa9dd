"""A contract as one value: particular terms, standard terms, annexes, parties and signatures, ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.kernel.digest import digest_of, short
from toolkit.kernel.text import Locale, Text
from toolkit.kernel.wording import day_text
from toolkit.network.reader import Reader
from toolkit.topics.company.records import Company, Contact, ProductLine
from toolkit.topics.contract.records import Clause, Contract, Template
from toolkit.topics.contract.rules.annexes import Annex, annexes
from toolkit.topics.contract.rules.articles import Article, Paragraph, articles, clause_of, paragraphs, resolver
from toolkit.topics.contract.rules.conditions import applies, facts
from toolkit.topics.contract.rules.terms import particular_terms
from toolkit.topics.contract.rules.terms.item import Matter, Term
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.rules import Regions


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two sides; blanks are struck out with `/`."""

    side: Text
    name: str
    english_name: str
    uscc: str
    address: str
    representative: str


@dataclass(frozen=True, slots=True)
class Standard:
    """The standard terms of one template version: equal to the letter for every dealer."""

    title: Text
    reference: str
    digest: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class ContractPaper:
    """Everything that the pages of one contract show."""

    contract: Contract
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


def standard_of(reader: Reader, template: Template, locale: Locale) -> Standard:
    """Returns the standard terms of a template, with the digest that the particular terms print."""
    found = articles(reader, template, locale)
    reference = f"{template.id}@{template.version}"
    return Standard(template.title, reference, short(digest_of(found)), found)


def contract_paper(
    reader: Reader, contract: Contract, standard: Standard, regions: Regions, rebate: Text, locale: Locale
) -> ContractPaper:
    """Returns the paper of a contract. The references of the contract hold: the checks have seen to it."""
    template = reader.get(Template, contract.template)
    dealer = reader.get(DealerProfile, contract.dealer)
    company = reader.only(Company)
    if company is None:
        raise LookupError("no company record")
    matter = Matter(contract, dealer, company, reader, regions, rebate, _conditional(reader, contract, template))
    numbers = {reference.split("@")[0]: n for n, reference in enumerate(template.articles, 1)}
    preamble = clause_of(reader, template.preamble, locale)
    return ContractPaper(
        contract=contract,
        title=template.title,
        company=_party(
            reader,
            Text("甲方", "Party A"),
            company,
            company.english_name,
            contract.company_signatory or company.legal_representative,
        ),
        dealer=_party(
            reader,
            Text("乙方", "Party B"),
            dealer,
            dealer.english_name or "",
            contract.dealer_signatory or dealer.legal_representative,
        ),
        signed=contract.signed_on is not None,
        signing_day=day_text(contract.signed_on, locale),
        preamble=paragraphs(preamble.body.blocks, resolver(numbers, locale), locale) if preamble else (),
        terms=particular_terms(matter),
        standard=standard,
        starred=tuple(article for article in standard.articles if article.starred),
        annexes=annexes(matter, template.annexes),
    )


def _conditional(reader: Reader, contract: Contract, template: Template) -> tuple[tuple[int, Clause, bool], ...]:
    holding = facts(contract, reader.all(ProductLine))
    found = []
    for number, reference in enumerate(template.articles, 1):
        clause = clause_of(reader, reference, "zh")
        if clause is not None and clause.flag in ("O", "C"):
            found.append((number, clause, applies(clause, holding)))
    return tuple(found)


def _party(reader: Reader, side: Text, who: Company | DealerProfile, english: str, representative: str | None) -> Party:
    name = who.legal_name if isinstance(who, Company) else who.name
    person = reader.find(Contact, representative) if representative else None
    return Party(side, name, english, who.uscc or "/", who.registered_address or "/", person.name if person else "")
