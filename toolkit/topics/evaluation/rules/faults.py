"""What is wrong with a version of the policy, found before anything is scored by it (traps T1, T2, T3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from toolkit.kernel.text import Text
from toolkit.network.record import Value
from toolkit.network.shared import MISSING
from toolkit.sources.document import Step as PathStep
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.evaluation.records.policy import (
    EvaluationPolicy,
    Grade,
    Indicator,
    MissingRule,
    Point,
    Scale,
    TrialIndicator,
)
from toolkit.topics.evaluation.records.vocabularies import LEVELS
from toolkit.topics.evaluation.rules.measures import MEASURES
from toolkit.topics.evaluation.rules.scales import WHOLE

Path = tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a policy: what kind, where in it, and the values that its message names."""

    kind: str
    path: Path
    values: dict[str, Any] = field(default_factory=dict)


def policy_faults(policy: EvaluationPolicy) -> tuple[Fault, ...]:
    """Returns every fault of a policy; with one, nothing is scored by it, so that no number comes about silently."""
    return (
        *_unlawful(policy),
        *_indicators(policy),
        *_weights(policy),
        *(fault for n, scale in enumerate(policy.scales) for fault in _scale(scale, ("scales", n))),
        *grade_faults(policy.grades),
        *_missing(policy),
        *_events(policy),
    )


def grade_faults(grades: Sequence[Grade]) -> Iterator[Fault]:
    """Yields holes and overlaps between the grades' bands, and where they do not reach from 0 to 100."""
    rows = sorted(enumerate(grades), key=lambda row: row[1].from_value)
    if not rows:
        yield Fault("grade_ends", ("grades",), {"low": 0, "high": WHOLE})
        return
    if rows[0][1].from_value != 0:
        yield Fault("grade_ends", ("grades", rows[0][0], "from_value"), {"low": 0, "high": WHOLE})
    if rows[-1][1].to_value != WHOLE:
        yield Fault("grade_ends", ("grades", rows[-1][0], "to_value"), {"low": 0, "high": WHOLE})
    for (_, lower), (n, upper) in pairwise(rows):
        if lower.to_value != upper.from_value:
            kind = "hole" if lower.to_value < upper.from_value else "overlap"
            values = {"end": lower.to_value, "start": upper.from_value}
            yield Fault(kind, ("grades", n, "from_value"), values)
    for n, grade in rows:
        if grade.from_value >= grade.to_value:
            yield Fault("reversed", ("grades", n, "to_value"), {"start": grade.from_value, "end": grade.to_value})


def texts(value: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yields every piece of text that a record holds, with its path."""
    for name in type(value).model_fields:
        yield from _texts(vars(value)[name], (*path, name))


def _texts(held: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(held, str):
        yield path, held
    elif isinstance(held, Text):
        yield path, held.zh
        yield path, held.en
    elif isinstance(held, Value):
        yield from texts(held, path)
    elif isinstance(held, tuple):
        for n, item in enumerate(held):
            yield from _texts(item, (*path, n))


def _unlawful(policy: EvaluationPolicy) -> Iterator[Fault]:
    seen: set[Path] = set()
    for path, text in texts(policy):
        words = resale_price_words(text, counted=True)
        if words and path not in seen:
            seen.add(path)
            yield Fault("unlawful", path, {"words": words})


def _all_indicators(policy: EvaluationPolicy) -> Iterator[tuple[Path, Indicator | TrialIndicator]]:
    for d, dimension in enumerate(policy.dimensions):
        for n, indicator in enumerate(dimension.indicators):
            yield ("dimensions", d, "indicators", n), indicator
    for n, trial in enumerate(policy.trial):
        yield ("trial", n), trial


def _indicators(policy: EvaluationPolicy) -> Iterator[Fault]:
    scales = {scale.id: scale for scale in policy.scales}
    seen: set[str] = set()
    for path, indicator in _all_indicators(policy):
        if indicator.id in seen:
            yield Fault("twice", (*path, "id"), {"id": indicator.id})
        seen.add(indicator.id)
        measure, scale = MEASURES.get(indicator.measure), scales.get(indicator.scale)
        if measure is None and not resale_price_words(indicator.measure, counted=True):
            yield Fault("unknown_measure", (*path, "measure"), {"measure": indicator.measure})
        if scale is None:
            yield Fault("unknown_scale", (*path, "scale"), {"scale": indicator.scale})
        elif measure is not None and bool(scale.levels) != (measure.unit == "rating"):
            yield Fault("wrong_scale", (*path, "scale"), {"scale": indicator.scale, "measure": measure.name})


def _weights(policy: EvaluationPolicy) -> Iterator[Fault]:
    whole = Decimal(0)
    for d, dimension in enumerate(policy.dimensions):
        for n, indicator in enumerate(dimension.indicators):
            whole += indicator.weight
            if indicator.weight <= 0:
                yield Fault("no_weight", ("dimensions", d, "indicators", n, "weight"), {"weight": indicator.weight})
    if whole != WHOLE:
        yield Fault("weights", ("dimensions",), {"total": whole})


def _scale(scale: Scale, path: Path) -> Iterator[Fault]:
    yield from _points(scale.points, (*path, "points"))
    for n, line in enumerate(scale.lines):
        yield from _points(line.points, (*path, "lines", n, "points"))
    rated = [row.level for row in scale.levels]
    if rated and (lacking := [level for level in LEVELS if level not in rated]):
        yield Fault("levels", (*path, "levels"), {"levels": ", ".join(lacking)})
    for n, row in enumerate(scale.levels):
        yield from _score(row.score, (*path, "levels", n, "score"))
    yield from _bands(scale, path)


def _points(points: Sequence[Point], path: Path) -> Iterator[Fault]:
    for n, (first, second) in enumerate(pairwise(points), 1):
        if first.at >= second.at:
            yield Fault("descending", (*path, n, "at"), {"before": first.at, "at": second.at})
    for n, point in enumerate(points):
        yield from _score(point.score, (*path, n, "score"))


def _bands(scale: Scale, path: Path) -> Iterator[Fault]:
    """Bands stand in order, meet exactly, and are open at both ends, so that every value has its score."""
    bands = scale.bands
    for n, band in enumerate(bands):
        at = (*path, "bands", n)
        yield from _score(band.score, (*at, "score"))
        if (n == 0) != (band.from_value is None):
            yield Fault("band_ends", at if band.from_value is None else (*at, "from_value"))
        if (n == len(bands) - 1) != (band.to_value is None):
            yield Fault("band_ends", at if band.to_value is None else (*at, "to_value"))
        if band.from_value is not None and band.to_value is not None and band.from_value >= band.to_value:
            yield Fault("reversed", (*at, "to_value"), {"start": band.from_value, "end": band.to_value})
    for n, (lower, upper) in enumerate(pairwise(bands), 1):
        if lower.to_value is None or upper.from_value is None or lower.to_value == upper.from_value:
            continue
        kind = "hole" if lower.to_value < upper.from_value else "overlap"
        values = {"end": lower.to_value, "start": upper.from_value}
        yield Fault(kind, (*path, "bands", n, "from_value"), values)


def _score(score: Decimal, path: Path) -> Iterator[Fault]:
    if not 0 <= score <= WHOLE:
        yield Fault("score", path, {"score": score})


def _missing(policy: EvaluationPolicy) -> Iterator[Fault]:
    stated = {rule.cause for rule in policy.missing}
    if lacking := [cause for cause in MISSING if cause not in stated]:
        yield Fault("no_treatment", ("missing",), {"causes": ", ".join(lacking)})
    rules: list[tuple[Path, MissingRule]] = [(("missing", n), rule) for n, rule in enumerate(policy.missing)]
    for path, indicator in _all_indicators(policy):
        if isinstance(indicator, Indicator):
            rules += [((*path, "missing", n), rule) for n, rule in enumerate(indicator.missing)]
    for at, rule in rules:
        if rule.treatment == "zero" and rule.cause != "not_reported":
            yield Fault("harms", (*at, "treatment"), {"cause": MISSING.label(rule.cause)})
    if policy.coverage.least > policy.coverage.normal:
        yield Fault("coverage", ("coverage", "least"))


def _events(policy: EvaluationPolicy) -> Iterator[Fault]:
    known = {indicator.id for _, indicator in _all_indicators(policy)}
    for n, kind in enumerate(policy.deductions.kinds):
        if kind.cap < kind.points or kind.cap > policy.deductions.cap:
            yield Fault(
                "deduction_cap",
                ("deductions", "kinds", n, "cap"),
                {"points": kind.points, "cap": policy.deductions.cap},
            )
        if kind.unless is not None and kind.unless.indicator not in known:
            at: Path = ("deductions", "kinds", n, "unless", "indicator")
            yield Fault("unknown_indicator", at, {"indicator": kind.unless.indicator})
    graded = {grade.grade for grade in policy.grades}
    for n, line in enumerate(policy.red_lines):
        for m, cap in enumerate(line.caps):
            if cap not in graded:
                yield Fault("unknown_grade", ("red_lines", n, "caps", m), {"grade": cap})
        if not line.caps:
            yield Fault("no_cap", ("red_lines", n, "caps"))
    lines = {line.id for line in policy.red_lines}
    for name, red_line in (("overdue", policy.signs.overdue), ("licence", policy.signs.licence)):
        if red_line not in lines:
            yield Fault("unknown_red_line", ("signs", name), {"red_line": red_line})
