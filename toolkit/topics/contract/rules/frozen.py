"""A contract's paper as a signed text, and a signed text as a paper: the same values, so that templates know no difference."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.kernel.digest import short
from toolkit.kernel.text import Locale, Text
from toolkit.kernel.wording import day_text
from toolkit.network.leaves import dealers_own, leaves, plain
from toolkit.network.pinned import content_digest
from toolkit.network.record import Value
from toolkit.sources.document import Data
from toolkit.topics.contract.records import Clause, Contract
from toolkit.topics.contract.records.frozen import FrozenArticle, SignedParty, SignedText, StandardText
from toolkit.topics.contract.records.standard import Conditions
from toolkit.topics.contract.rules.articles import Article
from toolkit.topics.contract.rules.conditions import asked
from toolkit.topics.contract.rules.notation import (
    People,
    annex_lines,
    annex_of,
    article_data,
    paragraph_lines,
    paragraphs_of,
    standard_digest,
    term_lines,
    terms_of,
)
from toolkit.topics.contract.rules.paper import ContractPaper, Party, Standard

AFTERWARDS = frozenset(("digest", "pdf", "scan"))
"""What the digest of a signed text leaves out: itself, and what is known only after the seal."""
UNPRINTED = frozenset(("status", "ended"))
"""Fields that both sides may see, and that go on changing when the contract is signed: they are not part of its text."""


def printed_fields(model: type[Value], name: str) -> bool:
    """Returns whether a field of a contract is part of what was signed."""
    return dealers_own(model, name) and not (model is Contract and name in UNPRINTED)


def values_of(contract: Contract) -> dict[str, str]:
    """Returns the value table of a contract: what each printed field says, by its path, in the languages of the contract."""
    both = contract.language == "zh_en"
    return {
        name: text
        for name, _, text in leaves(contract, printed_fields, defaults=False)
        if both or not name.endswith(".en")
    }


def clause_digest(clause: Clause) -> str:
    """Returns the digest of what a clause says: its words, and all that decides whether and how they are printed."""
    when = clause.when
    barred = when.negated if isinstance(when, Conditions) else None
    said: dict[str, Data] = {
        "title": clause.title,
        "flag": clause.flag or "",
        "starred": str(clause.starred),
        "numbered": str(clause.numbered),
        "when": dict(asked(when)),
        "not": dict(asked(barred)),
        "text": clause.body.source.strip(),
    }
    return content_digest(said)


def standard_name(template: str, digest: str) -> str:
    """Returns the id under which a standard is frozen: the template's name and the digits that the contract prints."""
    return f"{template.partition('@')[0]}-{short(digest)}"


def standard_data(name: str, articles: Iterable[Article], locale: Locale = "zh") -> dict[str, Data]:
    """Returns what the file of a frozen standard says."""
    held = tuple(articles)
    return {"id": name, "locale": locale, "digest": standard_digest(held), "articles": tuple(map(article_data, held))}


def articles_of(standard: StandardText) -> tuple[Article, ...]:
    """Returns the articles of a frozen standard. Raises Unreadable."""
    return tuple(map(_article, standard.articles))


def text_data(paper: ContractPaper, both: bool) -> dict[str, Data]:
    """Returns what a signed text says of a paper; `both` keeps the English wording, for a contract in two languages."""
    held: dict[str, Data] = {
        "draft_version": str(paper.draft_version),
        "signing_place": paper.signing_place,
        "title": {"zh": paper.title.zh, "en": paper.title.within("en")},
        "company": _party(paper.company),
        "counterpart": _party(paper.dealer),
        "preamble": paragraph_lines(paper.preamble),
        "preamble_en": paragraph_lines(paper.preamble_en),
        "terms": term_lines(paper.terms, both),
        "annexes": tuple(annex_lines(annex, both) for annex in paper.annexes),
    }
    return {key: value for key, value in held.items() if value}


def text_digest_of(text: SignedText) -> str:
    """Returns the digest of all that was signed, which the text's own `digest` must be."""
    said = plain(text, defaults=False)
    return content_digest(said, AFTERWARDS)  # type: ignore[arg-type]


def is_whole(standard: StandardText) -> bool:
    """Returns whether a frozen standard is still what its name and digest say. Raises Unreadable."""
    found = standard_digest(articles_of(standard))
    return found == standard.digest and standard.id.endswith(f"-{short(found)}")


def paper_of(
    text: SignedText, articles: tuple[Article, ...], people: People, english: tuple[Article, ...] = ()
) -> ContractPaper:
    """Returns the paper that was signed; `people` names those who are still at hand. Raises Unreadable.

    A contract in two languages prints both; its standard terms only if their English text was frozen with it (`english`).
    """
    both = Standard(text.title, text.template, short(text.standard_en_sha256 or ""), english) if english else None
    return ContractPaper(
        contract_no=text.contract_no,
        draft_version=text.draft_version,
        signing_place=text.signing_place,
        title=text.title,
        company=_party_of(text.company, people),
        dealer=_party_of(text.counterpart, people),
        signed=True,
        signing_day=day_text(text.signed_on, "zh"),
        preamble=paragraphs_of(text.preamble),
        terms=terms_of(text.terms, people),
        standard=Standard(text.title, text.template, short(text.standard_sha256), articles),
        starred=tuple(article for article in articles if article.starred),
        annexes=tuple(annex_of(annex, people) for annex in text.annexes),
        both=text.language == "zh_en",
        english=both,
        preamble_en=paragraphs_of(text.preamble_en),
        sign_method=_sign_method(text),
    )


def _sign_method(text: SignedText) -> str:
    """How a contract was signed, as its table of values says."""
    said = (line.partition("sign_method: ") for line in text.values.splitlines())
    return next((value.strip('"') for before, found, value in said if found and not before), "")


def _article(held: FrozenArticle) -> Article:
    return Article(
        held.clause,
        held.number,
        held.heading,
        held.title,
        held.starred,
        held.optional,
        paragraphs_of(held.body),
    )


def _party(party: Party) -> dict[str, Data]:
    held: dict[str, Data] = {
        "side": {"zh": party.side.zh, "en": party.side.within("en")},
        "name": party.name,
        "english_name": party.english_name,
        "uscc": party.uscc,
        "address": party.address,
        "contact": party.contact,
    }
    return {key: value for key, value in held.items() if value}


def _party_of(held: SignedParty, people: People) -> Party:
    contact = held.contact or ""
    return Party(
        Text(held.side.zh, held.side.en),
        held.name,
        held.english_name or "",
        held.uscc,
        held.address,
        people(contact) if contact else "",
        contact,
    )
