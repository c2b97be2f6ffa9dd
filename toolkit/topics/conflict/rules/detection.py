"""Goods found outside the territory of the dealer they were shipped to: leads for a case, counted in 箱.

A lead accuses nobody: orders that came unasked, moves that we agreed to and natural flow look the same in a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.kernel.period import Span
from toolkit.network.policy import in_force as policy_in_force
from toolkit.network.reader import Reader
from toolkit.topics.conflict.records import Case, LadderPolicy, Sighting
from toolkit.topics.conflict.rules.level import LADDER, natural_limit
from toolkit.topics.conflict.rules.results import Candidate, CandidateRow
from toolkit.topics.contract.records import Contract, Scope
from toolkit.topics.contract.rules.amending import binding_grounds
from toolkit.topics.contract.rules.territory import counties_of
from toolkit.topics.market.rules import Regions, regions

ONLINE = ("online", "o2o")


class Grants:
    """Which dealers may sell what, where, through which channel, on a day; the counties of a scope worked out once.

    What an amendment grants or takes away counts from its day on.
    """

    def __init__(self, reader: Reader, tree: Regions) -> None:
        self._tree = tree
        self._by_dealer: dict[str, list[tuple[Span, Scope, frozenset[str]]]] = {}
        for contract in reader.all(Contract):
            rows = self._by_dealer.setdefault(contract.dealer, [])
            held = binding_grounds(reader, contract)
            rows.extend((ground.span, ground.scope, counties_of(ground.scope, tree)) for ground in held)

    def outside(self, row: Sighting) -> str | None:
        """Returns why goods lie outside their dealer's grants: line, region or channel; an empty text when they do not.

        None when no contract bound the dealer on the day: then there is no territory to be outside of.
        """
        bound = [(scope, found) for span, scope, found in self._by_dealer.get(row.shipped_to, ()) if row.date in span]
        if not bound:
            return None
        own_line = [(scope, found) for scope, found in bound if row.line in scope.lines]
        if not own_line:
            return "line"
        ground = self._tree.counties(row.region)
        here = [scope for scope, found in own_line if ground & found]
        if not here:
            return "region"
        return "" if any(row.channel in scope.channels for scope in here) else "channel"

    def holders(self, row: Sighting) -> tuple[str, ...]:
        """Returns the other dealers that hold the place and the line where goods were found."""
        ground = self._tree.counties(row.region)
        return tuple(
            dealer
            for dealer, rows in sorted(self._by_dealer.items())
            if dealer != row.shipped_to
            and any(row.line in scope.lines and ground & found and row.date in span for span, scope, found in rows)
        )


def candidates(reader: Reader) -> Iterator[Candidate]:
    """Yields, by dealer and quarter, the goods found outside the contract territory, with those that stand in a case marked."""
    grants = Grants(reader, regions(reader))
    known = {row.code: case.id for case in reader.all(Case) for row in case.trace}
    found: dict[tuple[str, str], list[tuple[Sighting, str]]] = {}
    for row in reader.all(Sighting):
        reason = grants.outside(row)
        if reason:
            found.setdefault((row.shipped_to, row.quarter), []).append((row, reason))
    for (dealer, quarter), rows in sorted(found.items()):
        yield _candidate(reader, dealer, quarter, rows, grants, known)


def _candidate(
    reader: Reader,
    dealer: str,
    quarter: str,
    rows: list[tuple[Sighting, str]],
    grants: Grants,
    known: Mapping[str, str],
) -> Candidate:
    lines = tuple(
        CandidateRow(code=row.code, region=row.region, reason=reason, cases=row.cases, case=known.get(row.code, ""))
        for row, reason in sorted(rows, key=lambda pair: pair[0].code)
    )
    total = sum(line.cases for line in lines)
    ladder = policy_in_force(reader.all(LadderPolicy), LADDER, max(row.date for row, _ in rows))
    holders = {row.code: grants.holders(row) for row, _ in rows}
    online = all(row.channel in ONLINE for row, _ in rows)
    return Candidate(
        subject=f"{dealer}/{quarter}",
        dealer=dealer,
        quarter=quarter,
        cases=total,
        new_cases=sum(line.cases for line in lines if not line.case),
        rows=lines,
        holders=tuple(sorted({name for names in holders.values() for name in names})),
        open_ground=sum(row.cases for row, _ in rows if not holders[row.code]),
        natural=ladder is not None and total <= natural_limit(ladder, None),
        type="CF2" if online else "CF1",
    )
