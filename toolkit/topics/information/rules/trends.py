"""Peers' trends: each line's quarters summed over groups of dealers, as far as nobody can be worked out (reference 0b, M.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.network.network import Network
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.rules import contracts_of, in_force_span
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import segment
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.amounts import LineData
from toolkit.topics.evaluation.rules import governing
from toolkit.topics.evaluation.rules.peers import territory_class
from toolkit.topics.information.records import SharingPolicy
from toolkit.topics.information.rules.aggregates import SHOWN, Bounds, growth, largest_share, released, rounded_to
from toolkit.topics.information.rules.periods import finished
from toolkit.topics.information.rules.reach import Reach
from toolkit.topics.information.rules.results import OwnLine, PeerTrend, TrendLine
from toolkit.topics.market.rules import regions

ZERO = Decimal(0)
Sums = tuple[Decimal, Decimal, Decimal]
"""Net sell-in, the same a year before, sell-out; without VAT."""


@dataclass(frozen=True, slots=True)
class Group:
    """Dealers that are summed up together: `territory_class` and `capital`, with those of them that have figures."""

    axis: str
    key: str
    members: frozenset[str]
    state: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A line's quarter: the sums of each dealer that has all three, the groups, and where each dealer belongs."""

    line: str
    quarter: str
    sums: Mapping[str, Sums]
    groups: tuple[Group, ...]
    places: Mapping[str, Mapping[str, str]]

    def of_dealer(self, dealer: str) -> tuple[Group, ...]:
        """Returns the groups that a dealer is in, or would be in with figures of its own."""
        held = self.places.get(dealer, {})
        return tuple(group for group in self.groups if held.get(group.axis) == group.key)


def panels(network: Network, policy: SharingPolicy, reach: Reach, as_of: date) -> Iterator[Panel]:
    """Yields the panels of the quarters that the policy shows, by line and quarter. Only frozen figures count.

    A dealer without a figure of the year before is left out: like is compared with like.
    """
    start = fiscal_start(network)
    quarters = finished(as_of, start, policy.quarters)
    wanted = {str(quarter) for quarter in quarters}
    sums: dict[tuple[str, str], dict[str, Sums]] = {}
    vat = {line.id: line.vat_rate for line in network.all(ProductLine)}
    for data in network.all(QuarterData):
        if data.quarter in wanted and not data.draft and data.frozen_on is not None and data.frozen_on <= as_of:
            for row in data.lines:
                found = sums_of(row, vat.get(row.line, ZERO))
                if found is not None:
                    sums.setdefault((row.line, data.quarter), {})[data.dealer] = found
    for quarter in quarters:
        for line in sorted(vat):
            held = sums.get((line, str(quarter)))
            if held:
                yield _panel(network, policy, reach, line, quarter, held)


def sums_of(line: LineData, rate: Decimal) -> Sums | None:
    """Returns a line's net sell-in, that of a year before and its sell-out without VAT; None where one is missing or not above 0."""
    gross, returns, past, out = (
        getattr(line, name).value for name in ("sell_in_gross", "returns", "last_year", "sell_out")
    )
    if gross is None or returns is None or past is None or out is None:
        return None
    divisor = 1 + rate if line.tax == "incl" else Decimal(1)
    found = ((gross - returns) / divisor, past / divisor, out / divisor)
    return found if all(amount > 0 for amount in found) else None


def _panel(
    network: Network, policy: SharingPolicy, reach: Reach, line: str, quarter: FiscalQuarter, sums: dict[str, Sums]
) -> Panel:
    last = quarter.span(fiscal_start(network)).last
    dealers = sorted({*sums, *reach.granted(line, last)})
    places = {dealer: dict(_places(network, policy, dealer, quarter)) for dealer in dealers}
    members: dict[tuple[str, str], set[str]] = {}
    for dealer, held in places.items():
        for axis, key in held.items():
            members.setdefault((axis, key), set()).update({dealer} & sums.keys())
    order = sorted(members, key=lambda name: (policy.axes.index(name[0]), name[1]))
    sets = [frozenset(members[name]) for name in order]
    states = released(sets, sums, Bounds(policy.least, policy.most_share))
    groups = tuple(Group(*name, held, state) for name, held, state in zip(order, sets, states, strict=True))
    return Panel(line, str(quarter), sums, groups, places)


def _places(network: Network, policy: SharingPolicy, dealer: str, quarter: FiscalQuarter) -> Iterator[tuple[str, str]]:
    """The groups of a dealer in a quarter, axis and key; an axis on which it has no place is left out."""
    span = quarter.span(fiscal_start(network))
    for axis in policy.axes:
        if axis == "nation":
            yield axis, ""
        elif axis == "segment":
            profile = network.find(DealerProfile, dealer)
            held = segment(profile, span.last) if profile else None
            if held:
                yield axis, held
        else:
            rule = governing(network.all(EvaluationPolicy), span.first)
            bound = [c for c in contracts_of(network, dealer) if (s := in_force_span(c)) is not None and s.meets(span)]
            if rule is not None and bound:
                yield axis, territory_class(rule.peers, bound[-1], regions(network))


def totals(panel: Panel, group: Group) -> Sums:
    """Returns a group's sums."""
    rows = [panel.sums[dealer] for dealer in group.members]
    first, past, out = (sum(column, ZERO) for column in zip(*rows, strict=True)) if rows else (ZERO, ZERO, ZERO)
    return first, past, out


def trend_line(panel: Panel, group: Group, step: Decimal) -> TrendLine:
    """Returns a group's line: rounded shares where it is shown, else the reason only."""
    now, past, out = totals(panel, group)
    shown = group.state == SHOWN
    change = growth(now, past) if shown else None
    share = largest_share(group.members, panel.sums)
    return TrendLine(
        line=panel.line,
        quarter=panel.quarter,
        axis=group.axis,
        state=group.state,
        growth=rounded_to(change, step) if change is not None else None,
        sell_through=rounded_to(out / now, step) if shown and now > 0 else None,
        group=group.key,
        members=len(group.members),
        largest=share,
    )


def peer_trends(network: Network, policy: SharingPolicy, reach: Reach, as_of: date) -> Iterator[PeerTrend]:
    """Yields for each dealer how its peers moved, and its own figures in the same terms."""
    rows: dict[str, list[TrendLine]] = {}
    own: dict[str, list[OwnLine]] = {}
    for panel in panels(network, policy, reach, as_of):
        lines = {(group.axis, group.key): trend_line(panel, group, policy.round_to) for group in panel.groups}
        for dealer in panel.places:
            rows.setdefault(dealer, []).extend(lines[g.axis, g.key] for g in panel.of_dealer(dealer))
            if dealer in panel.sums:
                own.setdefault(dealer, []).append(_own(panel, dealer, policy.round_to))
    for dealer in sorted(rows):
        yield PeerTrend(
            subject=dealer,
            dealer=dealer,
            policy=policy.reference,
            rows=tuple(rows[dealer]),
            own=tuple(own.get(dealer, ())),
        )


def _own(panel: Panel, dealer: str, step: Decimal) -> OwnLine:
    now, past, out = panel.sums[dealer]
    change = growth(now, past)
    return OwnLine(
        line=panel.line,
        quarter=panel.quarter,
        growth=rounded_to(change, step) if change is not None else None,
        sell_through=rounded_to(out / now, step),
    )
