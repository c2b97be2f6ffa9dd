"""The amounts in a quarter's file: sales and stock by product line, receivables (reference A.12, 0b). Each group says its tax basis."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.network.fields import Amount, Name, OneOf, Rate, RefTo
from toolkit.network.fields import problem as refuse
from toolkit.network.record import Value, field
from toolkit.network.shared import SOURCES, Measure
from toolkit.topics.company.records import TAX

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)


def _month(value: Any) -> str:
    if not isinstance(value, str) or not _MONTH.fullmatch(value):
        raise refuse(
            "rule",
            zh=f"“{str(value)[:20]}”不是月份，写成 2026-01",
            en=f"“{str(value)[:20]}” is no month; write 2026-01",
        )
    return value


MonthText = Annotated[str, BeforeValidator(_month)]
"""A calendar month, `2026-01`."""


class Month(Value):
    """A month of a product line; amounts on the line's tax basis."""

    KEY = ("month",)
    month: MonthText = field("月份", "Month", audience="dealer")
    sell_in: Amount = field("净进货", "Net sell-in", audience="dealer", unit="元")
    sell_out: Amount | None = field("出货", "Sell-out", audience="dealer", unit="元", default=None)
    last_ten_days: Rate | None = field("月末十天占比", "Share of the last ten days", audience="dealer", default=None)
    forecast: Amount | None = field("预测进货", "Forecast sell-in", audience="dealer", unit="元", default=None)


class StockAges(Value):
    """The closing stock by age in days, or for dated goods by what is left of their shelf life."""

    life_high: Amount | None = field("剩余保质期三分之二以上", "More than two thirds of life left", audience="dealer", unit="元", default=None)  # fmt: skip
    life_middle: Amount | None = field("剩余三分之一至三分之二", "One to two thirds left", audience="dealer", unit="元", default=None)  # fmt: skip
    life_low: Amount | None = field("剩余不足三分之一（临期）", "Less than a third left", audience="dealer", unit="元", default=None)  # fmt: skip
    days_0_30: Amount | None = field("0–30天", "0–30 days", audience="dealer", unit="元", default=None)
    days_31_60: Amount | None = field("31–60天", "31–60 days", audience="dealer", unit="元", default=None)
    days_61_90: Amount | None = field("61–90天", "61–90 days", audience="dealer", unit="元", default=None)
    days_91_180: Amount | None = field("91–180天", "91–180 days", audience="dealer", unit="元", default=None)
    days_over_180: Amount | None = field("180天以上", "Over 180 days", audience="dealer", unit="元", default=None)


class LineData(Value):
    """A product line's sales and stock. All amounts of a line stand on one tax basis, at the dealer's purchase price."""

    KEY = ("line",)
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line", audience="dealer")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", audience="dealer")
    source: Annotated[str, OneOf(SOURCES)] = field("来源", "Source", audience="dealer")
    sell_in_gross: Measure = field("进货额", "Sell-in", audience="dealer", unit="元")
    returns: Measure = field("退货", "Returns", audience="dealer", unit="元")
    target: Measure | None = field(
        "调整后目标",
        "Adjusted target",
        audience="dealer",
        unit="元",
        default=None,
        help_zh="与合同目标一致时不写",
        help_en="left out when the contract's target stands",
    )
    last_year: Measure = field(
        "上年同季净进货",
        "Net sell-in a year before",
        audience="dealer",
        unit="元",
        help_zh="区域变动的，按同口径调整",
        help_en="restated when the territory changed",
    )
    focus: Measure = field("重点产品净进货", "Net sell-in of focus products", audience="dealer", unit="元")
    focus_target: Measure = field("重点产品目标", "Target of focus products", audience="dealer", unit="元")
    sell_out: Measure = field("出货额", "Sell-out", audience="dealer", unit="元")
    stock_opening: Measure = field("期初库存", "Opening stock", audience="dealer", unit="元")
    stock_closing: Measure = field("期末库存", "Closing stock", audience="dealer", unit="元")
    stock_aged: Measure = field(
        "滞销与临期库存",
        "Aged or near-expiry stock",
        audience="dealer",
        unit="元",
        help_zh="库龄超过90天，或剩余保质期不足三分之一",
        help_en="older than 90 days, or with less than a third of its life left",
    )
    stock_ages: StockAges | None = field("库存结构", "Stock by age", audience="dealer", default=None)
    margin_contribution: Amount | None = field("边际贡献", "Margin contribution", unit="元", default=None)
    months: tuple[Month, ...] = field("各月", "Months", audience="dealer", default=())


class Receivables(Value):
    """What the dealer owed and paid, from our ledger, usually incl. VAT. For a prepaid dealer the balances are zero."""

    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", audience="dealer")
    source: Annotated[str, OneOf(SOURCES)] = field("来源", "Source", audience="dealer")
    opening: Measure = field("期初应收", "Receivables, opening", audience="dealer", unit="元")
    closing: Measure = field("期末应收", "Receivables, closing", audience="dealer", unit="元")
    credit_sales: Measure = field("本季赊销", "Credit sales", audience="dealer", unit="元")
    due: Measure = field("本季到期", "Due in the quarter", audience="dealer", unit="元")
    on_time: Measure = field("其中按期到账", "Of it received on time", audience="dealer", unit="元")
    received: Measure = field("本季回款", "Received in the quarter", audience="dealer", unit="元")
    overdue_1_30: Measure = field("逾期1–30天", "Overdue 1–30 days", audience="dealer", unit="元")
    overdue_31_60: Measure = field("逾期31–60天", "Overdue 31–60 days", audience="dealer", unit="元")
    overdue_61_90: Measure = field("逾期61–90天", "Overdue 61–90 days", audience="dealer", unit="元")
    overdue_over_90: Measure = field("逾期90天以上", "Overdue over 90 days", audience="dealer", unit="元")
