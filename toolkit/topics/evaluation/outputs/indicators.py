"""The table of indicators in the evaluation: full marks, actual, score, weight, points, how it came about, source (M.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.wording import number_text
from toolkit.network.shared import MISSING
from toolkit.topics.evaluation.outputs.raw_figures import Raw, raw_of
from toolkit.topics.evaluation.outputs.scale_words import full_marks, scales_of, why
from toolkit.topics.evaluation.outputs.wording import points
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.policy import Scale
from toolkit.topics.evaluation.records.vocabularies import TREATMENTS
from toolkit.topics.evaluation.rules.measures import MEASURES
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.evaluation.rules.scoring import DimensionScore, IndicatorScore

NONE = "–"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the table, in words."""

    id: str
    name: str
    full: str
    actual: str
    score: str
    weight: str
    points: str
    words: str


@dataclass(frozen=True, slots=True)
class DimensionBlock:
    """A dimension: its heading says the score and what pulls it down; its rows."""

    name: str
    heading: str
    score: str
    weight: str
    points: str
    rows: tuple[IndicatorRow, ...]


def blocks(result: Evaluation, policy: EvaluationPolicy, data: QuarterData | None) -> tuple[DimensionBlock, ...]:
    """Returns the dimensions with their indicators. Points are shares of the base: they sum to it before rounding."""
    scales = scales_of(policy)
    whole = sum((d.weight for d in result.dimensions if d.score is not None), Decimal(0))
    return tuple(_block(dimension, scales, data, whole) for dimension in result.dimensions)


def trial_rows(result: Evaluation, policy: EvaluationPolicy, data: QuarterData | None) -> tuple[IndicatorRow, ...]:
    """Returns the indicators on trial, which are shown and do not count."""
    scales = scales_of(policy)
    return tuple(_row(row, scales[row.id], data, None) for row in result.trial)


def missing_notes(result: Evaluation, data: QuarterData | None) -> Iterator[str]:
    """Yields for each indicator without a value why it has none and what was done then (reference D.6)."""
    for dimension in result.dimensions:
        for row in dimension.indicators:
            if row.missing:
                cause, done = MISSING.label(row.missing).zh, TREATMENTS.label(row.treatment).zh
                note = raw_of(row.measure, data).note
                yield f"{row.id} {row.name.zh}：{cause}，{done}" + (f"。{note}" if note else "")


def _block(
    dimension: DimensionScore, scales: dict[str, Scale], data: QuarterData | None, whole: Decimal
) -> DimensionBlock:
    share = None if dimension.score is None else dimension.score * dimension.weight / whole
    counted = sum((row.weight for row in dimension.indicators if row.score is not None), Decimal(0))
    unit = dimension.weight / whole / counted if counted and whole else None
    return DimensionBlock(
        name=dimension.name.zh,
        heading=_heading(dimension),
        score=points(dimension.score, 2).zh,
        weight=number_text(dimension.weight),
        points=points(share, 2).zh,
        rows=tuple(_row(row, scales[row.id], data, unit) for row in dimension.indicators),
    )


def _heading(dimension: DimensionScore) -> str:
    """What the dimension says: its score, and the weakest of its indicators where one is weak."""
    if dimension.score is None:
        return f"{dimension.name.zh}：没有可用数据，权重分给其他维度"
    scored = [row for row in dimension.indicators if row.score is not None]
    low = min(scored, key=lambda row: row.score or Decimal(0))
    said = f"{dimension.name.zh} {points(dimension.score, 2).zh} 分"
    if low.score is None or low.score >= 90:
        return f"{said}：各项都在 90 分以上"
    return f"{said}：{low.name.zh}最低（{points(low.score, 2).zh} 分）"


def _row(row: IndicatorScore, scale: Scale, data: QuarterData | None, unit: Decimal | None) -> IndicatorRow:
    measure = MEASURES[row.measure]
    raw = raw_of(row.measure, data)
    share = None if row.score is None or unit is None else row.score * row.weight * unit
    return IndicatorRow(
        id=row.id,
        name=row.name.zh,
        full=full_marks(scale, measure),
        actual=MISSING.label(row.missing).zh if row.missing else measure.shown(row.value, row.level).zh,
        score=points(row.score, 2).zh,
        weight=number_text(row.weight) if row.weight else NONE,
        points=points(share, 2).zh,
        words="。".join(_words(row, scale, raw)) + "。",
    )


def _words(row: IndicatorScore, scale: Scale, raw: Raw) -> Iterator[str]:
    """The formula with its figures and their source; then how the scale made the score, or why there is none."""
    measure = MEASURES[row.measure]
    known = "" if row.missing else raw.figures
    source = f"（{raw.source}）" if raw.source and not row.missing else ""
    yield measure.formula.zh + (f"：{known}" if known else "") + source
    if row.missing:
        yield f"{MISSING.label(row.missing).zh}：{TREATMENTS.label(row.treatment).zh}"
    elif said := why(scale, measure, row):
        yield said
    if raw.note:
        yield raw.note.removesuffix("。")
