"""What dealers are to say of brand and products: words that may be said, of products that there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.records.guides import BrandGuide, ProductGuide, SellingPoint
from toolkit.topics.topic import Check

UNKNOWN_SKU = ProblemKind(
    "COM181",
    "error",
    Text("产品线 {line} 没有货号 {sku}", "the line {line} has no product {sku}"),
    Text("{advice}", "{advice}"),
)
AVOIDED = ProblemKind(
    "COM182",
    "error",
    Text("卖点用了不能用的词“{word}”", "a selling point has the word “{word}”, which may not be used"),
    Text("改为“{instead}”（{ground}）", "say “{instead}” ({ground})"),
)
TEXTS = ("feature", "advantage", "benefit")


def selling_points(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Selling points name products of their line, and use no word that the brand guide keeps out of advertisements.

    What a dealer repeats at a hundred shelves is an advertisement of ours: absolute words and claims of health cost fines
    (Advertising Law arts. 9, 17, 57, 58). Say what can be proved.

    中文：卖点写的货号在本产品线里，用语不含品牌手册列明不用的词。经销商在几百家门店照着说，就是我方的广告；绝对化用语、普通
    食品的功效用语会被处罚（广告法第九条、第十七条、第五十七条、第五十八条）。请写能证明的话。
    """
    guide = network.only(BrandGuide)
    words = guide.words if guide is not None else ()
    for row in network.all(ProductGuide):
        for place, point in enumerate(row.selling_points):
            yield from _unknown(network, row, place, point)
            for name in TEXTS:
                said = getattr(point, name)
                for each in words:
                    if each.word in said.zh:
                        yield told(
                            network, AVOIDED, row, "selling_points", place, name,
                            word=each.word, instead=each.instead, ground=each.ground,
                        )  # fmt: skip


def _unknown(network: Network, row: ProductGuide, place: int, point: SellingPoint) -> Iterator[Problem]:
    line = network.find(ProductLine, row.line)
    known = [sku.code for sku in line.skus] if line is not None else []
    for number, sku in enumerate(point.skus):
        if line is not None and sku not in known:
            near = nearest(sku, known)
            advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else Text("改正货号", "mend the code")
            at = ("selling_points", place, "skus", number)
            yield told(network, UNKNOWN_SKU, row, *at, line=row.line, sku=sku, advice=advice)


CHECKS: tuple[Check, ...] = (Check((UNKNOWN_SKU, AVOIDED), selling_points),)
