"""Annexes on the products and their supply prices."""

from __future__ import annotations

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.topics.company.records import STORAGE, TAX, PriceList, ProductLine
from toolkit.topics.contract.records.money import PriceListUse
from toolkit.topics.contract.rules.terms.item import Matter, Section, Table, day, figure, percent, say


def products(m: Matter) -> tuple[Section, ...]:
    """Returns a table of products for each granted line, with storage and shelf life."""
    granted = dict.fromkeys(line for scope in m.contract.scopes for line in scope.lines)
    return tuple(_line(m, m.reader.get(ProductLine, line)) for line in granted)


def _line(m: Matter, line: ProductLine) -> Section:
    head = (
        Text("货号", "SKU"),
        Text("品名", "Product"),
        Text("规格", "Specification"),
        Text("箱规", "Per case"),
        Text("条码", "Barcode"),
    )
    rows = tuple((sku.code, sku.name, sku.specification, str(sku.case_pack), sku.barcode) for sku in line.skus)
    left = next((row.remaining_life for row in m.contract.returns if row.line == line.id), None)
    life = say("；保质期{n}天", "; shelf life {n} days", n=line.shelf_life_days) if line.shelf_life_days else NO_TEXT
    least = (
        say("；收货时剩余保质期不少于{share}", "; at least {share} of it left on receipt", share=percent(left))
        if left
        else NO_TEXT
    )
    about = say(
        "品类：{category}；储存条件：{storage}{life}{least}；增值税率{vat}。",
        "Category: {category}; storage: {storage}{life}{least}; VAT {vat}.",
        category=line.category,
        storage=STORAGE.label(line.storage),
        life=life,
        least=least,
        vat=percent(line.vat_rate),
    )
    return Section(line.name, (about,), (Table(head, rows, (3,), codes=(0, 4)),))


def prices(m: Matter) -> tuple[Section, ...]:
    """Returns a table of supply prices for each price list, discount taken off, and that resale prices are free."""
    free = Text(
        "建议零售价仅为建议价，不具约束力；乙方自主决定转售价格，甲方不因乙方的转售价格给予奖励或惩罚。",
        "Suggested retail prices are recommendations and do not bind; Party B decides its resale prices independently and is neither rewarded nor punished for them.",
    )
    return (*(_list(m, use) for use in m.contract.prices), Section(Text("说明", "Note"), (free,), ()))


def _list(m: Matter, use: PriceListUse) -> Section:
    head = (
        Text("货号", "SKU"),
        Text("品名", "Product"),
        Text("价目价（元/箱）", "List price (CNY/case)"),
        Text("供货价（元/箱）", "Supply price (CNY/case)"),
        Text("建议零售价（元/件）", "Suggested retail (CNY/unit)"),
    )
    listed = m.reader.get(PriceList, use.list)
    names = {sku.code: sku.name for sku in m.reader.get(ProductLine, listed.line).skus}
    rows = tuple(
        (
            price.sku,
            names.get(price.sku, "/"),
            figure(price.dealer_price),
            figure(to_fen(price.dealer_price * (1 - use.discount))),
            figure(price.suggested_retail_price),
        )
        for price in listed.prices
    )
    about = say(
        "价格表{list}，{tax}，自{day}起执行。",
        "Price list {list}, {tax}, from {day}.",
        list=use.list,
        tax=TAX.label(listed.tax),
        day=day(listed.effective_from),
    )
    return Section(m.line_name(listed.line), (about,), (Table(head, rows, (2, 3, 4), codes=(0,)),))
