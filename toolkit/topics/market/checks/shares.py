"""Research that adds up: shares of one whole, rivals that are rivals, and no county counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records import Company
from toolkit.topics.market.records import Market, ResearchPolicy
from toolkit.topics.market.rules.regions import regions
from toolkit.topics.market.rules.research import counties_of, research_policy
from toolkit.topics.topic import Check

CHANNEL_SUM = ProblemKind(
    "MKT108",
    "error",
    Text(
        "各渠道占比合计 {total}，应为 100%，允差 {tolerance}",
        "the channels total {total}; it should be 100%, give or take {tolerance}",
    ),
    Text("补上缺的渠道，或改正占比", "add the channel that is missing, or correct the shares"),
)
SHARES = ProblemKind(
    "MKT109",
    "error",
    Text("竞品与我方的份额合计 {total}，超过 100%", "the shares of rivals and ours total {total}, more than 100%"),
    Text("统一口径：同一地区、同一年、同一价格基础", "take the same region, year and price basis for all"),
)
OUTSIDE = ProblemKind(
    "MKT110",
    "error",
    Text("{code} 不在本市场的区划之内", "{code} is not within the market's divisions"),
    Text("删去它，或先把上级区划写进 regions", "take it out, or put its parent into regions first"),
)
OWN_PRICES = ProblemKind(
    "MKT111",
    "error",
    Text(
        "{brand} 是本品牌，不能列为竞品，更不收集其货架价格",
        "{brand} is our own brand: it is no rival, and its shelf prices are not collected",
    ),
    Text("删去这一条（反垄断法第十八条）", "take it out (Anti-Monopoly Law art. 18)"),
)
PRICE_BAND = ProblemKind(
    "MKT112", "error", Text("价格带的低价 {low} 高于高价 {high}", "the low end {low} lies above the high end {high}")
)
SAME_GROUND = ProblemKind(
    "MKT114",
    "warning",
    Text(
        "{line} 在 {count} 个县级单位上与市场 {other} 重复",
        "{line} counts {count} counties that the market {other} has too",
    ),
    Text("一个县只归一个市场，否则容量会重复计算", "give each county to one market, or its size counts twice"),
)


def market_shares(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Shares are shares of one whole.

    Channels total 100 % within the tolerance of the research policy (reference A.3: one point); rivals and we together
    have no more than all of the market. Priority and fit are computed from them.

    中文：占比都是同一个整体的一部分。各渠道合计在允差之内等于 100%，竞品与我方合计不超过 100%。优先度和匹配度由它们算出，
    口径不一结果就不可信。
    """
    policy = research_policy(network.all(ResearchPolicy), as_of)
    tolerance = policy.channel_tolerance if policy else Decimal(0)
    for market in network.all(Market):
        for place, line in enumerate(market.lines):
            total = sum((row.share for row in line.channels), Decimal(0))
            if line.channels and abs(total - 1) > tolerance:
                path = ("lines", place, "channels")
                yield CHANNEL_SUM.at(
                    network.key_origin(market, *path),
                    record=market.id,
                    field=network.field(market, *path),
                    total=percent_text(total),
                    tolerance=percent_text(tolerance),
                )
            sizes = [estimate.amount for estimate in line.estimates if estimate.amount]
            own = line.own_sales / min(sizes) if sizes else Decimal(0)
            all_shares = own + sum((rival.share for rival in line.competitors), Decimal(0))
            if all_shares > 1:
                path = ("lines", place, "competitors")
                yield SHARES.at(
                    network.key_origin(market, *path),
                    record=market.id,
                    field=network.field(market, *path),
                    total=percent_text(all_shares, 1),
                )


def rivals(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Prices on record are those of rivals, and a band has its low end below.

    Collecting the shelf prices of our own goods looks like watching resale prices, for which we have no lawful use
    (Anti-Monopoly Law art. 18; reference 0b, H.2). Our brand and our registered marks are therefore no competitors.

    中文：记录的货架价格只属于竞品，价格带低价不高于高价。收集自己商品的货架价，容易被认定为监控转售价格，没有合法用途
    （反垄断法第十八条）。所以本品牌和我方注册商标不得列为竞品。
    """
    company = network.only(Company)
    own = {company.brand.zh, company.brand.en, *(mark.name for mark in company.trade_marks)} if company else set()
    for market in network.all(Market):
        for place, line in enumerate(market.lines):
            for number, rival in enumerate(line.competitors):
                path = ("lines", place, "competitors", number)
                if rival.brand in own:
                    where, shown = network.origin(market, *path, "brand"), network.field(market, *path, "brand")
                    yield OWN_PRICES.at(where, record=market.id, field=shown, brand=rival.brand)
                band = rival.shelf_prices
                if band is not None and band.low > band.high:
                    at = (*path, "shelf_prices", "low")
                    where, shown = network.origin(market, *at), network.field(market, *at)
                    yield PRICE_BAND.at(where, record=market.id, field=shown, low=band.low, high=band.high)


def market_ground(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A market's divisions hold together, and a county belongs to one market of a line.

    Exclusions and counties with population lie within the market's own divisions (reference A.3). Two markets with a
    county in common would both count its buyers.

    中文：市场的区划自成一体，一个县在同一产品线里只属于一个市场。除外区域和列了人口的县都应在本市场之内；两个市场共有一
    个县，它的买家就被算了两次。
    """
    tree = regions(network)
    ground: dict[tuple[str, str], Market] = {}
    for market in network.all(Market):
        inside = tree.expand(market.regions)
        people = [row.region for row in market.people]
        for name, codes, held in (
            ("exclusions", market.exclusions, inside),
            ("people", people, counties_of(market, tree)),
        ):
            for place, code in enumerate(codes):
                if code in tree and not tree.counties(code) <= held:
                    path = (name, place) if name == "exclusions" else (name, place, "region")
                    where, shown = network.origin(market, *path), network.field(market, *path)
                    yield OUTSIDE.at(where, record=market.id, field=shown, code=code)
        for number, line in enumerate(market.lines):
            shared: dict[str, int] = {}
            for county in counties_of(market, tree):
                other = ground.setdefault((line.line, county), market)
                if other is not market:
                    shared[other.id] = shared.get(other.id, 0) + 1
            for name, count in sorted(shared.items()):
                path = ("lines", number, "line")
                first = network.get(Market, name)
                related = (Related(network.origin(first), Text("另一个市场", "the other market")),)
                where, shown = network.origin(market, *path), network.field(market, *path)
                yield SAME_GROUND.at(
                    where, record=market.id, field=shown, related=related, line=line.line, other=name, count=count
                )


CHECKS: tuple[Check, ...] = (
    Check((CHANNEL_SUM, SHARES), market_shares),
    Check((OWN_PRICES, PRICE_BAND), rivals),
    Check((OUTSIDE, SAME_GROUND), market_ground),
)
