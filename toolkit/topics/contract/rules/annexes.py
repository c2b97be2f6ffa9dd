"""The annexes (附件) that the toolkit writes from the contract's data: territory, products, targets, supply prices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.topics.company.records import TAX, PriceList, ProductLine
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.rules.terms.item import Matter, Table, day, joined, say


@dataclass(frozen=True, slots=True)
class Section:
    """A headed piece of an annex."""

    heading: Text
    lines: tuple[Text, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with its number in the contract."""

    key: str
    number: int
    title: Text
    sections: tuple[Section, ...]


def territory(m: Matter) -> tuple[Section, ...]:
    head = (Text("代码", "Code"), Text("行政区划", "Division"), Text("级别", "Level"), Text("授权", "Granted"))
    sections = []
    for n, scope in enumerate(m.contract.scopes, 1):
        listed = [(code, True) for code in scope.regions] + [(code, False) for code in scope.exclusions]
        rows = tuple(
            (
                code,
                m.places((code,)),
                m.regions.level(code),
                Text("经销区域", "granted") if inside else Text("除外", "excepted"),
            )
            for code, inside in listed
        )
        count = len(m.regions.expand(scope.regions, scope.exclusions))
        about = say(
            "{grant}；产品线：{lines}；渠道：{channels}。按县级行政区划计共{n}个。",
            "{grant}; lines: {lines}; channels: {channels}. {n} counties in all.",
            grant=words.GRANTS.label(scope.grant),
            lines=m.line_names(scope.lines),
            channels=joined(words.CHANNELS.label(c) for c in scope.channels),
            n=count,
        )
        sections.append(Section(Text(f"授权{n}", f"Grant {n}"), (about,), (Table(head, rows),)))
    note = say(
        "代码依据国家标准GB/T 2260，数据版本{revision}。行政区划调整的，按通用条款的约定处理。",
        "Codes after GB/T 2260, revision {revision}. Changes of divisions are dealt with in the standard terms.",
        revision=m.regions.revision,
    )
    return (*sections, Section(Text("说明", "Note"), (note,), ()))


def products(m: Matter) -> tuple[Section, ...]:
    head = (
        Text("货号", "SKU"),
        Text("品名", "Product"),
        Text("规格", "Specification"),
        Text("箱规", "Per case"),
        Text("条码", "Barcode"),
    )
    sections = []
    for line_id in dict.fromkeys(line for scope in m.contract.scopes for line in scope.lines):
        line = m.reader.get(ProductLine, line_id)
        rows = tuple((sku.code, sku.name, sku.specification, str(sku.case_pack), sku.barcode) for sku in line.skus)
        life = (
            say("；保质期{n}天", "; shelf life {n} days", n=line.shelf_life_days)
            if line.shelf_life_days
            else Text("", "")
        )
        about = say(
            "品类：{category}；增值税率{vat}{life}。",
            "Category: {category}; VAT {vat}{life}.",
            category=line.category,
            vat=f"{(line.vat_rate * 100).normalize():f}%",
            life=life if life else "",
        )
        sections.append(Section(line.name, (about,), (Table(head, rows, (3,)),)))
    return tuple(sections)


def targets(m: Matter) -> tuple[Section, ...]:
    t = m.contract.targets
    quarters = sorted({row.quarter for row in t.quarters})
    sections = []
    for year in sorted({row.year for row in t.years}):
        lines = [row.line for row in t.years if row.year == year]
        amounts = {(row.quarter, row.line): row.amount for row in t.quarters}
        inside = [quarter for quarter in quarters if int(quarter[:4]) == year]
        head = (Text("季度", "Quarter"), *(m.line_name(line) for line in lines), Text("合计", "Total"))
        rows = tuple(
            (
                quarter,
                *(_amount(amounts.get((quarter, line))) for line in lines),
                _amount(_sum(amounts.get((quarter, line)) for line in lines)),
            )
            for quarter in inside
        )
        totals = [next(row.amount for row in t.years if row.year == year and row.line == line) for line in lines]
        total = (Text("全年", "Year"), *(_amount(value) for value in totals), _amount(sum(totals, Decimal(0))))
        about = say(
            "单位：元（{tax}）；统计口径：{basis}；性质：{nature}。",
            "In CNY ({tax}); basis: {basis}; nature: {nature}.",
            tax=TAX.label(t.tax),
            basis=words.TARGET_BASIS.label(t.basis),
            nature=words.TARGET_NATURE.label(t.nature),
        )
        table = Table(head, rows, tuple(range(1, len(head))), total)
        sections.append(Section(Text(f"{year}财年", f"Fiscal year {year}"), (about,), (table,)))
    return tuple(sections)


def prices(m: Matter) -> tuple[Section, ...]:
    head = (
        Text("货号", "SKU"),
        Text("品名", "Product"),
        Text("价目价（元/箱）", "List price (CNY/case)"),
        Text("供货价（元/箱）", "Supply price (CNY/case)"),
        Text("建议零售价（元/件）", "Suggested retail (CNY/unit)"),
    )
    sections = []
    for use in m.contract.prices:
        listed = m.reader.get(PriceList, use.list)
        names = {sku.code: sku.name for sku in m.reader.get(ProductLine, listed.line).skus}
        rows = tuple(
            (
                price.sku,
                names.get(price.sku, "/"),
                _amount(price.dealer_price),
                _amount(to_fen(price.dealer_price * (1 - use.discount))),
                _amount(price.suggested_retail_price),
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
        sections.append(Section(m.line_name(listed.line), (about,), (Table(head, rows, (2, 3, 4)),)))
    free = Text(
        "建议零售价仅供参考，经销商自主定价；甲方不因乙方的转售价格给予奖励或惩罚。",
        "Suggested retail prices are for reference only; Party B sets its prices freely and is neither rewarded nor penalised for them.",
    )
    return (*sections, Section(Text("说明", "Note"), (free,), ()))


WRITERS: dict[str, tuple[Text, Callable[[Matter], tuple[Section, ...]]]] = {
    "territory": (Text("经销区域", "Territory"), territory),
    "products": (Text("产品目录", "Products"), products),
    "targets": (Text("销售目标分解", "Sales targets by quarter"), targets),
    "prices": (Text("供货价格表", "Supply prices"), prices),
}


def annexes(matter: Matter, keys: tuple[str, ...]) -> tuple[Annex, ...]:
    """Returns the annexes that a template lists, numbered in its order. Raises KeyError for one that is not known."""
    return tuple(Annex(key, number, WRITERS[key][0], WRITERS[key][1](matter)) for number, key in enumerate(keys, 1))


def _amount(value: Decimal | None) -> str:
    return "/" if value is None else amount_text(value).removeprefix("¥")


def _sum(values: object) -> Decimal:
    return sum((v for v in values if v is not None), Decimal(0))  # type: ignore[attr-defined]
