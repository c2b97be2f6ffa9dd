"""Files inside a PDF: written with fixed dates and in order of their names, each with its relation to the paper.

The layout engine would write dates of the day, and leaves out the relation unless the PDF is an archive one.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import md5

import pydyf

from toolkit.render.paper import Enclosure

DATED = "D:20000101000000Z"


def enclose(pdf: pydyf.PDF, enclosures: Sequence[Enclosure]) -> None:
    """Puts files into a PDF that is not yet written."""
    if not enclosures:
        return
    names, files = pydyf.Array(), pydyf.Array()
    for enclosure in sorted(enclosures, key=lambda each: each.name.encode("utf-8")):
        stream = pydyf.Stream([enclosure.data], _about(enclosure), compress=True)
        pdf.add_object(stream)
        file = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": pydyf.String(enclosure.name),
                "UF": pydyf.String(enclosure.name),
                "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
                "Desc": pydyf.String(enclosure.description or enclosure.name),
                "AFRelationship": f"/{enclosure.relationship}",
            }
        )
        pdf.add_object(file)
        names += [pydyf.String(enclosure.name), file.reference]
        files.append(file.reference)
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = files


def _about(enclosure: Enclosure) -> pydyf.Dictionary:
    digest = md5(enclosure.data, usedforsecurity=False).hexdigest()
    return pydyf.Dictionary(
        {
            "Type": "/EmbeddedFile",
            "Subtype": "/" + enclosure.media_type.replace("/", "#2f"),
            "Params": pydyf.Dictionary(
                {
                    "CheckSum": f"<{digest}>",
                    "Size": len(enclosure.data),
                    "CreationDate": pydyf.String(DATED),
                    "ModDate": pydyf.String(DATED),
                }
            ),
        }
    )
