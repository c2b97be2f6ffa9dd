"""No character is lost unseen: a missing glyph is a problem before the layout, and a drawn .notdef is one after it.

Extraction of text does not show the fault: a PDF can print an empty box and still yield the right character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from xml.etree.ElementTree import Element

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.render.fonts import characters_of_html, characters_of_style, drawable
from toolkit.render.paper import Paper, PaperError

MISSING_GLYPH = ProblemKind(
    "PDF001",
    "error",
    Text(
        "字体中没有“{character}”（{code}），第 {part} 部分无法印出这个字",
        "the fonts have no glyph for “{character}” ({code}): part {part} cannot print it",
    ),
    Text(
        "换用字体中有的字（人名、地名的异体字可与当事人确认规范字形）；不可见的控制字符请删去",
        "use a character that the fonts have (for a rare name, the form in use); delete invisible control characters",
    ),
    manual="Noto Sans SC and Noto Serif SC have 31,000 characters, not every CJK extension; no other font steps in."
    "中文：思源黑体与思源宋体约有三万一千字，不含全部扩展区汉字；不会用别的字体顶替。",
)
DRAWN_BOX = ProblemKind(
    "PDF002",
    "error",
    Text("“{character}”（{code}）被画成了空框", "“{character}” ({code}) was drawn as an empty box"),
    Text(
        "检查样式表中的 content、attr() 与 text-transform",
        "look at content, attr() and text-transform in the style sheets",
    ),
    manual="Found in the finished pages: a character that a style sheet made, so that it did not stand in the HTML."
    "中文：在排好的页面里发现的：这个字符由样式表产生，不在 HTML 里。",
)
STRANGE_FONT = ProblemKind(
    "PDF003",
    "error",
    Text("排版时用到了不属于本文件的字体 {family}", "a font that is not the paper's own was used: {family}"),
    manual="Every font of a paper is cut from the two source fonts; a font of the machine must never step in."
    "中文：文书的字体都取自两个源字体，绝不用机器上的字体顶替。",
)

_SILENT_TAGS = frozenset({"head", "script", "style", "template", "title"})
_SVG = "{http://www.w3.org/2000/svg}"
_SILENT = _SILENT_TAGS | {f"{_SVG}{tag}" for tag in ("title", "desc", "style", "metadata")}

# Shaped without a glyph of their own: white space of any width, joiners, marks of direction, variation selectors.
_GLYPHLESS = frozenset("\t\n\r\f\xad\u034f\u061c\u180e\u202f\u205f\ufeff") | frozenset(
    chr(code)
    for first, last in ((0x2000, 0x200F), (0x2060, 0x2064), (0xFE00, 0xFE0F))
    for code in range(first, last + 1)
)


class DrawnFont(Protocol):
    """What the engine knows of a font once the pages are painted: each glyph drawn, and the text that it stands for."""

    family: str
    glyph_count: int
    to_unicode: Mapping[int, str]


def undrawable(characters: frozenset[str]) -> frozenset[str]:
    """Returns those of `characters` that no face can draw, white space and other signs without a glyph left out."""
    return characters - drawable() - _GLYPHLESS


def check_text(paper: Paper, part: int, root: Element) -> None:
    """Raises PaperError with one problem for each character of the part's text, or of the styles, that has no glyph."""
    in_styles = frozenset[str]().union(*(undrawable(characters_of_style(css)) for css in paper.styles))
    suspects = undrawable(characters_of_html(paper.parts[part]))
    # The parser drops a NUL, so it would be lost without a trace.
    in_text = suspects & frozenset("\0").union(*_drawn_text(root)) if suspects else suspects
    if missing := in_styles | in_text:
        raise PaperError(*(_problem(MISSING_GLYPH, paper, character, part + 1) for character in sorted(missing)))


def check_drawn(paper: Paper, families: frozenset[str], fonts: Iterable[DrawnFont]) -> None:
    """Raises PaperError for each box painted in place of a letter, and for each font that is not among `families`.

    Every glyph of every run passes through `to_unicode`; the engine numbers a missing one 0 or past the last one.
    """
    drawn = tuple(fonts)
    boxes = {
        character
        for font in drawn
        for glyph, text in font.to_unicode.items()
        if glyph == 0 or glyph >= font.glyph_count
        for character in text
    }
    strangers = sorted({font.family for font in drawn} - families)
    problems = [_problem(DRAWN_BOX, paper, character) for character in sorted(boxes)]
    problems += [STRANGE_FONT.at(Origin(paper.identifier), family=family) for family in strangers]
    if problems:
        raise PaperError(*problems)


def _problem(kind: ProblemKind, paper: Paper, character: str, part: int = 0) -> Problem:
    return kind.at(
        Origin(paper.identifier),
        field=paper.field_printing(character),
        character=character if character.isprintable() else "\ufffd",
        code=f"U+{ord(character):04X}",
        part=part,
    )


def _drawn_text(element: Element) -> Iterator[str]:
    """The text that the engine may draw, in document order; the depth was limited before."""
    if element.tag not in _SILENT and isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from _drawn_text(child)
            yield child.tail or ""
