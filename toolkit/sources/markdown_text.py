"""Markdown with front matter into a document and prose: one path for pages and papers.

Raw HTML is not parsed: it is shown as the text that it is. What comes out of the parser is sanitised against an allow-list all
the same, placeholders are kept from the inline parser, and comments reach no output.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.sources.decode import decode, place
from toolkit.sources.document import Document, text_digest
from toolkit.sources.markdown_rules import LINK_SCHEME, NO_FRONT_MATTER, OPEN_COMMENT, TEXT_LOST, before_parsing
from toolkit.sources.preserve import lost_text
from toolkit.sources.prose import Node, Prose, blocks_of
from toolkit.sources.yaml_text import MAX_BYTES, read_yaml_text

_PLACEHOLDER = r"\{\{\s*([a-z][a-z0-9_.:\-]*)\s*\}\}"
_TAGS = set(
    "p h2 h3 h4 h5 h6 ul ol li table thead tbody tr th td blockquote pre code strong em a img br hr dl dt dd span".split()
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
_COMMENT = re.compile(r"(?P<code>(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`))|<!--.*?-->", re.DOTALL)


class _Placeholder(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        element = Element("span")
        element.set("data-field", m.group(1))
        return element, m.start(0), m.end(0)


class _House(Extension):
    """Our dialect: placeholders before emphasis, no raw HTML."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
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
    source, open_comment = without_comments(body)
    if open_comment is not None:
        where = place(path, body, open_comment)
        return None, (OPEN_COMMENT.at(Origin(path, where.line + first_line - 1, where.column)),)
    problems = before_parsing(path, source, first_line)
    if problems:
        return None, problems
    parser = markdown.Markdown(
        extensions=["tables", "sane_lists", "fenced_code", "def_list", _House()], output_format="html", tab_length=3
    )
    html = nh3.clean(
        parser.convert(source),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
        filter_style_properties={"text-align"},
        generic_attribute_prefixes=set(),
    )
    prose = Prose(path, first_line, source, _with_anchors(blocks_of(html)))
    lost = lost_text(source, "\n".join((prose.text(), *(node.get("href") for node in prose.walk() if node.tag == "a"))))
    if lost:
        where = place(path, source, lost[0])
        return None, (TEXT_LOST.at(Origin(path, where.line + first_line - 1, where.column), lost=lost[1][:40]),)
    dead = next((node for node in prose.walk() if node.tag == "a" and not node.get("href")), None)
    if dead:
        line, column = prose.line_of(f"[{dead.text()}]")
        return None, (LINK_SCHEME.at(Origin(path, line, column), text=dead.text()),)
    return prose, ()


def without_comments(text: str) -> tuple[str, int | None]:
    """Returns the text with comments blanked, line breaks kept, and the index of a comment that is not closed."""

    def blank(match: re.Match[str]) -> str:
        return match.group() if match["code"] else "\n" * match.group().count("\n")

    source = _COMMENT.sub(blank, text)
    bare = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", lambda m: " " * len(m.group()), source, flags=re.DOTALL)
    index = bare.find("<!--")
    return source, None if index < 0 else max(text.find("<!--"), 0)


def slug(text: str) -> str:
    """Returns the anchor of a heading: letters and digits of any script in lower case, parted by hyphens."""
    words = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", text).lower())
    return re.sub(r"[\s_-]+", "-", words).strip("-") or "section"


def _with_anchors(blocks: tuple[Node, ...]) -> tuple[Node, ...]:
    taken: dict[str, int] = {}
    result = []
    for block in blocks:
        if re.fullmatch(r"h[1-6]", block.tag):
            name = slug(block.text())
            taken[name] = taken.get(name, 0) + 1
            anchor = name if taken[name] == 1 else f"{name}-{taken[name]}"
            result.append(Node(block.tag, (("id", anchor),), block.children))
        else:
            result.append(block)
    return tuple(result)
