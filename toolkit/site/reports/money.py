"""Receivables and credit, and what rebates, funds and bonds cost (M.2 7 and 9)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.plan.sheets import Sheet
from toolkit.site.gathered.money import accrued_chart, ageing_chart
from toolkit.site.gathered.wording import number, percent, yuan
from toolkit.site.reports.brief import Brief
from toolkit.site.reports.pieces import (
    DEALER,
    ID,
    Block,
    Page,
    amount,
    charts,
    day,
    excerpt,
    said,
    share,
    sheet,
    whole,
    words,
)
from toolkit.topics.company.records import TAX
from toolkit.topics.evaluation.rules import NetworkReceivables
from toolkit.topics.incentive.records.vocabularies import SETTLEMENT
from toolkit.topics.incentive.rules import BondBalance, NetworkRebates, RebateStatement
from toolkit.topics.incentive.rules.network_totals import PeriodRebates
from toolkit.topics.segment.rules import SurveyResult
from toolkit.topics.support.rules import FundBalance, FundTotals

OWING = 18
"""How many dealers that owe something stand on paper."""


def receivables(brief: Brief) -> Sheet:
    """Returns what each dealer owed at the end of the quarter, the most overdue first."""
    held = brief.held(NetworkReceivables)
    columns = (ID, DEALER, amount("期末应收", "Receivables", summed=True), amount("其中逾期", "Of it overdue", summed=True), share("逾期占比", "Share overdue"), amount("信用额度", "Credit limit", summed=True), share("额度使用", "Of the limit"))  # fmt: skip
    rows = tuple(
        (row.dealer, brief.dealer(row.dealer), row.closing, row.overdue, row.overdue_share, row.limit, row.use)
        for row in (held.rows if held else ())
    )
    totals = (Text("合计", "Total"), None, held.closing, held.overdue, held.overdue_share, held.limit, held.use) if held else ()  # fmt: skip
    notes = (Text("含税，季末余额。合计行的额度使用只比有额度的经销商。", "Incl. VAT, balances at the end of the quarter. The total's use of limits compares dealers with a limit only."),)  # fmt: skip
    return sheet(brief, Text("应收与授信", "Receivables"), columns, rows, totals=totals, notes=notes)


def receivables_page(brief: Brief) -> Page:
    """Returns the page on receivables and credit."""
    held = brief.held(NetworkReceivables)
    question = Text("欠我们多少，逾期多少，授信用了多少？", "What is owed, what is overdue, how far is credit used?")
    if held is None:
        return Page("receivables", question, Text("本季没有应收数据", "No receivables are on record for the quarter"), brief.basis, ())  # fmt: skip
    earlier = brief.earlier(NetworkReceivables)
    over = sum(row.use is not None and row.use > 1 for row in held.rows)
    heading = Text(
        f"应收 {yuan(held.closing).zh}，{percent(held.overdue_share)} 逾期；额度用了 {percent(held.use)}",
        f"{yuan(held.closing).within('en')} owed, {percent(held.overdue_share)} overdue; {percent(held.use)} of limits used",
    )
    ageing = ageing_chart(held)
    drawn = charts(("ageing", ageing)) if ageing is not None else said("有的账龄合计是负数（多为更正），画不成图。", "The sum of an age is below nothing, mostly by corrections: no chart.")  # fmt: skip
    late = sum(1 for row in held.rows if row.overdue)
    blocks = (
        *drawn,
        *said(
            f"{held.dealers} 家有数据，{held.unknown} 家数据不全未计入；按期回款率 {percent(held.on_time_share)}；上年同季逾期占比 {percent(earlier.overdue_share if earlier else None)}；{late} 家有逾期，{over} 家超过额度。",
            f"{held.dealers} dealers have data, {held.unknown} with gaps are left out; {percent(held.on_time_share)} was paid on time; a year before {percent(earlier.overdue_share if earlier else None)} was overdue; {late} are late, {over} over their limit.",
        ),
        *_owing(brief),
    )  # fmt: skip
    return Page("receivables", question, heading, brief.basis, blocks)


def _owing(brief: Brief) -> tuple[Block, ...]:
    """The dealers that owe something, the most overdue first; those that owe nothing stand in the workbook."""
    table = receivables(brief)
    owing = [n for n, row in enumerate(table.rows) if row[2] or row[3]]
    shown, rest = owing[:OWING], len(table.rows) - len(owing[:OWING])
    caption = Text(f"有应收的 {len(shown)} 家，逾期多的在前", f"{len(shown)} that owe, the most overdue first")
    if rest:
        caption = Text(f"{caption.zh}；其余 {rest} 家见工作簿“应收与授信”", f"{caption.en}; {rest} more in the workbook, sheet Receivables")  # fmt: skip
    return excerpt(table, (1, 2, 3, 4, 5, 6), shown, caption=caption) if shown else ()


def statements(brief: Brief) -> Sheet:
    """Returns the rebate statements of the quarter, one for each dealer."""
    columns = (
        ID, DEALER, words("结算单", "Statement"), words("状态", "Status"), amount("净进货额", "Net sell-in", summed=True), amount("返利合计", "Rebates", summed=True),
        amount("应付", "Payable", summed=True), amount("已付", "Paid", summed=True), amount("已计提", "Accrued", summed=True), day("兑付期限", "Pay by"), whole("我方逾期", "We are late", "天"), words("政策版本", "Policy version"),
    )  # fmt: skip
    found = sorted((row for row in brief.view.results(RebateStatement) if row.period == brief.quarter), key=lambda row: (-row.payable, row.dealer))  # fmt: skip
    rows = tuple(
        (row.dealer, brief.dealer(row.dealer), row.statement or None, _status(row.status), row.net_sell_in, row.total, row.payable, row.paid, row.accrued, row.due, row.late_days, row.policy)
        for row in found
    )  # fmt: skip
    notes = (Text("没有登记计提的留空。", "Accruals that are not on record are left empty."),)
    return sheet(brief, Text("返利", "Rebates"), columns, rows, policies=sorted({row.policy for row in found}), notes=notes)  # fmt: skip


def _status(code: str) -> Text:
    name = SETTLEMENT.label(code) if code in SETTLEMENT else Text(code)
    return Text(name.zh, name.within("en").capitalize())


def periods(brief: Brief) -> Sheet:
    """Returns rebates by period of the fiscal year, up to the quarter, with their cost as a share of sales."""
    columns = (
        words("期间", "Period"), whole("结算单", "Statements", "张", summed=True), amount("净进货额", "Net sell-in", summed=True), amount("应付", "Payable", summed=True), share("应付占净进货", "Of net sell-in"),
        amount("已付", "Paid", summed=True), amount("未付", "Open", summed=True), whole("逾期未付", "Late", "张", summed=True), amount("已计提", "Accrued", summed=True), amount("同批应付", "Payable of the same", summed=True), amount("应付减计提", "Payable less accrued", summed=True),
    )  # fmt: skip
    rows = tuple(
        (row.period, row.statements, row.net_sell_in, row.payable, row.cost_share, row.paid, row.open, row.late, row.accrued, row.against, row.difference)
        for row in _periods(brief)
    )  # fmt: skip
    notes = (Text("净进货额不含税，应付按结算单口径。", "Net sell-in without VAT, payable as the statements say."),)
    return sheet(brief, Text("返利-期间", "Rebates by period"), columns, rows, notes=notes)


def _periods(brief: Brief) -> tuple[PeriodRebates, ...]:
    held = [row for year in brief.view.results(NetworkRebates) for row in year.periods]
    return tuple(row for row in held if row.period <= brief.quarter and "Q" in row.period)[-5:]


def funds(brief: Brief) -> Sheet:
    """Returns what each dealer's marketing fund of the fiscal year has left."""
    columns = (ID, DEALER, words("口径", "Tax"), amount("预算", "Budget", summed=True), amount("已批未结", "Approved, open", summed=True), amount("已定应付", "Payable", summed=True), amount("已付", "Paid", summed=True), amount("余额", "Left", summed=True))  # fmt: skip
    rows = tuple(
        (row.dealer, brief.dealer(row.dealer), TAX.label(row.tax), row.budget, row.reserved, row.settled, row.paid, row.balance)
        for row in brief.view.results(FundBalance)
        if str(row.year) == brief.quarter[:4]
    )  # fmt: skip
    return sheet(brief, Text("市场费用", "Marketing funds"), columns, rows, basis=brief.today)


def bonds(brief: Brief) -> Sheet:
    """Returns how each market bond stands, those to be topped up first."""
    columns = (ID, DEALER, words("合同", "Contract"), amount("约定", "Agreed", summed=True), amount("余额", "Balance", summed=True), amount("应补足", "To top up", summed=True), day("补足期限", "Top up by"))  # fmt: skip
    found = sorted(brief.view.results(BondBalance), key=lambda row: (-row.missing, row.dealer))
    rows = ((row.subject, brief.dealer(row.subject), row.contract, row.agreed, row.balance, row.missing, row.top_up_by) for row in found)  # fmt: skip
    return sheet(brief, Text("保证金", "Bonds"), columns, rows, basis=brief.today)


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns every sheet on money."""
    return receivables(brief), statements(brief), periods(brief), funds(brief), bonds(brief)


def incentives_page(brief: Brief) -> Page:
    """Returns the page on rebates and funds."""
    held = next((row for row in _periods(brief) if row.period == brief.quarter), None)
    question = Text("激励花了多少，值不值？", "What do incentives cost, and are they worth it?")
    if held is None:
        return Page("incentives", question, Text("本季没有返利结算", "No rebate is settled for the quarter"), brief.basis, ())  # fmt: skip
    heading = Text(
        f"返利应付 {yuan(held.payable).zh}，占净进货 {percent(held.cost_share)}；未付 {yuan(held.open).zh}，逾期 {held.late} 张",
        f"Rebates of {yuan(held.payable).within('en')}, {percent(held.cost_share)} of sell-in; {yuan(held.open).within('en')} open, {held.late} late",
    )  # fmt: skip
    blocks = (
        *charts(("accrued", accrued_chart(_periods(brief)))),
        *excerpt(periods(brief), (0, 1, 2, 3, 4, 5, 6, 8), caption=Text("各期返利", "Rebates by period")),
        *excerpt(statements(brief), (1, 3, 4, 6, 7, 8), most=8, caption=Text("应付多的在前", "The largest first")),
        *_year(brief),
        *_worth(brief),
    )
    return Page("incentives", question, heading, brief.basis, blocks)


def _year(brief: Brief) -> tuple[Block, ...]:
    """What the year's rebates and funds come to."""
    found: list[Block] = []
    year = brief.fiscal(NetworkRebates)
    if year is not None and year.expected is not None and year.to_accrue is not None:
        expected, booked = amount_text(year.expected), amount_text(year.to_accrue)
        found += said(f"{year.subject} 财年的年度返利：预计 {expected}，到截至日账上应已计提 {booked}，共 {year.dealers} 家。", f"Annual rebates of fiscal {year.subject}: {expected} expected, {booked} to be in the books by the as-of date, for {year.dealers} dealers.")  # fmt: skip
    for row in brief.view.results(FundTotals):
        if str(row.year) == brief.quarter[:4]:
            tax = TAX.label(row.tax)
            found += said(
                f"{row.year} 年市场费用（{tax.zh}，截至日）：预算 {amount_text(row.budget)}，已定应付 {amount_text(row.settled)}，已批未结 {amount_text(row.reserved)}，余额 {amount_text(row.balance)}。",
                f"Marketing funds of {row.year} ({tax.en}, as of today): budget {amount_text(row.budget)}, payable {amount_text(row.settled)}, approved and open {amount_text(row.reserved)}, left {amount_text(row.balance)}.",
            )  # fmt: skip
    return tuple(found)


def _worth(brief: Brief) -> tuple[Block, ...]:
    """What dealers say they get out of it; unknown where fewer than five said so."""
    survey = brief.fiscal(SurveyResult)
    if survey is None or survey.roi is None:
        return said(
            "投入产出：经销商自报投资回报率的不足五家，不汇总；各项活动的投入产出见各家启动复盘。",
            "Return: fewer than five dealers reported theirs, so no median is told; returns of promotions stand in the dealers' launch reviews.",
        )
    return said(f"投入产出：经销商自报投资回报率中位数 {number(survey.roi * 100)}%（{survey.year} 年调查）。", f"Return: the median that dealers report of themselves is {number(survey.roi * 100)}% (survey of {survey.year}).")  # fmt: skip
