"""The yearly survey among dealers: how satisfied each is, for us alone; only sums of five and more are told (reference H.6)."""

from __future__ import annotations

from toolkit.network.fields import Bilingual, Count, Day, Number
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import DealerId


class Themes(Value):
    """The six themes, 0 to 10 each."""

    product: Number = field("产品", "Product")
    policy: Number = field("政策公平", "Fairness of policies")
    logistics: Number = field("物流", "Logistics")
    response: Number = field("响应", "Response")
    growth: Number = field("成长支持", "Growth")
    respect: Number = field("尊重与信任", "Respect and trust")


class SurveyAnswer(Value):
    KEY = ("dealer",)
    dealer: DealerId = field("经销商", "Dealer")
    date: Day = field("答卷日", "Answered")
    overall: Number = field("总体满意度", "Satisfaction")
    themes: Themes = field("分项", "Themes")
    roi: Number | None = field("自报投资回报率", "Return on investment, self-reported", default=None)
    wish: Bilingual | None = field("最希望我们做的", "What it wishes of us", default=None)


class Survey(Record):
    year: Count = field("年度", "Year")
    opened: Day = field("发出日", "Opened")
    closed: Day = field("收回日", "Closed")
    invited: tuple[DealerId, ...] = field("受邀", "Invited")
    answers: tuple[SurveyAnswer, ...] = field("答卷", "Answers")
