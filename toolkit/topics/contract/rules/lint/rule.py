"""What a lint rule is: a value with its finder, the law behind it, and what to write instead (reference F.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from toolkit.kernel.problem import Severity
from toolkit.kernel.text import Text
from toolkit.topics.contract.rules.lint.matching import built, places, spared
from toolkit.topics.contract.rules.lint.numerals import number_of
from toolkit.topics.contract.rules.lint.reading import plain, sentences

_DAYS = {"小时": "1/24", "日": "1", "天": "1", "工作日": "7/5", "周": "7", "星期": "7", "月": "30", "年": "365", "hour": "1/24", "day": "1", "working day": "7/5", "business day": "7/5", "week": "7", "month": "30", "year": "365"}  # fmt: skip
UNIT = "(?P<unit>(?:个)?工作日|日|天|(?:个)?小时|(?:个)?(?:周|星期)|(?:个)?月|年(?!期))"
UNITS = "(?P<unit>hours?|days?|working days?|business days?|weeks?|months?|years?)"


@dataclass(frozen=True)
class Reading:
    """A paragraph or a field as rules read it. `counted`: the place itself scores, pays or punishes; `final`: nothing may be left to fill in."""

    raw: str
    counted: bool = False
    final: bool = False

    @cached_property
    def text(self) -> str:
        """Returns the words in plain form."""
        return plain(self.raw)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Returns the sentences in plain form."""
        return sentences(self.text)


Find = Callable[[Reading], Iterator[str]]


@dataclass(frozen=True, slots=True)
class LintRule:
    """A rule: `triggers` are words of which at least one stands in every text that it can find; none means that it reads all.

    A rule with `note` may be waived only with a reference to a legal opinion.
    """

    id: str
    code: str
    severity: Severity
    title: Text
    law: Text
    advice: Text
    find: Find
    triggers: tuple[str, ...] = ()
    note: bool = False

    def found(self, reading: Reading) -> str:
        """Returns the first words of a text to which the rule applies; an empty text when there are none."""
        if self.triggers and not any(word in reading.text for word in self.triggers):
            return ""
        return next(self.find(reading), "")


def words(pattern: str, *easings: str) -> Find:
    """Returns a finder of a pattern, sentence by sentence; an easing in which «…» stands for the words makes them harmless."""
    sought, harmless = built(pattern), tuple(built(easing) for easing in easings)

    def find(reading: Reading) -> Iterator[str]:
        for sentence in reading.sentences:
            for found in places(sentence, sought):
                if not spared(sentence, found.start(), found.end(), harmless):
                    yield found[0].strip(" ,")

    return find


def lasting(*patterns: str, below: int | None = None, above: int | None = None, easings: tuple[str, ...] = ()) -> Find:
    """Returns a finder of spans of time, in days, under `below` or over `above`; each pattern names the groups `n` and `unit`."""
    sought, harmless = tuple(built(pattern) for pattern in patterns), tuple(built(easing) for easing in easings)

    def find(reading: Reading) -> Iterator[str]:
        for sentence, found in _all(reading, sought):
            days = days_of(found["n"], found["unit"])
            if days is None or not ((below is not None and days < below) or (above is not None and days > above)):
                continue
            if not spared(sentence, found.start(), found.end(), harmless):
                yield found[0].strip(" ,")

    return find


def multiple(*patterns: str, above: int, easings: tuple[str, ...] = ()) -> Find:
    """Returns a finder of multiples over `above`; a pattern names the group `n`, or `percent` for a percentage."""
    sought, harmless = tuple(built(pattern) for pattern in patterns), tuple(built(easing) for easing in easings)

    def find(reading: Reading) -> Iterator[str]:
        for sentence, found in _all(reading, sought):
            groups = found.groupdict()
            number = number_of(groups.get("n") or groups.get("percent") or "")
            least = above * (100 if groups.get("percent") else 1)
            if number is not None and number > least and not spared(sentence, found.start(), found.end(), harmless):
                yield found[0].strip(" ,")

    return find


def either(*finders: Find) -> Find:
    """Returns a finder of what any of several finds."""

    def find(reading: Reading) -> Iterator[str]:
        for finder in finders:
            yield from finder(reading)

    return find


def days_of(number: str, unit: str) -> Decimal | None:
    """Returns a span in days: a month counts 30, a year 365, five working days a week; None where the number is none."""
    value = number_of(number)
    if value is None:
        return None
    over, _, under = _DAYS[unit.removeprefix("个").removesuffix("s")].partition("/")
    return value * Decimal(over) / Decimal(under or 1)


def _all(reading: Reading, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[str, re.Match[str]]]:
    return (
        (sentence, found)
        for sentence in reading.sentences
        for pattern in patterns
        for found in places(sentence, pattern)
    )
