"""What a contract paper prints, as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.kernel.text import Locale, Text
from toolkit.network.network import Network
from toolkit.sources.prose import Node
from toolkit.topics.contract.records import Contract, Template
from toolkit.topics.contract.rules.annexes import Annex
from toolkit.topics.contract.rules.articles import Article, Paragraph
from toolkit.topics.contract.rules.paper import ContractPaper, RebateText, contract_paper, standard_of
from toolkit.topics.contract.rules.terms.item import Cell, Table, Term
from toolkit.topics.market.rules import regions

REBATE = RebateText(Text("返利政策", "Rebate policy"))


def paper(network: Network, number: str = "QY-JX-2025-0001", locale: Locale = "zh") -> ContractPaper:
    """The paper of a contract, with the standard of its template."""
    contract = network.get(Contract, number)
    standard = standard_of(network, network.get(Template, contract.template), locale)
    return contract_paper(network, contract, standard, regions(network), REBATE, locale)


def term_text(term: Term, locale: Locale = "zh") -> str:
    """An item with its number and title, its sentences, and the rows of its tables."""
    head = f"{term.number} {term.title.within(locale)}"
    return "\n".join([head, *(f"  {line.within(locale)}" for line in term.lines), *_tables(term.tables, locale)])


def annex_text(annex: Annex, locale: Locale = "zh") -> str:
    """An annex with its number and title, section by section."""
    rows = [f"{annex.number} {annex.title.within(locale)}"]
    for section in annex.sections:
        rows.append(f"  {section.heading.within(locale)}")
        rows += [f"    {line.within(locale)}" for line in section.lines]
        rows += [f"  {row}" for row in _tables(section.tables, locale)]
    return "\n".join(rows)


def _tables(tables: Iterable[Table], locale: Locale) -> list[str]:
    rows = [row for table in tables for row in (table.head, *table.rows, table.total) if row]
    return ["  | " + " | ".join(_cell(cell, locale) for cell in row) for row in rows]


def _cell(cell: Cell, locale: Locale) -> str:
    return cell if isinstance(cell, str) else cell.within(locale)


def article_text(article: Article) -> str:
    """The words of an article, without numbers and headings."""
    return "\n".join(map(paragraph_text, article.paragraphs))


def paragraph_text(paragraph: Paragraph) -> str:
    """The words of a paragraph or a table, without its number."""
    if paragraph.table is not None:
        return paragraph.table.text()
    return Node("p", (), paragraph.content).text()
