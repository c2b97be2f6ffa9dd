"""The tree of administrative divisions: what lies above and below a code, its name, and what became of old codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from toolkit.kernel.text import LOCALES, Locale, Text
from toolkit.network.reader import Reader
from toolkit.topics.market.records.divisions import LEVELS, Division, Successor

_RANKS = {level: LEVELS.rank(level) for level in LEVELS}
_VOWEL_FIRST = {
    "安": "an", "尔": "er", "鄂": "e", "昂": "ang", "庵": "an", "鞍": "an", "瓯": "ou", "儿": "er", "阿": "[ae]",
    "爱": "ai", "岸": "an", "恩": "en", "澳": "ao", "峨": "e", "洱": "er",
}  # fmt: skip
"""Characters of division names whose syllable begins with a vowel: inside a word an apostrophe precedes it."""
_SUFFIX = {"区": "qu", "县": "xian", "市": "shi", "旗": "qi"}


class Regions:
    """The divisions as a tree. Codes are compared by their place in it, never by their digits (reference A.0, J.4)."""

    __slots__ = ("_children", "_counties", "_divisions", "_successors")

    def __init__(self, divisions: Iterable[Division], successors: Iterable[Successor] = ()) -> None:
        self._divisions = {division.code: division for division in divisions}
        children: dict[str, list[str]] = {}
        for code in sorted(self._divisions):
            children.setdefault(self.parent(code), []).append(code)
        self._children = {code: tuple(codes) for code, codes in children.items()}
        self._counties: dict[str, frozenset[str]] = {}
        for code in sorted(self._divisions, key=self._rank, reverse=True):
            below = (self._counties[child] for child in self.children(code))
            self._counties[code] = frozenset[str]().union(*below) or frozenset((code,))
        self._successors: dict[str, tuple[Successor, ...]] = {}
        for row in sorted(successors, key=lambda row: (row.date, row.new)):
            self._successors[row.old] = (*self._successors.get(row.old, ()), row)

    def __contains__(self, code: object) -> bool:
        return code in self._divisions

    def parent(self, code: str) -> str:
        """Returns the code above; an empty text for a province, an unknown code, or a parent that is not above it."""
        above = self._divisions[code].parent if code in self._divisions else None
        # Only a higher level counts as above: whatever the file says, climbing ends.
        return above if above in self._divisions and self._rank(above) < self._rank(code) else ""

    def children(self, code: str) -> tuple[str, ...]:
        """Returns the codes directly below, in order; of the empty text, all that have nothing above."""
        return self._children.get(code, ())

    def counties(self, code: str) -> frozenset[str]:
        """Returns the smallest divisions within a code: itself when none is below (东莞 441900), none when unknown."""
        return self._counties.get(code, frozenset())

    def expand(self, include: Iterable[str], exclude: Iterable[str] = ()) -> frozenset[str]:
        """Returns the smallest divisions within `include`, without those within `exclude`."""
        return self._all(include) - self._all(exclude)

    def path(self, code: str) -> tuple[str, str, str]:
        """Returns the full names of province, prefecture and county; empty where the tree has no such level."""
        names = {self._divisions[step].level: self._divisions[step].name for step in self._climb(code)}
        return names.get("province", ""), names.get("prefecture", ""), names.get("county", "")

    def label(self, code: str, locale: Locale) -> str:
        """Returns 浙江省杭州市临安区, or “Lin'an, Hangzhou, Zhejiang”; the code itself when it is unknown."""
        steps = [self._divisions[step] for step in self._climb(code)]
        if locale == "en":
            return ", ".join(romanised(step.short, step.pinyin) for step in steps) or code
        return "".join(step.name for step in reversed(steps)) or code

    def own_name(self, code: str) -> Text:
        """Returns the name of a division without what lies above it: 临安区, Lin'an; the code itself when it is unknown."""
        if code not in self._divisions:
            return Text(code)
        division = self._divisions[code]
        return Text(division.name, romanised(division.short, division.pinyin))

    def province(self, code: str) -> Text:
        """Returns the name of the province that a code lies in; the code itself when it is unknown."""
        top = tuple(self._climb(code))[-1:]
        return Text(*(self.label(top[0], locale) for locale in LOCALES)) if top else Text(code)

    def province_code(self, code: str) -> str:
        """Returns the code of the province that a code lies in; an empty text when the code is unknown."""
        return next(iter(tuple(self._climb(code))[-1:]), "")

    def level(self, code: str) -> Text:
        """Returns 省级, 地级 or 县级; the code itself when it is unknown."""
        return LEVELS.label(self._divisions[code].level) if code in self._divisions else Text(code)

    @property
    def revision(self) -> str:
        """Returns the revision of the newest division data, such as `2025-12`; empty without any."""
        return max((division.revision for division in self._divisions.values()), default="")

    def text(self, code: str) -> Text:
        """Returns the label in both languages."""
        return Text(*(self.label(code, locale) for locale in LOCALES))

    def successor(self, code: str) -> tuple[Successor, ...]:
        """Returns what became of a code, by date and new code; empty when it never changed."""
        return self._successors.get(code, ())

    def retired(self) -> frozenset[str]:
        """Returns the codes that have successors and are no longer among the divisions."""
        return frozenset(self._successors) - self._divisions.keys()

    def _all(self, codes: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self.counties(code) for code in codes))

    def _climb(self, code: str) -> Iterable[str]:
        while code in self._divisions:
            yield code
            code = self.parent(code)

    def _rank(self, code: str) -> int:
        return _RANKS[self._divisions[code].level]


def romanised(short: str, pinyin: str) -> str:
    """Returns a division's name as English pages print it: capitals, and the apostrophe that tells Xi'an from xian.

    Source of the apostrophe: GB/T 16159-2012. Accepted spellings, such as Harbin, have no such syllable and stay.
    """
    suffix = _SUFFIX.get(short[-1:], "")
    kept = len(suffix) if suffix and pinyin.endswith(suffix) else 0
    stem, written = short[:-1] if kept else short, pinyin
    limit = len(pinyin) - kept
    for place in range(len(stem) - 1, 0, -1):
        syllable = _VOWEL_FIRST.get(stem[place])
        if syllable is None:
            continue
        # The syllable before ends in a vowel, n or ng; so Hinggan 兴安 is not read as hingg + an.
        end = "$" if place == len(stem) - 1 else ""
        matches = list(re.compile(f"(?:(?<=[aeiouün])|(?<=ng)){syllable}{end}").finditer(written, 1, limit))
        if matches:
            limit = matches[-1].start()
            written = f"{written[:limit]}'{written[limit:]}"
    return re.sub(r"(^|[ -])(\w)", lambda m: m[1] + m[2].upper(), written)


_BUILT: WeakKeyDictionary[Reader, Regions] = WeakKeyDictionary()


def regions(reader: Reader) -> Regions:
    """Returns the tree of the divisions that a network or a view of it has; built once for each, and gone with it."""
    tree = _BUILT.get(reader)
    if tree is None:
        tree = _BUILT[reader] = Regions(reader.all(Division), reader.all(Successor))
    return tree
