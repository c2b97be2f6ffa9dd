"""The parts of a Word file from outside, opened with care: sizes are bounded before anything is unpacked, no entity is followed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.sources.word_problems import DOCTYPE, MACROS, NOT_WORD, OUTSIDE, TOO_LARGE

LARGEST = 16 << 20
UNPACKED = 64 << 20
MOST_PARTS = 2000
DEEPEST = 200
_TYPES = "[Content_Types].xml"
_DOCUMENT = "word/document.xml"
_WANTED = (_TYPES, _DOCUMENT, "word/comments.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml")
_HYPERLINK = "/relationships/hyperlink"

Parts = dict[str, etree._Element]


def open_word(name: str, data: bytes) -> tuple[Parts | None, tuple[Problem, ...]]:
    """Returns the XML of the parts that a reader needs, by name, or why the file is refused."""
    where = Origin(name)
    if len(data) > LARGEST:
        why = Text(f"超过 {LARGEST >> 20} MiB", f"more than {LARGEST >> 20} MiB")
        return None, (TOO_LARGE.at(where, name=name, why=why),)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            problems = tuple(_wrong(name, archive))
            return (None, problems) if problems else _parsed(name, archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        why = Text("文件损坏，或不是 .docx", "it is damaged, or no .docx")
        return None, (NOT_WORD.at(where, name=name, why=why),)


def _wrong(name: str, archive: zipfile.ZipFile) -> Iterator[Problem]:
    """What the table of contents alone says against a file."""
    where, entries = Origin(name), archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_PARTS:
        why = Text(f"{len(entries)} 个部件", f"{len(entries)} parts")
        yield TOO_LARGE.at(where, name=name, why=why)
    elif sum(entry.file_size for entry in entries) > UNPACKED:
        why = Text(f"解开后超过 {UNPACKED >> 20} MiB", f"more than {UNPACKED >> 20} MiB unpacked")
        yield TOO_LARGE.at(where, name=name, why=why)
    elif any(entry.flag_bits & 1 for entry in entries):
        yield NOT_WORD.at(where, name=name, why=Text("已加密", "it is encrypted"))
    elif len(set(names)) != len(names) or not {_TYPES, _DOCUMENT} <= set(names):
        yield NOT_WORD.at(
            where, name=name, why=Text("缺少正文或部件重名", "its text is missing, or parts share a name")
        )
    elif name.lower().endswith(".docm") or any(each.lower().endswith("vbaproject.bin") for each in names):
        yield MACROS.at(where, name=name)


def _parsed(name: str, archive: zipfile.ZipFile) -> tuple[Parts | None, tuple[Problem, ...]]:
    where, parts, room = Origin(name), Parts(), UNPACKED
    for part in archive.namelist():
        if part not in _WANTED and not part.endswith(".rels"):
            continue
        with archive.open(part) as stream:
            text = stream.read(room + 1)
        room -= len(text)
        if room < 0:
            # A zip may lie about what its parts unpack to.
            return None, (
                TOO_LARGE.at(where, name=name, why=Text("解开后超出所报大小", "it unpacks to more than it says")),
            )
        if problem := _unsafe(name, part, text):
            return None, (problem,)
        try:
            parts[part] = etree.fromstring(text, _parser())
        except etree.XMLSyntaxError:
            why = Text(f"{part} 不是完整的 XML", f"{part} is no sound XML")
            return None, (NOT_WORD.at(where, name=name, why=why),)
    problems = (*_macros(name, parts), *_outside(name, parts))
    return (None, problems) if problems else (parts, ())


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False, remove_pis=True
    )


def _unsafe(name: str, part: str, text: bytes) -> Problem | None:
    """A part with entities, or in a coding in which they could not be seen."""
    if text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in text[:64]:
        return NOT_WORD.at(Origin(name), name=name, why=Text(f"{part} 不是 UTF-8", f"{part} is not UTF-8"))
    head = text[:200].split(b"?>", 1)[0].lower()
    if b"encoding" in head and b"utf-8" not in head and b"us-ascii" not in head:
        return NOT_WORD.at(Origin(name), name=name, why=Text(f"{part} 不是 UTF-8", f"{part} is not UTF-8"))
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        return DOCTYPE.at(Origin(name), name=name, part=part)
    return None


def _macros(name: str, parts: Parts) -> Iterator[Problem]:
    kinds = (each.get("ContentType", "") for each in parts[_TYPES])
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in kinds):
        yield MACROS.at(Origin(name), name=name)


def _outside(name: str, parts: Parts) -> Iterator[Problem]:
    for part, root in parts.items():
        if part.endswith(".rels"):
            for each in root:
                if each.get("TargetMode") == "External" and not each.get("Type", "").endswith(_HYPERLINK):
                    yield OUTSIDE.at(Origin(name), name=name, target=each.get("Target", "")[:80])
