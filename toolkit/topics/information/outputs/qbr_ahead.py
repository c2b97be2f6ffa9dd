"""The second half of the pack: tickets and funds, rebates, the quarter to come, and the minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.shared import Action
from toolkit.plan.composed import Entry, EntryTable, Part, Row, day_words
from toolkit.plan.frame import Grid
from toolkit.topics.communication.records.ledger import QuarterlyReview
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records import Contract
from toolkit.topics.information.outputs.own import (
    NONE,
    SIDE_NAMES,
    Own,
    due_grid,
    dues,
    quarter_name,
    rebate_grid,
    yuan,
)
from toolkit.topics.information.rules.results import ForecastAccuracy
from toolkit.topics.support.records.vocabularies import FUND_STATES, OPEN_KINDS
from toolkit.topics.support.rules.results import FundBalance, FundStanding, SupportStanding

AHEAD = 90
ACTION_ROWS = 6


def action_grid(own: Own, rows: tuple[Action, ...]) -> Grid:
    """Returns what each side was to do, by when, and whether it was done."""
    cells = tuple(
        (SIDE_NAMES[row.side], row.text, day_words(row.due), _done(own, row))
        for row in sorted(rows, key=lambda row: (row.side, row.due))
    )
    return Grid((Text("谁"), Text("行动"), Text("期限"), Text("结果")), cells, narrow=(0, 2, 3))


def _done(own: Own, row: Action) -> Text:
    if row.done is not None and row.done <= own.as_of:
        late = (row.done - row.due).days
        return Text(f"{day_words(row.done).zh}完成" + (f"，晚 {late} 天" if late > 0 else ""))
    return Text("逾期未完成" if row.due < own.as_of else "进行中")


def service(own: Own) -> Part:
    """Returns tickets, what is open, and the marketing fund of the year."""
    support = own.view.result(SupportStanding, own.dealer)
    facts: list[Row] = []
    rows: tuple[tuple[Text | str, ...], ...] = ()
    if support is not None:
        held = support.tickets
        on_time = percent_text(held.on_time, 1) if held.on_time is not None else "暂无"
        words = f"登记 {held.opened} 张，解决 {held.closed} 张，超时未结 {held.overdue} 张，按时解决 {on_time}"
        facts.append((Text(f"{support.year} 年工单"), words))
        rows = tuple(
            (OPEN_KINDS.label(row.kind), row.id, row.text, SIDE_NAMES.get(row.side, Text(NONE)), _late(row.due is not None and row.late, day_words(row.due)))
            for row in support.open_items
        )  # fmt: skip
    for balance in sorted(own.view.results(FundBalance), key=lambda row: row.year)[-1:]:
        words = f"预算 {yuan(balance.budget)}，已批未结 {yuan(balance.reserved)}，已付 {yuan(balance.paid)}，余额 {yuan(balance.balance)}"
        facts.append((Text(f"{balance.year} 年市场费用"), words))
    funds = tuple(
        (row.name, FUND_STATES.label(row.state), yuan(row.approved), yuan(row.payable), yuan(row.paid))
        for row in own.view.results(FundStanding)
        if row.dealer == own.dealer and row.payable != row.paid
    )
    head = (Text("类型"), Text("编号"), Text("未了事项"), Text("责任方"), Text("期限"))
    fund_head = (Text("活动"), Text("状态"), Text("批准（元）"), Text("应付（元）"), Text("已付（元）"))
    return Part(
        Text(f"工单与费用：未了 {len(rows)} 件" if rows else "工单与费用"),
        facts=tuple(facts),
        grids=(
            Grid(head, rows, narrow=(0, 1, 3, 4)),
            Grid(fund_head, funds, numbers=(2, 3, 4), caption=Text("还没有付清的活动")),
        ),
        empty=Text("没有工单和市场费用的记录。"),
    )


def _late(late: bool, day: Text) -> Text:
    return Text(f"{day.zh}（逾期）" if late else day.zh)


def rebates(own: Own, quarter: str) -> Part:
    """Returns the rebates of the fiscal year so far."""
    return Part(
        Text(f"{quarter[:4]} 财年返利"),
        grids=(rebate_grid(own, frozenset((quarter[:4],))),),
        empty=Text("本财年还没有返利结算。"),
    )


def coming(own: Own, quarter: str, terms: Contract) -> Iterator[Part]:
    """Yields targets and forecasts of the quarter under way, and the days to come."""
    coming = str(FiscalQuarter.parse(quarter).next())
    targets = {row.line: row.amount for row in terms.targets.quarters if row.quarter == coming}
    forecast = own.view.result(ForecastAccuracy, f"{own.dealer}/{coming}")
    rows = tuple(
        (row.month, line_name(own.view, row.line), yuan(row.ours), yuan(row.theirs))
        for row in (forecast.rows if forecast is not None else ())
    )
    goals = tuple((line_name(own.view, line), yuan(amount)) for line, amount in targets.items())
    sum_row = ("合计", yuan(sum(targets.values(), Decimal(0)))) if len(goals) > 1 else ()
    head = (Text("月份"), Text("产品线"), Text("我方预测（元）"), Text("贵司预测（元）"))
    yield Part(
        Text(f"下一季：{quarter_name(coming)}"),
        grids=(
            Grid(
                (Text("产品线"), Text("合同目标（元）")), goals, numbers=(1,), total=sum_row, caption=Text("合同目标")
            ),
            Grid(head, rows, numbers=(2, 3), caption=Text("双方预测")),
        ),
        empty=Text("合同没有下一季的目标，双方也还没有预测。"),
    )
    held = dues(own, AHEAD)
    until = day_words(own.as_of + timedelta(days=AHEAD)).zh
    yield Part(Text(f"到{until}要办的 {len(held)} 件"), grids=(due_grid(own, held),), empty=Text("没有到期的事。"))


def minutes_parts(own: Own, quarter: str, held: QuarterlyReview | None) -> Iterator[Part]:
    """Yields what was agreed, once the review is on record; until then the form that both sides fill in and sign."""
    if held is not None:
        sent = day_words(held.data_sent).zh
        yield Part(
            Text(f"纪要：{day_words(held.date).zh}"),
            paragraphs=(held.minutes,),
            grids=(action_grid(own, held.actions),),
            notes=(Text(f"资料{sent}送达；{'双方已签字' if held.signed else '尚未签字'}。"),),
        )
        return
    yield Part(
        Text("纪要（当场填写，双方签字）"),
        entries=(
            Entry("date", Text("日期")),
            Entry("place", Text("地点")),
            Entry("ours", Text("我方参加人")),
            Entry("theirs", Text("贵司参加人")),
            Entry("agreed", Text("谈成什么"), wide=True),
            Entry("dealer-issues", Text("贵司提出的问题与期待"), wide=True),
            Entry("our-promises", Text("我方答应的事"), wide=True),
        ),
        page=True,
    )
    head = (Text("项"), Text("行动"), Text("谁"), Text("责任人"), Text("期限"))
    blank = tuple((str(number),) for number in range(1, ACTION_ROWS + 1))
    choices = ((), (), ("我方", "贵司"))
    yield Part(Text("行动"), tables=(EntryTable("action", head, blank, choices, widths=(5, 45, 15, 15, 20)),))
