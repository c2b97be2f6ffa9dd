"""The policies of information: aggregates and sharing (reference A.22, 0b Law), talks before a launch (0b, PN)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from toolkit.network.fields import Count, Duration, Number, OneOf, Rate
from toolkit.network.policy import Policy
from toolkit.network.record import field
from toolkit.network.showing import SHARE
from toolkit.topics.information.records.vocabularies import AXES, SHARED_KINDS


class SharingPolicy(Policy):
    """When an aggregate may be shown, what a dealer is to hear each quarter, and how long shared information is kept."""

    least: Count = field("汇总最少家数", "At least so many dealers", audience="dealer", unit="家经销商")
    most_share: Rate = field("单家占比上限", "None above", audience="dealer")
    round_to: Rate = field("汇总取整到", "Aggregates rounded to", audience="dealer")
    axes: tuple[Annotated[str, OneOf(AXES)], ...] = field(
        "分组（先粗后细）", "Groups, coarse before fine", audience="dealer"
    )
    quarters: Count = field("给出的季度数", "Quarters shown", audience="dealer", unit="季")
    promised: tuple[Annotated[str, OneOf(SHARED_KINDS)], ...] = field(
        "每季度应提供", "Given every quarter", audience="dealer"
    )
    keep_years: Duration = field("保存", "Kept for", audience="dealer", unit="年")
    deviation_good: Number = field("预测偏差良好线", "Good up to a deviation of", audience="dealer")
    deviation_poor: Number = field("预测偏差警戒线", "Poor above a deviation of", audience="dealer")

    def units_inside(self) -> Mapping[str, str]:
        """Returns that a deviation is a share; it may pass 1."""
        return {"deviation_good": SHARE, "deviation_poor": SHARE}


class BriefingPolicy(Policy):
    """How early a dealer is told of a new product, and how soon understanding and concerns are seen to."""

    tell_days: Duration = field("上市前告知", "Told before the launch by", audience="dealer", unit="天")
    check_days: Duration = field("确认听懂", "Understanding checked within", audience="dealer", unit="个工作日")
    again_days: Duration = field("没听懂的再讲", "Told again within", audience="dealer", unit="个工作日")
    concern_days: Duration = field("答复担心", "Concerns answered within", audience="dealer", unit="个工作日")
