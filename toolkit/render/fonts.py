"""The two faces of a paper, Song (serif) and Hei (sans), cut down to the characters that the paper prints.

The source fonts have 31,000 glyphs each; laying out with the whole of them costs several times the bytes and a quarter
of the speed. A subset's first family name carries its digest: two subsets of one family in one PDF would otherwise be
taken for one font, and letters drawn from the wrong one. Style sheets say "Song" and "Hei", its second family name.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from pathlib import Path

import pylopdf_fonts_jp as rare_fonts
import pylopdf_fonts_zh_cn as source_fonts
import uharfbuzz as hb

from toolkit.kernel.digest import digest_bytes, short

SOURCES = (("Song", source_fonts.serif_path), ("Hei", source_fonts.sans_path), ("Rare", rare_fonts.serif_path))
"""Song and Hei by their style-sheet names; Rare has the few name characters that both lack, such as 𠮷, and nothing else."""

# Drawn without standing in the HTML: page and list counters, list markers, hyphens, and what a change of case may need.
ALWAYS = frozenset(
    "".join(map(chr, range(0x20, 0x7F)))
    + "　，。、；：？！（）〔〕【】《》〈〉「」『』“”‘’—…·～％￥¥№§•◦▪■‐–-−×÷±°"
    + "〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟元角分整正第条章款项页共"
    + "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥①②③④⑤⑥⑦⑧⑨⑩"
)

# White space is drawn with the font of the letter before it, so no subset may lack it.
SPACES = frozenset(" \u00a0\u2002\u2003\u3000")

# The upright layout features of the two sources; the vertical ones would pull in glyphs that no paper uses.
_FEATURES = ("ccmp", "halt", "hwid", "kern", "liga", "locl", "mark", "palt")
_TABLES = ("CFF ", "GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "post")
_CUT = hb.SubsetFlags.CFF_IDENTITY_CHARSET | hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.NO_HINTING
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})[ \t\r\n\f]?")


@dataclass(frozen=True, slots=True)
class Subset:
    """A face cut to some characters: an OpenType file whose family names are `name` first, then `family`."""

    family: str
    name: str
    data: bytes

    def rule(self) -> str:
        """Returns the @font-face rule under which the engine finds the file as `asset:///name`."""
        return f'@font-face{{font-family:"{self.name}";src:url("asset:///{self.name}")}}'


class Face:
    """A source font kept open between documents; opening it costs more than cutting it."""

    def __init__(self, family: str, path: Path, without: frozenset[str] = frozenset()) -> None:
        self.family = family
        source = hb.Face(hb.Blob.from_file_path(str(path)))
        self._tables = {tag: bytes(source.reference_table(tag).data) for tag in _TABLES}
        self._tables["name"] = _name_table(family)
        self._face = hb.Face.create_for_tables(lambda _face, tag, _data: self._tables.get(tag), None)
        self._face.set_get_table_tags_func(lambda _face, *_data: list(self._tables), None)
        self.characters = frozenset(map(chr, source.unicodes)) - without

    def cut(self, characters: Iterable[str]) -> Subset:
        """Returns the face with the glyphs of `characters` alone, as far as it has them; about 3 ms for 700.

        The CFF charset is renumbered to identity: a PDF names glyphs by number, and viewers disagree on what a number
        means where the two differ (the Chinese is blank in some).
        """
        order = hb.SubsetInput()
        order.flags = _CUT
        order.unicode_set.update(map(ord, SPACES.union(characters)))
        order.layout_feature_tag_set.clear()
        for tag in _FEATURES:
            order.layout_feature_tag_set.add(int.from_bytes(tag.encode(), "big"))
        # Its library is loaded with the first paper: telling what a code means needs none of it.
        from toolkit.render.outlines import coarse

        data = coarse(bytes(hb.subset(self._face, order).blob.data))
        return Subset(self.family, f"{self.family}-{short(digest_bytes(data))}", data)


@cache
def faces() -> tuple[Face, ...]:
    """Returns the open faces, Song first: opened once in a process, at the first paper."""
    opened: list[Face] = []
    for family, path in SOURCES:
        rare = family == "Rare"
        opened.append(
            Face(family, path(), frozenset().union(*(face.characters for face in opened)) if rare else frozenset())
        )
    return tuple(opened)


@cache
def drawable() -> frozenset[str]:
    """Returns every character that at least one face has a glyph for."""
    return frozenset().union(*(face.characters for face in faces()))


def cut_all(characters: frozenset[str]) -> tuple[Subset, ...]:
    """Returns one subset for each face that has any of `characters`; none for an empty set."""
    return tuple(face.cut(wanted) for face in faces() if (wanted := face.characters & characters))


def characters_of_html(html: str) -> frozenset[str]:
    """Returns the characters that laying out `html` may draw: a superset that counts markup and attributes as text."""
    return frozenset(unescape(html)) | _escaped(html)


@lru_cache(maxsize=64)
def characters_of_style(css: str) -> frozenset[str]:
    """Returns the characters of a style sheet, without its comments, and those that its `\\4e00` escapes stand for."""
    live = _COMMENT.sub("", css)
    return frozenset(live) | _escaped(live)


def pin_fontconfig() -> None:
    """Makes the engine see no font but ours, and no locale: call it before the engine is imported."""
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    os.environ["FC_LANG"] = "zh-cn"
    os.environ["PANGO_LANGUAGE"] = "zh-cn:en"


def _escaped(css: str) -> frozenset[str]:
    codes = {int(code, 16) for code in _ESCAPE.findall(css)} if "\\" in css else set()
    return frozenset(chr(code) for code in codes if code <= 0x10FFFF)


def _name_table(family: str) -> bytes:
    """An OpenType `name` table that calls a font `family`, Regular (Windows platform, Unicode, US English)."""
    names = ((1, family), (2, "Regular"), (4, family), (6, family))
    head = struct.pack(">HHH", 0, len(names), 6 + 12 * len(names))
    rows, text = b"", b""
    for number, value in names:
        encoded = value.encode("utf-16-be")
        rows += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(encoded), len(text))
        text += encoded
    return head + rows + text
