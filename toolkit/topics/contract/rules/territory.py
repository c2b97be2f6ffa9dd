"""Where two contracts claim the same ground: county × product line × channel × day (DOMAIN A.3, J.4, 0b number 17).

Exclusive and sole grants conflict with any other dealer's claim. A second-level dealer works inside the territory of the
dealer above it, so those two never conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from toolkit.kernel.period import Span
from toolkit.network.network import Network
from toolkit.topics.contract.records import Contract, Scope
from toolkit.topics.contract.rules.standing import in_force_span
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.rules import Regions, regions


@dataclass(frozen=True, slots=True)
class Claim:
    """One scope of one contract over the days on which it binds or is meant to bind."""

    contract: Contract
    scope: Scope
    place: int
    span: Span
    counties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Ground that two contracts both claim, at least one of them exclusively or solely."""

    first: Claim
    second: Claim
    counties: tuple[str, ...]
    lines: tuple[str, ...]
    channels: tuple[str, ...]
    days: Span


def counties_of(scope: Scope, tree: Regions) -> frozenset[str]:
    """Returns the smallest divisions that a scope covers, exclusions taken out."""
    return tree.expand(scope.regions, scope.exclusions)


def overlaps(network: Network) -> tuple[Overlap, ...]:
    """Returns every overlap between the contracts of two dealers, drafts included: a draft must not be signed into one.

    Only pairs that share a county and a line are compared, so time grows with the claims on one ground, not with their square.
    """
    tree = regions(network)
    parents = {profile.id: profile.parent for profile in network.all(DealerProfile)}
    claims = tuple(_claims(network, tree))
    found = (_overlap(claims[a], claims[b]) for a, b in _near(claims))
    return tuple(
        overlap
        for overlap in found
        if overlap and not _related(overlap.first.contract.dealer, overlap.second.contract.dealer, parents)
    )


def _claims(network: Network, tree: Regions) -> Iterator[Claim]:
    for contract in network.all(Contract):
        span = in_force_span(contract) or Span.inclusive(contract.term.start, contract.term.end)
        if contract.status == "ended" and contract.signed_on is None:
            continue
        for place, scope in enumerate(contract.scopes):
            yield Claim(contract, scope, place, span, counties_of(scope, tree))


def _near(claims: tuple[Claim, ...]) -> list[tuple[int, int]]:
    """Pairs of claims with a county and a line in common, of which one is exclusive or sole."""
    by_ground: dict[tuple[str, str], list[int]] = {}
    for place, claim in enumerate(claims):
        for county in claim.counties:
            for line in claim.scope.lines:
                by_ground.setdefault((county, line), []).append(place)
    pairs = {pair for places in by_ground.values() if len(places) > 1 for pair in combinations(places, 2)}
    return sorted(pair for pair in pairs if any(claims[p].scope.grant != "non_exclusive" for p in pair))


def _overlap(first: Claim, second: Claim) -> Overlap | None:
    if first.contract.dealer == second.contract.dealer:
        return None
    days = first.span.meets(second.span)
    channels = [channel for channel in first.scope.channels if channel in second.scope.channels]
    if days is None or not channels:
        return None
    lines = tuple(line for line in first.scope.lines if line in second.scope.lines)
    return Overlap(first, second, tuple(sorted(first.counties & second.counties)), lines, tuple(channels), days)


def _related(one: str, other: str, parents: dict[str, str | None]) -> bool:
    return parents.get(one) == other or parents.get(other) == one
