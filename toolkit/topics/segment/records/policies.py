"""The segment policies: axes and lines of segments (reference K.1), warnings and churn bands (K.3, 0b numbers 12, 14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from toolkit.network.fields import Count, Duration, Flag, Name, Number, OneOf, Rate, RefTo
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.network.showing import SHARE
from toolkit.topics.segment.records.vocabularies import AXES, TESTS, WARNED_IN, WARNINGS


class AxisWeight(Value):
    """What a percentile rank counts for in the value."""

    KEY = ("axis",)
    axis: Annotated[str, OneOf(AXES)] = field("指标", "Axis")
    weight: Rate = field("权重", "Weight")


class SegmentLine(Value):
    """Value and health from which a dealer is proposed for a segment; both must be reached."""

    value: Number = field("价值不低于", "Value from", unit="分")
    health: Number = field("健康度不低于", "Health from", unit="分")


class SegmentationPolicy(Policy):
    """The order of the tests is fixed: exit, watch, strategic, core, growth, else steady (reference 0b number 13)."""

    weights: tuple[AxisWeight, ...] = field("价值权重", "Weights of the value")
    strategic: SegmentLine = field("战略线", "Strategic")
    core: SegmentLine = field("核心线", "Core")
    growth_health: Number = field("成长的健康度不低于", "Growth: health from", unit="分")
    watch_below: Number = field("观察：健康度低于", "Watch: health below", unit="分")
    watch_on: tuple[Annotated[str, OneOf(WARNINGS)], ...] = field("红色即观察的预警", "Red puts on watch")
    grace_quarters: Count = field(
        "宽限", "Time of grace", unit="个季度", default=0, help_zh="跌破战略线或核心线后，保留原分群这么久", help_en="who falls below the strategic or core line keeps its segment so long"
    )  # fmt: skip
    new_months: Duration = field("新合作期", "New for", unit="个月")
    peers_least: Count = field("同组至少", "Peers, at least", unit="家经销商")
    growing_above: Number = field("成长期：增长高于", "Growing: above")
    declining_below: Number = field("衰退期：增长低于", "Declining: below")

    def units_inside(self) -> Mapping[str, str]:
        """Returns that growth is a share."""
        return {"growing_above": SHARE, "declining_below": SHARE}


class LineThresholds(Value):
    """Thresholds of one product line, where its goods live shorter or longer than others."""

    KEY = ("line",)
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line")
    yellow: Number = field("黄色", "Yellow")
    red: Number = field("红色", "Red")


class WarningRule(Value):
    """A warning's thresholds. `red_share` is a second way to red: a share of the credit limit (W4), of its sales (W7)."""

    KEY = ("code",)
    code: Annotated[str, OneOf(WARNINGS)] = field("预警", "Warning")
    test: Annotated[str, OneOf(TESTS)] = field("比较", "Test")
    yellow: Number = field("黄色", "Yellow")
    red: Number = field("红色", "Red")
    red_share: Rate | None = field("红色占比", "Red share", default=None)
    double: Flag = field("加倍", "Counts double", default=False)
    lines: tuple[LineThresholds, ...] = field("分产品线", "By product line", default=())

    def units_inside(self) -> Mapping[str, str]:
        """Returns what the thresholds are counted in, here and by product line."""
        return dict.fromkeys(("yellow", "red"), WARNED_IN[self.code])


class WarningPolicy(Policy):
    warnings: tuple[WarningRule, ...] = field("预警", "Warnings")
    yellow_points: Count = field("黄色计分", "Yellow counts", unit="分")
    red_points: Count = field("红色计分", "Red counts", unit="分")
    medium_from: Count = field("中风险起", "Medium risk from", unit="分")
    high_from: Count = field("高风险起", "High risk from", unit="分")
    plan_days: Duration = field("挽留方案时限", "Plan within", unit="个工作日")
    fresh_quarters: Count = field("数据时效", "Data hold for", unit="个季度")
