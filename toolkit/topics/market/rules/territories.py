"""The tree of territories of a year: who answers for a county, and how targets add up (C2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from toolkit.topics.market.records import Territory
from toolkit.topics.market.rules.regions import Regions


class Territories:
    """The territories of one fiscal year as a tree. A parent that is missing, or a ring, ends the climb."""

    __slots__ = ("_below", "_counties", "_rows")

    def __init__(self, rows: Iterable[Territory], tree: Regions) -> None:
        self._rows = {row.id: row for row in rows}
        self._counties = {row.id: tree.expand(row.regions) for row in self._rows.values()}
        below: dict[str, list[Territory]] = {}
        for row in self._rows.values():
            if row.parent in self._rows:
                below.setdefault(row.parent, []).append(row)
        self._below = {name: tuple(found) for name, found in below.items()}

    def __iter__(self) -> Iterator[Territory]:
        return iter(self._rows.values())

    def find(self, name: str) -> Territory | None:
        """Returns the territory of that id, or None."""
        return self._rows.get(name)

    def below(self, name: str) -> tuple[Territory, ...]:
        """Returns the territories directly below one."""
        return self._below.get(name, ())

    def counties(self, name: str) -> frozenset[str]:
        """Returns the counties of a territory; none for one that is not there."""
        return self._counties.get(name, frozenset())

    def above(self, name: str) -> tuple[str, ...]:
        """Returns the ids above a territory, the nearest first."""
        found: list[str] = []
        row = self._rows.get(name)
        while row is not None and row.parent and row.parent not in (*found, name) and row.parent in self._rows:
            found.append(row.parent)
            row = self._rows[row.parent]
        return tuple(found)

    def at(self, county: str) -> Territory | None:
        """Returns the lowest territory that a county lies in, or None; of two, the one with fewer counties."""
        holding = [row for row in self._rows.values() if county in self._counties[row.id]]
        return min(holding, key=lambda row: (len(self._counties[row.id]), row.id), default=None)

    def given_down(self, name: str) -> Mapping[str, Decimal]:
        """Returns by line what the territories directly below one have as targets, added up."""
        totals: dict[str, Decimal] = {}
        for row in self.below(name):
            for target in row.targets:
                totals[target.line] = totals.get(target.line, Decimal(0)) + target.amount
        return totals


def territories_of(rows: Iterable[Territory], year: int, tree: Regions) -> Territories:
    """Returns the tree of the territories of a fiscal year."""
    return Territories((row for row in rows if row.year == year), tree)
