"""A Word file read the way Word reads it, apart from our own reader: paragraphs in order, their numbers counted from the lists."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from toolkit.kernel.wording import chinese_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Side = Literal["after", "before"]
_GONE: dict[Side, tuple[str, ...]] = {"after": ("del", "moveFrom"), "before": ("ins", "moveTo")}


class Lists:
    """The lists of a file, and their counters: those of one abstract list are shared by all that refer to it."""

    def __init__(self, numbering: bytes, styles: bytes) -> None:
        root, sheet = etree.fromstring(numbering), etree.fromstring(styles)
        self.levels: dict[str, dict[int, tuple[str, str]]] = {}
        for kind in root.findall(f"{W}abstractNum"):
            self.levels[kind.get(f"{W}abstractNumId")] = {
                int(level.get(f"{W}ilvl")): (
                    level.find(f"{W}numFmt").get(f"{W}val"),
                    level.find(f"{W}lvlText").get(f"{W}val"),
                )
                for level in kind.findall(f"{W}lvl")
            }
        self.lists: dict[str, tuple[str, dict[int, int]]] = {}
        for each in root.findall(f"{W}num"):
            starts = {
                int(o.get(f"{W}ilvl")): int(o.find(f"{W}startOverride").get(f"{W}val"))
                for o in each.findall(f"{W}lvlOverride")
            }
            self.lists[each.get(f"{W}numId")] = (each.find(f"{W}abstractNumId").get(f"{W}val"), starts)
        self.styles = {
            style.get(f"{W}styleId"): style.find(f".//{W}numId").get(f"{W}val")
            for style in sheet.findall(f"{W}style")
            if style.find(f".//{W}numId") is not None
        }
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
        self.begun: set[tuple[str, int]] = set()

    def number(self, layout: etree._Element | None) -> str:
        """The number of the next paragraph."""
        found = layout.find(f"{W}numPr") if layout is not None else None
        style = layout.find(f"{W}pStyle") if layout is not None else None
        name, level = "", 0
        if found is not None:
            name, level = found.find(f"{W}numId").get(f"{W}val"), int(found.find(f"{W}ilvl").get(f"{W}val"))
        elif style is not None:
            name = self.styles.get(style.get(f"{W}val"), "")
        if name in ("", "0"):
            return ""
        kind, starts = self.lists[name]
        shape, text = self.levels[kind][level]
        if shape == "bullet":
            return text
        counts = self.counts[kind]
        if level in starts and (name, level) not in self.begun:
            counts[level] = starts[level] - 1
            self.begun.add((name, level))
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        shown = chinese_number(counts[level]) if shape.startswith("chinese") else str(counts[level])
        return text.replace(f"%{level + 1}", shown)


def paragraphs(data: bytes, side: Side = "after", numbered: bool = True) -> list[str]:
    """The texts of a file, numbers before them, as they are once all changes are accepted, or all rejected (`before`)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lists = Lists(archive.read("word/numbering.xml"), archive.read("word/styles.xml"))
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    texts, held = [], ""
    for paragraph in body.iter(f"{W}p"):
        layout = paragraph.find(f"{W}pPr")
        mark = layout.find(f"{W}rPr") if layout is not None else None
        gone = mark is not None and any(mark.find(f"{W}{tag}") is not None for tag in _GONE[side])
        held += "".join(_words(paragraph, side))
        if gone:
            continue  # the paragraph ends no more: what is left of it joins the next one
        old = layout.find(f"{W}pPrChange/{W}pPr") if layout is not None and side == "before" else None
        number = lists.number(old if old is not None else layout)
        texts.append(f"{number}{held}" if numbered else held)
        held = ""
    return [text for text in texts if text]


def _words(node: etree._Element, side: Side) -> Iterator[str]:
    for child in node:
        name = etree.QName(child).localname
        if name in _GONE[side] or name == "pPr":
            continue
        if name in ("t", "delText"):
            yield child.text or ""
        elif name in ("br", "tab"):
            yield "\n"
        else:
            yield from _words(child, side)
