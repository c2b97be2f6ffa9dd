"""XML as text: elements with escaped attributes and words, for the parts of a Word file."""

from __future__ import annotations

from collections.abc import Mapping

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escaped(text: str) -> str:
    """Returns text as it stands in XML, between tags or in an attribute."""
    return text.translate(_ESCAPES)


def element(name: str, attributes: Mapping[str, object] | None = None, inside: str = "") -> str:
    """Returns an element; `inside` is XML already."""
    given = "".join(f' {key}="{escaped(str(value))}"' for key, value in (attributes or {}).items())
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


def valued(name: str, value: object) -> str:
    """Returns an element of Word whose one attribute is `w:val`."""
    return f'<{name} w:val="{escaped(str(value))}"/>'


def part(root: str, inside: str) -> str:
    """Returns a whole part of the file: its root element with the namespaces that Word's parts use."""
    return f"{HEAD}<{root} {NAMESPACES}>{inside}</{root}>"


def words(text: str, deleted: bool = False) -> str:
    """Returns the words of a run: a line feed breaks the line, a tab is a tab."""
    name = "w:delText" if deleted else "w:t"
    found = []
    for n, line in enumerate(text.split("\n")):
        found.append("<w:br/>" if n else "")
        for m, piece in enumerate(line.split("\t")):
            found.append("<w:tab/>" if m else "")
            if piece:
                found.append(f'<{name} xml:space="preserve">{escaped(piece)}</{name}>')
    return "".join(found)
