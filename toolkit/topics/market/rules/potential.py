"""The results of the market chapter: what each region is worth for each line, and how the year's territories add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, number_text, percent_text
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Result, Results, Step
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.market.records import MEASURES, LineMarket, Market, PriorityPolicy, ResearchPolicy, Territory
from toolkit.topics.market.rules import research
from toolkit.topics.market.rules.priority import Priority, measures, priorities
from toolkit.topics.market.rules.regions import regions
from toolkit.topics.market.rules.territories import territories_of


class PriorityShare(Value):
    """A part of a priority score, as pages and `explain` show it."""

    measure: str = field("度量", "Measure")
    raw: Decimal = field("原值", "Value")
    scaled: Decimal = field("换算值", "Scaled to 0–100")
    weight: Decimal = field("权重", "Weight")
    points: Decimal = field("得分", "Points")
    alike: bool = field("各区域相同", "Alike everywhere")


class MarketPotential(InternalResult):
    """A region as a market for one line; `subject` is `market+line`."""

    topic = "market"
    market: str = field("市场", "Market")
    line: str = field("产品线", "Product line")
    size: Decimal | None = field("市场容量", "Market size", unit="元/年", default=None)
    share: Decimal | None = field("我方份额", "Our share", default=None)
    growth: Decimal = field("年增速", "Growth a year")
    target: Decimal | None = field("区域年目标", "Target a year", unit="元", default=None)
    planned: bool = field("已列入计划", "Planned", default=False)
    priority: Decimal | None = field("优先度", "Priority", default=None)
    rank: int | None = field("名次", "Rank", default=None)
    candidates: int = field("参与排序数", "Ranked among", default=0)
    parts: tuple[PriorityShare, ...] = field("构成", "Parts", default=())
    lacking: tuple[str, ...] = field("缺少的度量", "Measures lacking", default=())
    months_old: int = field("调研距今", "Research is old", unit="个月")
    stale: bool = field("调研过期", "Research is stale", default=False)


class TerritoryLine(Value):
    line: str = field("产品线", "Product line")
    target: Decimal = field("目标", "Target", unit="元")
    given_down: Decimal = field("已分解", "Given down", unit="元")


class TerritoryStanding(InternalResult):
    """A territory of a year; `subject` is `year/id`."""

    topic = "market"
    year: int = field("财年", "Fiscal year")
    owner: str = field("负责人", "Owner")
    depth: int = field("层级", "Depth")
    counties: int = field("县级单位数", "Counties")
    lines: tuple[TerritoryLine, ...] = field("目标", "Targets", default=())


def key(market: str, line: str) -> str:
    """Returns the subject of results about a line in a market."""
    return f"{market}+{line}"


Read = Mapping[str, Mapping[str, Decimal | None]]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every potential is worked out on: the policies of the day, all measures, and the ranking of the candidates."""

    network: Network
    as_of: date
    ageing: ResearchPolicy | None
    ranking: PriorityPolicy | None
    read: Read
    ranked: Mapping[str, Priority]


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields the potential of every researched line in every market, and the standing of every territory."""
    ranking = research.priority_policy(network.all(PriorityPolicy), as_of)
    ageing = research.research_policy(network.all(ResearchPolicy), as_of)
    read = _read(network, ranking)
    ground = _Ground(network, as_of, ageing, ranking, read, _ranked(network, read, ranking, as_of))
    for market in network.all(Market):
        for place in range(len(market.lines)):
            yield _potential(ground, market, place)
    yield from _territories(network)


def _read(network: Network, policy: PriorityPolicy | None) -> Read:
    if policy is None:
        return {}
    return {
        key(market.id, line.line): measures(line, policy) for market in network.all(Market) for line in market.lines
    }


def _ranked(network: Network, read: Read, policy: PriorityPolicy | None, as_of: date) -> Mapping[str, Priority]:
    """The candidates of a line are the finished records with a plan for it still to be launched, and with every measure."""
    found: dict[str, Priority] = {}
    if policy is None:
        return found
    start = fiscal_start(network)
    by_line: dict[str, dict[str, Mapping[str, Decimal]]] = {}
    for market in network.all(Market):
        for line in market.lines:
            name = key(market.id, line.line)
            known = {measure: value for measure, value in read[name].items() if value is not None}
            if research.coming(line.plan, as_of, start) and not market.draft and len(known) == len(read[name]):
                by_line.setdefault(line.line, {})[name] = known
    for candidates in by_line.values():
        found |= priorities(candidates, policy)
    return found


def _potential(ground: _Ground, market: Market, place: int) -> MarketPotential:
    line = market.lines[place]
    name = key(market.id, line.line)
    priority, size = ground.ranked.get(name), research.counted(line)
    return MarketPotential(
        subject=name,
        market=market.id,
        line=line.line,
        size=size.amount if size else None,
        share=research.share(line),
        growth=line.growth,
        target=research.territory_target(line),
        planned=line.plan is not None,
        priority=priority.score if priority else None,
        rank=priority.rank if priority else None,
        candidates=priority.of if priority else 0,
        parts=tuple(PriorityShare(**asdict(part)) for part in (priority.parts if priority else ())),
        lacking=tuple(measure for measure, value in ground.read.get(name, {}).items() if value is None),
        months_old=research.months_old(market.as_of, ground.as_of),
        governed_by=(ground.ageing.reference,) if ground.ageing is not None else (),
        stale=ground.ageing is not None and research.stale_since(market.as_of, ground.ageing) < ground.as_of,
        trace=(*_target_steps(ground.network, market, place), *_priority_steps(priority, ground.ranking)),
    )


def _target_steps(network: Network, market: Market, place: int) -> Iterator[Step]:
    line: LineMarket = market.lines[place]
    counted = research.counted(line)
    if counted is None:
        return
    number = next(n for n, estimate in enumerate(line.estimates) if estimate is counted)
    path = ("lines", place)
    yield Step(
        what=Text("市场容量（取较小的测算）", "market size (the smaller estimate)"),
        value=counted.amount,
        origin=network.origin(market, *path, "estimates", number, "amount"),
    )
    yield Step(
        what=Text("可达份额", "attainable share"),
        value=line.attainable_share,
        origin=network.origin(market, *path, "attainable_share"),
    )
    yield Step(
        what=Text("品牌方自营占比", "sold by ourselves"),
        value=line.in_house_share,
        origin=network.origin(market, *path, "in_house_share"),
    )
    target = research.territory_target(line)
    if target is not None:
        shown = (
            f"{amount_text(counted.amount)} × {percent_text(line.attainable_share)} × "
            f"(1 − {percent_text(line.in_house_share)}) = {amount_text(target)}"
        )
        yield Step(what=Text("区域年目标", "target of the region"), value=shown)


def _priority_steps(priority: Priority | None, policy: PriorityPolicy | None) -> Iterator[Step]:
    if priority is None or policy is None:
        return
    for part in priority.parts:
        label = MEASURES.label(part.measure)
        alike = Text("（各区域相同）", " (alike everywhere)") if part.alike else Text("", "")
        scaled = number_text(part.scaled, 2)
        yield Step(
            what=Text(f"{label.zh}{alike.zh}", f"{label.en}{alike.en}"),
            value=f"{number_text(part.raw)} → {scaled} × {number_text(part.weight)} = {number_text(part.points, 2)}",
            policy=policy.reference,
        )
    yield Step(what=Text("优先度得分", "priority"), value=priority.score, policy=policy.reference)


def _territories(network: Network) -> Iterator[Result]:
    tree = regions(network)
    rows = network.all(Territory)
    for year in sorted({row.year for row in rows}):
        held = territories_of(rows, year, tree)
        for row in held:
            given = held.given_down(row.id)
            yield TerritoryStanding(
                subject=f"{year}/{row.id}",
                year=year,
                owner=row.owner,
                depth=len(held.above(row.id)),
                counties=len(held.counties(row.id)),
                lines=tuple(
                    TerritoryLine(line=t.line, target=t.amount, given_down=given.get(t.line, Decimal(0)))
                    for t in row.targets
                ),
            )
