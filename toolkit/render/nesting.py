"""HTML that the layout engine cannot bear is refused before it is laid out.

Measured on the engine in use: 138 nested div, 69 nested lists, 47 nested tables or 241 nested span end in a recursion
error; a cell that spans 100,000 columns, or an SVG that draws itself a million times, does not end at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.render.paper import Paper, PaperError

DEPTH = 30
SPAN = 100
SHAPES = 20_000

# Parsing takes time by the square of the depth, so a coarse count of open tags comes before it.
_OPEN_TAGS = 500

TOO_DEEP = ProblemKind(
    "PDF011",
    "error",
    Text("第 {part} 部分的 HTML 嵌套超过 {limit} 层", "the HTML of part {part} is nested deeper than {limit} levels"),
    Text("减少列表、表格或引用的层数", "use fewer levels of lists, tables or quotations"),
    manual="Counted below body. The layout engine works by recursion and would fail on deeper trees."
    "中文：从正文起算。排版引擎用递归，更深的结构会失败。",
)
TOO_WIDE = ProblemKind(
    "PDF012",
    "error",
    Text(
        "第 {part} 部分：{attribute}=“{value}”，上限为 {limit}",
        "part {part}: {attribute}=“{value}”, at most {limit} is allowed",
    ),
    Text("表格单元格不要跨这么多行或列", "let no cell span so many rows or columns"),
    manual="colspan, rowspan and span of table cells and columns; the time of a layout grows with them."
    "中文：指单元格和列的跨行、跨列数，排版时间随之增长。",
)
TOO_MANY_SHAPES = ProblemKind(
    "PDF013",
    "error",
    Text("第 {part} 部分的 SVG 会画出超过 {limit} 个图形", "an SVG of part {part} would draw more than {limit} shapes"),
    Text("减少 <use> 的重复，或改用 PNG", "repeat less with <use>, or make it a PNG"),
    manual="What <use> repeats counts each time; a circle of <use> counts without end."
    "中文：重复引用的图形每次都算，循环引用则没有尽头。",
)

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*?(/?)>")
_UNPAIRED = frozenset(
    "area base br col embed hr img input link meta source track wbr "
    "p li dt dd td th tr thead tbody tfoot option".split()
)
_SPANS = ("colspan", "rowspan", "span")
_USE = "{http://www.w3.org/2000/svg}use"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")


def check_source(paper: Paper, part: int) -> None:
    """Raises PaperError if the text of the part has so many open tags that parsing it would take long."""
    depth = 0
    for closing, name, empty in _TAG.findall(paper.parts[part]):
        if empty or name.lower() in _UNPAIRED:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > _OPEN_TAGS:
            raise PaperError(TOO_DEEP.at(Origin(paper.identifier), part=part + 1, limit=DEPTH))


def check_tree(paper: Paper, part: int, root: Element) -> None:
    """Raises PaperError for a tree deeper than 30 below body, a span over 100, or an SVG of more than 20,000 shapes."""
    origin = Origin(paper.identifier)
    if depth_of(root) > DEPTH + 2:
        raise PaperError(TOO_DEEP.at(origin, part=part + 1, limit=DEPTH))
    for attribute, value in _wide_spans(root):
        raise PaperError(TOO_WIDE.at(origin, part=part + 1, attribute=attribute, value=value, limit=SPAN))
    if shapes_of(root) > SHAPES:
        raise PaperError(TOO_MANY_SHAPES.at(origin, part=part + 1, limit=SHAPES))


def depth_of(root: Element) -> int:
    """Returns how many elements stand one within the other, the root included."""
    depth, level = 0, [root]
    while level:
        depth += 1
        level = [child for element in level for child in element]
    return depth


def shapes_of(root: Element) -> int:
    """Returns how many elements are drawn if each SVG <use> is followed; over the limit for a circle; 0 without any."""
    if next(root.iter(_USE), None) is None:
        return 0
    by_id = {name: element for element in root.iter() if (name := element.get("id"))}
    counted: dict[Element, int] = {}

    def count(element: Element, above: frozenset[Element]) -> int:
        if element in above or len(above) > 10 * DEPTH:
            return SHAPES + 1
        if element not in counted:
            within = above | {element}
            drawn = [*element, *_target(element, by_id)]
            counted[element] = min(SHAPES + 1, 1 + sum(count(child, within) for child in drawn))
        return counted[element]

    return count(root, frozenset())


def _target(element: Element, by_id: dict[str, Element]) -> Iterator[Element]:
    if element.tag == _USE:
        for href in _HREFS:
            found = by_id.get((element.get(href) or "").removeprefix("#"))
            if found is not None:
                yield found


def _wide_spans(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        for attribute in _SPANS:
            value = (element.get(attribute) or "").strip()
            digits = re.match(r"[+-]?(\d+)", value)
            if digits and (len(digits[1]) > 6 or int(digits[1]) > SPAN):
                yield attribute, value[:20]
