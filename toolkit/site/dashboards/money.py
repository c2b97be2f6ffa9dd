"""Money between both sides: rebates accrued, settled and paid, receivables by age, credit, marketing funds, bonds (M, finance)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.site.dashboards.board import Board, Cell, Column, Drawn, Key, Listing, Said, Section
from toolkit.site.dashboards.desk import Desk, count, money, share
from toolkit.site.dashboards.funds import bonds, budget, funds, this_year
from toolkit.site.gathered.money import accrued_chart, ageing_chart, unpaid
from toolkit.site.gathered.wording import percent, yuan
from toolkit.topics.company.records import TAX
from toolkit.topics.evaluation.rules import NetworkReceivables
from toolkit.topics.incentive.records.vocabularies import SETTLEMENT
from toolkit.topics.incentive.rules import NetworkRebates, RebateStatement
from toolkit.topics.incentive.rules.network_totals import is_late


def moneys(desk: Desk) -> Board:
    """Returns the dashboard of money."""
    return Board(
        "money",
        Text("返利与应收", "Money"),
        Text(
            "返利计提、应付和已付多少，应收多少逾期、额度用了多少，市场费用和保证金还剩多少。",
            "What of the rebates is accrued, payable and paid, what is overdue, how far credit is used, what funds and bonds have left.",
        ),
        tuple(_keys(desk)),
        (
            _rebates(desk),
            _statements(desk),
            receivables(desk),
            budget(desk),
            _credit(desk),
            funds(desk),
            bonds(desk),
        ),
    )


def _keys(desk: Desk) -> Iterator[Key]:
    rebates, owed = desk.latest(NetworkRebates), desk.latest(NetworkReceivables)
    if rebates is not None:
        paid = yuan(rebates.paid)
        note = Text(
            f"已付 {paid.zh}，逾期未付 {rebates.late} 张", f"{paid.within('en')} paid, {rebates.late} statements late"
        )
        label = Text(f"{rebates.subject} 财年返利应付", f"Rebates payable, fiscal {rebates.subject}")
        yield Key(label, yuan(rebates.payable), note, "bad" if rebates.late else "", desk.path("money", "rebates"))
        if rebates.to_accrue is not None:
            label, note = Text("年度返利应计提累计", "Annual rebates to accrue by now"), Text(f"{rebates.dealers} 家", f"{rebates.dealers} dealers")  # fmt: skip
            yield Key(label, yuan(rebates.to_accrue), note, target=desk.path("money", "rebates"))
    if owed is not None:
        yield overdue_key(desk, owed)
        limit = yuan(owed.limit)
        label, note = Text("信用额度使用", "Credit limits used"), Text(f"额度合计 {limit.zh}", f"limits {limit.within('en')}")  # fmt: skip
        yield Key(label, Text(percent(owed.use)), note, target=desk.path("money", "credit"))
    for row in this_year(desk):
        whole, tax = yuan(row.budget), TAX.label(row.tax)
        label = Text(f"{row.year} 市场费用余额（{tax.zh}）", f"Marketing funds left {row.year}, {tax.en}")
        yield Key(label, yuan(row.balance), Text(f"预算 {whole.zh}", f"of {whole.within('en')}"), target=desk.path("money", "funds"))  # fmt: skip


def overdue_key(desk: Desk, owed: NetworkReceivables) -> Key:
    """Returns the key figure of what is overdue, against the same quarter a year before."""
    year = f"{int(owed.subject[:4]) - 1}{owed.subject[4:]}"
    earlier = desk.view.result(NetworkReceivables, year)
    was, late, whole = percent(earlier.overdue_share if earlier else None), yuan(owed.overdue), yuan(owed.closing)
    note = Text(
        f"逾期 {late.zh}，应收 {whole.zh}，上年同季 {was}",
        f"{late.within('en')} of {whole.within('en')}; a year before {was}",
    )
    label = Text(f"{owed.subject} 末应收逾期占比", f"Receivables overdue, end of {owed.subject}")
    return Key(label, Text(percent(owed.overdue_share)), note, target=desk.path("money", "receivables"))


def _rebates(desk: Desk) -> Section:
    title = desk.say("返利：计提与结算", "Rebates: accrued and settled")
    years = desk.view.results(NetworkRebates)
    periods = [period for year in years for period in year.periods]
    if not periods:
        why = desk.say(
            "还没有已结束季度的销售数据，算不出返利。",
            "No quarter with sales data is over, so there is no rebate to settle.",
        )
        return Section("rebates", title, (Said(why),), wide=True)
    accrued = accrued_chart(periods)
    pieces: list[Drawn | Listing | Said] = [Drawn("rebates-chart", accrued, "wide")] if accrued is not None else []
    heads = ("期间", "结算单", "应付", "已付", "未付", "逾期", "已计提", "同批应付", "应付减计提")
    english = ("Period", "Statements", "Payable", "Paid", "Open", "Late", "Accrued", "Payable of the same", "Payable less accrued")  # fmt: skip
    amounts = {2, 3, 4, 6, 7, 8}
    columns = tuple(
        Column(desk.say(*pair) + (desk.yuan() if n in amounts else ""), numeric=n > 0)
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(
        (
            Cell(period.period, f"{desk.path('money')}#statements"),
            count(period.statements),
            money(period.payable, 2),
            money(period.paid, 2),
            money(period.open, 2),
            count(period.late, "bad" if period.late else ""),
            money(period.accrued, 2),
            money(period.against, 2),
            money(period.difference, 2),
        )
        for period in sorted(periods, key=lambda period: period.period, reverse=True)
    )
    pieces.append(Listing("rebateperiods", title, columns, rows))
    running = [year for year in years if year.to_accrue is not None]
    if running:
        last = running[-1]
        expected, now = amount_text(last.expected or Decimal(0)), amount_text(last.to_accrue or Decimal(0))
        pieces.append(Said(desk.say(
            f"{last.subject} 财年的年度返利：预计 {expected}，到现在账上应已计提 {now}，共 {last.dealers} 家。",
            f"Annual rebates of fiscal {last.subject}: {expected} expected, {now} to be in the books by now, for {last.dealers} dealers.",
        )))  # fmt: skip
    links = desk.policies(row.policy for row in desk.view.results(RebateStatement))
    explain = tuple(f"network-rebates {year.subject}" for year in years)
    return Section("rebates", title, tuple(pieces), wide=True, explain=explain, links=links)


def _statements(desk: Desk) -> Section:
    title = desk.say("还没付清的结算单", "Statements not paid in full")
    waiting = unpaid(desk.view)
    heads = ("经销商", "期间", "结算单", "状态", "应付", "已付", "兑付期限", "我方逾期")
    english = ("Dealer", "Period", "Statement", "Status", "Payable", "Paid", "Pay by", "We are late")
    units = {4: desk.yuan(), 5: desk.yuan(), 7: desk.unit("天", "days")}
    columns = tuple(
        Column(desk.say(*pair) + units.get(n, ""), numeric=n in (4, 5, 7), filter={1: "period", 3: "status"}.get(n, ""))
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(
        (
            desk.dealer(row.dealer, "rebates"),
            Cell(row.period, facet=row.period),
            Cell(row.statement or "–"),
            desk.label(SETTLEMENT, row.status),
            money(row.payable, 2),
            money(row.paid, 2),
            desk.day(row.due),
            count(row.late_days, "bad" if is_late(row) else ""),
        )
        for row in waiting
    )
    empty = desk.say("所有结算单都已付清。", "Every statement is paid in full.")
    late = sum(map(is_late, waiting))
    finding = desk.say(f"{len(waiting)} 张未付清，{late} 张已逾期", f"{len(waiting)} not paid in full, {late} late") if waiting else ""  # fmt: skip
    return Section("statements", title, (Listing("statementlist", title, columns, rows, empty),), finding, wide=True, explain=("rebate",) if rows else ())  # fmt: skip


def receivables(desk: Desk) -> Section:
    """Returns what the network owed at the end of the latest quarter, by age."""
    title = desk.say("应收账龄", "Receivables by age")
    owed = desk.latest(NetworkReceivables)
    if owed is None:
        why = desk.say("还没有季度应收数据。", "No quarter has receivables on record.")
        return Section("receivables", title, (Said(why),))
    why = desk.say(
        "有的账龄合计是负数（多为更正），画不成图，各家明细在下面。",
        "The sum of an age is below nothing, mostly by corrections: see the dealers below.",
    )
    chart = ageing_chart(owed)
    drawn: Drawn | Said = Drawn("ageing-chart", chart) if chart is not None else Said(why)
    said = desk.say(
        f"{owed.dealers} 家有数据；按期回款率 {percent(owed.on_time_share)}。",
        f"{owed.dealers} dealers have data; {percent(owed.on_time_share)} was paid on time.",
    )
    if owed.unknown:
        said += desk.say(f"{owed.unknown} 家数据不全，未计入。", f" {owed.unknown} have gaps and are left out.")
    return Section("receivables", title, (drawn, Said(said)), explain=(f"receivables {owed.subject}",))


def _credit(desk: Desk) -> Section:
    title = desk.say("逾期与额度使用", "Overdue and credit in use")
    owed = desk.latest(NetworkReceivables)
    heads = ("经销商", "期末应收", "其中逾期", "逾期占比", "信用额度", "额度使用")
    english = ("Dealer", "Receivables", "Overdue", "Overdue share", "Credit limit", "In use")
    columns = tuple(
        Column(desk.say(*pair) + (desk.yuan() if n in (1, 2, 4) else ""), numeric=n > 0)
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(
        (
            desk.dealer(row.dealer, "evaluation"),
            money(row.closing, 2),
            money(row.overdue, 2),
            share(row.overdue_share, mood="warn" if row.overdue else ""),
            money(row.limit, 2),
            share(row.use, mood="bad" if row.use is not None and row.use > 1 else ""),
        )
        for row in (owed.rows if owed is not None else ())
    )
    empty = desk.say("还没有季度应收数据。", "No quarter has receivables on record.")
    over = sum(row.use is not None and row.use > 1 for row in (owed.rows if owed is not None else ()))
    finding = desk.say(f"{over} 家超过额度", f"{over} over the limit") if over else ""
    links = desk.policies(("credit-limit",))
    explain = (f"receivables {owed.subject}",) if owed is not None else ()
    return Section("credit", title, (Listing("credittable", title, columns, rows, empty),), finding, True, explain, links)  # fmt: skip
