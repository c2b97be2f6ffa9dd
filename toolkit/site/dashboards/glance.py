"""The network on one screen: six figures, what wants attention, and the way to every other dashboard (M.2 page 1)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.plan.charts import Bars, Line, Series
from toolkit.plan.charts.numbers import EXACT
from toolkit.site.dashboards.board import Board, Drawn, Key, Note, Notes, Piece, Said, Section
from toolkit.site.dashboards.churn import high_risk_key
from toolkit.site.dashboards.desk import Desk, capital
from toolkit.site.dashboards.dues import all_dues
from toolkit.site.dashboards.money import overdue_key, receivables
from toolkit.site.dashboards.performance import grades_key, sales_key
from toolkit.site.dashboards.risk import trust_key
from toolkit.site.gathered.wording import QUARTERS, percent, signed
from toolkit.site.navigation import BOARDS
from toolkit.topics.communication.rules import NetworkTrust
from toolkit.topics.company.rules import line_name
from toolkit.topics.conflict.rules import NetworkConflicts
from toolkit.topics.contract.rules.renewals import RenewalQuarter
from toolkit.topics.evaluation.rules import NetworkGrades, NetworkReceivables, NetworkSales
from toolkit.topics.incentive.rules import NetworkRebates
from toolkit.topics.market.rules import MarketPotential
from toolkit.topics.segment.rules import EarlyWarning, NetworkLoyalty
from toolkit.topics.support.rules import TicketStatistics

PURPOSES = {
    "monday/index": Text("每个人这一周的事", "what each of us has this week"),
    "recruitment": Text("候选人走到哪一步", "how far candidates have come"),
    "coverage": Text("哪里有人、哪里空着", "where somebody works, and where nobody does"),
    "performance": Text("卖了多少、等级升降", "what was bought, and how grades moved"),
    "money": Text("返利、应收、费用、保证金", "rebates, receivables, funds, bonds"),
    "stock": Text("库存有多久、有多旧", "how long the stock lasts, how old it is"),
    "service": Text("工单、到货、拜访、培训", "tickets, supply, visits, training"),
    "trust-and-risk": Text("守信、冲突、流失、续约", "trust, conflicts, churn, renewals"),
    "listening": Text("反馈、大会、渠道利益、成因", "feedback, conferences, channel shares, causes"),
    "resources": Text("双方的投入、谁能帮谁", "what both sides put in, and who can help whom"),
}


def glance(desk: Desk) -> Board:
    """Returns the first of the dashboards."""
    return Board(
        "index",
        Text("一屏看全网", "The network at a glance"),
        Text(
            "六个数、要马上处理的事，和通往每一张看板的路。每个数都能点开看到背后的记录。",
            "Six figures, what wants attention, and the way to every dashboard. Each figure leads to the records behind it.",
        ),
        keys(desk),
        (_alerts(desk), _sales(desk), _trend(desk), receivables(desk), _ways(desk)),
    )


def keys(desk: Desk) -> tuple[Key, ...]:
    """Returns the six key figures of the network, each with its target or with last year where they are known."""
    return tuple(_keys(desk))


def _keys(desk: Desk) -> Iterator[Key]:
    sales, grades = desk.latest(NetworkSales), desk.latest(NetworkGrades)
    owed, trust = desk.latest(NetworkReceivables), desk.view.result(NetworkTrust, "network")
    if sales is not None:
        yield sales_key(desk, sales)
    held = desk.view.result(NetworkLoyalty, "network")
    if held is not None:
        note = Text(
            f"一年前 {held.held} 家，留存 {percent(held.retention, 0)}",
            f"{held.held} a year before, {percent(held.retention, 0)} of them kept",
        )
        value = Text(f"{held.active} 家", str(held.active))
        yield Key(Text("合作中的经销商", "Dealers in business"), value, note, target=desk.path("trust-and-risk", "churn"))  # fmt: skip
    if grades is not None:
        yield grades_key(desk, grades)
    if owed is not None:
        yield overdue_key(desk, owed)
    if trust is not None and trust.trust is not None:
        yield trust_key(desk, trust)
    yield from high_risk_key(desk)


def _alerts(desk: Desk) -> Section:
    title = desk.say("要马上处理", "Wants attention now")
    rows = sorted(_alert_rows(desk), key=lambda note: note.mood != "bad")
    empty = desk.say(
        "没有要马上处理的事：没有逾期的期限、超时的工单、逾期的返利，也没有流失高风险的经销商。",
        "Nothing is pressing: no deadline, ticket or rebate is late, and no dealer is at high risk of leaving.",
    )
    return Section("alerts", title, (Notes(tuple(rows), empty=empty),))


def _alert_rows(desk: Desk) -> Iterator[Note]:
    as_of = desk.the.now.as_of
    late = [row for row in all_dues(desk.view) if row.is_late(as_of)]
    ours, n = sum(row.side == "brand" for row in late), len(late)
    said = (f"{n} 项期限已过，其中我方 {ours} 项", f"one deadline is past, {ours} of them ours", f"{n} deadlines are past, {ours} of them ours")  # fmt: skip
    yield from _alert(desk, n, said, desk.path("monday/index"), "bad")
    tickets = desk.latest(TicketStatistics)
    n = tickets.figures.overdue if tickets is not None else 0
    said = (f"{n} 张工单超时未结", "one ticket is overdue", f"{n} tickets are overdue")
    yield from _alert(desk, n, said, desk.path("service", "open-tickets"), "bad")
    n = sum(row.late for row in desk.view.results(NetworkRebates))
    said = (f"{n} 张返利结算单逾期未付", "one rebate statement is late", f"{n} rebate statements are late")
    yield from _alert(desk, n, said, desk.path("money", "statements"), "bad")
    n = sum(row.risk == "high" for row in desk.view.results(EarlyWarning))
    plan = "make a plan within five working days"
    said = (f"{n} 家流失高风险，五个工作日内要有挽留计划", f"one dealer may well leave: {plan}", f"{n} dealers may well leave: {plan}")  # fmt: skip
    yield from _alert(desk, n, said, desk.path("trust-and-risk", "churn"), "bad")
    conflicts = desk.view.result(NetworkConflicts, "network")
    n = conflicts.late if conflicts is not None else 0
    said = (
        f"{n} 件冲突案件过了期限",
        "one conflict case is past a deadline",
        f"{n} conflict cases are past a deadline",
    )
    yield from _alert(desk, n, said, desk.path("trust-and-risk", "conflicts"), "bad")
    n = sum(not row.decided for quarter in desk.view.results(RenewalQuarter) for row in quarter.rows)
    said = (f"{n} 份合同两季内到期，还没定去向", "one contract ends within two quarters, undecided", f"{n} contracts end within two quarters, undecided")  # fmt: skip
    yield from _alert(desk, n, said, desk.path("trust-and-risk", "renewals"), "warn")
    trust = desk.view.result(NetworkTrust, "network")
    n = trust.overdue_contacts if trust is not None else 0
    said = (f"{n} 次接触逾期", "one contact is overdue", f"{n} contacts are overdue")
    yield from _alert(desk, n, said, desk.path("service", "contacts"), "warn")
    n = len({row.market for row in desk.view.results(MarketPotential) if row.stale})
    said = (f"{n} 个市场的调研过期", "the research on one market is out of date", f"the research on {n} markets is out of date")  # fmt: skip
    yield from _alert(desk, n, said, f"{desk.markets}#research", "warn")


def _alert(desk: Desk, number: int, said: tuple[str, str, str], path: str, mood: str) -> Iterator[Note]:
    if number:
        yield Note(capital(desk.many(number, *said)), path=path, mood=mood)


def _sales(desk: Desk) -> Section:
    title = desk.say("目标完成率", "Attainment of targets")
    sales = desk.latest(NetworkSales)
    known = [line for line in sales.lines if line.attainment is not None] if sales is not None else []
    if sales is None or not known:
        why = desk.say("还没有对照目标的销售数据。", "No sales can be held against targets yet.")
        return Section("sales", title, (Said(why),))
    finding = Text(
        f"全网 {percent(sales.attainment)}，同比 {signed(sales.growth)}",
        f"{percent(sales.attainment)} over all, {signed(sales.growth)} on last year",
    )
    shares = tuple(None if line.attainment is None else EXACT.multiply(line.attainment, 100) for line in known)
    chart = Bars(
        Text(f"{sales.subject} 各产品线", f"By line, {sales.subject}"),
        finding,
        tuple(line_name(desk.view, line.line) for line in known),
        (Series(Text("完成率", "Attainment"), shares),),
        Text("%"),
        targets=(EXACT.create_decimal(100),) * len(known),
        target=Text("目标", "Target"),
        decimals=1,
    )
    return Section("sales", title, (Drawn("attainment-chart", chart),), explain=(f"network-sales {sales.subject}",))


def _trend(desk: Desk) -> Section:
    title = desk.say("五个季度", "Five quarters")
    last = desk.view.results(NetworkGrades)[-QUARTERS:]
    if not last:
        return Section("trend", title, (Said(desk.say("还没有完成的季度考核。", "No quarter is evaluated yet.")),))
    now = last[-1]
    chart = Line(
        Text("考核得分中位数", "Median score"),
        Text(f"{now.subject}：{now.better} 家升级，{now.worse} 家降级", f"{now.subject}: {now.better} up, {now.worse} down"),
        tuple(Text(row.subject) for row in last),
        (Series(Text("中位数", "Median"), tuple(row.median for row in last)),),
        Text("分", "points"),
        marked=len(last) - 1,
        decimals=1,
    )  # fmt: skip
    return Section("trend", title, (Drawn("trend-chart", chart),), explain=("grades",))


def _ways(desk: Desk) -> Section:
    title = desk.say("每一张看板", "Every dashboard")
    rows = [
        Note(desk.words(name), desk.words(PURPOSES[page]), desk.path(page)) for page, name in BOARDS if page in PURPOSES
    ]
    rows.append(Note(desk.the.word("markets"), desk.say("每个市场的容量、对手和空白", "size, rivals and white space of each"), desk.markets))  # fmt: skip
    pieces: tuple[Piece, ...] = (Notes(tuple(rows)),)
    return Section("ways", title, pieces, wide=True)
