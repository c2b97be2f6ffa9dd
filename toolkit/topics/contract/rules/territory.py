"""Where two contracts claim the same ground: county × product line × channel × day (reference A.3, J.4, 0b number 17).

Exclusive and sole grants conflict with any other dealer's claim. A second-level dealer works inside the territory of the
dealers above it, so those never conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.kernel.period import Span
from toolkit.network.reader import Reader
from toolkit.topics.contract.records import Contract, Scope
from toolkit.topics.contract.rules.amending import grounds
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

    @property
    def alone(self) -> bool:
        """Returns whether the grant bears no other dealer beside it."""
        return self.scope.grant != "non_exclusive"


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


def overlaps(reader: Reader) -> tuple[Overlap, ...]:
    """Returns every overlap between the contracts of two dealers, drafts included: a draft must not be signed into one.

    What an amendment grants counts from its day on, a draft of one too. A contract whose status is ended claims nothing any more. Time grows with the claims that an exclusive or sole one meets
    on its own ground, not with the square of all claims.
    """
    parents = {profile.id: profile.parent for profile in reader.all(DealerProfile)}
    claims = tuple(claims_of(reader, regions(reader)))
    found = (overlap(claims[a], claims[b]) for a, b in near(claims))
    return tuple(
        row for row in found if row and not _related(row.first.contract.dealer, row.second.contract.dealer, parents)
    )


def claims_of(reader: Reader, tree: Regions) -> Iterator[Claim]:
    """Yields the ground that every contract claims or would claim, scope by scope and span by span."""
    for contract in reader.all(Contract):
        if contract.status == "ended":
            continue
        span = in_force_span(contract) or Span.inclusive(contract.term.start, contract.term.end)
        for row in grounds(reader, contract, span, drafts=True):
            yield Claim(row.contract, row.scope, row.place, row.span, counties_of(row.scope, tree))


def near(claims: tuple[Claim, ...]) -> list[tuple[int, int]]:
    """Returns the places of claims of two dealers with a county and a line in common, one of them exclusive or sole."""
    ground: dict[tuple[str, str], list[int]] = {}
    for place, claim in enumerate(claims):
        for county in claim.counties:
            for line in claim.scope.lines:
                ground.setdefault((county, line), []).append(place)
    pairs: set[tuple[int, int]] = set()
    for places in ground.values():
        for one in (place for place in places if claims[place].alone):
            pairs.update((min(one, other), max(one, other)) for other in places if other != one)
    return sorted((a, b) for a, b in pairs if claims[a].contract.dealer != claims[b].contract.dealer)


def overlap(first: Claim, second: Claim) -> Overlap | None:
    """Returns what two claims have in common, or None when they are apart in county, line, channel or day."""
    days = first.span.meets(second.span)
    counties = tuple(sorted(first.counties & second.counties))
    lines = tuple(line for line in first.scope.lines if line in second.scope.lines)
    channels = tuple(channel for channel in first.scope.channels if channel in second.scope.channels)
    if days is None or not counties or not lines or not channels:
        return None
    return Overlap(first, second, counties, lines, channels, days)


def _related(one: str, other: str, parents: Mapping[str, str | None]) -> bool:
    return other in _above(one, parents) or one in _above(other, parents)


def _above(dealer: str, parents: Mapping[str, str | None]) -> frozenset[str]:
    """The dealers above one; a ring, which the dealer checks tell of, ends the climb."""
    found: set[str] = set()
    step = parents.get(dealer)
    while step and step not in found:
        found.add(step)
        step = parents.get(step)
    return frozenset(found)
