"""Stock health and how forecasts came out (M.2 8)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.record import label
from toolkit.plan.sheets import Sheet
from toolkit.site.gathered.money import Forecasts, forecast_chart, stock_level
from toolkit.site.gathered.wording import number, percent, yuan
from toolkit.site.reports.brief import Brief
from toolkit.site.reports.pieces import (
    DEALER,
    ID,
    Page,
    amount,
    charts,
    excerpt,
    points,
    said,
    share,
    sheet,
    whole,
    words,
)
from toolkit.topics.evaluation.records.amounts import StockAges
from toolkit.topics.evaluation.rules import NetworkStock
from toolkit.topics.information.rules import ForecastAccuracy, NetworkInformation
from toolkit.topics.segment.records.vocabularies import LEVELS
from toolkit.topics.segment.rules import EarlyWarning

STOCK_NOTE = Text("不含税，按经销商进货价；库存天数 = 平均库存 ÷ 出货 × 天数，缺一项就空着。", "Without VAT at the dealers' purchase price; days = mean stock ÷ sell-out × days, empty where one of them is missing.")  # fmt: skip


def by_line(brief: Brief) -> Sheet:
    """Returns the stock of each product line."""
    held = brief.held(NetworkStock)
    columns = (words("产品线", "Line"), whole("家数", "Dealers", "家"), amount("期末库存", "Closing stock", summed=True), points("库存天数", "Days of stock", "天"), amount("滞销与临期", "Aged or near expiry", summed=True), share("占比", "Share"))  # fmt: skip
    rows = tuple((brief.line(row.line), row.dealers, row.closing, row.days, row.aged, row.aged_share) for row in (held.lines if held else ()))  # fmt: skip
    totals = (Text("合计", "Total"), held.dealers, held.closing, None, held.aged, held.aged_share) if held else ()
    return sheet(brief, Text("库存-产品线", "Stock by line"), columns, rows, totals=totals, notes=(STOCK_NOTE,))


def by_dealer(brief: Brief) -> Sheet:
    """Returns the stock of each dealer and line, the longest lasting first; what lasts for an unknown time comes last."""
    held = brief.held(NetworkStock)
    levels = {row.subject: stock_level(row) for row in brief.view.results(EarlyWarning)} if brief.current else {}
    columns = (ID, DEALER, words("产品线", "Line"), amount("期末库存", "Closing stock", summed=True), points("库存天数", "Days of stock", "天"), amount("滞销与临期", "Aged or near expiry", summed=True), share("占比", "Share"), words("库存预警（截至日）", "Warning as of today"))  # fmt: skip
    found = sorted(
        held.rows if held else (), key=lambda row: (row.days is None, -(row.days or 0), row.dealer, row.line)
    )
    rows = tuple(
        (row.dealer, brief.dealer(row.dealer), brief.line(row.line), row.closing, row.days, row.aged, row.aged_share, _level(levels.get(row.dealer, "")))
        for row in found
    )  # fmt: skip
    return sheet(brief, Text("库存-经销商", "Stock by dealer"), columns, rows, notes=(STOCK_NOTE,))


def _level(code: str) -> Text | None:
    if code not in LEVELS:
        return None
    name = LEVELS.label(code)
    return Text(name.zh, name.en.capitalize())


def ages(brief: Brief) -> Sheet:
    """Returns the stock of each line by its age; dealers that report none are not in it."""
    held = brief.held(NetworkStock)
    columns = (words("产品线", "Line"), words("库龄", "Age"), amount("金额", "Amount"))
    rows = tuple((brief.line(line.line), label(StockAges, row.age), row.amount) for line in (held.lines if held else ()) for row in line.ages)  # fmt: skip
    return sheet(brief, Text("库龄", "Stock by age"), columns, rows, notes=(STOCK_NOTE,))


def _known(brief: Brief) -> Forecasts:
    held = brief.now(NetworkInformation)
    rows = held.forecasts if held is not None else ()
    return [row for row in rows if row[0] <= brief.quarter and (row[1] is not None or row[2] is not None)]


def forecasts(brief: Brief) -> Sheet:
    """Returns both sides' deviations of the quarter, dealer by dealer."""
    columns = (ID, DEALER, share("我方偏差（净进货）", "Ours, sell-in"), share("经销商偏差（净进货）", "The dealer's, sell-in"), share("我方偏差（出货）", "Ours, sell-out"), share("经销商偏差（出货）", "The dealer's, sell-out"))  # fmt: skip
    found = (row for row in brief.view.results(ForecastAccuracy) if row.quarter == brief.quarter)
    rows = tuple((row.dealer, brief.dealer(row.dealer), row.ours, row.theirs, row.ours_out, row.theirs_out) for row in found)  # fmt: skip
    notes = (Text("偏差是预测与实际之差占实际的比例，越小越准；没有预测的空着。", "A deviation is the difference from the actual as a share of it: the smaller, the better; empty without a forecast."),)  # fmt: skip
    return sheet(brief, Text("预测偏差", "Forecasts"), columns, rows, notes=notes)


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns every sheet on stock."""
    return by_line(brief), by_dealer(brief), ages(brief), forecasts(brief)


def page(brief: Brief) -> Page:
    """Returns the page on stock and forecasts."""
    held = brief.held(NetworkStock)
    question = Text("库存健康吗，预测准吗？", "Is the stock sound, and are forecasts right?")
    if held is None:
        return Page(
            "stock", question, Text("本季没有库存数据", "No stock is on record for the quarter"), brief.basis, ()
        )
    heading = Text(
        f"库存 {yuan(held.closing).zh}，滞销临期 {percent(held.aged_share)}",
        f"Stock of {yuan(held.closing).within('en')}, {percent(held.aged_share)} of it aged or near expiry",
    )
    longest = max((row for row in held.lines if row.days is not None), key=lambda row: row.days or 0, default=None)
    if longest is not None:
        name = brief.line(longest.line)
        heading = Text(f"{heading.zh}；{name.zh}最久，{number(longest.days)} 天", f"{heading.en}; {name.within('en')} lasts longest, {number(longest.days)} days")  # fmt: skip
    earlier, known = brief.earlier(NetworkStock), _known(brief)
    blocks = (
        *excerpt(by_line(brief), (0, 1, 2, 3, 4, 5), caption=Text("按产品线", "By line")),
        *excerpt(by_dealer(brief), (1, 2, 3, 4, 5, 6), most=10, caption=Text("能卖最久的在前", "The longest lasting first")),
        *said(f"上年同季滞销临期占比 {percent(earlier.aged_share if earlier else None)}。{STOCK_NOTE.zh}", f"A year before, {percent(earlier.aged_share if earlier else None)} was aged. {STOCK_NOTE.en}"),
        *(charts(("forecast", forecast_chart(known))) if known else said("还没有可以和实际比的预测。", "No forecast can be held against what happened yet.")),
        *said("预测偏差是各家的平均：预测与实际之差占实际的比例，越小越准。", "Deviations are means over dealers: the difference from the actual as a share of it; the smaller, the better."),
    )  # fmt: skip
    return Page("stock", question, heading, brief.basis, blocks)
