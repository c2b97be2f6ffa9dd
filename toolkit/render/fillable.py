"""Form fields of a PDF: what a reader types is drawn with a font of the reader's, since ours are cut to what is printed.

A subset has the characters of the printed form and no others: a name typed into it would stay blank. The standard Chinese
font that the format names is not embedded, by its own rules, and every viewer has a face for it.
"""

from __future__ import annotations

import re

import pydyf

FONT = "Entry"
_SET_FONT = re.compile(rb"/\S+ ([0-9.]+) Tf")
_GRAPHICS = re.compile(rb"/\S+ gs ")


def make_fillable(pdf: pydyf.PDF) -> None:
    """Gives the fields of a PDF that is not yet written a font that holds every Chinese character; does nothing without fields."""
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    font = _font(pdf)
    form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary({FONT: font.reference})})
    form["DA"] = pydyf.String(f"/{FONT} 10 Tf 0 0 0 rg")
    for each in pdf.objects:
        if isinstance(each, pydyf.Dictionary) and each.get("Subtype") == "/Widget" and "DA" in each:
            look = each["DA"].string
            look = look if isinstance(look, bytes) else look.encode()
            each["DA"] = pydyf.String(_SET_FONT.sub(rb"/%s \1 Tf" % FONT.encode(), _GRAPHICS.sub(b"", look)).decode())


def _font(pdf: pydyf.PDF) -> pydyf.Dictionary:
    """The Song face that viewers of PDFs know by name, for texts in UTF-16."""
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": "/STSong-Light",
            "Flags": 6,
            "FontBBox": pydyf.Array([-25, -254, 1000, 880]),
            "ItalicAngle": 0,
            "Ascent": 880,
            "Descent": -120,
            "CapHeight": 880,
            "StemV": 93,
        }
    )
    pdf.add_object(descriptor)
    descendant = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType0",
            "BaseFont": "/STSong-Light",
            "CIDSystemInfo": pydyf.Dictionary(
                {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("GB1"), "Supplement": 4}
            ),
            "DW": 1000,
            "W": pydyf.Array([1, pydyf.Array([207, 270, 342, 467, 462, 797, 710, 239, 374]), 10, 94, 500]),
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(descendant)
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": "/STSong-Light",
            "Encoding": "/UniGB-UTF16-H",
            "DescendantFonts": pydyf.Array([descendant.reference]),
        }
    )
    pdf.add_object(font)
    return font
