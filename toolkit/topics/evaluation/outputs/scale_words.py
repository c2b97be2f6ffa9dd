"""How a scale made a score, in words: the corners of the curve or the band that the value lies in, and what gives full marks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.kernel.wording import number_text
from toolkit.topics.evaluation.records.policy import EvaluationPolicy, Point, Scale
from toolkit.topics.evaluation.records.vocabularies import LEVELS
from toolkit.topics.evaluation.rules.measures import Measure
from toolkit.topics.evaluation.rules.scoring import IndicatorScore

BY_LINE = "按产品线"


def scales_of(policy: EvaluationPolicy) -> dict[str, Scale]:
    """Returns the scale of each indicator, those on trial too, by the indicator's id."""
    held = {scale.id: scale for scale in policy.scales}
    rows = [indicator for dimension in policy.dimensions for indicator in dimension.indicators]
    return {row.id: held[row.scale] for row in (*rows, *policy.trial)}


def full_marks(scale: Scale, measure: Measure) -> str:
    """Returns the value from which the scale gives its best score: `≥ 110.00%`, `≤ 0.00%`, `30.00–45.00 天`."""
    if scale.lines:
        return BY_LINE
    if scale.levels:
        best = max(scale.levels, key=lambda row: row.score)
        return LEVELS.label(best.level).zh
    if scale.bands:
        band = max(scale.bands, key=lambda row: row.score)
        if band.to_value is not None:
            return f"≤ {measure.shown(band.to_value).zh}"
        return f"≥ {measure.shown(band.from_value).zh}"
    return _best(scale.points, measure)


def _best(points: Sequence[Point], measure: Measure) -> str:
    top = max(point.score for point in points)
    at = [point.at for point in points if point.score == top]
    if measure.better == "more":
        return f"≥ {measure.shown(at[0]).zh}"
    if measure.better == "less":
        return f"≤ {measure.shown(at[-1]).zh}"
    first, last = measure.shown(at[0]).zh, measure.shown(at[-1]).zh
    return first if len(at) == 1 else f"{first}–{last}"


def why(scale: Scale, measure: Measure, row: IndicatorScore) -> str:
    """Returns how the value became its score; an empty text for a missing value."""
    if row.missing or row.score is None:
        return ""
    if row.level:
        return f"评定为“{LEVELS.label(row.level).zh}”，得 {row.score} 分"
    if row.value is None:
        return ""
    if row.by_line:
        return "各产品线按自己的曲线得分，再按出货占比合并"
    if scale.bands:
        return _band(scale, measure, row.value)
    return _curve(scale.points, measure, row.value)


def _curve(points: Sequence[Point], measure: Measure, value: Decimal) -> str:
    below = [point for point in points if point.at <= value]
    above = [point for point in points if point.at > value]
    if not below:
        return f"不足 {measure.shown(above[0].at).zh}，得 {number_text(above[0].score)} 分"
    if not above:
        return f"达到 {measure.shown(below[-1].at).zh}，得 {number_text(below[-1].score)} 分"
    low, high = below[-1], above[0]
    if low.score == high.score:
        return f"{measure.shown(low.at).zh} 至 {measure.shown(high.at).zh} 得 {number_text(low.score)} 分"
    if low.at == value:
        return f"正好 {measure.shown(low.at).zh}，得 {number_text(low.score)} 分"
    first = f"{measure.shown(low.at).zh} 得 {number_text(low.score)} 分"
    second = f"{measure.shown(high.at).zh} 得 {number_text(high.score)} 分"
    return f"{first}、{second}，中间按比例"


def _band(scale: Scale, measure: Measure, value: Decimal) -> str:
    exclusive = scale.bound == "lower_exclusive"
    for band in scale.bands:
        low, high = band.from_value, band.to_value
        over = low is None or (value > low if exclusive else value >= low)
        under = high is None or (value <= high if exclusive else value < high)
        if over and under:
            span = _span(measure, low, high, exclusive=exclusive)
            return f"{span}一档，得 {number_text(band.score)} 分"
    return ""


def _span(measure: Measure, low: Decimal | None, high: Decimal | None, *, exclusive: bool) -> str:
    if low is None:
        return f"{'不超过' if exclusive else '低于'} {measure.shown(high).zh}"
    if high is None:
        return f"{'超过' if exclusive else '达到'} {measure.shown(low).zh}"
    words = ("超过", "不超过") if exclusive else ("达到", "低于")
    return f"{words[0]} {measure.shown(low).zh}、{words[1]} {measure.shown(high).zh}"
