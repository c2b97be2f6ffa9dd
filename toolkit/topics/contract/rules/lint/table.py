"""The rules of the linter, in one table, and what they find in one text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from toolkit.topics.contract.rules.lint.banned import BANNED
from toolkit.topics.contract.rules.lint.competition import COMPETITION
from toolkit.topics.contract.rules.lint.fairness import FAIRNESS
from toolkit.topics.contract.rules.lint.rule import LintRule, Reading
from toolkit.topics.contract.rules.lint.sums import SUMS
from toolkit.topics.contract.rules.lint.whole import WHOLE

RULES: tuple[LintRule, ...] = (*BANNED, *COMPETITION, *FAIRNESS, *SUMS, *WHOLE)
BY_ID: Mapping[str, LintRule] = {rule.id: rule for rule in RULES}
_ON_TEXT = (*BANNED, *COMPETITION, *FAIRNESS, *SUMS)


@lru_cache(maxsize=1 << 16)
def lint(text: str, counted: bool = False, final: bool = False) -> tuple[tuple[LintRule, str], ...]:
    """Returns each rule that finds something in a text, with the words that it finds; dealers' texts are often alike."""
    reading = Reading(text, counted, final)
    return tuple((rule, words) for rule in _ON_TEXT if (words := rule.found(reading)))
