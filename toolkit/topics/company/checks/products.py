"""Product lines and their SKUs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records import STORAGE, ProductLine
from toolkit.topics.company.rules import barcode_check
from toolkit.topics.topic import Check

BARCODE = ProblemKind(
    "COM121",
    "error",
    Text("条码 {given} 不是 GTIN-13：{reason}", "the barcode {given} is no GTIN-13: {reason}"),
    Text("照包装上的条码抄写", "copy it from the package"),
)
NOT_13_DIGITS = Text("应为十三位数字", "it should have thirteen digits")
SKU_TWICE = ProblemKind(
    "COM122",
    "error",
    Text("货号 {code} 在产品线 {line} 里已经用过", "the SKU {code} is taken already in the line {line}"),
    Text("货号在所有产品线里唯一", "a SKU code is used once in all lines"),
)
BARCODE_TWICE = ProblemKind(
    "COM123",
    "error",
    Text("条码 {code} 已经属于货号 {sku}", "the barcode {code} belongs to the SKU {sku} already"),
    Text("一个条码只对应一种商品", "a barcode names one article"),
)
NO_SHELF_LIFE = ProblemKind(
    "COM124",
    "error",
    Text("{storage}产品没有写保质期", "a line stored {storage} states no shelf life"),
    Text("补上 shelf_life_days：临期和库龄都按它计算", "add shelf_life_days: stock age and near-expiry rest on it"),
)
FIRST = Text("先用的在这里", "used here first")
Used = tuple[ProductLine, int]
"""The line and the place in it where a code was first used."""


def product_lines(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Barcodes are right, SKU codes and barcodes are used once, and goods under refrigeration state their shelf life.

    A barcode is a GTIN-13 whose last digit is computed from the others (reference A.2). Orders, stock and price
    lists name goods by SKU code alone, so a code stands once in all lines. Rules for aged stock need the shelf
    life. Correct the line in `content/products/`.

    中文：条码正确，货号和条码不重复，冷藏冷冻商品写明保质期。订单、库存和价格表只靠货号认商品，所以货号在全部产品线里唯
    一；条码末位由前十二位算出；临期规则离不开保质期。请改产品线文件。
    """
    codes: dict[str, Used] = {}
    barcodes: dict[str, Used] = {}
    for line in network.all(ProductLine):
        if line.storage in ("chilled", "frozen") and not line.shelf_life_days:
            place = network.origin(line, "storage")
            yield NO_SHELF_LIFE.at(place, record=line.id, field="storage", storage=STORAGE.label(line.storage))
        for number, sku in enumerate(line.skus):
            yield from _barcode(network, line, number)
            owner, first = codes.setdefault(sku.code, (line, number))
            # Twice within one line is told when the file is read.
            if owner is not line:
                yield _repeated(network, SKU_TWICE, line, number, "code", (owner, first))
            owner, first = barcodes.setdefault(sku.barcode, (line, number))
            if owner.skus[first].code != sku.code:
                yield _repeated(network, BARCODE_TWICE, line, number, "barcode", (owner, first))


def _barcode(network: Network, line: ProductLine, number: int) -> Iterator[Problem]:
    barcode = line.skus[number].barcode
    check = barcode_check(barcode)
    if check and check == barcode[-1]:
        return
    reason = Text(f"校验位应为 {check}", f"its check digit should be {check}") if check else NOT_13_DIGITS
    path = ("skus", number, "barcode")
    where = network.origin(line, *path)
    yield BARCODE.at(where, record=line.id, field=network.field(line, *path), given=barcode, reason=reason)


def _repeated(network: Network, kind: ProblemKind, line: ProductLine, number: int, name: str, used: Used) -> Problem:
    owner, first = used
    path = ("skus", number, name)
    return kind.at(
        network.origin(line, *path),
        record=line.id,
        field=network.field(line, *path),
        related=(Related(network.origin(owner, "skus", first, name), FIRST),),
        code=getattr(line.skus[number], name),
        line=owner.id,
        sku=owner.skus[first].code,
    )


CHECKS: tuple[Check, ...] = (Check((BARCODE, SKU_TWICE, BARCODE_TWICE, NO_SHELF_LIFE), product_lines),)
