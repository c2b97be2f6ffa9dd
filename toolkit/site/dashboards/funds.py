"""Marketing funds and market bonds: what is budgeted, spent and left, what is to be topped up (I.2, E-13)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.plan.charts import Bars, Series
from toolkit.site.dashboards.board import NONE, Cell, Column, Drawn, Listing, Said, Section
from toolkit.site.dashboards.desk import Desk, money
from toolkit.topics.company.records import TAX
from toolkit.topics.incentive.rules import BondBalance
from toolkit.topics.support.rules import FundBalance, FundTotals


def this_year(desk: Desk) -> tuple[FundTotals, ...]:
    """Returns the fund totals of the latest budget year, one for each tax basis."""
    rows = desk.view.results(FundTotals)
    last = max((row.year for row in rows), default=0)
    return tuple(row for row in rows if row.year == last)


def budget(desk: Desk) -> Section:
    """Where the year's marketing funds are: payable, approved and open, left."""
    title = desk.say("市场费用花到哪一步", "Where the marketing funds are")
    held = this_year(desk)
    if not held:
        return Section("budget", title, (Said(desk.say("还没有市场费用预算。", "No dealer has a marketing budget.")),))
    pieces = []
    for row in held:
        tax, used = TAX.label(row.tax), amount_text(row.paid)
        chart = Bars(
            Text(f"{row.year} 年，{tax.zh}", f"{row.year}, {tax.en}"),
            Text(f"已付 {used}", f"{used} is paid"),
            (
                Text("预算", "Budget"),
                Text("已定应付", "Payable"),
                Text("已批未结", "Approved, open"),
                Text("余额", "Left"),
            ),
            (Series(Text("金额", "Amount"), (row.budget, row.settled, row.reserved, row.balance)),),
            Text("元", "CNY"),
            decimals=0,
        )
        pieces.append(Drawn(f"budget-{row.tax}-chart", chart))
    explain = tuple(f"fund-totals {row.year} {row.tax}" for row in held)
    return Section("budget", title, tuple(pieces), explain=explain, links=desk.policy("fund"))


def funds(desk: Desk) -> Section:
    """Returns what each dealer's marketing fund has left."""
    title = desk.say("市场费用余额", "Marketing funds")
    heads = ("经销商", "预算年度", "口径", "预算", "已批未结", "已定应付", "已付", "余额")
    english = ("Dealer", "Year", "Tax", "Budget", "Approved, open", "Payable", "Paid", "Left")
    columns = tuple(
        Column(desk.say(*pair) + (desk.yuan() if n > 2 else ""), numeric=n > 2, filter="year" if n == 1 else "")
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(
        (
            desk.dealer(row.dealer, "support"),
            Cell(str(row.year), facet=str(row.year)),
            desk.label(TAX, row.tax),
            money(row.budget, 2),
            money(row.reserved, 2),
            money(row.settled, 2),
            money(row.paid, 2),
            money(row.balance, 2),
        )
        for row in sorted(desk.view.results(FundBalance), key=lambda row: (-row.year, row.dealer))
    )
    empty = desk.say("还没有市场费用预算。", "No dealer has a marketing budget.")
    said = [
        desk.say(
            f"{row.year} 年{TAX.label(row.tax).zh}合计：预算 {amount_text(row.budget)}，余额 {amount_text(row.balance)}",
            f"{row.year} {TAX.label(row.tax).en} in all: budget {amount_text(row.budget)}, left {amount_text(row.balance)}",
        )
        for row in this_year(desk)
    ]
    explain = tuple(f"fund-totals {row.year} {row.tax}" for row in this_year(desk))
    return Section("funds", title, (Listing("fundtable", title, columns, rows, empty),), desk.say("；", "; ").join(said), True, explain, desk.policies(("fund",)))  # fmt: skip


def bonds(desk: Desk) -> Section:
    """Returns how each market bond stands, those to be topped up first."""
    title = desk.say("市场保证金", "Market bonds")
    heads = ("经销商", "合同", "约定", "余额", "应补足", "补足期限")
    english = ("Dealer", "Contract", "Agreed", "Balance", "To top up", "Top up by")
    columns = tuple(
        Column(desk.say(*pair) + (desk.yuan() if n in (2, 3, 4) else ""), numeric=n in (2, 3, 4))
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(
        (
            desk.dealer(row.dealer, "contract"),
            Cell(row.contract),
            money(row.agreed, 2),
            money(row.balance, 2),
            money(row.missing, 2),
            desk.day(row.top_up_by) if row.top_up_by is not None else NONE,
        )
        for row in sorted(desk.view.results(BondBalance), key=lambda row: (-row.missing, row.dealer))
    )
    empty = desk.say("没有保证金台账。", "No bond is on record.")
    return Section("bonds", title, (Listing("bondtable", title, columns, rows, empty),), wide=True, explain=("bond",) if rows else ())  # fmt: skip
