"""Tags of a PDF as a reader with a voice needs them, where the engine's own fall short.

What stands in the margins of a page, and what the page says is hidden, is an artifact. A header cell says whether it heads its
column or its row; a table that only sets things side by side is no table; words in another language say so. A font that a
field names is written like every other one, so that each letter drawn says which character it is: the engine would describe
the font by its usual letters, and digits in another shape would be mute.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

SVG = "{http://www.w3.org/2000/svg}"
PRINTED = 4
"""The flag of an annotation that is there on paper as on screen."""
TABLE = frozenset({"/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TH", "/TD"})


def mend_engine(drawing: Any, tagging: Any, fonts: Any, stream: Any, margin_box: type) -> None:
    """Makes the engine's modules draw and tag so. Called once, right after the engine is imported."""
    _quiet_margins(drawing, stream, margin_box)
    _spoken_tree(tagging, margin_box)
    # A field's own font is set when the PDF is finished, so no font of ours is ever the font of a field.
    fonts.Font.used_in_forms = property(lambda font: False, lambda font, used: None)


def _quiet_margins(drawing: Any, stream: Any, margin_box: type) -> None:
    """Draws what stands in the margins of a page, or is hidden from readers, as artifacts."""
    draw_context, marked = drawing.draw_stacking_context, stream.Stream.marked

    def draw_stacking_context(target: Any, context: Any) -> None:
        if not isinstance(context.box, margin_box):
            draw_context(target, context)
            return
        tags, target._tags = target._tags, Quiet() if target._tags is not None else None
        try:
            draw_context(target, context)
        finally:
            target._tags = tags

    @contextmanager
    def marked_or_quiet(target: Any, box: Any, tag: str) -> Iterator[None]:
        quiet = isinstance(target._tags, Quiet) or is_hidden(box)
        with target.artifact() if quiet else marked(target, box, tag):
            yield

    drawing.draw_stacking_context = draw_stacking_context
    stream.Stream.marked = marked_or_quiet


def _spoken_tree(tagging: Any, margin_box: type) -> None:
    """Builds no elements for margins and what is hidden, none of a table for what is none, and notes other languages."""
    build_tree = tagging._build_box_tree
    tables: list[list[Any] | None] = []

    def build_box_tree(
        box: Any, parent: Any, pdf: Any, page: int, numbers: Any, links: Any, tags: Any
    ) -> Iterator[Any]:
        if isinstance(box, margin_box):
            return
        if is_hidden(box):
            for each in box.descendants():
                tags.pop(each, None)
            return
        is_table = box.element is not None and box.element_tag == "table"
        if is_table:
            tables.append([] if asks(box, "role") == "presentation" else None)
        for element in build_tree(box, parent, pdf, page, numbers, links, tags):
            if element["S"] == "/Figure" and words_of(box):
                element["Alt"] = pydyf.String(words_of(box))
            if asks(box, "lang") and box.element_tag not in ("html", "body"):
                element["Lang"] = pydyf.String(asks(box, "lang"))
            if tables and tables[-1] is not None and element["S"] in TABLE:
                tables[-1].append(element)
            yield element
        # Only now: the engine goes by the names of cells until their table is whole.
        for element in (tables.pop() or ()) if is_table else ():
            element["S"] = "/Div"
            element.pop("A", None)

    tagging._build_box_tree = build_box_tree


def is_hidden(box: Any) -> bool:
    """Returns whether a box is of an element that says that readers with a voice pass over it."""
    return asks(box, "aria-hidden") == "true"


def asks(box: Any, name: str) -> str:
    """Returns an attribute of the element that a box is of, empty without one."""
    return (box.element.get(name) or "") if box.element is not None else ""


def words_of(box: Any) -> str:
    """Returns what a drawing says of itself, title and finding; empty for a picture of another kind."""
    told = (box.element.findtext(f"{SVG}{name}") or "" for name in ("title", "desc"))
    return "；".join(filter(None, (each.strip() for each in told)))


class Quiet(dict[Any, Any]):
    """Stands in place of a page's tags while its margins are drawn."""


def complete_tags(pdf: pydyf.PDF) -> None:
    """Tells of each header cell of a PDF that is not yet written whether it heads a column or a row; links are printed too."""
    by_reference = {each.reference: each for each in pdf.objects if isinstance(each, pydyf.Dictionary)}
    for row in by_reference.values():
        if row.get("Subtype") == "/Link":
            row["F"] = PRINTED
        if row.get("S") != "/TR":
            continue
        cells = [by_reference[kid] for kid in row["K"] if kid in by_reference]
        heads = [cell for cell in cells if cell.get("S") == "/TH"]
        above = by_reference.get(row["P"], {}).get("S") == "/THead"
        scope = "/Column" if above or len(heads) == len(cells) > 1 else "/Row"
        for cell in heads:
            cell["A"]["Scope"] = scope
