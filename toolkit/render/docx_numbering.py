"""Word's own numbering: which list a paragraph belongs to, so that Word counts to the very number that is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.kernel.text import Locale
from toolkit.kernel.wording import chinese_number
from toolkit.render.docx_xml import element, part, valued

ARTICLES, BULLETS, LOOSE = 1, 2, 3
"""The three lists: 第一条 with what stands below it, dashes, and numbers that stand under no article."""
LEVELS = 4
DASH = "—"
_INDENTS = ((0, 0), (0, 480), (480, 360), (960, 240))
"""Left and first line of each level, in twentieths of a point: a character of the text is 240."""


def label(level: int, count: int, locale: Locale) -> str:
    """Returns the number that Word shows for the `count`th paragraph of a level."""
    if level == 0:
        return f"第{chinese_number(count)}条" if locale == "zh" else f"Article {count}"
    if level == 1:
        return f"{count}."
    return f"（{count}）" if locale == "zh" else f"({count})"


@dataclass(slots=True)
class Restarts:
    """Lists that begin again in the middle of an article, or after a text between: each has an id and the level that restarts."""

    found: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, family: int, level: int) -> int:
        """Returns the id of a new list of a family that begins at 1 on `level`."""
        number = LOOSE + 1 + len(self.found)
        self.found[number] = (family, level)
        return number


@dataclass(slots=True)
class Counting:
    """Counts as Word does, paragraph by paragraph; `restarts` may be shared by two countings of one document."""

    locale: Locale
    restarts: Restarts
    counts: dict[int, list[int]] = field(default_factory=lambda: {ARTICLES: [0] * LEVELS, LOOSE: [0] * LEVELS})
    lists: dict[int, list[int]] = field(
        default_factory=lambda: {ARTICLES: [ARTICLES] * LEVELS, LOOSE: [LOOSE] * LEVELS}
    )
    family: int = LOOSE

    def begin(self) -> None:
        """A new part: what is numbered before its first article stands in a list of its own."""
        self.family = LOOSE

    def place(self, level: int, number: str, restart: int | None = None) -> tuple[int, int] | None:
        """Returns list and level of a paragraph, or None where Word would show another number than the one given.

        `restart` is the list that another counting has begun at this very paragraph, to be used again.
        """
        if number == DASH:
            return BULLETS, min(level, LEVELS - 1)
        if not 0 <= level < LEVELS:
            return None
        if level == 0:
            self.family = ARTICLES
        counts, lists = self.counts[self.family], self.lists[self.family]
        if number == label(level, counts[level] + 1, self.locale):
            counts[level] += 1
        elif level > 0 and number == label(level, 1, self.locale):
            again = restart if restart in self.restarts.found else self.restarts.add(self.family, level)
            lists[level:] = [again] * (LEVELS - level)
            counts[level] = 1
        else:
            return None
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        if level == 0:
            lists[1:] = [ARTICLES] * (LEVELS - 1)
        return lists[level], level


def numbering_part(locale: Locale, restarts: Restarts) -> str:
    """Returns the part of the file that says how its lists count."""
    lists = [element("w:num", {"w:numId": n}, valued("w:abstractNumId", n)) for n in (ARTICLES, BULLETS, LOOSE)]
    for number, (family, level) in restarts.found.items():
        start = element("w:lvlOverride", {"w:ilvl": level}, valued("w:startOverride", 1))
        lists.append(element("w:num", {"w:numId": number}, valued("w:abstractNumId", family) + start))
    kinds = (_kind(ARTICLES, locale), _kind(BULLETS, locale), _kind(LOOSE, locale))
    return part("w:numbering", "".join((*kinds, *lists)))


def _kind(family: int, locale: Locale) -> str:
    inside = valued("w:multiLevelType", "multilevel") + "".join(_levels(family, locale))
    return element("w:abstractNum", {"w:abstractNumId": family}, inside)


def _levels(family: int, locale: Locale) -> Iterator[str]:
    for level, (left, first) in enumerate(_INDENTS):
        shape, text = _shape(family, level, locale)
        tied = valued("w:pStyle", "Article") if family == ARTICLES and level == 0 else ""
        yield element(
            "w:lvl",
            {"w:ilvl": level},
            valued("w:start", 1)
            + valued("w:numFmt", shape)
            + tied
            + valued("w:suff", "space")
            + valued("w:lvlText", text)
            + valued("w:lvlJc", "left")
            + element("w:pPr", None, element("w:ind", {"w:left": left, "w:firstLine": first})),
        )


def _shape(family: int, level: int, locale: Locale) -> tuple[str, str]:
    """The format of a level's number, and the text around it: %2 is the count of the second level."""
    if family == BULLETS:
        return "bullet", DASH
    if level == 0:
        return ("chineseCountingThousand", "第%1条") if locale == "zh" else ("decimal", "Article %1")
    if level == 1:
        return "decimal", "%2."
    return "decimal", f"（%{level + 1}）" if locale == "zh" else f"(%{level + 1})"
