"""The duties of both sides under one contract, each with article, paragraph and item, so that they can be read side by side (C26).

Not derived for every contract in every run: a list of sixty rows for ten thousand dealers would fill the memory, and only a
dealer's own page and papers read it. It is a pure function of what a reader may see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.reader import Reader
from toolkit.network.record import field
from toolkit.network.results import Result
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.records import ClauseDuties, Contract, Template
from toolkit.topics.contract.rules.agreed_duties import agreed
from toolkit.topics.contract.rules.articles import clause_of
from toolkit.topics.contract.rules.conditions import applies, facts
from toolkit.topics.contract.rules.terms import NUMBERS


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty: its key, whose it is (`brand`, `dealer`, `both`), what, when, and where it stands.

    `article` and `paragraph` are of the standard terms, `item` of the particular terms; 0 where none of them says it. `clause` is
    the id of the article.
    """

    key: str
    side: str
    what: Text
    when: Text
    clause: str
    article: int
    paragraph: int = 0
    item: int = 0


class ContractObligations(Result):
    """What each side owes under a contract; its subject is the contract. Rows follow the articles, agreed terms first."""

    topic = "contract"
    rows: tuple[Obligation, ...] = field("义务", "Obligations", audience="dealer", default=())

    def of(self, side: str) -> tuple[Obligation, ...]:
        """Returns what a side owes, what both owe included."""
        return tuple(row for row in self.rows if row.side in (side, "both"))


def obligations(reader: Reader, contract: Contract) -> ContractObligations:
    """Returns the duties of both sides under a contract: those of its particular terms, and those of the articles that apply."""
    numbers = dict(_articles(reader, contract))
    own = (
        Obligation(
            row.key, row.side, row.what, row.when, row.article, numbers.get(row.article, 0), 0, NUMBERS[row.item]
        )
        for row in agreed(reader, contract)
    )
    rows = (*own, *_standard(reader, contract, numbers))
    return ContractObligations(
        subject=contract.contract_no,
        dealer=contract.dealer,
        rows=tuple(sorted(rows, key=lambda row: (row.article or len(numbers) + 1, not row.item, row.paragraph))),
    )


def _articles(reader: Reader, contract: Contract) -> Iterator[tuple[str, int]]:
    template = reader.find(Template, contract.template)
    for number, reference in enumerate(template.articles if template else (), 1):
        yield reference.split("@")[0], number


def _standard(reader: Reader, contract: Contract, numbers: dict[str, int]) -> Iterator[Obligation]:
    template = reader.find(Template, contract.template)
    holding = facts(contract, reader.all(ProductLine))
    for reference in template.articles if template else ():
        clause, listed = clause_of(reader, reference, "zh"), reader.find(ClauseDuties, reference)
        if clause is None or listed is None or not applies(clause, holding):
            continue
        for duty in listed.duties:
            yield Obligation(
                f"{clause.id}/{duty.id}",
                duty.side,
                duty.what,
                duty.when or NO_TEXT,
                clause.id,
                numbers[clause.id],
                duty.paragraph,
            )
