"""The bytes of a PDF: only what is referred to, one stream of objects, cross-references that compress, fonts without their wrapper."""

from __future__ import annotations

import re
import struct
import zlib
from codecs import BOM_UTF16_BE
from collections import deque
from functools import lru_cache
from hashlib import md5
from typing import Any

import pydyf

_REFERENCE = re.compile(rb"(\d+) 0 R")
_PAIR = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]+)>")
_NEEDS_NO_SPACE = frozenset(b"/([<")
_ESCAPED = re.compile(rb"[\\()\r]")
_ESCAPES = {b"\\": rb"\\", b"(": rb"\(", b")": rb"\)", b"\r": rb"\r"}
PAGE = 30_000
"""Below so many bytes a stream may be that of a page in common; fonts are larger, and would fill the memory."""
FULL_WIDTH = 1000
"""The width that a glyph of a PDF has when nothing else is said of it, in thousandths of the size."""


def written(pdf: pydyf.PDF, identifier: bytes, version: bytes = b"1.7") -> bytes:
    """Returns the file. Raises ValueError for a reference to nothing."""
    pdf.pages["Kids"] = pydyf.Array(pdf.page_references)
    if pdf.info:
        pdf.add_object(pdf.info)
    return _File(pdf).whole(version, identifier)


def name_pages_once(pdf_class: Any) -> None:
    """Lets a PDF keep the references of its pages: the engine asks for them with each tag, and the class would write all of them."""

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        numbers = pdf.pages["Kids"][::3]
        held: tuple[bytes, ...] = pdf.__dict__.get("named_pages", ())
        if len(held) != len(numbers):
            held = pdf.__dict__["named_pages"] = tuple(b"%d 0 R" % number for number in numbers)
        return held

    pdf_class.page_references = property(page_references)


def bare_fonts(pdf: pydyf.PDF) -> None:
    """Leaves of each font the outlines alone: a PDF says widths and text by itself, and repeats no width that is the usual one."""
    for each in pdf.objects:
        if not isinstance(each, pydyf.Dictionary):
            continue
        if each.get("Type") == "/FontDescriptor" and "FontFile3" in each:
            stream = pdf.objects[int(each["FontFile3"].split(b" ")[0])]
            outlines = table(b"".join(stream.stream), b"CFF ")
            if outlines and stream.extra.get("Subtype") == "/OpenType":
                stream.stream, stream.extra = [outlines], pydyf.Dictionary({"Subtype": "/CIDFontType0C"})
        if "ToUnicode" in each:
            _brief_text_map(pdf.objects[int(each["ToUnicode"].split(b" ")[0])])
        if "W" in each and each.get("Type") == "/Font":
            each["W"] = _unusual(each["W"])


def _brief_text_map(stream: pydyf.Stream) -> None:
    """Writes the text of consecutive glyphs as one list each, without repeating their numbers."""
    lines = [item if isinstance(item, bytes) else item.encode() for item in stream.stream]
    pairs = sorted((int(found[1], 16), found[2]) for line in lines if (found := _PAIR.fullmatch(line)))
    runs: list[tuple[int, list[bytes]]] = []
    for glyph, text in pairs:
        if runs and runs[-1][0] + len(runs[-1][1]) == glyph and glyph % 256:
            runs[-1][1].append(text)
        else:
            runs.append((glyph, [text]))
    first = next((place for place, line in enumerate(lines) if line.endswith(b"beginbfchar")), len(lines))
    body = []
    for start in range(0, len(runs), 100):
        part = runs[start : start + 100]
        body.append(b"%d beginbfrange" % len(part))
        for glyph, texts in part:
            body.append(
                b"<%04x><%04x>[%s]" % (glyph, glyph + len(texts) - 1, b"".join(b"<%s>" % each for each in texts))
            )
        body.append(b"endbfrange")
    last = max((place for place, line in enumerate(lines) if line == b"endbfchar"), default=len(lines) - 1)
    stream.stream = lines[:first] + body + lines[last + 1 :]


def plain(stream: pydyf.Stream) -> bytes:
    """Returns what a stream holds, before it is compressed."""
    return b"\n".join(item if isinstance(item, bytes) else pydyf._to_bytes(item) for item in stream.stream)


def table(font: bytes, tag: bytes) -> bytes:
    """Returns a table of an OpenType file; empty where it has none."""
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * count, 16):
        name, _, start, length = struct.unpack_from(">4sLLL", font, place)
        if name == tag:
            return font[start : start + length]
    return b""


def _unusual(widths: pydyf.Array) -> pydyf.Array:
    """The runs of widths that differ from the usual one."""
    kept = pydyf.Array()
    for place in range(0, len(widths), 2):
        after = None
        for glyph, width in enumerate(widths[place + 1], widths[place]):
            if width == FULL_WIDTH:
                continue
            if after != glyph:
                kept += [glyph, pydyf.Array()]
            kept[-1].append(width)
            after = glyph + 1
    return kept


class _File:
    """The objects that are reached from the catalogue, numbered in the order in which they are met."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._objects = pdf.objects
        self._numbers: dict[int, int] = {}
        self._waiting: deque[int] = deque()
        self._catalog, self._info = pdf.catalog, pdf.info
        self._plain: list[tuple[int, bytes]] = []
        self._streams: list[tuple[int, bytes]] = []
        self._meet(pdf.catalog.number)
        if pdf.info:
            self._meet(pdf.info.number)
        while self._waiting:
            number = self._waiting.popleft()
            self._take(self._objects[number], self._numbers[number])

    def _meet(self, number: int) -> int:
        if number not in self._numbers:
            if not 0 < number < len(self._objects):
                raise ValueError(f"no object {number}")
            self._numbers[number] = len(self._numbers) + 1
            self._waiting.append(number)
        return self._numbers[number]

    def _take(self, each: pydyf.Object, number: int) -> None:
        if not isinstance(each, pydyf.Stream):
            self._plain.append((number, self._data(each)))
            return
        body = plain(each)
        extra = dict(each.extra)
        if each.compress:
            extra["Filter"] = "/FlateDecode"
            body = _deflated(body) if len(body) < PAGE else zlib.compress(body, 9)
        self._streams.append((number, _stream(self._dictionary(extra), body)))

    def _data(self, value: object) -> bytes:
        """A value as it is written, its references by their new numbers."""
        if isinstance(value, dict):
            return self._dictionary(value)
        if isinstance(value, list):
            return _array([self._data(each) for each in value])
        if isinstance(value, bytes):
            found = _REFERENCE.fullmatch(value)
            return b"%d 0 R" % self._meet(int(found[1])) if found else value
        if isinstance(value, pydyf.String):
            return _string(value)
        return bytes(pydyf._to_bytes(value))

    def _dictionary(self, values: dict[str, object]) -> bytes:
        pieces = []
        for key, value in values.items():
            data = self._data(value)
            pieces.append(b"/" + pydyf._to_bytes(key) + (b"" if data[0] in _NEEDS_NO_SPACE else b" ") + data)
        return b"<<" + b"".join(pieces) + b">>"

    def whole(self, version: bytes, identifier: bytes) -> bytes:
        """The file: header, streams, the other objects in one stream, cross-references."""
        out = bytearray(b"%PDF-" + version + b"\n%\xf0\x9f\x96\xa4\n")
        count = len(self._numbers)
        rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        for number, data in self._streams:
            rows[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
        held = count + 1
        places, position = [], 0
        for index, (number, data) in enumerate(self._plain):
            rows[number] = (2, held, index)
            places.append(b"%d %d" % (number, position))
            position += len(data) + 1
        head = b" ".join(places)
        body = b"\n".join([head, *(data for _, data in self._plain)])
        about = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode>>" % (len(self._plain), len(head) + 1)
        rows[held] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (held, _stream(about, zlib.compress(body, 9)))
        rows[held + 1] = (1, len(out), 0)
        start = len(out)
        digest = md5(out, usedforsecurity=False).hexdigest().encode()
        info = b"/Info %d 0 R" % self._numbers[self._info.number] if self._info else b""
        about = (
            b"<</Type/XRef/W[1 4 2]/Size %d/Root %d 0 R%s/ID[(%s)(%s)]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>>>"
            % (held + 2, self._numbers[self._catalog.number], info, identifier, digest)
        )
        out += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (held + 1, _stream(about, _predicted(rows)), start)
        return bytes(out)


def _predicted(rows: dict[int, tuple[int, int, int]]) -> bytes:
    """The cross-references, each row as its difference from the one before: numbers that grow evenly compress to nothing."""
    before, lines = bytes(7), []
    for number in range(len(rows)):
        row = struct.pack(">BLH", *rows[number])
        lines.append(b"\2" + bytes((new - old) & 255 for new, old in zip(row, before, strict=True)))
        before = row
    return zlib.compress(b"".join(lines), 9)


def _stream(about: bytes, body: bytes) -> bytes:
    return about[:-2] + b"/Length %d>>\nstream\n%s\nendstream" % (len(body), body)


@lru_cache(maxsize=256)
def _deflated(body: bytes) -> bytes:
    """Compressed bytes; kept, for the pages that many papers have in common come again."""
    return zlib.compress(body, 9)


def _string(value: pydyf.String) -> bytes:
    text = value.string
    data = (
        text
        if isinstance(text, bytes)
        else text.encode()
        if text.isascii()
        else BOM_UTF16_BE + text.encode("utf-16-be")
    )
    return b"(" + _ESCAPED.sub(lambda found: _ESCAPES[found.group()], data) + b")"


def _array(items: list[bytes]) -> bytes:
    out = b""
    for item in items:
        out += b" " + item if out and item[0] not in _NEEDS_NO_SPACE and out[-1] not in b")]>" else item
    return b"[" + out + b"]"
