"""The text of a contract, a standard or a clause as lines to compare: each in its article, item or annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.kernel.text import Text
from toolkit.kernel.wording import chinese_number
from toolkit.plan.redline import Line
from toolkit.plan.word import Style
from toolkit.topics.contract.outputs.word_parts import runs_of
from toolkit.topics.contract.rules.annexes import Annex
from toolkit.topics.contract.rules.articles import Article, Paragraph
from toolkit.topics.contract.rules.paper import ContractPaper, Party, Standard
from toolkit.topics.contract.rules.terms.item import Cell, Table, Term

BETWEEN = " ｜ "
"""Between the cells of a table's row, which is compared as one line."""


def lines_of(paper: ContractPaper, english: bool = False) -> tuple[Line, ...]:
    """Returns a whole contract: particular terms, standard terms, annexes; in Chinese, and `english` below it where asked for."""
    return tuple(_contract(paper, english))


def standard_lines(standard: Standard) -> tuple[Line, ...]:
    """Returns the articles of the standard terms, those of a contract or of a version of the template."""
    return tuple(line for article in standard.articles for line in _article(article))


def clause_lines(name: str, title: str, paragraphs: Sequence[Paragraph]) -> tuple[Line, ...]:
    """Returns one clause as it stands, whatever article it becomes."""
    block = f"article:{name}"
    return (Line(block, title, "heading"), *_body(block, paragraphs))


def _contract(paper: ContractPaper, english: bool) -> Iterator[Line]:
    yield Line("opening", paper.title.zh, "title")
    yield Line("opening", f"合同编号：{paper.contract_no}　签署地点：{paper.signing_place}", "meta")
    for party in (paper.company, paper.dealer):
        yield from _party(party)
    yield Line("preamble", "鉴于", "heading")
    yield from _body("preamble", paper.preamble)
    if english:
        yield from _foreign("preamble", paper.preamble_en)
    translated = {each.clause: each for each in paper.english.articles} if english and paper.english else {}
    for term in paper.terms:
        yield from _term(term)
        if english:
            yield from _texts(f"item:{term.key}", (term.title, *term.lines))
    for article in paper.standard.articles:
        yield from _article(article)
        if (found := translated.get(article.clause)) is not None:
            block = f"article:{article.clause}"
            yield Line(block, f"{found.heading} {found.title}", "foreign")
            yield from _foreign(block, found.paragraphs)
    for annex in paper.annexes:
        yield from _annex(annex, english)


def _texts(block: str, texts: Sequence[Text]) -> Iterator[Line]:
    """Texts in English, those that differ from the Chinese."""
    for text in texts:
        if text.within("en") != text.zh:
            yield Line(block, text.within("en"), "foreign")


def _foreign(block: str, paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    """Paragraphs in English, each with its number as words: Word counts the Chinese ones."""
    for line in _body(block, paragraphs):
        yield Line(block, f"{line.number} {line.text}".strip(), "foreign")


def _party(party: Party) -> Iterator[Line]:
    block = f"party:{party.side.zh}"
    yield Line(block, f"{party.side.zh}：{party.name}", "flush")
    yield Line(block, f"统一社会信用代码：{party.uscc}", "flush")
    yield Line(block, f"住所：{party.address}", "flush")


def _term(term: Term) -> Iterator[Line]:
    block = f"item:{term.key}"
    yield Line(block, f"专用条款第{term.number}项　{term.title.zh}", "subheading")
    yield from (Line(block, line.zh) for line in term.lines)
    yield from _rows(block, term.tables)


def _article(article: Article) -> Iterator[Line]:
    block = f"article:{article.clause}"
    yield Line(block, article.title, "article", 0, article.heading)
    yield from _body(block, article.paragraphs)


def _body(block: str, paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    for each in paragraphs:
        if each.table is not None:
            for row in each.table.text().split("\n"):
                if row:
                    yield Line(block, row, "cell")
        else:
            text = "".join(run.text for run in runs_of(each.content))
            style: Style = "flush" if each.number else "body"
            yield Line(block, text, style, each.level if each.number else -1, each.number)


def _annex(annex: Annex, english: bool) -> Iterator[Line]:
    yield Line(f"annex:{annex.key}", f"附件{chinese_number(annex.number)}　{annex.title.zh}", "annex")
    for section in annex.sections:
        block = f"annex:{annex.key}:{section.heading.zh}"
        yield Line(block, section.heading.zh, "subheading")
        yield from (Line(block, line.zh) for line in section.lines)
        yield from _rows(block, section.tables)
        if english:
            yield from _texts(block, (section.heading, *section.lines))


def _rows(block: str, tables: Sequence[Table]) -> Iterator[Line]:
    for table in tables:
        yield Line(block, BETWEEN.join(head.zh for head in table.head), "cell_head")
        for row in (*table.rows, *((table.total,) if table.total else ())):
            yield Line(block, BETWEEN.join(map(_words, row)), "cell")


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.within("zh")
