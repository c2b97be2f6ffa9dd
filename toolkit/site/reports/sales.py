"""Sales of the quarter by line, province, segment and dealer (M.2 3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toolkit.kernel.text import Text
from toolkit.plan.sheets import Column, Sheet, Value
from toolkit.site.gathered.performance import bought_chart, sales_chart
from toolkit.site.gathered.wording import QUARTERS, percent, signed, yuan
from toolkit.site.reports.brief import Brief
from toolkit.site.reports.pieces import Page, amount, charts, excerpt, said, share, sheet, whole, words
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.evaluation.rules import NetworkSales
from toolkit.topics.evaluation.rules.network_wide.sales import SalesGroup, SalesLine

SUMS = (
    whole("家数", "Dealers"),
    amount("净进货额", "Net sell-in", summed=True),
    amount("目标", "Target", summed=True),
    amount("有目标者的净进货额", "Net sell-in where there is a target", summed=True),
    share("完成率", "Attainment"),
    amount("上年同季", "A year before", summed=True),
    amount("可比者的净进货额", "Net sell-in where last year is known", summed=True),
    share("同比", "Growth"),
)
NOTES = (
    Text("不含税。完成率只拿有目标的来比，同比只拿有上年数的来比。", "Without VAT. Attainment compares those with a target, growth those with a figure for last year."),
    Text("来源：各经销商季度数据（dealers/<编号>/quarters/）。", "Source: the dealers' quarterly data (dealers/<id>/quarters/)."),
)  # fmt: skip


def sums_of(row: SalesGroup | SalesLine | NetworkSales) -> tuple[Value, ...]:
    """Returns the figures of a group in the order of the columns; no target and no last year are gaps, not noughts."""
    return (
        row.dealers,
        row.net,
        row.target or None,
        row.against_target if row.target else None,
        row.attainment,
        row.last_year or None,
        row.against_last_year if row.last_year else None,
        row.growth,
    )


def by_line(brief: Brief) -> Sheet:
    """Returns sales by product line."""
    held = brief.held(NetworkSales)
    rows = tuple((brief.line(row.line), *sums_of(row)) for row in held.lines) if held else ()
    return _sheet(brief, Text("销售-产品线", "Sales by line"), words("产品线", "Line"), rows, held)


def by_province(brief: Brief) -> Sheet:
    """Returns sales by the province of the dealers' seats."""
    return _grouped(brief, Text("销售-省份", "Sales by province"), words("省级区划", "Province"), "provinces", lambda code: brief.tree.own_name(code) if code else Text("未登记", "not on record"))  # fmt: skip


def by_segment(brief: Brief) -> Sheet:
    """Returns sales by segment."""
    return _grouped(brief, Text("销售-分群", "Sales by segment"), words("分群", "Segment"), "segments", segment_name)


def segment_name(code: str) -> Text:
    """Returns the name of a segment as a cell begins with it."""
    if code not in SEGMENTS:
        return Text(code or "未分群", code or "No segment")
    name = SEGMENTS.label(code)
    return Text(name.zh, name.en.capitalize())


def by_dealer(brief: Brief) -> Sheet:
    """Returns sales by dealer."""
    held = brief.held(NetworkSales)
    columns = (words("编号", "Id"), words("经销商", "Dealer"), words("省级区划", "Province"), words("分群", "Segment"), *SUMS[1:])  # fmt: skip
    rows = tuple(
        (row.group, brief.dealer(row.group), brief.province(row.group), segment_name(brief.segment(row.group)), *sums_of(row)[1:])
        for row in (held.rows if held else ())
    )  # fmt: skip
    totals = (Text("合计", "Total"), None, None, None, *sums_of(held)[1:]) if held else ()
    return sheet(brief, Text("销售-经销商", "Sales by dealer"), columns, rows, totals=totals, notes=NOTES)


def _grouped(brief: Brief, name: Text, first: Column, groups: str, named: Callable[[str], Text]) -> Sheet:
    held = brief.held(NetworkSales)
    found: Sequence[SalesGroup] = getattr(held, groups) if held else ()
    return _sheet(brief, name, first, tuple((named(row.group), *sums_of(row)) for row in found), held)


def _sheet(
    brief: Brief, name: Text, first: Column, rows: tuple[tuple[Value, ...], ...], held: NetworkSales | None
) -> Sheet:
    totals = (Text("合计", "Total"), *sums_of(held)) if held else ()
    return sheet(brief, name, (first, *SUMS), rows, totals=totals, notes=NOTES)


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns every sheet on sales."""
    return by_line(brief), by_province(brief), by_segment(brief), by_dealer(brief)


def page(brief: Brief) -> Page:
    """Returns the page on sales."""
    held = brief.held(NetworkSales)
    question = Text("卖了多少，离目标多远？", "How much was bought, and how far is it from the target?")
    if held is None:
        heading = Text("本季还没有销售数据", "No sales are on record for the quarter")
        return Page("sales", question, heading, brief.basis, said("有了季度数据，这里按产品线、省份和分群对目标。", "With quarterly data, sales stand here against targets by line, province and segment."))  # fmt: skip
    quarters = [row.subject for row in brief.view.results(NetworkSales) if row.subject <= brief.quarter][-QUARTERS:]
    shown = (0, 1, 2, 3, 5, 8)
    blocks = (
        *charts(("sales-lines", sales_chart(brief.view, held)), ("sales-trend", bought_chart(brief.view, quarters))),
        *excerpt(by_line(brief), shown, caption=Text("按产品线", "By line")),
        *excerpt(by_province(brief), shown, most=8, caption=Text("按省份（经销商所在地）", "By province of the dealers' seats")),
        *excerpt(by_segment(brief), shown, caption=Text("按分群", "By segment")),
        *said("不含税。完成率和同比只比有目标、有上年数的部分；分群按截至日登记。", "Without VAT. Attainment and growth compare only what has a target, or a figure for last year. Segments as on record on the as-of date."),
    )  # fmt: skip
    return Page("sales", question, _heading(brief, held), brief.basis, blocks)


def _heading(brief: Brief, held: NetworkSales) -> Text:
    net, done, grown = yuan(held.net), percent(held.attainment), signed(held.growth)
    behind = [line for line in held.lines if line.attainment is not None and line.attainment < 1]
    least = min(behind, key=lambda line: line.attainment or 0, default=None)
    zh, en = f"销售 {net.zh}，完成目标 {done}，同比 {grown}", f"Sell-in {net.within('en')}: {done} of target, {grown} on last year"  # fmt: skip
    if least is None:
        return Text(zh, en)
    name = brief.line(least.line)
    return Text(f"{zh}；{name.zh}只有 {percent(least.attainment)}", f"{en}; {name.within('en')} only {percent(least.attainment)}")  # fmt: skip
