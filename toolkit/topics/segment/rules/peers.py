"""Where a dealer's year stands among all active dealers, and how its peers grew (reference K.1, 0b number 13)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal, localcontext

from toolkit.topics.evaluation.rules.peers import median
from toolkit.topics.segment.records.vocabularies import AXES
from toolkit.topics.segment.rules.results import PeerYear

WHOLE = Decimal(100)


class Peers:
    """The years of all active dealers, sorted once: each is asked for as often as there are dealers."""

    def __init__(self, years: Iterable[PeerYear]) -> None:
        rows = tuple(years)
        self._rising = {axis: sorted(_known(row.amount(axis) for row in rows)) for axis in AXES}
        growths: dict[str, list[Decimal]] = {}
        for row in rows:
            if row.growth is not None:
                growths.setdefault(row.group, []).append(row.growth)
        self._sizes = {group: len(held) for group, held in growths.items()}
        self._medians = {group: median(held) for group, held in growths.items()}
        self._all = median(self._rising["growth"])

    def ranks(self, year: PeerYear) -> dict[str, Decimal]:
        """Returns a year's percentile rank on each axis that it has, among the active dealers that have it."""
        known = {axis: amount for axis in AXES if (amount := year.amount(axis)) is not None}
        return {axis: percentile(amount, self._rising[axis]) for axis, amount in known.items()}

    def growth(self, group: str, least: int) -> Decimal | None:
        """Returns the median growth of a peer group, or of all active dealers where fewer than `least` of it are known."""
        return self._medians[group] if group and self._sizes.get(group, 0) >= max(least, 1) else self._all


def percentile(own: Decimal, rising: list[Decimal]) -> Decimal:
    """Returns the share of active dealers with a lower value, 0 to 100; ties share the lower rank (reference 0b number 13).

    `rising` are those of all active dealers in order, the own one among them. Raises ValueError when there are none.
    """
    if not rising:
        raise ValueError("no dealers to compare with")
    with localcontext() as context:
        context.prec = 40
        return WHOLE * bisect_left(rising, own) / len(rising)


def _known(amounts: Iterable[Decimal | None]) -> Iterable[Decimal]:
    return (amount for amount in amounts if amount is not None)
