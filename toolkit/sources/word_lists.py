"""The numbers of a Word file, counted from its lists as Word counts them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from toolkit.kernel.wording import chinese_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9


@dataclass(slots=True)
class _List:
    """A list: the abstract one whose counters it shares, and the levels at which it begins anew."""

    kind: str
    starts: dict[int, int] = field(default_factory=dict)


class Lists:
    """All lists of a file, counted paragraph by paragraph."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * LEVELS)
        self._begun: set[tuple[str, int]] = set()
        self._styles: dict[str, tuple[str, int]] = {}
        for each in numbering if numbering is not None else ():
            if each.tag == f"{W}abstractNum":
                self._levels[each.get(f"{W}abstractNumId", "")] = dict(map(_level, each.findall(f"{W}lvl")))
            elif each.tag == f"{W}num":
                self._lists[each.get(f"{W}numId", "")] = _list(each)
        for style in styles.findall(f"{W}style") if styles is not None else ():
            place = _place(style.find(f"{W}pPr"))
            if place is not None:
                self._styles[style.get(f"{W}styleId", "")] = place

    def number(self, layout: etree._Element | None) -> str:
        """Returns the number that Word shows before the next paragraph; empty for none."""
        place = _place(layout)
        style = layout.find(f"{W}pStyle") if layout is not None else None
        if place is None and style is not None:
            place = self._styles.get(style.get(f"{W}val", ""))
        if place is None or place[0] not in self._lists or not 0 <= place[1] < LEVELS:
            return ""
        name, level = place
        held = self._lists[name]
        shape, text, first = self._levels.get(held.kind, {}).get(level, ("none", "", 1))
        counts = self._counts[held.kind]
        if level in held.starts and (name, level) not in self._begun:
            counts[level] = held.starts[level] - 1
            self._begun.add((name, level))
        counts[level] = counts[level] + 1 if counts[level] else max(first, 1)
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        for n in range(level + 1):
            text = text.replace(f"%{n + 1}", _shown(shape if n == level else "decimal", counts[n]))
        return text


def _shown(shape: str, count: int) -> str:
    chinese = shape.startswith(("chinese", "ideograph", "taiwanese", "japaneseCounting"))
    return chinese_number(count) if chinese and count > 0 else str(count)


def _level(level: etree._Element) -> tuple[int, tuple[str, str, int]]:
    return _whole(level, "ilvl"), (
        _value(level, "numFmt"),
        _value(level, "lvlText"),
        _number(_value(level, "start"), 1),
    )


def _list(each: etree._Element) -> _List:
    starts = {
        _whole(override, "ilvl"): _number(_value(override, "startOverride"), 1)
        for override in each.findall(f"{W}lvlOverride")
        if override.find(f"{W}startOverride") is not None
    }
    return _List(_value(each, "abstractNumId"), starts)


def _place(layout: etree._Element | None) -> tuple[str, int] | None:
    found = layout.find(f"{W}numPr") if layout is not None else None
    return (_value(found, "numId"), _number(_value(found, "ilvl"), 0)) if found is not None else None


def _value(node: etree._Element, name: str) -> str:
    found = node.find(f"{W}{name}")
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _whole(node: etree._Element, name: str) -> int:
    return _number(node.get(f"{W}{name}", ""), 0)


def _number(text: str, otherwise: int) -> int:
    """A whole number of a file, which may hold anything."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
