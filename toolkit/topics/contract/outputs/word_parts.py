"""The pieces of a contract as those of a Word file: words of a clause as runs, paragraphs with their numbers, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.kernel.text import Text
from toolkit.plan.word import Block, Cell, Look, Run, Style, Table
from toolkit.plan.word import Paragraph as WordParagraph
from toolkit.sources.prose import Node
from toolkit.topics.contract.rules.articles import Paragraph
from toolkit.topics.contract.rules.terms.item import Cell as Value
from toolkit.topics.contract.rules.terms.item import Table as Grid

WIDEST, NARROWEST = 24, 6
"""A column asks for no more than this many characters of room, and for no less."""


def plain(text: str, look: Look = "plain") -> Run:
    """Returns words of one look."""
    return Run(text, look)


def line(style: Style, text: str, look: Look = "plain") -> WordParagraph:
    """Returns a paragraph without a number."""
    return WordParagraph(style, (Run(text, look),) if text else ())


def foreign(text: str) -> WordParagraph:
    """Returns a paragraph of the translation."""
    return line("foreign", text)


def runs_of(content: Sequence[Node | str], look: Look = "plain") -> tuple[Run, ...]:
    """Returns the words of a clause as runs: what is strong is heavy, the rest as `look` says."""
    return tuple(_runs(content, look))


def _runs(content: Sequence[Node | str], look: Look) -> Iterator[Run]:
    for part in content:
        if isinstance(part, str):
            yield Run(part.replace("\n", ""), look)
        elif part.tag == "br":
            yield Run("\n", look)
        else:
            heavy = part.tag in ("strong", "em", "th") and look == "plain"
            yield from _runs(part.children, "heavy" if heavy else look)


def printed(paragraph: Paragraph, starred: bool = False, style: Style = "body") -> Iterator[Block]:
    """Yields a paragraph of an article with its number, or its table."""
    look: Look = "starred" if starred else "plain"
    if paragraph.table is not None:
        yield _markdown_table(paragraph.table, look)
    else:
        runs = runs_of(paragraph.content, look)
        shape: Style = "flush" if paragraph.number and style == "body" else style
        yield WordParagraph(shape, runs, paragraph.level if paragraph.number else -1, paragraph.number)


def translated(paragraph: Paragraph) -> Iterator[Block]:
    """Yields a paragraph of the translation: its number is text, for Word counts the Chinese ones."""
    if paragraph.table is not None:
        yield _markdown_table(paragraph.table, "foreign")
    else:
        runs = runs_of(paragraph.content, "foreign")
        yield WordParagraph("foreign", runs, paragraph.level, paragraph.number, counted=False)


def beside(pairs: Sequence[tuple[Paragraph | None, Paragraph | None]], starred: bool = False) -> Table:
    """Returns paragraphs beside their translations, in two columns without lines."""
    rows = []
    for chinese, english in pairs:
        left = tuple(printed(chinese, starred, "column")) if chinese else ()
        rows.append((Cell(left), Cell(tuple(translated(english)) if english else ())))
    return Table(tuple(rows), (44, 56), ruled=False)


def lines_beside(lines: Sequence[Text]) -> Iterator[Table]:
    """Yields lines beside their translations, where they have one of their own."""
    if lines:
        rows = []
        for each in lines:
            english = each.within("en")
            right = (foreign(english),) if english != each.zh else ()
            rows.append((Cell((line("column", each.zh),)), Cell(right)))
        yield Table(tuple(rows), (44, 56), ruled=False)


def grid(table: Grid, both: bool = False) -> Table:
    """Returns a table of values: head, rows, total; figures are set right."""
    rows = [tuple(_cell(head, "cell_head", both) for head in table.head)]
    for values in (*table.rows, *((table.total,) if table.total else ())):
        styles: list[Style] = ["cell_number" if n in table.numeric else "cell" for n in range(len(values))]
        rows.append(tuple(_cell(value, style, both) for value, style in zip(values, styles, strict=True)))
    return Table(tuple(rows), _shares(table), heads=1)


def _cell(value: Value, style: Style, both: bool) -> Cell:
    chinese = value if isinstance(value, str) else value.within("zh")
    english = value if isinstance(value, str) else value.within("en")
    shown = line(style, chinese)
    return Cell((shown, foreign(english)) if both and english != chinese else (shown,))


def _shares(table: Grid) -> tuple[int, ...]:
    """The widths of columns, by the longest words in each: a column of long texts leaves room for the others."""
    rows = (table.head, *table.rows)
    longest = (max(_breadth(row[n]) for row in rows if n < len(row)) for n in range(len(table.head)))
    return tuple(max(NARROWEST, min(WIDEST, each)) for each in longest)


def _breadth(value: Value) -> int:
    text = value if isinstance(value, str) else value.within("zh")
    return (sum(2 if character > "\u2e7f" else 1 for character in text) + 1) // 2 + 1


def _markdown_table(table: Node, look: Look) -> Table:
    rows = [row for row in table.walk() if row.tag == "tr"]
    cells = [tuple(child for child in row.children if isinstance(child, Node)) for row in rows]
    heads = sum(1 for row in cells if row and all(cell.tag == "th" for cell in row))
    filled = tuple(
        tuple(
            Cell((WordParagraph("cell_head" if cell.tag == "th" else "cell", runs_of(cell.children, look)),))
            for cell in row
        )
        for row in cells
    )
    breadths = [max(_breadth(row[n].text()) for row in cells if n < len(row)) for n in range(len(cells[0]))]
    return Table(filled, tuple(max(NARROWEST, min(WIDEST, each)) for each in breadths), heads=heads)
