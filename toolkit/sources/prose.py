"""Prose: the block tree of a Markdown text, with its headings, links and plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from toolkit.kernel.once import once

FIELD = "field"
"""Tag of a placeholder: `{{dealer.name}}` becomes `Node("field", (("name", "dealer.name"),))`."""
VOID = frozenset({"br", "hr", "img"})
MAX_DEPTH = 60
"""A list of twenty levels has forty elements in each other."""
_BLOCKS = frozenset("p li ul ol table tr td th blockquote pre h2 h3 h4 h5 h6 dl dt dd".split())


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the tree: a tag of the allow-list, its attributes, and its children in order."""

    tag: str
    attrs: tuple[tuple[str, str], ...] = ()
    children: tuple[Node | str, ...] = ()

    def get(self, name: str) -> str:
        """Returns an attribute's value, empty when it is not there."""
        return next((value for key, value in self.attrs if key == name), "")

    def walk(self) -> Iterator[Node]:
        """Yields this node and all below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def text(self) -> str:
        """Returns the words below this node; blocks are parted by a line feed, a placeholder stands as written."""
        return re.sub(r"\n\n+", "\n", "".join(_words(self))).strip("\n")


@once(1 << 10)
def _nodes(prose: Prose) -> tuple[Node, ...]:
    """Every check of a page goes through all of it, so that it is gone through once."""
    return tuple(node for block in prose.blocks for node in block.walk())


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown body: where it stands, its source, and its blocks.

    `first_line` is the line of the file it begins at; `file_digest` is that of the whole file's text, front matter included.
    """

    path: str
    first_line: int
    source: str
    blocks: tuple[Node, ...]
    file_digest: str = ""

    def walk(self) -> Iterator[Node]:
        """Yields every node in reading order."""
        return iter(_nodes(self))

    def headings(self) -> tuple[Heading, ...]:
        """Returns the headings in order; anchors are unique within the text."""
        return tuple(
            Heading(int(node.tag[1]), node.get("id"), node.text())
            for node in self.walk()
            if re.fullmatch(r"h[1-6]", node.tag)
        )

    def links(self) -> tuple[str, ...]:
        """Returns the targets of links and images, in order."""
        return tuple(node.get("href") or node.get("src") for node in self.walk() if node.tag in ("a", "img"))

    def fields(self) -> tuple[str, ...]:
        """Returns the names of the placeholders, in order."""
        return tuple(node.get("name") for node in self.walk() if node.tag == FIELD)

    def text(self) -> str:
        """Returns the plain text."""
        return "\n".join(block.text() for block in self.blocks)

    def line_of(self, needle: str) -> tuple[int, int]:
        """Returns line and column in the file of the first place where `needle` stands in the source."""
        index = max(self.source.find(needle), 0)
        line_start = self.source.rfind("\n", 0, index) + 1
        return self.first_line + self.source.count("\n", 0, index), index - line_start + 1


def replace_nodes(blocks: tuple[Node, ...], change: Callable[[Node], Node | str]) -> tuple[Node, ...]:
    """Returns the blocks with `change` applied to every node, from the leaves up; a block that becomes text gets a `p`."""
    changed = tuple(_replace(block, change) for block in blocks)
    return tuple(node if isinstance(node, Node) else Node("p", (), (node,)) for node in changed)


def _replace(node: Node, change: Callable[[Node], Node | str]) -> Node | str:
    children = tuple(_replace(child, change) if isinstance(child, Node) else child for child in node.children)
    return change(Node(node.tag, node.attrs, children))


def _words(node: Node) -> Iterator[str]:
    if node.tag == FIELD:
        yield "{{" + node.get("name") + "}}"
    elif node.tag == "br":
        yield "\n"
    elif node.tag == "img":
        yield node.get("alt")
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _words(child)
    if node.tag in _BLOCKS:
        yield "\n"


class TooDeep(Exception):
    """Elements lie in each other deeper than any reader, or the layout engine, could follow."""


class _Builder(HTMLParser):
    """Builds the tree from sanitised, well-formed HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, tuple[tuple[str, str], ...], list[Node | str]]] = [("", (), [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = tuple((name, value or "") for name, value in attrs)
        if tag in VOID:
            self.stack[-1][2].append(Node(tag, kept))
        else:
            self.stack.append((tag, kept, []))
            if len(self.stack) > MAX_DEPTH:
                raise TooDeep

    def handle_endtag(self, tag: str) -> None:
        if len(self.stack) > 1 and self.stack[-1][0] == tag:
            name, attrs, children = self.stack.pop()
            self.stack[-1][2].append(_element(name, attrs, tuple(children)))

    def handle_data(self, data: str) -> None:
        self.stack[-1][2].append(data)


def _element(tag: str, attrs: tuple[tuple[str, str], ...], children: tuple[Node | str, ...]) -> Node:
    name = dict(attrs).get("data-field")
    if tag == "span" and name is not None:
        return Node(FIELD, (("name", name),))
    # A page may carry no inline style, so a column's alignment becomes a class.
    aligned = tuple(
        ("class", value.split(":")[-1].strip(" ;")) if key == "style" else (key, value) for key, value in attrs
    )
    return Node(tag, aligned, children)


def blocks_of(html: str) -> tuple[Node, ...]:
    """Returns the tree of sanitised HTML; words between blocks get a paragraph. Raises TooDeep."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    top = builder.stack[0][2]
    return tuple(
        node if isinstance(node, Node) else Node("p", (), (node,))
        for node in top
        if isinstance(node, Node) or node.strip()
    )
