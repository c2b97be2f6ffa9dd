"""What an amendment takes from the dealer: higher targets, less ground, another policy (reference 0b, the dealer's voice)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.territory import counties_of
from toolkit.topics.market.rules import Regions

_WEIGHT = {"non_exclusive": 1, "sole": 2, "exclusive": 3}
"""The stronger a grant, the fewer sell beside the dealer."""


def worsened(before: Contract, after: Contract, tree: Regions) -> tuple[Text, ...]:
    """Returns in what the later terms are worse for the dealer than the earlier ones: targets, territory, policy."""
    return tuple(reason for found in (_targets, _policy) for reason in found(before, after)) + tuple(
        _ground(before, after, tree)
    )


def _targets(before: Contract, after: Contract) -> Iterator[Text]:
    asked = {(row.quarter, row.line): row.amount for row in before.targets.quarters}
    years = {(row.year, row.line): row.amount for row in before.targets.years}
    higher = any(row.amount > asked.get((row.quarter, row.line), 0) for row in after.targets.quarters)
    if higher or any(row.amount > years.get((row.year, row.line), 0) for row in after.targets.years):
        yield Text("目标提高", "higher targets")
    if (after.targets.guaranteed_minimum or 0) > (before.targets.guaranteed_minimum or 0):
        yield Text("保底额提高", "a higher guaranteed minimum")


def _ground(before: Contract, after: Contract, tree: Regions) -> Iterator[Text]:
    held, left = _units(before, tree), _units(after, tree)
    if held.keys() - left.keys():
        yield Text("区域、渠道或产品线减少", "less territory, channels or lines")
    if any(left[unit] < weight for unit, weight in held.items() if unit in left):
        yield Text("授权性质减弱", "a weaker grant")


def _units(contract: Contract, tree: Regions) -> dict[tuple[str, str, str], int]:
    """The weight of the grant by county, line and channel."""
    found: dict[tuple[str, str, str], int] = {}
    for scope in contract.scopes:
        weight = _WEIGHT[scope.grant]
        for county in counties_of(scope, tree):
            for line in scope.lines:
                for channel in scope.channels:
                    unit = (county, line, channel)
                    found[unit] = max(found.get(unit, 0), weight)
    return found


def _policy(before: Contract, after: Contract) -> Iterator[Text]:
    if before.rebate_policy != after.rebate_policy:
        yield Text("返利政策变更", "another rebate policy")
    if before.evaluation_policy != after.evaluation_policy:
        yield Text("考核政策变更", "another evaluation policy")
