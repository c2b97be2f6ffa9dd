"""From readings to indicator scores, dimension scores and the base (reference D.3, D.6, 0b numbers 1 and 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from toolkit.kernel.text import Text
from toolkit.topics.evaluation.records.policy import EvaluationPolicy, Indicator, TrialIndicator
from toolkit.topics.evaluation.rules.facts import NOT_APPLICABLE, Facts
from toolkit.topics.evaluation.rules.faults import policy_faults
from toolkit.topics.evaluation.rules.measures import MEASURES, Measure
from toolkit.topics.evaluation.rules.reading import LineReading, Reading
from toolkit.topics.evaluation.rules.scales import Ruler, half_up, ruler

ZERO = Decimal(0)
PRECISION = 40
"""Digits that are kept while nothing is rounded."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """An indicator ready for use: its measure and its scale, and what happens when the value is missing."""

    indicator: Indicator | TrialIndicator
    measure: Measure
    ruler: Ruler
    treatments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sound policy made ready for use: its gauges by dimension, and those on trial."""

    policy: EvaluationPolicy
    dimensions: tuple[tuple[Gauge, ...], ...]
    trial: tuple[Gauge, ...]


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """How an indicator came out: its value or rating, or why it is missing and what was done then, and its score.

    `score` is None when the indicator does not count. Everything here is the dealer's to see; it is no record of its own,
    so that ten thousand evaluations stay small.
    """

    id: str
    measure: str
    name: Text
    weight: Decimal
    value: Decimal | None = None
    level: str = ""
    missing: str = ""
    treatment: str = ""
    score: Decimal | None = None
    by_line: tuple[LineReading, ...] = ()


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """A dimension's score, two decimals; None when none of its indicators counts."""

    id: str
    name: Text
    weight: Decimal
    score: Decimal | None
    indicators: tuple[IndicatorScore, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of a quarter. `base` is not rounded; None when nothing counts. `coverage` is a share."""

    dimensions: tuple[DimensionScore, ...]
    trial: tuple[IndicatorScore, ...]
    base: Decimal | None
    coverage: Decimal

    @property
    def indicators(self) -> tuple[IndicatorScore, ...]:
        """Returns the indicators of all dimensions."""
        return tuple(indicator for dimension in self.dimensions for indicator in dimension.indicators)


def sheet_of(policy: EvaluationPolicy) -> Sheet | None:
    """Returns a policy ready for use; None when it has a fault, so that nothing is scored by it."""
    if policy_faults(policy):
        return None
    rulers = {scale.id: ruler(scale) for scale in policy.scales}
    common = {rule.cause: rule.treatment for rule in policy.missing}

    def gauge(indicator: Indicator | TrialIndicator) -> Gauge:
        own = {rule.cause: rule.treatment for rule in indicator.missing} if isinstance(indicator, Indicator) else {}
        return Gauge(indicator, MEASURES[indicator.measure], rulers[indicator.scale], {**common, **own})

    return Sheet(
        policy,
        tuple(tuple(gauge(indicator) for indicator in dimension.indicators) for dimension in policy.dimensions),
        tuple(gauge(indicator) for indicator in policy.trial),
    )


def scored(sheet: Sheet, facts: Facts) -> Scores:
    """Returns the scores of a quarter by a policy."""
    with localcontext() as context:
        context.prec = PRECISION
        dimensions = tuple(
            _dimension(dimension.id, dimension.name, tuple(_indicator(gauge, facts) for gauge in gauges))
            for dimension, gauges in zip(sheet.policy.dimensions, sheet.dimensions, strict=True)
        )
        trial = tuple(_indicator(gauge, facts) for gauge in sheet.trial)
        return Scores(dimensions, trial, base_of(dimensions), coverage_of(dimensions))


def reading_of(gauge: Gauge, facts: Facts) -> Reading:
    """Returns what a gauge reads: not applicable while the dealer is too new for it (reference D.6)."""
    indicator = gauge.indicator
    after = indicator.after_quarters if isinstance(indicator, Indicator) else 0
    if after and facts.full_quarters is not None and facts.full_quarters <= after:
        return Reading(missing=NOT_APPLICABLE)
    return gauge.measure.read(facts)


def _indicator(gauge: Gauge, facts: Facts) -> IndicatorScore:
    indicator, reading = gauge.indicator, reading_of(gauge, facts)
    treatment = gauge.treatments[reading.missing] if reading.missing else ""
    return IndicatorScore(
        id=indicator.id,
        measure=indicator.measure,
        name=indicator.name or gauge.measure.name,
        weight=indicator.weight if isinstance(indicator, Indicator) else ZERO,
        value=reading.value,
        level=reading.level,
        missing=reading.missing,
        treatment=treatment,
        score=half_up(ZERO, 2) if treatment == "zero" else gauge.ruler.score(reading),
        by_line=reading.by_line,
    )


def _dimension(name: str, title: Text, indicators: tuple[IndicatorScore, ...]) -> DimensionScore:
    """Σ(score × weight) ÷ Σ weight of the indicators that count, half-up to two decimals."""
    counted = [(row.score, row.weight) for row in indicators if row.score is not None]
    weight = sum((w for _, w in counted), ZERO)
    score = half_up(sum((s * w for s, w in counted), ZERO) / weight, 2) if weight else None
    return DimensionScore(name, title, sum((row.weight for row in indicators), ZERO), score, indicators)


def base_of(dimensions: tuple[DimensionScore, ...]) -> Decimal | None:
    """Returns Σ(dimension × its weight) ÷ 100, not rounded; the weight of an empty dimension goes to the others pro rata."""
    counted = [(row.score, row.weight) for row in dimensions if row.score is not None]
    weight = sum((w for _, w in counted), ZERO)
    return sum((s * w for s, w in counted), ZERO) / weight if weight else None


def coverage_of(dimensions: tuple[DimensionScore, ...]) -> Decimal:
    """Returns the weight that has data over the weight that applies; 0 when nothing applies.

    What does not apply is in neither; what was not reported and is scored 0 has data; ours and pending have none.
    """
    rows = [row for dimension in dimensions for row in dimension.indicators if row.missing != NOT_APPLICABLE]
    applicable = sum((row.weight for row in rows), ZERO)
    available = sum((row.weight for row in rows if row.score is not None), ZERO)
    return available / applicable if applicable else ZERO
