"""What each warning measures in the quarters' data and the orders: W1 to W5, W14 (reference K.3, 0b numbers 12 and 14).

A signal without data has no value and says what is missing; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from toolkit.kernel.period import add_months, quarter_of
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Step
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.segment.records import WarningRule
from toolkit.topics.support.records import SupplyOrder

LEAST_ORDERS = 3
BUCKETS = (("overdue_1_30", 1), ("overdue_31_60", 31), ("overdue_61_90", 61), ("overdue_over_90", 91))
POOR = frozenset(("C", "D"))
FAR = Decimal(999)
"""Stands for stock without any sales, as in the evaluation."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What a warning measures, with the facts behind it; `share` is the second way to red. None: the data are missing."""

    value: Decimal | None
    facts: tuple[Step, ...] = ()
    share: Decimal | None = None


def fact(zh: str, en: str, value: str | Decimal) -> Step:
    """Returns a fact as a step of the trace."""
    return Step(what=Text(zh, en), value=value)


def missing(zh: str, en: str) -> Signal:
    """Returns a signal without data, saying what is missing."""
    return Signal(None, (fact("缺少数据", "data missing", f"{zh} / {en}"),))


def sell_in(months: Mapping[str, Decimal]) -> Signal:
    """W1: of the latest two months, the better one's change on the same month a year before; both are at or below it."""
    latest = sorted(months)[-2:]
    changes: list[Decimal] = []
    facts: list[Step] = []
    for name in latest:
        then = months.get(f"{int(name[:4]) - 1}{name[4:]}")
        if then is None or then <= 0:
            continue
        with localcontext() as context:
            context.prec = 40
            changes.append(months[name] / then - 1)
        facts.append(fact(f"{name} 同比", f"{name} on last year", percent_text(changes[-1], 1)))
    if len(changes) < 2:
        return missing("两个月及上年同月的进货", "sell-in of two months and of the same months last year")
    return Signal(max(changes), tuple(facts))


def order_days(network: Network, dealer: str) -> tuple[date, ...]:
    """Returns the days on which a dealer ordered, once each."""
    return tuple(sorted({row.date for row in network.of_dealer(SupplyOrder, dealer)}))


def order_gap(days: Sequence[date], since: date, as_of: date, fiscal_start: int = 1) -> Signal:
    """W2: days since the last order ÷ the mean gap of the twelve months before it. Nothing is said of orders older than `since`.

    Orders come in files by quarter, so days count up to the end of the quarter of the last order at most: an order that
    nobody has entered yet is no silence of the dealer.
    """
    known = [day for day in days if day <= as_of]
    year = [day for day in known if day > add_months(known[-1], -12)]
    if len(year) < LEAST_ORDERS or known[-1] < since:
        return missing("十二个月的订单", "orders of twelve months")
    until = min(as_of, quarter_of(known[-1], fiscal_start).span(fiscal_start).last)
    gap, spread = (until - known[-1]).days, (year[-1] - year[0]).days
    with localcontext() as context:
        context.prec = 40
        ratio = Decimal(gap * (len(year) - 1)) / spread
    facts = (
        fact("最近下单", "last order", str(known[-1])),
        fact(f"至 {until} 天数", f"days until {until}", str(gap)),
        fact("十二个月平均间隔", "mean gap of twelve months", f"{spread} ÷ {len(year) - 1}"),
    )
    return Signal(ratio, facts)


def stock(facts: Facts, rule: WarningRule) -> tuple[Signal, Signal]:
    """W3: days of stock against yellow and against red, as multiples of each line's threshold, combined by sell-out.

    A value above 1 passes the threshold. A single line passes exactly when its days pass (reference 0b number 14).
    """
    own = {row.line: (row.yellow, row.red) for row in rule.lines}
    yellow = red = weights = Decimal(0)
    steps: list[Step] = []
    for n, line in enumerate(facts.data.lines):
        opening, closing, sold = (facts.of_line(n, name) for name in ("stock_opening", "stock_closing", "sell_out"))
        if opening.missing or closing.missing or sold.missing:
            continue
        mean = (opening.number + closing.number) / 2
        if not sold.number and not mean:
            continue
        with localcontext() as context:
            context.prec = 40
            days = mean / sold.number * facts.span.days if sold.number else FAR
            # Stock that does not move at all must still weigh: it counts by what lies there.
            weight = sold.number or mean
            low, high = own.get(line.line, (rule.yellow, rule.red))
            yellow += weight * days / low
            red += weight * days / high
            weights += weight
        steps.append(fact(f"{line.line} 库存天数", f"{line.line}, days of stock", number_text(days, 1)))
    if not weights:
        none = missing("库存与出货", "stock and sell-out")
        return none, none
    with localcontext() as context:
        context.prec = 40
        return Signal(yellow / weights, tuple(steps)), Signal(red / weights, tuple(steps))


def overdue(facts: Facts) -> Signal:
    """W4: the first day of the oldest overdue bucket (1, 31, 61, 91), and what is overdue ÷ the credit limit."""
    owed = facts.data.receivables
    figures = [(facts.figure(getattr(owed, name), "receivables", name), day) for name, day in BUCKETS]
    if any(figure.missing for figure, _ in figures):
        return missing("逾期账款分档", "overdue payments by age")
    total = sum((figure.number for figure, _ in figures), Decimal(0))
    oldest = max((day for figure, day in figures if figure.number > 0), default=0)
    credit = facts.terms.credit if facts.terms else None
    steps = [fact("逾期金额", "overdue", number_text(total, 2)), fact("最久一档起始日", "oldest from day", str(oldest))]
    if credit is None or not credit.limit:
        return Signal(Decimal(oldest), tuple(steps))
    with localcontext() as context:
        context.prec = 40
        share = total / credit.limit
    steps.append(fact("占信用额度", "of the credit limit", percent_text(share, 1)))
    return Signal(Decimal(oldest), tuple(steps), share)


def falling(evaluations: Sequence[Evaluation], rule: WarningRule) -> Signal:
    """W5: the change of the latest rated quarter; twice C or worse counts as the red change."""
    rated = [row for row in evaluations if row.grade in {"A", "B", *POOR}]
    if not rated:
        return missing("已评级的考核", "a rated evaluation")
    last, twice = rated[-1], len(rated) > 1 and all(row.grade in POOR for row in rated[-2:])
    steps = tuple(
        fact(f"{row.quarter} 考核", f"{row.quarter}, evaluation", f"{row.total} {row.grade}") for row in rated[-2:]
    )
    if twice:
        return Signal(min(rule.red, last.delta or rule.red), steps)
    if last.delta is None:
        return Signal(None, (*steps, *missing("上一季的考核", "the quarter before").facts))
    return Signal(last.delta, steps)


def spike(facts: Facts) -> Signal:
    """W14: the share of the last ten days in the sell-in of the quarter's last month, all lines together."""
    name = f"{facts.span.last:%Y-%m}"
    months = [month for line in facts.data.lines for month in line.months if month.month == name]
    shares = [(month.sell_in, month.last_ten_days) for month in months if month.last_ten_days is not None]
    total = sum((amount for amount, _ in shares), Decimal(0))
    if len(shares) != len(facts.data.lines) or total <= 0:
        return missing("季末月的月末十天占比", "the last ten days of the quarter's last month")
    with localcontext() as context:
        context.prec = 40
        share = sum((amount * part for amount, part in shares), Decimal(0)) / total
    return Signal(share, (fact(f"{name} 月末十天占比", f"{name}, last ten days", percent_text(share, 1)),))
