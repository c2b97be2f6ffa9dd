"""The contract linter: what a text addressed to a dealer may not say, found by its meaning (reference F.3, F.4, 0b Law)."""

from __future__ import annotations

from toolkit.topics.contract.rules.lint.findings import blocking
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.contract.rules.lint.standing import LintStanding
from toolkit.topics.contract.rules.lint.table import RULES

__all__ = ["RULES", "LintStanding", "blocking", "resale_price_words"]
