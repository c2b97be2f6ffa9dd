"""What the chapter derives: an evaluation for each quarter, the year, where a dealer's evaluations are, and appeals."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.record import field
from toolkit.network.results import InternalResult, Result
from toolkit.topics.evaluation.rules.grading import DeductionLine, RedLineHit
from toolkit.topics.evaluation.rules.scoring import DimensionScore, IndicatorScore


class PeerQuarter(InternalResult):
    """What a rated quarter brings into the comparison with peers: `D-2025-0007/2026Q1`, its groups, its total, its dimensions."""

    topic = "evaluation"
    quarter: str = field("季度", "Quarter")
    groups: tuple[str, ...] = field("可比各组", "Groups it belongs to")
    total: Decimal = field("总分", "Total", unit="分")
    dimensions: tuple[Decimal | None, ...] = field("维度得分", "Scores by dimension", unit="分")


class Evaluation(Result):
    """One dealer's quarter, scored; its subject is `D-2025-0007/2026Q1`.

    `total` is the printed number, `band` the grade that it alone would give, `grade` what the red lines leave of it. What a
    quarter that is not rated scored is shown, but has no grade and counts nowhere. `explained` gives every step of it.
    """

    topic = "evaluation"
    quarter: str = field("季度", "Quarter", audience="dealer")
    policy: str = field("政策版本", "Policy version", audience="dealer")
    status: str = field("评级状态", "Status", audience="dealer")
    reasons: tuple[str, ...] = field("原因", "Reasons", audience="dealer", default=())
    total: Decimal | None = field("总分", "Total", audience="dealer", unit="分", default=None)
    grade: str = field("等级", "Grade", audience="dealer")
    band: str = field("按分数的等级", "Grade by the number", audience="dealer")
    base: Decimal | None = field("扣分前", "Before deductions", audience="dealer", unit="分", default=None)
    deducted: Decimal = field("扣分", "Deducted", audience="dealer", unit="分")
    coverage: Decimal = field("覆盖率", "Coverage", audience="dealer")
    factor: Decimal | None = field("可裁量返利系数", "Factor of discretionary rebates", audience="dealer", default=None)
    consequence: Text = field("结果运用", "What follows", audience="dealer", default=NO_TEXT)
    dimensions: tuple[DimensionScore, ...] = field("维度", "Dimensions", audience="dealer")
    trial: tuple[IndicatorScore, ...] = field("试行指标", "Indicators on trial", audience="dealer", default=())
    deductions: tuple[DeductionLine, ...] = field("扣分事项", "Deductions", audience="dealer", default=())
    red_lines: tuple[RedLineHit, ...] = field("红线", "Red lines", audience="dealer", default=())
    next_grade: str = field("上一等级", "Next better grade", audience="dealer", default="")
    to_next: Decimal | None = field("距上一等级", "Points to it", audience="dealer", unit="分", default=None)
    delta: Decimal | None = field("较上季", "Change", audience="dealer", unit="分", default=None)
    arrow: str = field("走势", "Direction", audience="dealer", default="")
    mean: Decimal | None = field("近四季平均", "Mean of four quarters", audience="dealer", unit="分", default=None)
    flags: tuple[str, ...] = field("提示", "Flags", audience="dealer", default=())
    group: str = field("同组", "Peer group", default="")
    groups: tuple[str, ...] = field("可比各组", "Groups it belongs to", default=())
    rank: int | None = field("名次", "Rank", audience="dealer", default=None)
    group_size: int = field("同组家数", "Peers", audience="dealer", default=0)
    quartile: int | None = field("四分位", "Quartile", audience="dealer", default=None)
    peer_median: Decimal | None = field("同组中位数", "Median of the peers", audience="dealer", unit="分", default=None)
    peer_dimensions: tuple[Decimal | None, ...] = field(
        "各维度同组中位数", "Peers' medians by dimension", audience="dealer", unit="分", default=()
    )
    orders_due: int = field("应到货订单", "Orders due", audience="dealer", default=0)
    orders_kept: int = field("按时足量到货", "Orders on time and in full", audience="dealer", default=0)
    version: int = field("签发版次", "Issued version", audience="dealer", default=0)
    appeal_open: bool = field(
        "申诉未决，后果暂缓", "An appeal is open: consequences wait", audience="dealer", default=False
    )


class AnnualEvaluation(Result):
    """A dealer's year, the mean of its rated quarters; its subject is `D-2025-0007/2026`."""

    topic = "evaluation"
    year: int = field("财年", "Fiscal year", audience="dealer")
    quarters: tuple[str, ...] = field("计入的季度", "Quarters counted", audience="dealer")
    complete: bool = field("四季已齐", "All four quarters are over", audience="dealer")
    score: Decimal | None = field("年度得分", "Score of the year", audience="dealer", unit="分", default=None)
    grade: str = field("年度等级", "Grade of the year", audience="dealer")


class EvaluationStanding(Result):
    """Which quarters of a dealer are evaluated, the latest last; its subject is the dealer."""

    topic = "evaluation"
    quarters: tuple[str, ...] = field("已考核的季度", "Evaluated quarters", audience="dealer")
    years: tuple[int, ...] = field("已考核的财年", "Evaluated years", audience="dealer")


class AppealRate(InternalResult):
    """How many appeals of a fiscal year were decided and how many changed the result; over 15 % the policy is at fault (D.9)."""

    topic = "evaluation"
    decided: int = field("已决申诉", "Appeals decided")
    overturned: int = field("改判", "Overturned")

    @property
    def share(self) -> Decimal:
        """Returns the share of decided appeals that changed the result, in part or whole."""
        return Decimal(self.overturned) / self.decided if self.decided else Decimal(0)
