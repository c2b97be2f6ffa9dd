"""A changed policy on past quarters, as one value: who would have moved, what it would have cost, and what cannot be told.

Both sides are worked out from the same data: once under the rules that governed, once with the tried version in their place. So the
same version moves nobody and costs nothing, whatever was issued.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from toolkit.kernel.period import FiscalQuarter, Span, quarter_of
from toolkit.kernel.text import Text
from toolkit.network.explaining import Figures
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.review.consequence import Consequence
from toolkit.review.figures import moved_figures
from toolkit.review.side import Side
from toolkit.review.simulation_candidate import Candidate, versions_of
from toolkit.review.simulation_moves import (
    ZERO,
    GradeRow,
    Missing,
    MoneyRow,
    SegmentRow,
    accrual_rows,
    fund_rows,
    grade_rows,
    missing_rows,
    rebate_rows,
    segment_rows,
)
from toolkit.review.simulation_swap import swapped, unissued
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import segment
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.incentive.rules.statement import RebateStatement

TOLD_APART = ("evaluation", "annual", "grades", "rebate", "accrual", "network-rebates", "fund", "segment")
"""Figures that have tables of their own; whatever else moves is listed after them."""
USUAL = 4
"""How many quarters are simulated when none is named: the last that are over."""

Derive = Callable[[Network, date], Results]
Row = TypeVar("Row", GradeRow, MoneyRow)


@dataclass(frozen=True, slots=True)
class Effect:
    """What one dealer would have had: its rows, and what they cost together, in yuan."""

    dealer: str
    name: str
    segment: str
    grades: tuple[GradeRow, ...]
    money: tuple[MoneyRow, ...]
    proposed: SegmentRow | None

    def cost(self, sort: str = "") -> Decimal:
        """Returns what it costs more, of one sort or together; below 0 what it saves."""
        return sum((row.difference for row in self.money if sort in ("", row.sort)), ZERO)

    @property
    def points(self) -> Decimal:
        """Returns by how many points its scores change together."""
        return sum((row.points for row in self.grades), ZERO)

    @property
    def is_touched(self) -> bool:
        """Returns whether anything is different for the dealer."""
        moved = self.proposed is not None and len(set(self.proposed.segments)) > 1
        return moved or any(r.moves or r.points for r in self.grades) or any(r.difference for r in self.money)


@dataclass(frozen=True, slots=True)
class Simulation:
    """A tried version against the rules that governed. `replaced` are the versions in whose place it stood.

    `reaches` says whether the quarters go up to the last one that is over, so that what is told of today counts too.
    """

    policy: str
    title: Text
    tried: str
    source: str
    replaced: tuple[str, ...]
    periods: tuple[str, ...]
    as_of: date
    reaches: bool
    effects: tuple[Effect, ...]
    missing: tuple[Missing, ...]
    others: tuple[Consequence, ...]
    lines: tuple[tuple[str, Text], ...]
    notes: tuple[Text, ...] = ()

    @property
    def grades(self) -> tuple[GradeRow, ...]:
        """Returns the rows of all dealers."""
        return tuple(row for effect in self.effects for row in effect.grades)

    @property
    def money(self) -> tuple[MoneyRow, ...]:
        """Returns the amounts of all dealers."""
        return tuple(row for effect in self.effects for row in effect.money)

    @property
    def cost(self) -> Decimal:
        """Returns what it costs more over all dealers, in yuan; below 0 what it saves."""
        return sum((effect.cost() for effect in self.effects), ZERO)

    @property
    def touched(self) -> tuple[Effect, ...]:
        """Returns the dealers for whom anything is different, who gains most first."""
        held = (effect for effect in self.effects if effect.is_touched)
        return tuple(sorted(held, key=lambda row: (-row.cost(), -row.points, row.dealer)))

    def matrix(self) -> Counter[tuple[str, str]]:
        """Returns how many quarters went from which grade to which, those that stayed too."""
        return Counter(row.grades for row in self.grades)

    def by_line(self) -> tuple[tuple[str, Decimal], ...]:
        """Returns what the rebates cost more by product line; what no line has under an empty name, last."""
        sums: dict[str, Decimal] = {}
        for row in self.money:
            for line, amount in row.lines:
                sums[line] = sums.get(line, ZERO) + amount
        return tuple((line, sums[line]) for line in sorted(sums, key=lambda line: (not line, line)))


def periods_of(text: str) -> tuple[FiscalQuarter, ...]:
    """Returns the quarters that `2026Q1`, `2025` or `2025Q3..2026Q2` names, in order. Raises ValueError for anything else."""
    first, dots, last = text.partition("..")
    found, end = _edge(first, 1), _edge(last if dots else first, 4)
    rows = []
    while found <= end:
        rows.append(found)
        found = found.next()
    if not rows or len(rows) > 40:
        raise ValueError(text)
    return tuple(rows)


def _edge(text: str, number: int) -> FiscalQuarter:
    year, q, quarter = text.partition("Q")
    if len(year) != 4 or not (year.isascii() and year.isdigit()) or (q and quarter not in ("1", "2", "3", "4")):
        raise ValueError(text)
    return FiscalQuarter(int(year), int(quarter) if q else number)


def over(network: Network, as_of: date) -> tuple[FiscalQuarter, ...]:
    """Returns the quarters with data that are over on a day, in order."""
    start = fiscal_start(network)
    names = {data.quarter for data in network.all(QuarterData)}
    held = sorted(map(FiscalQuarter.parse, names))
    return tuple(quarter for quarter in held if quarter.span(start).end <= as_of)


def simulate(
    network: Network,
    tried: Candidate,
    quarters: tuple[FiscalQuarter, ...],
    as_of: date,
    derive: Derive,
    figures: Figures,
) -> Simulation:
    """Returns what the tried version would have made of some quarters that are over, as it looks on `as_of`."""
    start = fiscal_start(network)
    known = over(network, as_of)
    reaches = not known or quarters[-1] >= known[-1]
    span = Span(quarters[0].span(start).first, quarters[-1].span(start).end)
    if reaches:
        # What is told of the present day, such as a proposed segment, follows the tried rules as well.
        span = Span(span.first, max(span.end, quarter_of(as_of, start).span(start).end))
    base = unissued(network, quarters)
    other = swapped(base, tried, span)
    old, new = derive(base, as_of), derive(other, as_of)
    others = tuple(_others(base, other, old, new, as_of, figures)) if reaches else ()
    return Simulation(
        tried.policy.id,
        Text(tried.policy.name.zh, tried.policy.name.within("en")),
        tried.policy.reference,
        tried.source,
        _replaced(network, old, tried, span, set(map(str, quarters))),
        tuple(map(str, quarters)),
        as_of,
        reaches,
        tuple(_effects(network, old, new, quarters, as_of, reaches)),
        tuple(missing_rows(base, old, new, quarters, start)),
        others,
        tuple((line, name) for line, name in _line_names(network)),
        tuple(_notes(quarters, known, reaches)),
    )


def _replaced(network: Network, old: Results, tried: Candidate, span: Span, periods: set[str]) -> tuple[str, ...]:
    """The versions in whose place the tried one stood: of rebates those that contracts pinned, else those in force."""
    if isinstance(tried.policy, RebatePolicy):
        rows = {row.policy for row in old.all(RebateStatement) if row.period in periods}
        return tuple(sorted(row for row in rows if row.partition("@")[0] == tried.policy.id))
    return tuple(entry.id for entry in versions_of(network, tried.policy.id) if _governs(entry.record, span))


def _governs(version: object, span: Span) -> bool:
    first, last = getattr(version, "effective_from", date.min), getattr(version, "effective_to", None)
    return bool(first < span.end and (last is None or last >= span.first))


def _effects(
    network: Network, old: Results, new: Results, quarters: tuple[FiscalQuarter, ...], as_of: date, reaches: bool
) -> Iterator[Effect]:
    names = {str(quarter) for quarter in quarters}
    years = {str(q.year) for q in quarters if all(f"{q.year}Q{n}" in names for n in (1, 2, 3, 4))}
    begun = {str(q.year) for q in quarters if f"{q.year}Q1" in names} if reaches else set[str]()
    grades = _by_dealer(grade_rows(old, new, names))
    money = _by_dealer(
        (
            *rebate_rows(old, new, names | years),
            *accrual_rows(old, new, begun),
            *(fund_rows(old, new) if reaches else ()),
        )
    )
    proposed = {row.dealer: row for row in segment_rows(old, new)} if reaches else {}
    for profile in network.all(DealerProfile):
        name = profile.id
        if name in grades or name in money or name in proposed:
            held = segment(profile, as_of) or ""
            rows = tuple(grades.get(name, ())), tuple(money.get(name, ()))
            yield Effect(name, profile.short_name, held, *rows, proposed.get(name))


def _by_dealer(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.dealer, []).append(row)
    return found


def _others(
    base: Network, other: Network, old: Results, new: Results, as_of: date, figures: Figures
) -> Iterator[Consequence]:
    sides = Side("", base, old, (), as_of), Side("", other, new, (), as_of)
    for row in moved_figures(*sides, figures, {}):
        if row.name.partition(".")[0] not in TOLD_APART:
            yield row


def _line_names(network: Network) -> Iterator[tuple[str, Text]]:
    for key in network.ids("product-line"):
        entry = network.named("product-line", key)
        name = vars(entry.record).get("name") if entry is not None else None
        yield key, name if isinstance(name, Text) else Text(key)


def _notes(quarters: tuple[FiscalQuarter, ...], known: tuple[FiscalQuarter, ...], reaches: bool) -> Iterator[Text]:
    strange = [str(quarter) for quarter in quarters if quarter not in known]
    if strange:
        listed = "、".join(strange)
        yield Text(f"{listed} 没有数据，或还没有结束", f"{', '.join(strange)}: no data, or not over yet")
    if not reaches:
        yield Text(
            f"期间没有到最近一个结束的季度 {known[-1]}，因此不模拟以今天为准的分群、费用和年度计提",
            f"the periods end before {known[-1]}, the last quarter that is over: segments, funds and accruals, which are told of today, are not simulated",
        )
    whole = {q.year for q in quarters if q.number == 1}
    cut = sorted({q.year for q in quarters} - whole)
    if cut:
        years = "、".join(map(str, cut))
        yield Text(
            f"{years} 年不是从第一季度起模拟，年度返利仍按该年第一季度的版本，不列入",
            f"{', '.join(map(str, cut))} is not simulated from its first quarter: annual rebates stay under the version of that quarter and are left out",
        )
