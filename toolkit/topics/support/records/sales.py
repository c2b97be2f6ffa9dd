"""The catalogue of sales policies: who may take part, how, how long, and what is looked at afterwards (reference 0b, SP)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Day, Name, OneOf, RefTo
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.topics.company.records import TAX
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.support.records.vocabularies import MECHANICS


class Variant(Value):
    """What the policy gives one segment instead; open to all dealers of that segment."""

    KEY = ("segment",)
    segment: Annotated[str, OneOf(SEGMENTS)] = field("分群", "Segment", audience="dealer")
    mechanic: Bilingual = field("做法", "Mechanic", audience="dealer")


class Notice(Value):
    date: Day = field("通知日", "Told on", audience="dealer")
    means: Bilingual = field("通知方式", "Told by", audience="dealer")


class Review(Value):
    due: Day = field("复盘日", "Review due")
    measure: Bilingual = field("看什么", "Looks at")
    done_on: Day | None = field("完成日", "Done", default=None)
    result: Bilingual | None = field("结果", "Result", default=None)


class SalesPolicy(Policy):
    """One version of a sales policy; its period is the time in which it is in force."""

    objective: Bilingual = field("目标", "Objective", audience="dealer")
    lines: tuple[Annotated[Name, RefTo("product-line")], ...] = field("产品线", "Lines", audience="dealer")
    segments: tuple[Annotated[str, OneOf(SEGMENTS)], ...] = field("适用分群", "Segments", audience="dealer")
    kind: Annotated[str, OneOf(MECHANICS)] = field("类型", "Kind", audience="dealer")
    mechanic: Bilingual = field("做法", "Mechanic", audience="dealer")
    variants: tuple[Variant, ...] = field("分群做法", "By segment", audience="dealer", default=())
    budget: Amount = field("预算", "Budget", unit="元")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax")
    notice: Notice = field("通知", "Notice", audience="dealer")
    review: Review = field("复盘", "Review")
