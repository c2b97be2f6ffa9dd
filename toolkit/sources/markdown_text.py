"""Markdown with front matter into a document and prose: one path for pages and papers.

Raw HTML is not parsed: it is shown as the text that it is. What comes out of the parser is sanitised against an allow-list all
the same, placeholders are kept from the inline parser, and comments reach no output.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.sources.decode import decode, doubtful, place
from toolkit.sources.document import Document, text_digest
from toolkit.sources.markdown_code import without_comments
from toolkit.sources.markdown_rules import (
    LINK_SCHEME,
    MAX_NESTING,
    NESTING,
    NO_FRONT_MATTER,
    OPEN_COMMENT,
    TAB,
    TEXT_LOST,
    TITLE,
    before_parsing,
    too_slow,
)
from toolkit.sources.preserve import lost_text
from toolkit.sources.prose import Node, Prose, TooDeep, blocks_of
from toolkit.sources.yaml_text import read_yaml_text

_PLACEHOLDER = r"\{\{\s*([a-z][A-Za-z0-9_.:,+\-]*)\s*\}\}"
_TAGS = set(
    "p h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tr th td blockquote pre code strong em a img br hr dl dt dd span".split()
)
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
    "span": {"data-field"},
}
_SCHEMES = {"https", "http", "mailto", "tel"}
_FRONT = re.compile(r"---\n(.*?)\n---(?:\n|\Z)", re.DOTALL)
MAX_BYTES = 256 << 10
"""A page of eighty thousand characters; the parser needs more than linear time for some texts."""


class _Placeholder(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element("span")
        element.set("data-field", m.group(1))
        return element, m.start(0), m.end(0)


class _House(Extension):
    """Our dialect: placeholders before emphasis, no raw HTML."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_Placeholder(_PLACEHOLDER, md), "placeholder", 185)


def read_markdown(path: str, data: bytes) -> tuple[Document | None, Prose | None, tuple[Problem, ...]]:
    """Returns front matter, body and problems of a Markdown file; None for a part that has an error."""
    text, problems = decode(path, data, MAX_BYTES)
    if problems:
        return None, None, problems
    match = _FRONT.match(text)
    if not match:
        return None, None, (NO_FRONT_MATTER.at(Origin(path, 1, 1)),)
    document, found = read_yaml_text(path, match.group(1), first_line=2)
    body = text[match.end() :]
    prose, more = read_prose(path, body, text.count("\n", 0, match.end()) + 1)
    # The front matter's digest alone would let a changed body pass for the same document.
    digest = text_digest(text)
    return document and replace(document, digest=digest), prose and replace(prose, file_digest=digest), (*found, *more)


def front_matter(text: str) -> tuple[str, int]:
    """Returns the YAML text of a Markdown file's front matter and the line at which it begins."""
    match = _FRONT.match(text)
    return (match.group(1), 2) if match else ("", 1)


def read_prose(path: str, body: str, first_line: int = 1) -> tuple[Prose | None, tuple[Problem, ...]]:
    """Returns the prose of a Markdown body that begins at `first_line` of its file, and what is wrong with it."""
    slow = too_slow(path, body, first_line)
    if slow:
        return None, slow
    source, open_comment = without_comments(body)
    if open_comment is not None:
        return None, (OPEN_COMMENT.at(_place(path, body, open_comment, first_line)),)
    problems = before_parsing(path, source, first_line)
    if problems:
        return None, problems
    try:
        blocks = blocks_of(_html(source))
    except (RecursionError, TooDeep):
        return None, (NESTING.at(Origin(path, first_line, 1), limit=MAX_NESTING),)
    prose = Prose(path, first_line, source, _with_anchors(blocks))
    wrong = tuple(_after_parsing(prose))
    return (None if wrong else prose), (*wrong, *(_moved(p, first_line) for p in doubtful(path, source)))


def _html(source: str) -> str:
    parser = markdown.Markdown(
        extensions=["tables", "sane_lists", "fenced_code", "def_list", _House()], output_format="html", tab_length=TAB
    )
    return nh3.clean(
        parser.convert(source),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
        filter_style_properties={"text-align"},
        generic_attribute_prefixes=set(),
    )


def _after_parsing(prose: Prose) -> Iterator[Problem]:
    """What went wrong on the way from source to tree: lost words, dead links, comments that would be shown."""
    lost = lost_text(prose.source, prose.text())
    if lost:
        yield TEXT_LOST.at(_place(prose.path, prose.source, lost[0], prose.first_line), lost=lost[1][:40])
    for node in prose.walk():
        if node.tag in ("a", "img") and not (node.get("href") or node.get("src")):
            words = node.text() or node.get("alt")
            yield LINK_SCHEME.at(Origin(prose.path, *prose.line_of(f"[{words}]")), text=words)
        elif node.tag == "h1":
            yield TITLE.at(Origin(prose.path, *prose.line_of(node.text())))
        elif node.tag not in ("code", "pre") and any(
            isinstance(part, str) and "<!--" in part for part in node.children
        ):
            yield OPEN_COMMENT.at(Origin(prose.path, *prose.line_of("<!--")))


def _place(path: str, text: str, index: int, first_line: int) -> Origin:
    where = place(path, text, index)
    return Origin(path, where.line + first_line - 1, where.column)


def _moved(problem: Problem, first_line: int) -> Problem:
    where = problem.origin
    return replace(problem, origin=Origin(where.path, where.line + first_line - 1, where.column))


def slug(text: str) -> str:
    """Returns the anchor of a heading: letters and digits of any script in lower case, parted by hyphens."""
    words = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", text).lower())
    return re.sub(r"[\s_-]+", "-", words).strip("-") or "section"


def _with_anchors(blocks: tuple[Node, ...]) -> tuple[Node, ...]:
    """Headings get an anchor of their own each: a second one of the same words ends in -2."""
    taken: dict[str, int] = {}
    result = []
    for block in blocks:
        if re.fullmatch(r"h[1-6]", block.tag):
            name = anchor = slug(block.text())
            while anchor in taken:
                taken[name] += 1
                anchor = f"{name}-{taken[name]}"
            taken[anchor] = 1
            result.append(Node(block.tag, (("id", anchor),), block.children))
        else:
            result.append(block)
    return tuple(result)
