"""A dealer's year of information: what passed between both sides, forecasts of both, new products talked over."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Count, Day, Name, OneOf, RefTo
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import SIDES
from toolkit.topics.company.records import TAX, DealerId
from toolkit.topics.evaluation.records.amounts import MonthText
from toolkit.topics.information.records.products import Briefing
from toolkit.topics.information.records.sharing import Answer, Share
from toolkit.topics.information.records.vocabularies import FORECAST_BASES
from toolkit.topics.information.records.wishes import UserWish


class Forecast(Value):
    """One side's forecast of one line's month. A later one replaces an earlier one until the month begins."""

    KEY = ("month", "line", "side", "basis", "made_on")
    month: MonthText = field("月份", "Month", audience="dealer")
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line", audience="dealer")
    side: Annotated[str, OneOf(SIDES)] = field("预测方", "By", audience="dealer")
    basis: Annotated[str, OneOf(FORECAST_BASES)] = field("口径", "Of", audience="dealer", default="sell_in")
    amount: Amount = field("预测额", "Forecast", audience="dealer", unit="元")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", audience="dealer")
    made_on: Day = field("预测日", "Made on", audience="dealer")


class DealerInformation(Record):
    """One dealer, one calendar year. The dealer sees all of it: it is about nobody else."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    year: Count = field("年份", "Year", audience="dealer")
    shares: tuple[Share, ...] = field("双方信息", "Shared", audience="dealer", default=())
    answers: tuple[Answer, ...] = field("对简报的回应", "Answers", audience="dealer", default=())
    forecasts: tuple[Forecast, ...] = field("预测", "Forecasts", audience="dealer", default=())
    briefings: tuple[Briefing, ...] = field("新品预沟通", "New products", audience="dealer", default=())
    wishes: tuple[UserWish, ...] = field("终端用户的愿望", "What end users wish", audience="dealer", default=())
