"""The styles of a Word file: our own, after reference F.5; no reference document stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.kernel.text import Locale
from toolkit.plan.word import Look, Style
from toolkit.render.docx_xml import element, part, valued

SONG, HEI, LATIN = "宋体", "黑体", "Times New Roman"
STYLE_IDS: Mapping[Style, str] = {
    "body": "Body", "flush": "Flush", "title": "Title", "part": "Subtitle", "meta": "Meta", "heading": "Heading1",
    "article": "Article", "subheading": "Heading3", "choice": "Choice", "notice": "Notice", "ending": "Ending",
    "small": "Small", "annex": "Annex", "column": "Column", "cell": "Cell", "cell_head": "CellHead", "cell_number": "CellNumber", "foreign": "Foreign",
}  # fmt: skip
LOOK_IDS: Mapping[Look, str] = {"starred": "Starred", "heavy": "Heavy", "foreign": "ForeignWords"}
GRID, PLAIN_GRID = "Grid", "PlainGrid"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A style of paragraphs: names, size in half points, space in twentieths of a point, line in 240ths."""

    id: str
    name: str
    size: int = 24
    hei: bool = False
    align: str = "both"
    before: int = 0
    after: int = 0
    line: int = 360
    first: int = 0
    outline: int = -1
    next: bool = False
    more: str = ""


_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right")
)
SHAPES = (
    _Shape("Body", "条款正文 Body", first=2),
    _Shape("Flush", "顶格正文 Flush"),
    _Shape("Title", "Title", 40, hei=True, align="center", before=120, after=60, line=300, next=True),
    _Shape("Subtitle", "Subtitle", 28, hei=True, align="center", after=120, line=300, next=True),
    _Shape("Meta", "编号行 Meta", 21, align="center", after=200, line=300),
    _Shape("Heading1", "heading 1", 26, hei=True, align="left", before=240, after=80, outline=0, next=True),
    _Shape(
        "Annex", "附件标题 Annex", 30, hei=True, align="center", before=360, after=120, line=300, outline=0, next=True
    ),
    _Shape("Article", "heading 2", 24, hei=True, align="left", before=160, after=40, outline=1, next=True),
    _Shape("Heading3", "heading 3", 24, hei=True, align="left", before=160, after=40, outline=2, next=True),
    _Shape("Choice", "选择条款 Choice", 21, first=2),
    _Shape("Notice", "提示 Notice", 21, line=300, before=160, after=160, more=f"<w:pBdr>{_BOX}</w:pBdr>"),
    _Shape("Ending", "以下无正文 Ending", align="center", before=200, after=280, next=True),
    _Shape("Small", "小字 Small", 19, line=280),
    _Shape("Cell", "表格 Cell", 21, align="left", line=280),
    _Shape("CellHead", "表头 Cell head", 21, hei=True, align="center", line=280),
    _Shape("CellNumber", "表格数字 Cell number", 21, align="right", line=280),
    _Shape("Column", "双语栏 Column", 21, line=300, after=40),
    _Shape("Foreign", "译文 Translation", 18, align="left", line=270),
)


def styles_part(locale: Locale) -> str:
    """Returns the part of the file that holds its styles; `w:lang` is that of the document."""
    defaults = element(
        "w:docDefaults",
        None,
        element("w:rPrDefault", None, element("w:rPr", None, fonts(False) + sized(24) + _language(locale)))
        + element("w:pPrDefault"),
    )
    inside = (defaults, _normal(), *_paragraphs(), *_characters(), *_edges(), *_tables())
    return part("w:styles", "".join(inside))


def fonts(hei: bool) -> str:
    """Returns the typefaces of a run: Chinese in Song or Hei, Latin letters in Times or Arial."""
    latin, chinese = ("Arial", HEI) if hei else (LATIN, SONG)
    return element("w:rFonts", {"w:ascii": latin, "w:hAnsi": latin, "w:eastAsia": chinese, "w:cs": latin})


def sized(half_points: int) -> str:
    """Returns the size of a run."""
    return valued("w:sz", half_points) + valued("w:szCs", half_points)


def font_part() -> str:
    """Returns the part of the file that names its typefaces, each with another that stands in for it."""
    rows = (
        (SONG, "Noto Serif SC", "roman"),
        (HEI, "Noto Sans SC", "swiss"),
        (LATIN, "Liberation Serif", "roman"),
        ("Arial", "Liberation Sans", "swiss"),
    )
    found = (
        element("w:font", {"w:name": name}, valued("w:altName", other) + valued("w:family", family))
        for name, other, family in rows
    )
    return part("w:fonts", "".join(found))


def _language(locale: Locale) -> str:
    latin = "en-GB" if locale == "en" else "en-US"
    return element("w:lang", {"w:val": latin, "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"})


def _normal() -> str:
    spacing = element("w:spacing", {"w:before": 0, "w:after": 0, "w:line": 360, "w:lineRule": "auto"})
    settings = valued("w:widowControl", 1) + valued("w:kinsoku", 1) + valued("w:overflowPunct", 1) + spacing
    inside = valued("w:name", "Normal") + "<w:qFormat/>" + element("w:pPr", None, settings + valued("w:jc", "both"))
    return element("w:style", {"w:type": "paragraph", "w:default": 1, "w:styleId": "Normal"}, inside)


def _paragraphs() -> Iterator[str]:
    for shape in SHAPES:
        keep = "<w:keepNext/>" if shape.next else ""
        counted = element("w:numPr", None, valued("w:ilvl", 0) + valued("w:numId", 1)) if shape.id == "Article" else ""
        spacing = {
            "w:before": shape.before,
            "w:after": shape.after,
            "w:line": shape.line,
            "w:lineRule": "auto",
        }
        first = {"w:firstLineChars": shape.first * 100, "w:firstLine": shape.first * shape.size * 10}
        outline = valued("w:outlineLvl", shape.outline) if shape.outline >= 0 else ""
        layout = (
            keep
            + counted
            + shape.more
            + element("w:spacing", spacing)
            + (element("w:ind", first) if shape.first else "")
            + valued("w:jc", shape.align)
            + outline
        )
        yield _style("paragraph", shape.id, shape.name, "Normal", element("w:pPr", None, layout), shape.hei, shape.size)


def _style(kind: str, name: str, shown: str, based: str, layout: str, hei: bool, size: int) -> str:
    look = element("w:rPr", None, (fonts(True) if hei else "") + sized(size))
    inside = valued("w:name", shown) + (valued("w:basedOn", based) if based else "") + "<w:qFormat/>" + layout + look
    own = {} if shown[0] in "hTS" and shown.isascii() else {"w:customStyle": 1}
    return element("w:style", {"w:type": kind, **own, "w:styleId": name}, inside)


def _characters() -> Iterator[str]:
    looks = {
        "Starred": ("重点条款 Starred", "<w:b/>" + valued("w:u", "single")),
        "Heavy": ("强调 Heavy", fonts(True)),
        "ForeignWords": ("译文字样 Translation words", sized(18)),
        "CommentReference": ("annotation reference", sized(16)),
    }
    for name, (shown, look) in looks.items():
        inside = valued("w:name", shown) + element("w:rPr", None, look)
        own = {} if shown.startswith("annotation") else {"w:customStyle": 1}
        yield element("w:style", {"w:type": "character", **own, "w:styleId": name}, inside)


def _edges() -> Iterator[str]:
    for name, rule in (("Header", "bottom"), ("Footer", "top")):
        line = element(f"w:{rule}", {"w:val": "single", "w:sz": 4, "w:space": 4, "w:color": "777777"})
        layout = (
            element("w:pBdr", None, line)
            + element("w:tabs", None, element("w:tab", {"w:val": "right", "w:pos": TEXT_WIDTH}))
            + element("w:spacing", {"w:line": 240, "w:lineRule": "auto"})
            + valued("w:jc", "left")
        )
        inside = valued("w:name", name.lower()) + valued("w:basedOn", "Normal") + element("w:pPr", None, layout)
        yield element(
            "w:style",
            {"w:type": "paragraph", "w:styleId": name},
            inside + element("w:rPr", None, sized(17)),
        )
    inside = valued("w:name", "annotation text") + valued("w:basedOn", "Normal") + element("w:rPr", None, sized(20))
    yield element("w:style", {"w:type": "paragraph", "w:styleId": "CommentText"}, inside)


TEXT_WIDTH = 8787
"""From margin to margin of an A4 page, in twentieths of a point: 155 mm."""


def _tables() -> Iterator[str]:
    margins = element(
        "w:tblCellMar",
        None,
        "".join(
            element(f"w:{side}", {"w:w": size, "w:type": "dxa"})
            for side, size in (("top", 30), ("left", 85), ("bottom", 30), ("right", 85))
        ),
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(
        element(f"w:{side}", {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "000000"}) for side in sides
    )
    for name, shown, borders in (
        (GRID, "合同表格 Grid", element("w:tblBorders", None, rules)),
        (PLAIN_GRID, "无线表格 Plain", ""),
    ):
        inside = valued("w:name", shown) + element("w:tblPr", None, borders + margins)
        yield element("w:style", {"w:type": "table", "w:customStyle": 1, "w:styleId": name}, inside)
