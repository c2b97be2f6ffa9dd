"""The policies of the market chapter: how old research may be, and by what regions are ranked."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Count, Duration, Line, OneOf, Rate, WordsOf
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.topics.market.records.vocabularies import BETTER, MEASURES


class ResearchPolicy(Policy):
    """How old research may be before somebody must look again, and how far two estimates may lie apart."""

    research_months: Duration = field("调研有效期", "Research holds for", unit="个月")
    statistic_years: Duration = field("统计数据有效期", "Statistics hold for", unit="年")
    estimate_difference: Rate = field("两法差异上限", "Estimates may differ by")
    channel_tolerance: Rate = field("渠道占比合计允差", "Channel shares may miss 100 % by")


class PriorityPart(Value):
    """A measure by which regions are ranked, and its weight; the weights total 1."""

    KEY = ("measure",)
    measure: Annotated[Line, WordsOf(MEASURES)] = field("度量", "Measure")
    weight: Rate = field("权重", "Weight")
    better: Annotated[str, OneOf(BETTER)] = field("方向", "Direction")


class PriorityPolicy(Policy):
    """By what regions are ranked, and how many rivals count for the strength of competition."""

    parts: tuple[PriorityPart, ...] = field("构成", "Parts")
    rivals: Count = field("计入竞争强度的竞品数", "Rivals that count for competition", unit="个")
    plain: Rate = field(
        "无差别时的取值",
        "Where all are alike",
        help_zh="各区域相同时一律取此值",
        help_en="the value of all when no region differs",
    )
