"""Form fields of a PDF: what a reader types is drawn with a font of the reader's, since ours are cut to what is printed.

A subset has the characters of the printed form and no others: a name typed into it would stay blank. A font that every viewer
has by the format's own rules makes it step in for whatever characters that font lacks.
"""

from __future__ import annotations

import re

import pydyf

FONT = "Entry"
_SET_FONT = re.compile(rb"/\S+ ([0-9.]+) Tf")
_GRAPHICS = re.compile(rb"/\S+ gs ")


def make_fillable(pdf: pydyf.PDF) -> None:
    """Gives the fields of a PDF that is not yet written a font that holds any character; does nothing without fields."""
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    font = pydyf.Dictionary(
        {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"}
    )
    pdf.add_object(font)
    form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary({FONT: font.reference})})
    form["DA"] = pydyf.String(f"/{FONT} 10 Tf 0 0 0 rg")
    for each in pdf.objects:
        if isinstance(each, pydyf.Dictionary) and each.get("Subtype") == "/Widget" and "DA" in each:
            look = each["DA"].string
            look = look if isinstance(look, bytes) else look.encode()
            each["DA"] = pydyf.String(_SET_FONT.sub(rb"/%s \1 Tf" % FONT.encode(), _GRAPHICS.sub(b"", look)).decode())
