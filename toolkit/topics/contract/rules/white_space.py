"""White space: counties of a researched region in which nobody deals in a line, ranked by potential (C3, M9).

A county without any contract for the line is open. One with a contract but no outlet that ordered lately is covered in
name only: the dealer that holds it is asked first, nobody else. One in which some of the market's channels have no dealer has a
gap in its channels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.contract.rules.territory import counties_of as granted
from toolkit.topics.dealer.records import DealerProfile, Outlet
from toolkit.topics.dealer.rules import RECRUITING, state
from toolkit.topics.market.records import LineMarket, Market, Territory
from toolkit.topics.market.rules import MarketPotential, key
from toolkit.topics.market.rules.regions import Regions, regions
from toolkit.topics.market.rules.research import counties_of, county_shares
from toolkit.topics.market.rules.territories import Territories, territories_of
from toolkit.topics.screening.records import Screening

ACTIVE_DAYS = 90
"""An outlet is active when it ordered in the last 90 days (reference A.8)."""


class ChannelGap(Value):
    """A channel of the market that has no dealer in some counties that are otherwise covered."""

    channel: str = field("渠道", "Channel")
    counties: tuple[str, ...] = field("区县", "Counties")
    share: Decimal = field("该渠道占比", "Share of the channel")


class WhiteSpace(InternalResult):
    """What of a market has no dealer for a line on the as-of date; `subject` is `market+line`.

    `potential` is the part of the territory target that the open counties stand for; `rank` is by it, within the line.
    `by_people` says whether counties were weighed by population; otherwise they count alike.
    """

    topic = "contract"
    market: str = field("市场", "Market")
    line: str = field("产品线", "Product line")
    counties: int = field("县级单位数", "Counties")
    open: tuple[str, ...] = field("空白", "Open", default=())
    in_name: tuple[str, ...] = field("名义覆盖", "Covered in name only", default=())
    channels: tuple[ChannelGap, ...] = field("渠道空白", "Gaps in channels", default=())
    potential: Decimal | None = field("空白潜力", "Potential of what is open", unit="元/年", default=None)
    rank: int | None = field("名次", "Rank", default=None)
    by_people: bool = field("按人口分摊", "Weighed by population")
    owner: str = field("负责人", "Owner", default="")
    candidates: tuple[str, ...] = field("在谈候选人", "Candidates", default=())


@dataclass(frozen=True, slots=True)
class Cover:
    """Who holds a county for a line: the dealers, and the channels that they are granted."""

    dealers: frozenset[str]
    channels: frozenset[str]


def cover(contracts: Iterable[Contract], line: str, tree: Regions, day: date) -> Mapping[str, Cover]:
    """Returns by county who holds it for a line, by the contracts in force on `day`."""
    dealers: dict[str, set[str]] = {}
    channels: dict[str, set[str]] = {}
    for contract in contracts:
        for scope in contract.scopes if in_force(contract, day) else ():
            for county in granted(scope, tree) if line in scope.lines else ():
                dealers.setdefault(county, set()).add(contract.dealer)
                channels.setdefault(county, set()).update(scope.channels)
    return {county: Cover(frozenset(held), frozenset(channels[county])) for county, held in dealers.items()}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the white space of every market is worked out on, gathered once."""

    network: Network
    results: Results
    tree: Regions
    held: Mapping[str, Mapping[str, Cover]]
    served: Mapping[str, frozenset[str]]
    owners: Territories
    as_of: date


def white_space(network: Network, results: Results, as_of: date) -> Iterator[WhiteSpace]:
    """Yields the white space of every researched line in every market, the market chapter's potentials being derived."""
    tree = regions(network)
    rows = [(market, line) for market in network.all(Market) for line in market.lines]
    contracts = tuple(terms_on(network, contract, as_of) for contract in network.all(Contract))
    ground = _Ground(
        network,
        results,
        tree,
        {name: cover(contracts, name, tree, as_of) for name in {line.line for _, line in rows}},
        _served(network, tree, as_of),
        territories_of(network.all(Territory), as_of.year, tree),
        as_of,
    )
    worth = {key(market.id, line.line): _worth(ground, market, line) for market, line in rows}
    for market, line in rows:
        own = worth[key(market.id, line.line)]
        beside = [worth[key(other.id, line.line)] for other, held in rows if held.line == line.line]
        rank = None if own is None else 1 + sum(amount is not None and amount > own for amount in beside)
        yield _of(ground, market, line, own, rank)


def _open(ground: _Ground, market: Market, line: LineMarket) -> tuple[str, ...]:
    return tuple(sorted(counties_of(market, ground.tree) - ground.held[line.line].keys()))


def _share(ground: _Ground, market: Market, line: LineMarket) -> Decimal:
    """What part of the market the open counties stand for."""
    shares, _ = county_shares(market, ground.tree)
    return sum((shares[county] for county in _open(ground, market, line)), Decimal(0))


def _target(ground: _Ground, market: Market, line: LineMarket) -> Decimal | None:
    potential = ground.results.find(MarketPotential, key(market.id, line.line))
    return potential.target if potential else None


def _worth(ground: _Ground, market: Market, line: LineMarket) -> Decimal | None:
    target = _target(ground, market, line)
    return None if target is None else to_fen(target * _share(ground, market, line))


def _of(ground: _Ground, market: Market, line: LineMarket, worth: Decimal | None, rank: int | None) -> WhiteSpace:
    held = ground.held[line.line]
    counties = sorted(counties_of(market, ground.tree))
    empty = _open(ground, market, line)
    _, by_people = county_shares(market, ground.tree)
    owner = ground.owners.at((*empty, *counties)[0]) if counties else None
    return WhiteSpace(
        subject=key(market.id, line.line),
        market=market.id,
        line=line.line,
        counties=len(counties),
        open=empty,
        in_name=tuple(
            county for county in counties if county in held and _in_name(held[county], county, ground.served)
        ),
        channels=tuple(_channel_gaps(line, counties, held)),
        potential=worth,
        rank=rank,
        by_people=by_people,
        owner=owner.owner if owner else market.owner,
        candidates=tuple(_candidates(ground.network, market.id, line.line, ground.as_of)),
        trace=_steps(_target(ground, market, line), _share(ground, market, line), worth, by_people),
    )


def _steps(target: Decimal | None, part: Decimal, worth: Decimal | None, by_people: bool) -> tuple[Step, ...]:
    if target is None or worth is None:
        return ()
    how = Text("按人口", "by population") if by_people else Text("各县相同", "counties count alike")
    return (
        Step(what=Text("区域年目标", "target of the region"), value=target),
        Step(
            what=Text(f"空白区县占比（{how.zh}）", f"share of the open counties ({how.en})"),
            value=percent_text(part, 2),
        ),
        Step(what=Text("空白潜力", "potential of what is open"), value=worth),
    )


def _served(network: Network, tree: Regions, as_of: date) -> Mapping[str, frozenset[str]]:
    """By dealer that keeps a list of outlets, the counties in which one of them ordered lately."""
    found: dict[str, set[str]] = {}
    for outlet in network.all(Outlet):
        counties = found.setdefault(outlet.dealer, set())
        if outlet.last_order is not None and as_of - timedelta(days=ACTIVE_DAYS) <= outlet.last_order <= as_of:
            counties |= tree.counties(outlet.region)
    return {dealer: frozenset(counties) for dealer, counties in found.items()}


def _in_name(cover: Cover, county: str, served: Mapping[str, frozenset[str]]) -> bool:
    """Whether every dealer that holds a county keeps a list of outlets, and none has an active one there."""
    return all(dealer in served and county not in served[dealer] for dealer in cover.dealers)


def _channel_gaps(line: LineMarket, counties: Iterable[str], held: Mapping[str, Cover]) -> Iterator[ChannelGap]:
    covered = [county for county in counties if county in held]
    for row in line.channels:
        without = tuple(county for county in covered if row.channel not in held[county].channels)
        if without:
            yield ChannelGap(channel=row.channel, counties=without, share=row.share)


def _candidates(network: Network, market: str, line: str, as_of: date) -> Iterator[str]:
    for screening in network.all(Screening):
        profile = network.find(DealerProfile, screening.dealer)
        if screening.market == market and line in screening.lines and profile and state(profile, as_of) in RECRUITING:
            yield screening.dealer
