"""Turns a Word document into the bytes of a DOCX file: every part of it is ours, and the same job gives the same bytes.

Word counts its numbers itself, and they are those that the paper prints; nothing here depends on the machine or the day.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.characters import FORBIDDEN, name_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.plan.word import Block, Paragraph, Section, Table, WordJob
from toolkit.render.bundle import zipped
from toolkit.render.docx_body import Body
from toolkit.render.docx_numbering import numbering_part
from toolkit.render.docx_styles import font_part, styles_part
from toolkit.render.docx_xml import HEAD, RELATIONS, element, escaped, part, valued, words
from toolkit.render.format_problems import WORD_TEXT
from toolkit.render.paper import PaperError

MADE = "2000-01-01T00:00:00Z"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "fontTable", "comments")
PAGES = Text("第 {page} 页 共 {pages} 页", "Page {page} of {pages}")


def word_bytes(job: WordJob) -> bytes:
    """Returns the DOCX file. Raises PaperError for a character that XML, and so Word, cannot hold."""
    for text in _texts(job):
        if found := FORBIDDEN.search(text):
            raise PaperError(
                WORD_TEXT.at(Origin(job.identifier), text=FORBIDDEN.sub("�", text)[:40], name=name_of(found.group()))
            )
    body = Body(job)
    document = part("w:document", element("w:body", None, _sections(job, body)))
    files = {
        "[Content_Types].xml": _content_types(job),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(job),
        "docProps/app.xml": _app(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(job),
        "word/styles.xml": styles_part(job.locale),
        "word/numbering.xml": numbering_part(job.locale, body.restarts),
        "word/settings.xml": _settings(job),
        "word/fontTable.xml": font_part(),
        "word/comments.xml": part("w:comments", "".join(body.comments)),
    }
    for number, section in enumerate(job.sections, 1):
        files[f"word/header{number}.xml"] = part("w:hdr", _header(section, job, number))
        files[f"word/footer{number}.xml"] = part("w:ftr", _footer(section, job))
    return zipped((name, text.encode("utf-8")) for name, text in files.items())


def _texts(job: WordJob) -> Iterator[str]:
    yield from (job.title, job.identifier, job.subject, job.creator, job.author, job.watermark)
    for section in job.sections:
        yield from (section.head, section.foot)
        yield from _words(section.blocks)


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _words(cell.blocks)
        else:
            yield block.number
            for run in block.runs:
                yield run.text
                yield run.comment


def _sections(job: WordJob, body: Body) -> str:
    """All sections: the last one's settings end the body, those of the others stand in their last paragraph."""
    found = []
    last = len(job.sections)
    for number, section in enumerate(job.sections, 1):
        body.begin()
        settings = _section(number)
        found.append(body.blocks(section.blocks or (Paragraph("flush"),), "" if number == last else settings))
        if number == last:
            found.append(settings)
    return "".join(found)


def _section(number: int) -> str:
    """A4, with the margins of reference F.5: 28 mm at the binding, 27 mm for the seal across the edges; pages count from 1."""
    inside = (
        element("w:headerReference", {"w:type": "default", "r:id": f"header{number}"})
        + element("w:footerReference", {"w:type": "default", "r:id": f"footer{number}"})
        + valued("w:type", "nextPage")
        + element("w:pgSz", {"w:w": 11906, "w:h": 16838})
        + element(
            "w:pgMar",
            {
                "w:top": 1701,
                "w:right": 1531,
                "w:bottom": 1588,
                "w:left": 1588,
                "w:header": 907,
                "w:footer": 907,
                "w:gutter": 0,
            },
        )
        + element("w:pgNumType", {"w:start": 1})
    )
    return element("w:sectPr", None, inside)


def _header(section: Section, job: WordJob, number: int) -> str:
    layout = element("w:pPr", None, valued("w:pStyle", "Header"))
    said = element("w:r", None, words(f"{section.head}\t{job.identifier}"))
    return element("w:p", None, layout + _watermark(job.watermark, number) + said)


def _watermark(text: str, number: int) -> str:
    """Words across the page, as Word itself keeps a watermark: a drawing that hangs in the header."""
    if not text:
        return ""
    path = element("v:textpath", {"style": "font-family:'黑体';font-size:1pt", "string": text})
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:440pt;height:90pt;rotation:328;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    kind = element(
        "v:shapetype",
        {"id": "_x0000_t136", "coordsize": "21600,21600", "o:spt": 136, "adj": 10800, "path": "m@7,l@8,m@5,21600l@6,21600e"},
        '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
        '<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="none"/>'
        '<v:textpath on="t" fitshape="t"/>',
    )  # fmt: skip
    shape = element(
        "v:shape",
        {
            "id": f"Watermark{number}",
            "o:spid": f"_x0000_s{2048 + number}",
            "type": "#_x0000_t136",
            "style": style,
            "fillcolor": "#e4e4e4",
            "stroked": "f",
            "alt": text,
        },
        path,
    )
    return element("w:r", None, element("w:pict", None, kind + shape))


def _footer(section: Section, job: WordJob) -> str:
    before, middle, after = PAGES.within(job.locale).replace("{pages}", "{page}").split("{page}")
    layout = element("w:pPr", None, valued("w:pStyle", "Footer"))
    said = (
        element("w:r", None, words(f"{section.foot}\t{before}"))
        + _field("PAGE", "1")
        + element("w:r", None, words(middle))
        + _field("SECTIONPAGES", "–")
        + element("w:r", None, words(after))
    )
    return element("w:p", None, layout + said)


def _field(name: str, until: str) -> str:
    """A value that Word fills in; `until` then, or where a program does not know the value, it shows what is given."""
    code = f'<w:instrText xml:space="preserve"> {name} </w:instrText>'
    kinds = ("begin", "separate", "end")
    begin, separate, end = (element("w:r", None, element("w:fldChar", {"w:fldCharType": kind})) for kind in kinds)
    return begin + element("w:r", None, code) + separate + element("w:r", None, words(until)) + end


def _settings(job: WordJob) -> str:
    mode = element("w:compatSetting", {
        "w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15,
    })  # fmt: skip
    inside = (
        element("w:zoom", {"w:percent": 100})
        + valued("w:defaultTabStop", 420)
        + valued("w:characterSpacingControl", "compressPunctuation")
        + element("w:compat", None, "<w:useFELayout/>" + mode)
        + element("w:themeFontLang", {"w:val": "en-US", "w:eastAsia": "zh-CN"})
        + valued("w:decimalSymbol", ".")
        + valued("w:listSeparator", ",")
    )
    return part("w:settings", inside)


def _content_types(job: WordJob) -> str:
    names = {"document": "document.main", "fontTable": "fontTable"}
    named = ["document", *_PARTS]
    for number in range(1, len(job.sections) + 1):
        named += [f"header{number}", f"footer{number}"]
    rows = [
        element("Default", {"Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"}),
        element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        element("Override", {"PartName": "/docProps/core.xml", "ContentType": "application/vnd.openxmlformats-package.core-properties+xml"}),
        element("Override", {"PartName": "/docProps/app.xml", "ContentType": "application/vnd.openxmlformats-officedocument.extended-properties+xml"}),
    ]  # fmt: skip
    for name in named:
        kind = names.get(name, name.rstrip("0123456789"))
        rows.append(element("Override", {"PartName": f"/word/{name}.xml", "ContentType": f"{_TYPE}.{kind}+xml"}))
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(rows)}</Types>'


def _package_relations() -> str:
    rows = (
        ("document", f"{RELATIONS}/officeDocument", "word/document.xml"),
        ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("app", f"{RELATIONS}/extended-properties", "docProps/app.xml"),
    )
    return _related(rows)


def _relations(job: WordJob) -> str:
    edges = [(edge, number) for number in range(1, len(job.sections) + 1) for edge in ("header", "footer")]
    rows = [(name, f"{RELATIONS}/{name}", f"{name}.xml") for name in _PARTS]
    rows += [(f"{edge}{number}", f"{RELATIONS}/{edge}", f"{edge}{number}.xml") for edge, number in edges]
    return _related(rows)


def _related(rows: tuple[tuple[str, str, str], ...] | list[tuple[str, str, str]]) -> str:
    inside = "".join(element("Relationship", {"Id": a, "Type": b, "Target": c}) for a, b, c in rows)
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _core(job: WordJob) -> str:
    day = 'xsi:type="dcterms:W3CDTF"'
    language = "zh-CN" if job.locale == "zh" else "en"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(job.title)}</dc:title><dc:subject>{escaped(job.subject)}</dc:subject>"
        f"<dc:creator>{escaped(job.creator)}</dc:creator><dc:identifier>{escaped(job.identifier)}</dc:identifier>"
        f"<dc:language>{language}</dc:language><cp:lastModifiedBy>{escaped(job.creator)}</cp:lastModifiedBy>"
        f"<dcterms:created {day}>{MADE}</dcterms:created><dcterms:modified {day}>{MADE}</dcterms:modified>"
        "</cp:coreProperties>"
    )


def _app() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{HEAD}<Properties xmlns="{space}"><Application>Microsoft Office Word</Application></Properties>'
