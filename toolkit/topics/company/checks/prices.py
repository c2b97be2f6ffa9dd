"""Supply price lists and their versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records import PriceList, ProductLine
from toolkit.topics.topic import Check

UNKNOWN_SKU = ProblemKind(
    "COM131",
    "error",
    Text("产品线 {line} 里没有货号 {sku}", "the line {line} has no SKU {sku}"),
    Text("{advice}", "{advice}"),
)
NO_PRICE = ProblemKind(
    "COM132",
    "warning",
    Text("货号 {sku} 没有供货价", "the SKU {sku} has no supply price"),
    Text("补上价格，否则这个货号无法下单", "add a price; without one the SKU cannot be ordered"),
)
OVERLAP = ProblemKind(
    "COM133",
    "error",
    Text("价格表的 {first} 与 {second} 两版生效期重叠", "the versions {first} and {second} are in force at once"),
    Text("上一版的失效日应早于 {day}", "end the earlier one before {day}"),
)
GAP = ProblemKind(
    "COM134",
    "error",
    Text("价格表的 {first} 与 {second} 两版之间有空档", "there is a gap between the versions {first} and {second}"),
    Text("下一版应从 {day} 起生效", "the next version should begin on {day}"),
)
REVERSED = ProblemKind(
    "COM135",
    "error",
    Text("失效日 {end} 早于生效日 {start}", "it ends on {end}, before it begins on {start}"),
)


def priced_skus(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A price list prices the SKUs of its line: all of them, and no others.

    A price for a SKU that the line does not have is a misspelling, and a SKU without a price cannot be ordered
    (reference A.2). Lists whose last day has passed are not asked for prices of SKUs that came later. Correct the
    list in `content/price-lists/`, or the line in `content/products/`.

    中文：价格表给本产品线的每个货号定价，不多也不少。产品线里没有的货号多半是写错了，没有价格的货号无法下单。已经失效的
    价格表不要求给后来的货号定价。请改价格表或产品线。
    """
    for prices in network.all(PriceList):
        line = network.find(ProductLine, prices.line)
        if line is None:
            continue
        known = tuple(sku.code for sku in line.skus)
        record = f"{prices.id}@{prices.version}"
        for place, price in enumerate(prices.prices):
            if price.sku in known:
                continue
            near = nearest(price.sku, known)
            path = ("prices", place, "sku")
            yield UNKNOWN_SKU.at(
                network.origin(prices, *path),
                record=record,
                field=network.field(prices, *path),
                sku=price.sku,
                line=line.id,
                advice=Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT,
            )
        if prices.effective_to is not None and prices.effective_to < as_of:
            continue
        priced = {price.sku for price in prices.prices}
        for code in known:
            if code not in priced:
                yield NO_PRICE.at(network.key_origin(prices, "prices"), record=record, field="prices", sku=code)


def price_list_versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day exactly one version of a price list is in force.

    First and last day are both included. Two versions on one day leave open what a dealer owes, a gap leaves it
    without a price (reference 0.10, A.2). Correct `effective_from` or `effective_to` of the versions.

    中文：任何一天都恰有一版价格表生效，首日和末日都算在内。两版重叠，说不清经销商该付多少；中间有空档，那几天就没有价格。
    请改各版的生效日或失效日。
    """
    by_id: dict[str, list[PriceList]] = {}
    for prices in network.all(PriceList):
        by_id.setdefault(prices.id, []).append(prices)
        if prices.effective_to is not None and prices.effective_to < prices.effective_from:
            yield REVERSED.at(
                network.origin(prices, "effective_to"),
                record=f"{prices.id}@{prices.version}",
                field="effective_to",
                start=prices.effective_from,
                end=prices.effective_to,
            )
    for versions in by_id.values():
        for first, second in pairwise(sorted(versions, key=lambda v: (v.effective_from, v.version))):
            next_day = None if first.effective_to is None else first.effective_to + timedelta(days=1)
            if next_day == second.effective_from:
                continue
            kind = OVERLAP if next_day is None or next_day > second.effective_from else GAP
            yield kind.at(
                network.origin(second, "effective_from"),
                record=f"{second.id}@{second.version}",
                field="effective_from",
                first=first.version,
                second=second.version,
                day=second.effective_from if kind is OVERLAP else next_day,
            )


CHECKS: tuple[Check, ...] = (
    Check((UNKNOWN_SKU, NO_PRICE), priced_skus),
    Check((OVERLAP, GAP, REVERSED), price_list_versions),
)
