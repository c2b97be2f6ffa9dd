"""The dealer's products and its own supply prices, as a paper and as a workbook (reference G.1, A.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, day_text, percent_text
from toolkit.plan.sheets import Column, Line, WorkbookJob
from toolkit.plan.sheets import Sheet as Table
from toolkit.topics.company.records import STORAGE, TAX, Price, PriceList, ProductLine, Sku
from toolkit.topics.onboarding.outputs.kit import Kit, Part, Sheet, Source, grid, own_sources

FREE = "供货价只对贵公司有效，请勿外传。建议零售价仅供参考；转售价格由贵公司自主决定。"


@dataclass(frozen=True, slots=True)
class Offer:
    """A product line as this dealer buys it: its list and the discount of the contract."""

    line: ProductLine
    listed: PriceList
    discount: Decimal

    def rows(self) -> Iterator[tuple[Sku, Price, Decimal]]:
        """Yields product, listed price, and the dealer's own price of a case, rounded to fen."""
        products = {sku.code: sku for sku in self.line.skus}
        for price in self.listed.prices:
            if price.sku in products:
                yield products[price.sku], price, to_fen(price.dealer_price * (1 - self.discount))


def offers(kit: Kit) -> tuple[Offer, ...]:
    """Returns what the contract lets the dealer buy, by the lists that it names."""
    found = []
    for use in kit.contract.prices:
        listed = _listed(kit, use.list)
        line = kit.view.find(ProductLine, listed.line) if listed is not None else None
        if listed is not None and line is not None:
            found.append(Offer(line, listed, use.discount))
    return tuple(found)


def _listed(kit: Kit, reference: str) -> PriceList | None:
    """The list that a contract names, or its version in force today once that one has run out: prices change with notice."""
    named = kit.view.find(PriceList, reference)
    if named is None or named.effective_to is None or named.effective_to >= kit.as_of:
        return named
    later = [
        row
        for row in kit.view.all(PriceList)
        if row.id == named.id
        and row.effective_from <= kit.as_of
        and (row.effective_to is None or kit.as_of <= row.effective_to)
    ]
    return max(later, key=lambda row: row.effective_from, default=named)


def _sources(held: tuple[Offer, ...]) -> Iterator[Source]:
    for offer in held:
        yield ProductLine, offer.line.id
        yield PriceList, f"{offer.listed.id}@{offer.listed.version}"


def goods(kit: Kit) -> Sheet:
    """Returns the paper of products and supply prices, a section for each product line."""
    held = offers(kit)
    parts = tuple(part for offer in held for part in _part(offer))
    return Sheet("03", "goods", "产品与供货价格", FREE, parts, (*own_sources(kit), *_sources(held)))


def _part(offer: Offer) -> Iterator[Part]:
    line, listed = offer.line, offer.listed
    life = f"{line.shelf_life_days}天" if line.shelf_life_days else "不适用"
    discount = f"；已含合同折扣 {percent_text(offer.discount)}" if offer.discount else ""
    rows = tuple(
        (sku.code, sku.name.zh, sku.specification.zh, str(sku.case_pack), amount_text(price))
        for sku, _, price in offer.rows()
    )
    service = line.after_sales
    facts = [("品类", line.category.zh), ("储存", STORAGE.label(line.storage).zh), ("保质期", life)]
    if service is not None:
        facts.append(
            (
                "质保",
                f"{service.months}个月，{service.responsible.zh}" + (f"；{service.notes.zh}" if service.notes else ""),
            )
        )
    until = f"至{day_text(listed.effective_to, 'zh')}" if listed.effective_to else "起"
    yield Part(
        f"{line.name.zh}：{len(rows)}个品项",
        facts=tuple(facts),
        grids=(grid("货号|品名|规格|箱规（件/箱）|供货价（元/箱）", rows, numbers=(3, 4), codes=(0,)),),
        notes=(
            f"{line.name.zh}价格表 {listed.version}，{day_text(listed.effective_from, 'zh')}{until}生效，{TAX.label(listed.tax).zh}{discount}。",
        ),
    )


def price_book(kit: Kit, foot: str) -> WorkbookJob:
    """Returns the same prices for whoever calculates on: a sheet for each product line."""
    sheets = tuple(_sheet(kit, offer) for offer in offers(kit))
    return WorkbookJob(sheets, "zh", f"{kit.dealer.short_name} 供货价格表", kit.dealer.id, kit.company.legal_name, foot)


def _sheet(kit: Kit, offer: Offer) -> Table:
    columns = (
        Column(Text("货号")),
        Column(Text("条码")),
        Column(Text("品名")),
        Column(Text("规格")),
        Column(Text("箱规"), "whole", unit="件/箱"),
        Column(Text("供货价"), "amount", unit="元/箱"),
        Column(Text("建议零售价（仅供参考）"), "amount", unit="元/件"),
    )
    rows = tuple(
        (sku.code, sku.barcode, sku.name.zh, sku.specification.zh, sku.case_pack, price, listed.suggested_retail_price)
        for sku, listed, price in offer.rows()
    )
    lines = (
        Line(Text("经销商"), kit.party),
        Line(Text("价格表"), f"{offer.listed.id} {offer.listed.version}"),
        Line(Text("生效日"), offer.listed.effective_from, "day"),
        Line(Text("含税"), TAX.label(offer.listed.tax).zh),
    )
    return Table(
        offer.line.name, columns, rows, title=Text(f"{offer.line.name.zh} 供货价格表"), lines=lines, notes=(Text(FREE),)
    )
