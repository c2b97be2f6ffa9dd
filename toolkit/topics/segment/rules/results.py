"""What the chapter derives. All of it is internal: a dealer is not told its segment by a list, nor that it may leave."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Step


class AxisLine(Value):
    """One axis of the value: the amount or rate, its percentile rank, its weight; None where it is not known."""

    axis: str = field("指标", "Axis")
    amount: Decimal | None = field("数值", "Amount", default=None)
    rank: Decimal | None = field("百分位", "Percentile rank", default=None)
    weight: Decimal = field("权重", "Weight")


class PeerYear(InternalResult):
    """What an active dealer's last four quarters bring into the comparison of all: its subject is the dealer.

    `group` is that of its last evaluation, empty without one. Amounts are without VAT.
    """

    topic = "segment"
    sales: Decimal | None = field("年销售", "Annual sales", unit="元", default=None)
    margin: Decimal | None = field("年毛利贡献", "Annual margin contribution", unit="元", default=None)
    growth: Decimal | None = field("同比增长", "Growth", default=None)
    group: str = field("同组", "Peer group", default="")

    def amount(self, axis: str) -> Decimal | None:
        """Returns the amount or rate of an axis of the value; None where it is not known."""
        return {"sales": self.sales, "margin": self.margin, "growth": self.growth}[axis]


class SegmentStanding(InternalResult):
    """Value, health and the segment that they propose, beside the recorded one; its subject is the dealer.

    `proposed` is empty where nothing can be proposed; `why` says so. Value is printed to one decimal, never compared so.
    """

    topic = "segment"
    policy: str = field("政策版本", "Policy version")
    axes: tuple[AxisLine, ...] = field("指标", "Axes", default=())
    quarters: tuple[str, ...] = field("数据季度", "Quarters with data", default=())
    value: Decimal | None = field("价值", "Value", unit="分", default=None)
    health: Decimal | None = field("健康度", "Health", unit="分", default=None)
    growth: Decimal | None = field("同比增长", "Growth", default=None)
    peers: Decimal | None = field("同组增长中位数", "Median growth of the peers", default=None)
    proposed: str = field("建议分群", "Proposed segment", default="")
    why: str = field("依据", "Ground")
    recorded: str = field("已定分群", "Recorded segment", default="")
    overridden: bool = field("人工决定", "Decided by people", default=False)
    stage: str = field("生命阶段", "Stage of life", default="")
    grace: bool = field("宽限中", "In its time of grace", default=False)
    next_segment: str = field("上一级分群", "Next better segment", default="")
    value_lacking: Decimal | None = field("还差价值", "Value lacking", unit="分", default=None)
    health_lacking: Decimal | None = field("还差健康度", "Health lacking", unit="分", default=None)

    @property
    def differs(self) -> bool:
        """Returns whether something else is proposed than is recorded, and no time of grace runs."""
        return bool(self.proposed) and self.proposed != self.recorded and not self.grace


class WarningLine(Value):
    """One warning: its level, its points, the measured value, and the facts behind it; `missing` says what is not there."""

    code: str = field("预警", "Warning")
    level: str = field("级别", "Level")
    points: int = field("计分", "Points", default=0)
    measured: Decimal | None = field("数值", "Measured", default=None)
    share: Decimal | None = field("占比", "Share", default=None)
    facts: tuple[Step, ...] = field("事实", "Facts", default=())


class EarlyWarning(InternalResult):
    """A dealer's warnings and churn risk; its subject is the dealer."""

    topic = "segment"
    policy: str = field("政策版本", "Policy version")
    lines: tuple[WarningLine, ...] = field("预警", "Warnings")
    points: int = field("流失分", "Churn points", unit="分")
    risk: str = field("流失风险", "Churn risk")

    def line(self, code: str) -> WarningLine | None:
        """Returns the warning of that code, or None."""
        return next((row for row in self.lines if row.code == code), None)

    @property
    def red(self) -> tuple[str, ...]:
        """Returns the codes of the red warnings."""
        return tuple(row.code for row in self.lines if row.level == "red")

    @property
    def known(self) -> int:
        """Returns how many warnings have the data that they need."""
        return sum(row.level != "missing" for row in self.lines)


class SatisfactionMean(Value):
    """The mean of a group of five or more; smaller groups are not told (reference H.6)."""

    group: str = field("组", "Group")
    answers: int = field("答卷", "Answers")
    mean: Decimal = field("均分", "Mean")


class SurveyResult(InternalResult):
    """A year's survey in sums; its subject is the year. Nothing is told of fewer than five answers."""

    topic = "segment"
    year: int = field("年度", "Year")
    invited: int = field("受邀", "Invited")
    answered: int = field("答卷", "Answers")
    response: Decimal | None = field("回收率", "Response", default=None)
    overall: Decimal | None = field("总体满意度", "Satisfaction", default=None)
    change: Decimal | None = field("较上年", "Change on the year before", default=None)
    themes: tuple[SatisfactionMean, ...] = field("分项", "Themes", default=())
    segments: tuple[SatisfactionMean, ...] = field("分群", "By segment", default=())
    roi: Decimal | None = field("自报投资回报率中位数", "Median return, self-reported", default=None)


class NetworkLoyalty(InternalResult):
    """Health and loyalty of the network on the as-of date (reference 0b, K.4); its subject is `network`. Shares 0 to 1."""

    topic = "segment"
    active: int = field("合作中", "Active dealers", unit="家")
    ended: int = field("一年内到期合同", "Contracts run out in a year", default=0)
    renewed: int = field("其中续签", "Of them renewed", default=0)
    renewal: Decimal | None = field("续约率", "Renewal rate", default=None)
    tenure: Decimal | None = field("合作月数中位数", "Median tenure", unit="月", default=None)
    held: int = field("一年前合作中", "Active a year before", default=0)
    retention: Decimal | None = field("十二个月留存率", "Twelve-month retention", default=None)
    wallet: Decimal | None = field("我方占其销售额中位数", "Median share of wallet", default=None)
    wallet_known: int = field("占比已知", "Share known for", default=0)
    profit: Decimal | None = field("年边际贡献中位数", "Median margin contribution", unit="元", default=None)
    days_to_change: Decimal | None = field("反馈到改变", "From feedback to change", unit="天", default=None)
    risks: tuple[tuple[str, int], ...] = field("流失风险", "Churn risk", default=())
    segments: tuple[tuple[str, int], ...] = field("分群", "Segments", default=())
    as_of: date = field("截至", "As of")
