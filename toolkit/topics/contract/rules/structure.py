"""The shape of a clause: its paragraphs, items and rows, which a translation must have too."""

from __future__ import annotations

from toolkit.sources.prose import Node, Prose

_SHAPE = frozenset("p ol ul li table tr th td blockquote pre dl dt dd h2 h3 h4 h5 h6".split())


def shape(prose: Prose) -> tuple[str, ...]:
    """Returns the blocks of a text, each with how deep it stands, in reading order; words do not count."""
    return tuple(row for block in prose.blocks for row in _shape(block, 0))


def _shape(node: Node, depth: int) -> tuple[str, ...]:
    inner = tuple(row for child in node.children if isinstance(child, Node) for row in _shape(child, depth + 1))
    return (f"{depth} {node.tag}", *inner) if node.tag in _SHAPE else inner
