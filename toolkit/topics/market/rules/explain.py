"""Every step of what a region is worth and of how a territory adds up, with the place of each (reference A.3, C2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, number_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.market.records import MEASURES, Market, PriorityPolicy, ResearchPolicy, Territory
from toolkit.topics.market.rules import research
from toolkit.topics.market.rules.potential import MarketPotential, TerritoryStanding
from toolkit.topics.market.rules.regions import regions
from toolkit.topics.market.rules.territories import territories_of


def potential(network: Network, results: Results, result: MarketPotential, as_of: date) -> Iterator[Step]:
    """Yields the steps of a region's size, share, target and priority."""
    market = network.get(Market, result.market)
    place = next(n for n, line in enumerate(market.lines) if line.line == result.line)
    yield from _worth(network, market, place)
    yield from _age(network, market, result, as_of)
    yield from _priority(network, result, as_of)


def _worth(network: Network, market: Market, place: int) -> Iterator[Step]:
    line, path = market.lines[place], ("lines", place)
    size, target, share = research.counted(line), research.territory_target(line), research.share(line)
    for n, estimate in enumerate(line.estimates):
        yield read(network, market, *path, "estimates", n, "amount", gives="size" if estimate is size else "")
    if size is None:
        return
    amount = amount_text(size.amount)
    yield read(network, market, *path, "own_sales")
    if share is not None:
        what = Text("我方份额：销售 ÷ 较小的测算", "our share: own sales ÷ the smaller estimate")
        shown = f"{amount_text(line.own_sales)} ÷ {amount} = {number_text(share, 6)}"
        yield Step(what=what, value=shown, gives="share")
    yield read(network, market, *path, "growth", gives="growth")
    yield read(network, market, *path, "attainable_share")
    yield read(network, market, *path, "in_house_share")
    if target is not None:
        shown = f"{amount} × {line.attainable_share} × (1 − {line.in_house_share}) = {amount_text(target)}"
        yield Step(what=Text("区域年目标", "target of the region"), value=shown, gives="target")


def _age(network: Network, market: Market, result: MarketPotential, as_of: date) -> Iterator[Step]:
    yield read(network, market, "as_of")
    policy = research.research_policy(network.all(ResearchPolicy), as_of)
    if policy is not None:
        yield read(network, policy, "research_months")
    words = Text(f"到 {as_of} 满几个月", f"full months until {as_of}")
    yield Step(what=words, value=str(result.months_old), gives="months_old")


def _priority(network: Network, result: MarketPotential, as_of: date) -> Iterator[Step]:
    policy = research.priority_policy(network.all(PriorityPolicy), as_of)
    if policy is None:
        return
    weights = {part.measure: n for n, part in enumerate(policy.parts)}
    for part in result.parts:
        alike = Text("各区域相同", "alike everywhere") if part.alike else Text("换算到 0–100", "brought to 0–100")
        scaled, points = number_text(part.scaled, 4), number_text(part.points, 4)
        yield Step(
            what=joined(MEASURES.label(part.measure), "，", alike),
            value=f"{number_text(part.raw)} → {scaled} × {number_text(part.weight)} = {points}",
            origin=network.origin(policy, "parts", weights[part.measure], "weight"),
            policy=policy.reference,
        )
    if result.priority is not None:
        sums = " + ".join(number_text(part.points, 4) for part in result.parts)
        shown = f"{sums} = {number_text(result.priority, 4)}"
        yield Step(what=Text("优先度", "priority"), value=shown, policy=policy.reference, gives="priority")
        among = Text(f"在 {result.candidates} 个候选中的名次", f"its place among {result.candidates} candidates")
        yield Step(what=among, value=str(result.rank), policy=policy.reference, gives="rank")


def territory(network: Network, results: Results, result: TerritoryStanding, as_of: date) -> Iterator[Step]:
    """Yields a territory's counties, its targets, and what those below it have of them."""
    held = territories_of(network.all(Territory), result.year, regions(network))
    record = next(row for row in held if f"{result.year}/{row.id}" == result.subject)
    yield read(network, record, "owner")
    yield read(network, record, "regions")
    counties = Text("其中县级单位", "counties in them")
    yield Step(what=counties, value=str(len(held.counties(record.id))), gives="counties")
    above = held.above(record.id)
    yield Step(what=Text("上级", "above"), value=" < ".join(above) or "–", origin=network.origin(record, "parent"))
    yield Step(what=Text("层级", "depth"), value=str(len(above)), gives="depth")
    for n, target in enumerate(record.targets):
        yield read(network, record, "targets", n, "amount", gives=f"lines.{n}.target")
        rows = [(row, m) for row in held.below(record.id) for m, t in enumerate(row.targets) if t.line == target.line]
        for row, m in rows:
            yield read(network, row, "targets", m, "amount", about=row.name)
        given = sum((row.targets[m].amount for row, m in rows), Decimal(0))
        sums = " + ".join(amount_text(row.targets[m].amount) for row, m in rows)
        shown = f"{sums} = {amount_text(given)}" if rows else "0"
        words = Text(f"{target.line} 已分解", f"{target.line} given down")
        yield Step(what=words, value=shown, gives=f"lines.{n}.given_down")


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "market",
        Text("市场潜力", "Market potential"),
        MarketPotential,
        ("size", "share", "growth", "target", "priority", "rank", "months_old"),
        potential,
    ),
    Figure("territory", Text("区域", "Territory"), TerritoryStanding, ("counties", "depth"), territory),
)
