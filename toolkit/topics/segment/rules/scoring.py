"""Levels of warnings and the churn risk that they add up to (reference K.3)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from toolkit.topics.segment.records import WarningPolicy, WarningRule

NONE, YELLOW, RED, MISSING = "none", "yellow", "red", "missing"


class Churn(NamedTuple):
    points: int
    risk: str


def passes(test: str, value: Decimal, threshold: Decimal) -> bool:
    """Returns whether a value reaches a threshold by the policy's test: above, at_least, at_most."""
    if test == "above":
        return value > threshold
    return value >= threshold if test == "at_least" else value <= threshold


def level(rule: WarningRule, value: Decimal | None, share: Decimal | None = None) -> str:
    """Returns none, yellow, red or missing; a `share` above the rule's red share is red whatever the value is (W4)."""
    if value is None:
        return MISSING
    if share is not None and rule.red_share is not None and share > rule.red_share:
        return RED
    if passes(rule.test, value, rule.red):
        return RED
    return YELLOW if passes(rule.test, value, rule.yellow) else NONE


def points(policy: WarningPolicy, rule: WarningRule, found: str) -> int:
    """Returns what a level counts: yellow and red by the policy, twice for a double warning; nothing for missing data."""
    single = {YELLOW: policy.yellow_points, RED: policy.red_points}.get(found, 0)
    return single * (2 if rule.double else 1)


def risk(policy: WarningPolicy, total: int) -> str:
    """Returns the band of the churn risk: low, medium, high."""
    if total >= policy.high_from:
        return "high"
    return "medium" if total >= policy.medium_from else "low"


def churn(policy: WarningPolicy, levels: Mapping[str, str]) -> Churn:
    """Returns points and risk of some warnings' levels. Test K-1: W1 red, W3 and W8 yellow are 8, high."""
    total = sum(points(policy, rule, levels.get(rule.code, MISSING)) for rule in policy.warnings)
    return Churn(total, risk(policy, total))
