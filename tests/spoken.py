"""What a reader with a voice would miss in a PDF: a list of faults, empty for a paper that can be heard as it can be seen.

It follows the parts of PDF/UA-1 that a machine can judge: everything drawn is announced or is an artifact, once; letters say which
characters they are; tables have heads with scopes and close as grids; pictures have words; headings skip no level; fields have names.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

SHOWS = frozenset(("Tj", "TJ", "'", '"'))
PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<[0-9a-fA-F]+>\s*\[([^\]]*)\]")
HEADING = re.compile(r"/H([1-6])$")


def faults(data: bytes) -> list[str]:
    """Returns the faults of a PDF, in no order that matters."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot)) if "/StructTreeRoot" in pdf.Root else []
        announced = Counter(_announced(pdf, elements))
        found = [*_document(pdf), *_tree(elements), *_fields(pdf)]
        for number, page in enumerate(pdf.pages, 1):
            found += [f"page {number}: {each}" for each in _page(page, announced)]
        found += [f"announced twice: {key}" for key, count in announced.items() if count > 1]
        return found


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "not tagged"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "no title"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "title is not shown"


def _kids(element: Any) -> list[Any]:
    held = element.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _elements(root: Any) -> Iterator[Any]:
    """Every element of the tree, in the order in which it is read."""
    for kid in _kids(root):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _announced(pdf: pikepdf.Pdf, elements: list[Any]) -> Iterator[tuple[int, int]]:
    """The page and number of each piece of content that an element announces."""
    for element in elements:
        for kid in _kids(element):
            if isinstance(kid, int):
                yield element.Pg.objgen[0], kid


def _tree(elements: list[Any]) -> Iterator[str]:
    level = 0
    for element in elements:
        sort = str(element.S)
        heading = HEADING.match(sort)
        if heading:
            if int(heading[1]) > level + 1:
                yield f"heading {heading[1]} after {level}"
            level = int(heading[1])
        if sort == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "a figure without words"
        if sort == "/TH" and "/Scope" not in element.get("/A", {}):
            yield "a header without scope"
        if sort == "/Table":
            yield from _table(element)


def _table(table: Any) -> Iterator[str]:
    rows = [each for each in _within(table) if str(each.S) == "/TR"]
    cells = [[cell for cell in _kids(row) if str(cell.S) in ("/TH", "/TD")] for row in rows]
    if not any(str(cell.S) == "/TH" for row in cells for cell in row):
        yield "a table without headers"
    hanging: Counter[int] = Counter()
    widths = []
    for number, row in enumerate(cells):
        widths.append(hanging[number] + sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in row))
        for cell in row:
            about = cell.get("/A", {})
            for below in range(1, int(about.get("/RowSpan", 1))):
                hanging[number + below] += int(about.get("/ColSpan", 1))
    if len(set(widths)) > 1:
        yield f"a table that does not close: {widths[:12]}"


def _within(table: Any) -> Iterator[Any]:
    """The elements of a table without those of tables inside it."""
    for kid in _kids(table):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if str(kid.S) in ("/THead", "/TBody", "/TFoot"):
                yield from _within(kid)


def _fields(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    for field in root.get("/AcroForm", {}).get("/Fields", []):
        if not str(field.get("/TU", "")).strip():
            yield f"a field without a name: {field.get('/T', '')}"


def _page(page: Any, announced: Counter[tuple[int, int]]) -> Iterator[str]:
    known = {str(name): _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    stack: list[Any] = []
    font = ""
    instructions: Any = pikepdf.parse_content_stream(page)
    for operands, operator in instructions:
        name = str(operator)
        if name in ("BDC", "BMC"):
            number: Any = (
                operands[1].get("/MCID") if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else None
            )
            stack.append("artifact" if str(operands[0]) == "/Artifact" else number)
            if isinstance(number, int) and not announced[(page.objgen[0], number)]:
                yield f"content {number} that nothing announces"
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = str(operands[0])
        elif name in SHOWS:
            if not any(each is not None for each in stack):
                yield "text outside of tags and artifacts"
            mute = _codes(operands) - known.get(font, frozenset())
            if mute:
                yield f"{len(mute)} letters of {font} that say no character"


def _codes(operands: Any) -> set[int]:
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    data = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return {int.from_bytes(each[n : n + 2], "big") for each in data for n in range(0, len(each), 2)}


def _characters(font: Any) -> frozenset[int]:
    """The codes of a font that its table of characters knows."""
    if "/ToUnicode" not in font:
        return frozenset()
    text = font.ToUnicode.read_bytes().decode("latin-1")
    known = {
        int(code, 16) for code, _ in PAIR.findall("".join(re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL)))
    }
    for first, said in RANGE.findall("".join(re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL))):
        known.update(range(int(first, 16), int(first, 16) + said.count("<")))
    return frozenset(known)
