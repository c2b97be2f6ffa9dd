"""The dealer's monthly data brief, two pages from its own view: its business, what we owe it, what the market does, what is due (0b, M.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.period import quarter_of
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.composed import Figure, Paper, Part, composed, day_words, titled
from toolkit.plan.frame import Grid
from toolkit.topics.communication.rules.results import CommunicationStanding
from toolkit.topics.company.records import TAX
from toolkit.topics.company.rules import fiscal_start, line_name
from toolkit.topics.contract.rules import contracts_of, in_force
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.records.amounts import Month
from toolkit.topics.information.outputs.brief_market import LINES, market, news, products
from toolkit.topics.information.outputs.own import (
    NONE,
    Own,
    due_grid,
    dues,
    files_of,
    line_grid,
    own_of,
    promise_grid,
    promises,
    quarter_facts,
    quarter_name,
    rebate_grid,
    yuan,
)
from toolkit.topics.information.records import SharingPolicy
from toolkit.topics.information.rules.results import PeerTrend
from toolkit.topics.support.records import SupplyOrder
from toolkit.topics.support.rules.results import SupplyPerformance
from toolkit.topics.topic import Now

TITLE = Text("经销商数据简报")
SECTION = "briefs"
AHEAD = 45
"""Days that the brief looks ahead: the month after it, and half of the next."""
ORDERS, DUES, PROMISES_SHOWN = 8, 10, 6
"""So many rows of each stand in a paper of two pages; it says how many there are in all."""


def brief_path(month: str, dealer: str) -> str:
    """Returns where the brief of a month is put."""
    return f"{SECTION}/{month}/{dealer}.pdf"


def month_before(day: date) -> tuple[date, date]:
    """Returns the first and the last day of the last month that was over on `day`."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def briefs(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields a brief of the last full month for every dealer whose contract is in force or who has data of that quarter."""
    first, last = month_before(now.as_of)
    quarter = str(quarter_of(first, fiscal_start(views.internal)))
    for profile in views.internal.all(DealerProfile):
        view = views.of_dealer(profile.id)
        bound = any(in_force(contract, last) for contract in contracts_of(view, profile.id))
        own = own_of(view, profile.id, now.as_of)
        if own is None or not bound:
            continue
        trend = view.result(PeerTrend, profile.id)
        policy = view.find(SharingPolicy, trend.policy) if trend is not None else None
        orders = tuple((SupplyOrder, f"{profile.id}/{row.id}") for row in _orders(own, first, last))
        shared = ((SharingPolicy, policy.reference),) if policy is not None else ()
        sources = view.paths((*files_of(own, quarter), *orders, *shared))
        paper = _paper(own, first, last, quarter, policy)
        yield Artifact(brief_path(f"{first:%Y-%m}", profile.id), composed(paper, now.stamp(sources)), "dealer", sources)


def _paper(own: Own, first: date, last: date, quarter: str, policy: SharingPolicy | None) -> Paper:
    data = own.view.find(QuarterData, f"{own.dealer}/{quarter}")
    frozen = data is not None and data.frozen_on is not None and data.frozen_on <= own.as_of
    months = _months(data, f"{first:%Y-%m}")
    return Paper(
        document=TITLE,
        finding=_finding(own, months, first),
        party=own.party,
        parts=(
            Part(figures=_figures(own, first, last, quarter)),
            _sales(own, data, f"{first:%Y-%m}", quarter),
            _supplied(own, first, last, quarter),
            _rebates(own, first),
            market(own, policy),
            news(own, first),
            products(own),
            _ours(own),
            _due(own),
        ),
        state="final" if frozen else "draft",
        identifier=f"{own.dealer}/{first:%Y-%m}/brief",
        period=Text(f"{first.year}年{first.month}月"),
        version=titled(policy),
        dense=True,
        fields=own.fields,
    )


def _months(data: QuarterData | None, month: str) -> tuple[tuple[str, str, Month], ...]:
    """Line, tax basis and figures of the month."""
    lines = data.lines if data is not None else ()
    return tuple((line.line, line.tax, row) for line in lines for row in line.months if row.month == month)


def _finding(own: Own, months: tuple[tuple[str, str, Month], ...], first: date) -> Text:
    when = f"{first.month}月"
    if not months:
        return Text(f"{when}还没有分月数据：上报后补发本简报")
    if len({tax for _, tax, _ in months}) > 1:
        return Text(f"{when} {len(months)} 条产品线的净进货与出货")
    into = sum((row.sell_in for _, _, row in months), Decimal(0))
    out = [row.sell_out for _, _, row in months if row.sell_out is not None]
    words = f"{when}净进货 {yuan(into)}"
    return Text(words + (f"，出货 {yuan(sum(out, Decimal(0)))}" if len(out) == len(months) else ""))


def _figures(own: Own, first: date, last: date, quarter: str) -> tuple[Figure, ...]:
    supply = own.view.result(SupplyPerformance, f"{own.dealer}/{quarter}")
    talk = own.view.result(CommunicationStanding, own.dealer)
    otif = percent_text(supply.otif, 1) if supply is not None and supply.otif is not None else "暂无"
    trust = f"{number_text(talk.trust, 1)} 分" if talk is not None and talk.trust is not None else "暂无"
    held = promises(own)
    late = sum(row.due < own.as_of for row in held if row.side == "brand")
    ours = sum(row.side == "brand" for row in held)
    coming = dues(own, AHEAD)
    return (
        (Text("当月订单"), f"{len(_orders(own, first, last))} 单", Text("按下单日")),
        (Text("本季按时足量"), otif, Text("我方供货")),
        (Text("我方信任指数"), trust, Text(f"未兑现 {ours} 项，逾期 {late} 项")),
        (Text("要办的事"), f"{len(coming)} 件", Text(f"{AHEAD} 天内，含逾期")),
    )


def _sales(own: Own, data: QuarterData | None, month: str, quarter: str) -> Part:
    """The quarter's months up to this one by line, then the quarter itself."""
    rows = tuple(
        (line_name(own.view, line.line), row.month, yuan(row.sell_in), yuan(row.forecast), yuan(row.sell_out), TAX.label(line.tax))
        for line in (data.lines if data is not None else ())
        for row in line.months
        if row.month <= month
    )  # fmt: skip
    facts = quarter_facts(own, quarter)
    head = ("产品线", "月份", "净进货（元）", "预测进货（元）", "出货（元）", "口径")
    shown = rows[-3 * LINES :]
    grids = [Grid(tuple(Text(name) for name in head), shown, numbers=(2, 3, 4), narrow=(1, 5), caption=Text("各月"))]
    if facts is not None:
        grid = line_grid(own, facts)
        caption = Text(f"{quarter_name(quarter)}（不含税）")
        grids.append(Grid(grid.head, grid.rows[:LINES], grid.numbers, caption=caption))
    more = len(rows) > len(shown) or (facts is not None and len(facts.data.lines) > LINES)
    return Part(
        Text("您的进货、出货与库存"),
        grids=tuple(grids),
        notes=(Text(f"产品线较多，各列 {LINES} 条；其余见经销商页面。"),) if more else (),
        empty=Text("本季数据还没有上报；上报后这里有各月进货、出货和期末库存。"),
    )


def _orders(own: Own, first: date, last: date) -> tuple[SupplyOrder, ...]:
    rows = (row for row in own.view.of_dealer(SupplyOrder, own.dealer) if first <= row.date <= last)
    return tuple(sorted(rows, key=lambda row: (row.date, row.id)))


def _supplied(own: Own, first: date, last: date, quarter: str) -> Part:
    rows = _orders(own, first, last)
    supply = own.view.result(SupplyPerformance, f"{own.dealer}/{quarter}")
    cells = tuple(
        (
            row.id,
            day_words(row.date),
            yuan(row.amount),
            day_words(row.moved_to or row.promised),
            day_words(row.delivered) if row.delivered is not None else Text("未到"),
            NONE if row.delivered is None else "足量" if row.in_full else "不足量",
        )
        for row in rows[-ORDERS:]
    )
    head = ("订单", "下单", "金额（元）", "约定到货", "到货", "数量")
    notes = []
    if len(rows) > ORDERS:
        notes.append(Text(f"当月共 {len(rows)} 单，列出最近 {ORDERS} 单。"))
    if supply is not None and supply.due:
        notes.append(Text(f"{quarter_name(quarter)}应到 {supply.due} 单，按时足量 {supply.on_time_in_full} 单。"))
    grid = Grid(tuple(Text(name) for name in head), cells, numbers=(2,), narrow=(0, 1, 3, 4, 5))
    return Part(Text(f"当月订单 {len(rows)} 单" if rows else "当月订单"), grids=(grid,), notes=tuple(notes), empty=Text("当月没有订单记录。"))  # fmt: skip


def _rebates(own: Own, first: date) -> Part:
    year = quarter_of(first, fiscal_start(own.view)).year
    grid = rebate_grid(own, frozenset((str(year),)))
    return Part(Text(f"{year} 财年到现在的返利"), grids=(grid,), empty=Text("本财年还没有返利结算。"))


def _ours(own: Own) -> Part:
    rows = tuple(row for row in promises(own) if row.side == "brand")
    more = (Text(f"共 {len(rows)} 项，列出最先到期的 {PROMISES_SHOWN} 项。"),) if len(rows) > PROMISES_SHOWN else ()
    return Part(
        Text(f"我方未兑现的承诺 {len(rows)} 项" if rows else "我方的承诺"),
        grids=(promise_grid(own, rows[:PROMISES_SHOWN]),),
        notes=more,
        empty=Text("没有未兑现的承诺。"),
    )


def _due(own: Own) -> Part:
    rows = dues(own, AHEAD)
    more = (Text(f"共 {len(rows)} 件，列出最先到期的 {DUES} 件。"),) if len(rows) > DUES else ()
    return Part(
        Text(f"接下来 {AHEAD} 天"),
        grids=(due_grid(own, rows[:DUES]),),
        notes=more,
        empty=Text("没有到期的事。"),
    )
