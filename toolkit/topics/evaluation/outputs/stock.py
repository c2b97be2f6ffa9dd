"""Stock and product lines of a quarter: a table of every line, and the closing stock by age as a chart (M.1, page 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.record import label
from toolkit.network.shared import MISSING, SOURCES
from toolkit.network.view import View
from toolkit.plan.charts import Bars, Series
from toolkit.plan.charts.numbers import percent
from toolkit.topics.company.rules import line_name
from toolkit.topics.evaluation.records.amounts import LineData, StockAges
from toolkit.topics.evaluation.rules.facts import Facts, Figure

DATED = ("life_high", "life_middle", "life_low")
AGED = ("days_0_30", "days_31_60", "days_61_90", "days_91_180", "days_over_180")
YUAN = Text("元", "CNY")
NONE = "–"
SALES_HEAD = ("产品线", "进货额", "退货", "目标", "上年同季", "重点产品", "重点目标", "来源")
STOCK_HEAD = ("产品线", "出货额", "期初库存", "期末库存", "滞销与临期", "来源")


@dataclass(frozen=True, slots=True)
class LineTables:
    """The two tables of product lines, every amount in CNY excl. VAT, as the indicators use them."""

    sales: tuple[tuple[str, ...], ...]
    stock: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def line_tables(view: View, facts: Facts) -> LineTables:
    """Returns sales and stock by product line; a missing amount says why."""
    sales: list[tuple[str, ...]] = []
    stock: list[tuple[str, ...]] = []
    for place, line in enumerate(facts.data.lines):
        name, source = line_name(view, line.line).zh, SOURCES.label(line.source).zh
        gross, returned = facts.net(place)
        target = facts.target(place)
        figures = (gross, returned, target, *(facts.of_line(place, n) for n in ("last_year", "focus", "focus_target")))
        sales.append((name, *map(_amount, figures), source))
        held = ("sell_out", "stock_opening", "stock_closing", "stock_aged")
        stock.append((name, *(_amount(facts.of_line(place, n)) for n in held), source))
    return LineTables(tuple(sales), tuple(stock), tuple(_notes(view, facts.data.lines)))


def _amount(figure: Figure | None) -> str:
    if figure is None:
        return NONE
    return MISSING.label(figure.missing).zh if figure.value is None else number_text(figure.value, 2)


def _notes(view: View, lines: Sequence[LineData]) -> Iterator[str]:
    names = (
        "sell_in_gross", "returns", "last_year", "focus", "focus_target", "sell_out",
        "stock_opening", "stock_closing", "stock_aged",
    )  # fmt: skip
    for line in lines:
        for name in names:
            note = getattr(line, name).note
            if note is not None:
                yield f"{line_name(view, line.line).zh}，{label(LineData, name).zh}：{note.zh}"


def stock_charts(view: View, facts: Facts) -> Iterator[tuple[str, Bars]]:
    """Yields the closing stock by what is left of its shelf life, and by its age; a line says one or the other."""
    held = [(line, line.stock_ages) for line in facts.data.lines if line.stock_ages is not None]
    for name, bands, title in (
        ("life", DATED, Text("期末库存：剩余保质期", "Closing stock by shelf life left")),
        ("age", AGED, Text("期末库存：库龄", "Closing stock by age")),
    ):
        rows = [(line, ages) for line, ages in held if any(getattr(ages, band) is not None for band in bands)]
        if rows:
            yield f"stock-{name}", _stacked(view, title, bands, rows)


def _stacked(view: View, title: Text, bands: tuple[str, ...], rows: Sequence[tuple[LineData, StockAges]]) -> Bars:
    series = tuple(Series(label(StockAges, band), tuple(getattr(ages, band) for _, ages in rows)) for band in bands)
    names = tuple(line_name(view, line.line) for line, _ in rows)
    return Bars(title, _oldest(bands, rows), names, series, YUAN, stacked=True, decimals=0)


def _oldest(bands: tuple[str, ...], rows: Sequence[tuple[LineData, StockAges]]) -> Text:
    """How much of the stock that is told by age is in the band that nobody wants."""
    late = bands[-1:] if bands is DATED else bands[-2:]
    whole = sum((getattr(ages, band) or Decimal(0) for _, ages in rows for band in bands), Decimal(0))
    old = sum((getattr(ages, band) or Decimal(0) for _, ages in rows for band in late), Decimal(0))
    if not whole:
        return Text("期末没有库存", "No stock at the end")
    share = percent(old / whole)
    if bands is DATED:
        return Text(f"{share} 剩余保质期不足三分之一", f"{share} has less than a third of its life left")
    return Text(f"{share} 库龄超过 90 天", f"{share} is older than 90 days")
