"""The words of a text, block by block: one line for each paragraph, list item or row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.site.search.entry import one_line
from toolkit.sources.prose import Node

HEADINGS = ("h2", "h3", "h4")
CELLS = " · "
"""Stands between the cells of a row: shown with a find, and never part of one."""
_BLOCKS = frozenset("p ul ol li table thead tbody tr blockquote pre h2 h3 h4 h5 h6 dl dt dd".split())


def sections(blocks: Iterable[Node]) -> Iterator[tuple[Node | None, tuple[Node, ...]]]:
    """Yields what stands before the first heading, with None, and then each heading with the blocks under it."""
    heading: Node | None = None
    under: list[Node] = []
    for block in blocks:
        if block.tag in HEADINGS and block.get("id"):
            yield heading, tuple(under)
            heading, under = block, []
        else:
            under.append(block)
    yield heading, tuple(under)


def lines(node: Node) -> Iterator[str]:
    """Yields the text of each block below a node, in reading order."""
    if node.tag == "tr":
        yield CELLS.join(cell for cell in cells(node) if cell)
    elif node.tag == "pre":
        yield from node.text().splitlines()
    else:
        inline = ""
        for child in node.children:
            if isinstance(child, Node) and child.tag in _BLOCKS:
                yield inline
                inline = ""
                yield from lines(child)
            else:
                inline += child if isinstance(child, str) else " " if child.tag == "br" else child.text()
        yield inline


def cells(row: Node) -> tuple[str, ...]:
    """Returns the texts of a row's cells."""
    return tuple(one_line(cell.text()) for cell in row.children if isinstance(cell, Node) and cell.tag in ("th", "td"))
