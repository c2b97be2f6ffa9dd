"""Forecasts: made before their month, of a line that is granted, one figure for one fact, and looked at when they were far off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results
from toolkit.network.shared import SIDES
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.rules import line_name
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.information.records import DealerInformation, SharingPolicy
from toolkit.topics.information.rules.accuracy import forecasts_of
from toolkit.topics.information.rules.forecasts import first_of, in_time
from toolkit.topics.information.rules.reach import Reach
from toolkit.topics.information.rules.results import ForecastAccuracy
from toolkit.topics.information.rules.standing import SHARING
from toolkit.topics.topic import Check

AFTER_THE_FACT = ProblemKind(
    "INF201",
    "warning",
    Text("{month} 的预测 {day} 才作出，不计入准确率", "the forecast of {month} was made on {day}: it does not count"),
    Text("月初前作出的才是预测", "only what is said before the month begins is a forecast"),
)
NOT_GRANTED = ProblemKind(
    "INF202",
    "warning",
    Text("{month} 没有合同授权 {line}", "no contract grants {line} in {month}"),
    Text("核对产品线和月份", "look at the line and the month"),
)
TWO_FIGURES = ProblemKind(
    "INF203",
    "error",
    Text(
        "经销商 {month} 的预测这里是 {here}，季度数据里是 {there}",
        "the dealer's forecast of {month} is {here} here and {there} in the quarter's data",
    ),
    Text("考核用的是季度数据里的；两处改成一致", "the evaluation reads the quarter's data; make the two agree"),
)
NEGATIVE = ProblemKind("INF204", "error", Text("预测额不能是负数", "a forecast may not be negative"))
FAR_OFF = ProblemKind(
    "INF205",
    "info",
    Text("{quarter} {side}预测平均偏差 {deviation}", "{quarter}: the {side}'s forecast was off by {deviation} on average"),
    Text("下次季度回顾一起找原因，写进双方的行动", "look for the cause together in the next quarterly review"),
)  # fmt: skip


def forecasts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A forecast is made before its month begins, of a line that the dealer holds then, and is not negative.

    Said afterwards it would make accuracy look better than it was (reference D.2).

    中文：预测在当月开始之前作出，属于经销商当月有授权的产品线，不为负数。事后补的会使准确率显得更好，不计入。
    """
    reach = Reach(network)
    for year in network.all(DealerInformation):
        for n, row in enumerate(year.forecasts):
            path = ("forecasts", n)
            first = first_of(row.month)
            if row.made_on >= first:
                yield told(network, AFTER_THE_FACT, year, *path, "made_on", month=row.month, day=row.made_on)
            if row.amount < 0:
                yield told(network, NEGATIVE, year, *path, "amount")
            scopes = (scope for contract in reach.contracts(year.dealer, first) for scope in contract.scopes)
            if not any(row.line in scope.lines for scope in scopes):
                name = line_name(network, row.line)
                yield told(network, NOT_GRANTED, year, *path, "line", month=row.month, line=name)


def agreement(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The dealer's forecast here and the one in its quarter's data are the same figure.

    Two figures for one fact must agree (reference A.12): the evaluation reads the one, this chapter the other.

    中文：这里登记的经销商预测，与季度数据里的是同一个数。考核读季度数据，这里给人看，两处要一致。
    """
    for dealer in sorted({year.dealer for year in network.all(DealerInformation) if year.forecasts}):
        made = in_time(forecasts_of(network, dealer), as_of)
        said = {
            (key.month, key.line): row
            for (key, side), row in made.items()
            if (side, key.basis) == ("dealer", "sell_in")
        }
        for data in network.of_dealer(QuarterData, dealer):
            for line in data.lines:
                for month in line.months:
                    held = said.get((month.month, line.line))
                    if held is None or month.forecast is None or held.tax != line.tax or held.amount == month.forecast:
                        continue
                    record, path = held.place
                    here, there = amount_text(held.amount), amount_text(month.forecast)
                    yield told(network, TWO_FIGURES, record, *path, month=month.month, here=here, there=there)


def far_off(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A quarter's forecast that was far off, of either side, is worth a talk; it is no fault and costs no points here.

    中文：一个季度的预测偏差很大，不论哪一方，都值得谈一次；这不是过错，也不在这里扣分。下次季度回顾一起找原因。
    """
    policy = in_force(network.all(SharingPolicy), SHARING, as_of)
    if policy is None:
        return
    years = {year.dealer: year for year in network.all(DealerInformation) if year.forecasts}
    for row in results.all(ForecastAccuracy):
        year = years.get(row.dealer)
        if year is None:
            continue
        for side, value in (("brand", row.ours), ("dealer", row.theirs)):
            if value is not None and value > policy.deviation_poor:
                side_name, shown = SIDES.label(side), percent_text(value, 1)
                yield told_at_key(
                    network, FAR_OFF, year, "forecasts", quarter=row.quarter, side=side_name, deviation=shown
                )


CHECKS: tuple[Check, ...] = (
    Check((AFTER_THE_FACT, NOT_GRANTED, NEGATIVE), forecasts),
    Check((TWO_FIGURES,), agreement),
    Check((FAR_OFF,), far_off),
)
