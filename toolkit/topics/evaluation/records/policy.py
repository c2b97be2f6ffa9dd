"""The evaluation policy: dimensions, indicators, weights, scales, deductions, red lines, grades (reference D).

All of it is data with a closed vocabulary: an indicator names a measure that is computed in code, and a scale of the policy.
There is no formula text. Names of measures are plain text here, so that a check can say at their own line what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from toolkit.kernel.text import Text
from toolkit.network.fields import (
    Bilingual,
    Count,
    Duration,
    Line,
    Name,
    NamedInside,
    Number,
    OneOf,
    Rate,
    RefTo,
    RegionCode,
    WordsOf,
)
from toolkit.network.fields import problem as refuse
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.network.shared import MISSING
from toolkit.network.showing import SHARE
from toolkit.topics.company.records import DEPARTMENTS
from toolkit.topics.contract.records.vocabularies import CHANNELS
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.evaluation.records.vocabularies import (
    BOUNDS,
    CLASSES,
    GRADES,
    LEVELS,
    MEASURES,
    SCALES,
    TREATMENTS,
    WIDENINGS,
)


def _shares(names: tuple[str, ...], *values: Decimal | None) -> Mapping[str, str]:
    """Shares are written with decimals (`1.00`), days and points as whole numbers (`15`)."""
    return dict.fromkeys(names, SHARE) if any(value is not None and "." in str(value) for value in values) else {}


class Point(Value):
    """A corner of a curve."""

    KEY = ("at",)
    at: Number = field("值", "At", audience="dealer")
    score: Number = field("得分", "Score", audience="dealer", unit="分")

    def units_inside(self) -> Mapping[str, str]:
        """Returns that a value is a share, where it is."""
        return _shares(("at",), self.at)


class ScoreBand(Value):
    """A band of a table. The first has no `from_value` and the last no `to_value`: every value lies in one."""

    from_value: Number | None = field("自", "From", audience="dealer", default=None)
    to_value: Number | None = field("至", "To", audience="dealer", default=None)
    score: Number = field("得分", "Score", audience="dealer", unit="分")

    def units_inside(self) -> Mapping[str, str]:
        """Returns that the bounds are shares, where they are."""
        return _shares(("from_value", "to_value"), self.from_value, self.to_value)


class LevelScore(Value):
    KEY = ("level",)
    level: Annotated[str, OneOf(LEVELS)] = field("评级", "Rating", audience="dealer")
    score: Number = field("得分", "Score", audience="dealer", unit="分")


class LineScale(Value):
    """The scale of one product line, where lines differ: 45 days of stock are right for tea and absurd for yoghurt."""

    KEY = ("line",)
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line", audience="dealer")
    points: tuple[Point, ...] = field("曲线", "Curve", audience="dealer")


class Scale(Value):
    """How a value becomes a score: by a curve (piecewise linear, flat outside), by bands, or by a rating."""

    KEY = ("id",)
    id: Annotated[Name, NamedInside()] = field("评分尺", "Scale", audience="dealer")
    points: tuple[Point, ...] = field("曲线", "Curve", audience="dealer", default=())
    bound: Annotated[str, OneOf(BOUNDS)] = field("界线", "Bound", audience="dealer", default="lower_inclusive")
    bands: tuple[ScoreBand, ...] = field("分档", "Bands", audience="dealer", default=())
    levels: tuple[LevelScore, ...] = field("评级", "Ratings", audience="dealer", default=())
    lines: tuple[LineScale, ...] = field("分产品线曲线", "Curves by product line", audience="dealer", default=())

    def model_post_init(self, context: Any, /) -> None:
        """Refuses a scale that is none or two of curve, bands and ratings, or lines without a curve."""
        if sum(map(bool, (self.points, self.bands, self.levels))) != 1:
            raise refuse("rule", zh="points、bands、levels 三者写且只写一项", en="give one of points, bands and levels")
        if self.lines and not self.points:
            raise refuse(
                "rule",
                zh="分产品线的评分尺要有一条默认曲线 points",
                en="a scale by product line needs a curve for the others",
            )


class MissingRule(Value):
    KEY = ("cause",)
    cause: Annotated[str, OneOf(MISSING)] = field("缺失原因", "Missing because", audience="dealer")
    treatment: Annotated[str, OneOf(TREATMENTS)] = field("处理", "Treatment", audience="dealer")


class Indicator(Value):
    """An indicator: its measure, its weight in points of the whole 100, its scale."""

    KEY = ("id",)
    id: Line = field("编号", "No", audience="dealer")
    measure: Annotated[Line, WordsOf(MEASURES)] = field("指标", "Measure", audience="dealer")
    name: Bilingual | None = field("名称", "Name", audience="dealer", default=None)
    weight: Number = field("权重", "Weight", audience="dealer", unit="分")
    scale: Annotated[Name, NamedInside()] = field("评分尺", "Scale", audience="dealer")
    after_quarters: Count = field(
        "合作满几个季度后适用", "Applies after so many full quarters", audience="dealer", unit="季", default=0
    )
    missing: tuple[MissingRule, ...] = field(
        "本项的缺数规则", "Own rules for missing data", audience="dealer", default=()
    )


class Dimension(Value):
    KEY = ("id",)
    id: Name = field("维度", "Dimension", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    indicators: tuple[Indicator, ...] = field("指标", "Indicators", audience="dealer")


class TrialIndicator(Value):
    """An indicator that is computed and shown, but does not count: how a new one is tried before it gets a weight."""

    KEY = ("id",)
    id: Line = field("编号", "No", audience="dealer")
    measure: Annotated[Line, WordsOf(MEASURES)] = field("指标", "Measure", audience="dealer")
    name: Bilingual | None = field("名称", "Name", audience="dealer", default=None)
    scale: Annotated[Name, NamedInside()] = field("评分尺", "Scale", audience="dealer")


class Coverage(Value):
    """Shares of the applicable weight that have data: from `normal` on rated, from `least` on provisional, else not rated."""

    normal: Rate = field("正常评级", "Rated from", audience="dealer")
    least: Rate = field("最低", "Provisional from", audience="dealer")


class NewDealer(Value):
    """How many full quarters of a new dealer are not rated, and how many after those are provisional."""

    not_rated: Count = field("不评级的季度数", "Quarters not rated", audience="dealer", unit="季")
    provisional: Count = field("暂定的季度数", "Quarters provisional", audience="dealer", unit="季")


class Unless(Value):
    indicator: Line = field("指标", "Indicator", audience="dealer")
    below: Number = field("低于", "Below", audience="dealer", unit="分")


class DeductionKind(Value):
    """What costs points: points for each event, the most in a quarter, and the department that reports it."""

    KEY = ("id",)
    id: Name = field("扣分项", "Kind", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    points: Count = field("每次扣分", "Points each", audience="dealer", unit="分")
    cap: Count = field("上限", "At most", audience="dealer", unit="分")
    department: Annotated[str, OneOf(DEPARTMENTS)] = field("归口部门", "Reported by", audience="dealer")
    least_level: Count = field("起扣级别", "From level", audience="dealer", default=0)
    unless: Unless | None = field("不重复扣分", "Not when", audience="dealer", default=None)


class Deductions(Value):
    cap: Count = field("合计上限", "At most, together", audience="dealer", unit="分")
    kinds: tuple[DeductionKind, ...] = field("扣分项", "Kinds", audience="dealer")


class RedLine(Value):
    """An event that limits the grade; the number stays. Several caps leave the choice to the committee."""

    KEY = ("id",)
    id: Line = field("红线", "Red line", audience="dealer")
    name: Bilingual = field("情形", "Event", audience="dealer")
    caps: tuple[Annotated[str, OneOf(GRADES)], ...] = field("等级上限", "Cap", audience="dealer")
    repeated_cap: Annotated[str, OneOf(GRADES)] | None = field(
        "再次触犯的上限", "Cap the second time", audience="dealer", default=None
    )
    effect: Bilingual = field("后果", "Effect", audience="dealer")


class Signs(Value):
    """By which figures a red line may have been crossed, so that a check can ask for the decision; it decides nothing itself."""

    overdue: Line = field("逾期红线", "Red line of overdue payment", audience="dealer")
    overdue_share: Rate = field("逾期占授信额度", "Overdue share of the credit limit", audience="dealer")
    licence: Line = field("证照红线", "Red line of an expired licence", audience="dealer")
    licence_days: Duration = field("证照过期", "Expired for more than", audience="dealer", unit="天")


class Grade(Value):
    """A grade's band of totals (`to_value` out, but 100 in), the factor of discretionary rebates, and what follows."""

    KEY = ("grade",)
    grade: Annotated[str, OneOf(GRADES)] = field("等级", "Grade", audience="dealer")
    from_value: Number = field("自", "From", audience="dealer", unit="分")
    to_value: Number = field("至", "To", audience="dealer", unit="分")
    factor: Number = field("可裁量返利系数", "Factor of discretionary rebates", audience="dealer")
    consequence: Bilingual = field("结果运用", "What follows", audience="dealer")


class Trend(Value):
    steady: Number = field("持平范围", "Steady within", audience="dealer", unit="分")
    drop: Number = field("单季下降警戒", "Fall in a quarter", audience="dealer", unit="分")
    two_falls: Number = field("两季连降警戒", "Two falls together", audience="dealer", unit="分")
    weak_dimension: Number = field("维度界线", "Line for a dimension", audience="dealer", unit="分")


class SegmentClass(Value):
    KEY = ("id",)
    id: Annotated[Name, NamedInside()] = field("分群组", "Class", audience="dealer")
    segments: tuple[Annotated[str, OneOf(SEGMENTS)], ...] = field("分群", "Segments")


class ChannelClass(Value):
    KEY = ("id",)
    id: Name = field("渠道组", "Class", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    channels: tuple[Annotated[str, OneOf(CHANNELS)], ...] = field("渠道", "Channels", audience="dealer")


class Peers(Value):
    """With whom a dealer is compared: class of segment, class of territory, class of channel (reference D.7)."""

    least: Count = field("最少家数", "At least so many", audience="dealer", unit="家经销商")
    segments: tuple[SegmentClass, ...] = field("分群组", "Classes of segments")
    capitals: tuple[RegionCode, ...] = field(
        "省会及直辖市", "Provincial capitals and municipalities", audience="dealer"
    )
    channels: tuple[ChannelClass, ...] = field("渠道组", "Classes of channels", audience="dealer")
    widen: tuple[Annotated[str, OneOf(WIDENINGS)], ...] = field(
        "家数不足时放宽",
        "Widened where there are too few",
        audience="dealer",
        default=(),
        help_zh="逐项放宽，直到满足最少家数；放宽后仍不足的不排名",
        help_en="one after the other until there are enough; where there never are, nobody is ranked",
    )


class Procedure(Value):
    """Time limits of the procedure (reference D.9), in working days."""

    freeze_days: Duration = field("数据冻结（季后）", "Data freeze after the quarter", audience="dealer", unit="工作日")
    comment_days: Duration = field("提意见", "For comments on the draft", audience="dealer", unit="工作日")
    talk_days: Duration = field("面谈（送达后）", "Talk after service", audience="dealer", unit="工作日")
    appeal_days: Duration = field("申诉（送达后）", "Appeal after service", audience="dealer", unit="工作日")
    acknowledge_days: Duration = field("申诉回执", "Acknowledgement of an appeal", audience="dealer", unit="工作日")
    decision_days: Duration = field("申诉决定", "Decision on an appeal", audience="dealer", unit="工作日")


class EvaluationPolicy(Policy):
    """A version of the evaluation policy. Weights of all indicators total 100."""

    dimensions: tuple[Dimension, ...] = field("维度", "Dimensions", audience="dealer")
    scales: tuple[Scale, ...] = field("评分尺", "Scales", audience="dealer")
    trial: tuple[TrialIndicator, ...] = field("试行指标", "Indicators on trial", audience="dealer", default=())
    missing: tuple[MissingRule, ...] = field("缺数规则", "Missing data", audience="dealer")
    coverage: Coverage = field("覆盖率", "Coverage", audience="dealer")
    new_dealer: NewDealer = field("新经销商", "New dealers", audience="dealer")
    deductions: Deductions = field("扣分", "Deductions", audience="dealer")
    red_lines: tuple[RedLine, ...] = field("红线", "Red lines", audience="dealer")
    grades: tuple[Grade, ...] = field("等级", "Grades", audience="dealer")
    year_quarters: Count = field("年度最少评级季度", "Rated quarters that a year needs", audience="dealer", unit="季")
    signs: Signs = field("红线征兆", "Signs of red lines", audience="dealer")
    trend: Trend = field("趋势", "Trend", audience="dealer")
    peers: Peers = field("同组比较", "Peers", audience="dealer")
    procedure: Procedure = field("程序", "Procedure", audience="dealer")

    def names_inside(self) -> Mapping[str, Text]:
        """Returns the names of scales and classes: the usual ones by their ids, other scales after what they measure first."""
        rows: list[Indicator | TrialIndicator] = [row for held in self.dimensions for row in held.indicators]
        named = {row.scale: row.name or _measured(row.measure) for row in reversed([*rows, *self.trial])}
        named |= {row.id: SCALES.label(row.id) for row in self.scales if row.id in SCALES}
        return named | {row.id: CLASSES.label(row.id) for row in self.peers.segments if row.id in CLASSES}


def _measured(measure: str) -> Text:
    return MEASURES.label(measure) if measure in MEASURES else Text(measure)
