"""Receivables by age, rebates accrued and payable, stock by age and forecasts: charts of a quarter (M.2 7 to 9)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.view import View
from toolkit.plan.charts import Ageing, Bars, Bucket, Line, Series
from toolkit.site.gathered.wording import percent
from toolkit.topics.evaluation.rules import NetworkReceivables
from toolkit.topics.incentive.rules import RebateStatement
from toolkit.topics.incentive.rules.network_totals import PeriodRebates
from toolkit.topics.segment.rules import EarlyWarning

AGES = (
    Text("账期内", "Within terms"),
    Text("1–30 天", "1–30 days"),
    Text("31–60 天", "31–60 days"),
    Text("61–90 天", "61–90 days"),
    Text("90 天以上", "Over 90 days"),
)
STOCK = "W3"
"""The early warning that looks at days of stock (K.3)."""
Forecasts = Sequence[tuple[str, Decimal | None, Decimal | None]]


def ageing_chart(owed: NetworkReceivables) -> Ageing | None:
    """Returns what was owed by age; None where an age is below nothing, as after a correction, which cannot be drawn."""
    amounts = (owed.within, owed.overdue_1_30, owed.overdue_31_60, owed.overdue_61_90, owed.overdue_over_90)
    if any(amount < 0 for amount in amounts):
        return None
    finding = Text(f"{percent(owed.overdue_share)} 已逾期", f"{percent(owed.overdue_share)} is overdue")
    if not owed.overdue:
        finding = Text("没有逾期", "Nothing is overdue")
    name = Text(f"{owed.subject} 末应收（含税）", f"Receivables at the end of {owed.subject}, incl. VAT")
    buckets = tuple(Bucket(*pair) for pair in zip(AGES, amounts, strict=True))
    return Ageing(name, finding, buckets, Text("元", "CNY"), late=1, decimals=2)


def accrued_chart(periods: Sequence[PeriodRebates]) -> Bars | None:
    """Returns what was accrued beside what came out as payable; None where no period has its accruals on record."""
    known = [period for period in periods if period.accrued is not None]
    if not known:
        return None
    return Bars(
        Text("同一批结算单：已计提与应付", "The same statements: accrued and payable"),
        Text("只列登记过计提的期间", "Periods whose accruals are on record"),
        tuple(Text(period.period) for period in known),
        (
            Series(Text("应付", "Payable"), tuple(period.against for period in known)),
            Series(Text("已计提", "Accrued"), tuple(period.accrued for period in known), quiet=True),
        ),
        Text("元", "CNY"),
        direction="up",
        decimals=0,
    )


def unpaid(view: View) -> tuple[RebateStatement, ...]:
    """Returns the statements that are not paid in full, the latest by most days first."""
    waiting = [row for row in view.results(RebateStatement) if row.payable > row.paid]
    return tuple(sorted(waiting, key=lambda row: (-row.late_days, row.period, row.dealer)))


def forecast_chart(rows: Forecasts) -> Line:
    """Returns the deviations of both sides' forecasts by quarter; there must be one."""
    last = rows[-1]
    return Line(
        Text("净进货预测偏差", "Deviation of forecasts of sell-in"),
        Text(
            f"{last[0]}：我方 {percent(last[1])}，经销商 {percent(last[2])}",
            f"{last[0]}: ours {percent(last[1])}, the dealers' {percent(last[2])}",
        ),
        tuple(Text(quarter) for quarter, _, _ in rows),
        (
            Series(Text("我方", "Ours"), tuple(None if ours is None else ours * 100 for _, ours, _ in rows)),
            Series(Text("经销商", "The dealers'"), tuple(None if t is None else t * 100 for _, _, t in rows)),
        ),
        Text("%"),
        marked=len(rows) - 1,
        decimals=1,
    )


def stock_level(row: EarlyWarning) -> str:
    """Returns the level of a dealer's warning of its days of stock."""
    line = row.line(STOCK)
    return line.level if line is not None else "missing"
