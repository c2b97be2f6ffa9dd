"""Rebates over the whole network: what was accrued, what came out as payable, what is paid, by fiscal year and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.explaining import Figure
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.incentive.rules.accrual import RebateAccrual
from toolkit.topics.incentive.rules.facts import ZERO
from toolkit.topics.incentive.rules.statement import RebateStatement


class PeriodRebates(Value):
    """The statements of one quarter, or of the year as a whole. What was accrued is held against the same statements only."""

    period: str = field("期间", "Period")
    statements: int = field("结算单", "Statements")
    payable: Decimal = field("应付", "Payable", unit="元")
    paid: Decimal = field("已付", "Paid", unit="元")
    open: Decimal = field("未付", "Open", unit="元")
    late: int = field("逾期未付的结算单", "Statements open and late")
    accrued: Decimal | None = field("已计提", "Accrued", unit="元", default=None)
    against: Decimal | None = field("对应的应付", "Payable of the same", unit="元", default=None)
    difference: Decimal | None = field("应付减已计提", "Payable less accrued", unit="元", default=None)
    net_sell_in: Decimal = field("对应的净进货额", "Net sell-in of the same", unit="元", default=ZERO)
    cost_share: Decimal | None = field("应付占净进货", "Payable to net sell-in", default=None)


class NetworkRebates(InternalResult):
    """All rebates of a fiscal year; its subject is the year. `to_accrue` is what the books should hold for what falls due at its end."""

    topic = "incentive"
    periods: tuple[PeriodRebates, ...] = field("各期", "Periods", default=())
    payable: Decimal = field("应付", "Payable", unit="元")
    paid: Decimal = field("已付", "Paid", unit="元")
    open: Decimal = field("未付", "Open", unit="元")
    late: int = field("逾期未付的结算单", "Statements open and late")
    expected: Decimal | None = field("预计年度返利", "Expected annual rebates", unit="元", default=None)
    to_accrue: Decimal | None = field("年度返利应计提累计", "To be accrued by now", unit="元", default=None)
    dealers: int = field("计提家数", "Dealers accrued for", default=0)


def totals(statements: Iterable[RebateStatement], accruals: Iterable[RebateAccrual]) -> Iterator[NetworkRebates]:
    """Yields a result for each fiscal year that has a statement or an accrual."""
    rows, running = tuple(statements), tuple(accruals)
    for year in sorted({row.period[:4] for row in rows} | {row.year for row in running}):
        held = [row for row in rows if row.period[:4] == year]
        periods = tuple(
            _period(name, [r for r in held if r.period == name]) for name in sorted({r.period for r in held})
        )
        accrued = [row for row in running if row.year == year]
        yield NetworkRebates(
            subject=year,
            periods=periods,
            payable=_sum(row.payable for row in periods),
            paid=_sum(row.paid for row in periods),
            open=_sum(row.open for row in periods),
            late=sum(row.late for row in periods),
            expected=_sum(row.expected for row in accrued) if accrued else None,
            to_accrue=_sum(row.accrued for row in accrued) if accrued else None,
            dealers=len(accrued),
        )


def is_late(row: RebateStatement) -> bool:
    """Returns whether something of a statement is still to be paid although its day has passed."""
    return row.late_days > 0 and row.paid < row.payable


def _period(name: str, rows: Sequence[RebateStatement]) -> PeriodRebates:
    known = [row for row in rows if row.accrued is not None]
    accrued, against = _sum(row.accrued for row in known if row.accrued is not None), _sum(row.payable for row in known)
    payable, bought = _sum(row.payable for row in rows), _sum(row.net_sell_in for row in rows)
    return PeriodRebates(
        period=name,
        statements=len(rows),
        payable=payable,
        paid=_sum(row.paid for row in rows),
        open=_sum(max(row.payable - row.paid, ZERO) for row in rows),
        late=sum(map(is_late, rows)),
        accrued=accrued if known else None,
        against=against if known else None,
        difference=against - accrued if known else None,
        net_sell_in=bought,
        cost_share=payable / bought if bought else None,
    )


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, ZERO)


def total_steps(network: Network, results: Results, result: NetworkRebates, as_of: date) -> Iterator[Step]:
    """Yields every statement of the year with what is payable and paid, the sums, and what to accrue dealer by dealer."""
    rows = [row for row in results.all(RebateStatement) if row.period[:4] == result.subject]
    for row in rows:
        words = Text(f"{row.subject} 应付、已付（见 rebate）", f"{row.subject} payable, paid (see rebate)")
        yield Step(what=words, value=f"{amount_text(row.payable)} · {amount_text(row.paid)}")
    open_amounts = [max(row.payable - row.paid, ZERO) for row in rows]
    yield _added(Text("应付", "payable"), [row.payable for row in rows], "payable")
    yield _added(Text("已付", "paid"), [row.paid for row in rows], "paid")
    yield _added(Text("未付", "open"), open_amounts, "open")
    late = [row.subject for row in rows if is_late(row)]
    listed = "、".join(late) + ": " if late else ""
    yield Step(what=Text("逾期未付的结算单", "statements open and late"), value=f"{listed}{len(late)}", gives="late")
    accrued = [row for row in results.all(RebateAccrual) if row.year == result.subject]
    yield Step(what=Text("计提家数", "dealers accrued for"), value=str(len(accrued)), gives="dealers")
    if accrued:
        yield _added(Text("预计年度返利", "expected annual rebates"), [row.expected for row in accrued], "expected")
        yield _added(Text("应计提累计", "to be accrued by now"), [row.accrued for row in accrued], "to_accrue")


def _added(words: Text, values: Sequence[Decimal], gives: str) -> Step:
    total = _sum(values)
    sums = " + ".join(amount_text(value) for value in values)
    return Step(what=words, value=f"{sums} = {amount_text(total)}" if values else "0", gives=gives)


NETWORK_FIGURES = (
    Figure(
        "network-rebates",
        Text("全网返利", "Rebates of the network"),
        NetworkRebates,
        ("payable", "paid", "open", "late", "expected", "to_accrue", "dealers"),
        total_steps,
    ),
)
