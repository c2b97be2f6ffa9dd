"""A Word file read back: paragraphs with the numbers that Word counts, tracked changes, and comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from toolkit.kernel.problem import Problem
from toolkit.sources.word_lists import Lists
from toolkit.sources.word_package import Parts, open_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Mark = Literal["kept", "inserted", "deleted", "moved_from", "moved_to"]
_MARKS: dict[str, Mark] = {"ins": "inserted", "del": "deleted", "moveFrom": "moved_from", "moveTo": "moved_to"}
_LOOKS = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange")
GONE, COME = ("deleted", "moved_from"), ("inserted", "moved_to")


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a paragraph, and whether, by whom and when they were changed; the day is as the file says it."""

    text: str
    mark: Mark = "kept"
    author: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: who made it, when, what it says, and the words that it is about."""

    author: str
    day: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as it came back. `number` is that before the changes; `row` the places in tables, outermost first."""

    spans: tuple[Span, ...]
    mark: Span
    number: str = ""
    style: str = ""
    remarks: tuple[Remark, ...] = ()
    row: tuple[int, ...] = ()

    @property
    def before(self) -> str:
        """Returns the words with all changes rejected."""
        return "".join(span.text for span in self.spans if span.mark not in COME)

    @property
    def after(self) -> str:
        """Returns the words with all changes accepted."""
        return "".join(span.text for span in self.spans if span.mark not in GONE)

    @property
    def changes(self) -> tuple[Span, ...]:
        """Returns what was changed, the paragraph itself included when it was put in or taken out."""
        return tuple(span for span in (*self.spans, self.mark) if span.mark != "kept")


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a file: `identifier` is the document's own, `looks` how many changes of form alone were passed over."""

    identifier: str
    paragraphs: tuple[WordParagraph, ...]
    looks: int = 0


def read_word(name: str, data: bytes) -> tuple[WordText | None, tuple[Problem, ...]]:
    """Returns the text of a Word file, or why it is refused."""
    parts, problems = open_word(name, data)
    if parts is None:
        return None, problems
    root = parts["word/document.xml"]
    looks = sum(1 for each in _LOOKS for _ in root.iter(f"{W}{each}"))
    return WordText(_identifier(parts), tuple(_Reading(parts).run(root)), looks), ()


def _identifier(parts: Parts) -> str:
    core = parts.get("docProps/core.xml")
    found = core.find("{http://purl.org/dc/elements/1.1/}identifier") if core is not None else None
    return (found.text or "").strip() if found is not None else ""


class _Reading:
    """Goes once through the body, in order."""

    def __init__(self, parts: Parts) -> None:
        self._lists = Lists(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
        self._comments = dict(_comments(parts.get("word/comments.xml")))
        self._open: dict[str, list[str]] = {}
        self._held: list[Span] = []
        self._ended: list[str] = []

    def run(self, root: etree._Element) -> Iterator[WordParagraph]:
        """Yields the paragraphs of the body."""
        body = root.find(f"{W}body")
        places: dict[etree._Element, tuple[int, ...]] = {}
        for node in body.iter(f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p") if body is not None else ():
            outer = next((places[each] for each in node.iterancestors() if each in places), ())
            name = etree.QName(node).localname
            if name == "p":
                yield self._paragraph(node, outer)
            else:
                before = sum(1 for each in node.itersiblings(node.tag, preceding=True))
                places[node] = (*outer, before)

    def _paragraph(self, node: etree._Element, row: tuple[int, ...]) -> WordParagraph:
        self._held, self._ended = [], []
        self._walk(node, Span(""))
        layout = node.find(f"{W}pPr")
        mark = _mark_of(layout.find(f"{W}rPr") if layout is not None else None)
        old = layout.find(f"{W}pPrChange/{W}pPr") if layout is not None else None
        style = layout.find(f"{W}pStyle") if layout is not None else None
        number = "" if mark.mark in COME else self._lists.number(old if old is not None else layout)
        remarks = tuple(
            replace(self._comments[each], about="".join(self._open.pop(each, ())))
            for each in self._ended
            if each in self._comments
        )
        return WordParagraph(
            tuple(self._held), mark, number, style.get(f"{W}val", "") if style is not None else "", remarks, row
        )

    def _walk(self, node: etree._Element, under: Span) -> None:
        for child in node:
            if not isinstance(child.tag, str):
                continue
            name = etree.QName(child).localname
            if name in ("t", "delText"):
                self._say(replace(under, text=child.text or ""))
            elif name in ("br", "tab", "cr"):
                self._say(replace(under, text=" "))
            elif name == "commentRangeStart":
                self._open[child.get(f"{W}id", "")] = []
            elif name == "commentReference":
                self._ended.append(child.get(f"{W}id", ""))
            elif name in _MARKS:
                self._walk(child, _span(child, _MARKS[name]))
            elif name not in ("pPr", "rPr", "p", "tbl", "instrText"):
                self._walk(child, under)

    def _say(self, span: Span) -> None:
        self._held.append(span)
        for words in self._open.values():
            words.append(span.text)


def _span(node: etree._Element, mark: Mark) -> Span:
    return Span("", mark, node.get(f"{W}author", ""), node.get(f"{W}date", "")[:10])


def _mark_of(look: etree._Element | None) -> Span:
    """Whether the paragraph itself was put in or taken out."""
    for name, mark in _MARKS.items():
        found = look.find(f"{W}{name}") if look is not None else None
        if found is not None:
            return _span(found, mark)
    return Span("")


def _comments(root: etree._Element | None) -> Iterator[tuple[str, Remark]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for each in root if root is not None else ():
        number = each.get(f"{W}id", "")
        texts[number].extend(word.text or "" for word in each.iter(f"{W}t"))
        yield number, Remark(each.get(f"{W}author", ""), each.get(f"{W}date", "")[:10], "".join(texts[number]))
