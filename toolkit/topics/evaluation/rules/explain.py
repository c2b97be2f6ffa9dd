"""Every step of an evaluation, from the rows of the files to the grade, with the place of each (reference 0.5, C50).

Made when somebody asks: the places cost a second reading of the files, and all steps of ten thousand dealers do not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.network.shared import MISSING
from toolkit.sources.document import Step as PathStep
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.records.policy import Scale
from toolkit.topics.evaluation.records.vocabularies import DEDUCTION_STATES, REASONS, TREATMENTS
from toolkit.topics.evaluation.rules.explain_around import FOLLOWING, around
from toolkit.topics.evaluation.rules.facts import Place
from toolkit.topics.evaluation.rules.reading import Reading
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.evaluation.rules.scales import half_up
from toolkit.topics.evaluation.rules.scoring import PRECISION, DimensionScore, Gauge, IndicatorScore, Sheet, reading_of
from toolkit.topics.evaluation.rules.standing import Worked, work

Path = tuple[PathStep, ...]


def explained(network: Network, results: Results, result: Evaluation, as_of: date) -> tuple[Step, ...]:
    """Returns the steps of a dealer's quarter: figures, measures, scales, weights, dimensions, deductions, total, grade.

    Each step names the place it rests on, in the data, the contract or the policy.
    """
    sheets: dict[str, Sheet | None] = {}
    with localcontext() as context:
        context.prec = PRECISION
        rows = (row for row in work(network, result.dealer, as_of, sheets) if row.facts.data.quarter == result.quarter)
        return tuple(step for row in rows for step in (*_steps(network, row), *around(network, results, result)))


def _steps(network: Network, row: Worked) -> Iterator[Step]:
    policy = row.sheet.policy
    yield _step(Text("适用政策", "Policy in force"), policy.reference, network, (policy, ("effective_from",)), policy)
    for d, (gauges, dimension) in enumerate(zip(row.sheet.dimensions, row.scores.dimensions, strict=True)):
        for n, (gauge, score) in enumerate(zip(gauges, dimension.indicators, strict=True)):
            at: Path = ("dimensions", d, "indicators", n)
            yield from _indicator(network, row, gauge, score, at)
        yield _dimension(network, policy, dimension, d)
    for n, (gauge, score) in enumerate(zip(row.sheet.trial, row.scores.trial, strict=True)):
        yield from _indicator(network, row, gauge, score, ("trial", n))
    yield from _end(network, row)


def _indicator(network: Network, row: Worked, gauge: Gauge, score: IndicatorScore, at: Path) -> Iterator[Step]:
    policy = row.sheet.policy
    reading = reading_of(gauge, row.facts)
    title = Text(f"{score.id} {score.name.zh}", f"{score.id} {score.name.within('en')}")
    for place in dict.fromkeys(reading.sources):
        record, path = place
        yield read(network, record, *path, about=title)
    formula = gauge.measure.formula
    what = joined(title, "＝", formula)
    if score.missing:
        what = joined(joined(title, "：", MISSING.label(score.missing)), "，", TREATMENTS.label(score.treatment))
    yield _step(what, reading.level or _plain(reading.value), network, (policy, (*at, "measure")), policy)
    if not score.missing:
        yield from _scale(network, policy, gauge, reading, title)
    if score.score is not None and score.weight:
        weighed = joined(title, "：", Text("得分 × 权重", "score × weight"))
        value = f"{score.score} × {number_text(score.weight)}"
        yield _step(weighed, value, network, (policy, (*at, "weight")), policy)


def _scale(network: Network, policy: EvaluationPolicy, gauge: Gauge, reading: Reading, title: Text) -> Iterator[Step]:
    """The scale with the corners or band that the value lies between; a line of its own for each product line."""
    n, scale = next((n, scale) for n, scale in enumerate(policy.scales) if scale.id == gauge.ruler.id)
    what = joined(title, "：", Text(f"评分尺 {scale.id}", f"scale {scale.id}"))
    if reading.by_line:
        for line in reading.by_line:
            own = next((m for m, row in enumerate(scale.lines) if row.line == line.line), None)
            at: Path = ("scales", n, "points") if own is None else ("scales", n, "lines", own, "points")
            score = gauge.ruler.of_line(line.line, line.value)
            share = Text(
                f"{line.line}，出货 {number_text(line.weight)}", f"{line.line}, sell-out {number_text(line.weight)}"
            )
            value = f"{_plain(line.value)} → {_plain(score)}"
            yield _step(joined(what, "，", share), value, network, (policy, at), policy)
        return
    value = f"{_corners(scale, reading)} → {gauge.ruler.score(reading)}"
    yield _step(what, value, network, (policy, ("scales", n)), policy)


def _corners(scale: Scale, reading: Reading) -> str:
    """What of a scale decides the score: the two corners of the curve, the band, or the rating."""
    if reading.level:
        return next(f"{row.level}:{row.score}" for row in scale.levels if row.level == reading.level)
    value = reading.value
    if value is None:
        return ""
    if scale.points:
        below = [point for point in scale.points if point.at <= value][-1:]
        above = [point for point in scale.points if point.at > value][:1]
        return " … ".join(f"{point.at}:{point.score}" for point in (*below, *above))
    return "; ".join(f"{band.from_value or '−∞'}–{band.to_value or '∞'}: {band.score}" for band in scale.bands)


def _dimension(network: Network, policy: EvaluationPolicy, dimension: DimensionScore, place: int) -> Step:
    counted = [row for row in dimension.indicators if row.score is not None]
    weight = sum((row.weight for row in counted), Decimal(0))
    sums = " + ".join(f"{row.score}×{number_text(row.weight)}" for row in counted)
    value = "–" if dimension.score is None else f"({sums}) ÷ {number_text(weight)} = {dimension.score}"
    return _step(dimension.name, value, network, (policy, ("dimensions", place)), policy)


def _end(network: Network, row: Worked) -> Iterator[Step]:
    policy, data, end = row.sheet.policy, row.facts.data, row.graded
    counted = [dimension for dimension in row.scores.dimensions if dimension.score is not None]
    weight = sum((dimension.weight for dimension in counted), Decimal(0))
    sums = " + ".join(f"{dimension.score}×{number_text(dimension.weight)}" for dimension in counted)
    base = "–" if row.scores.base is None else f"({sums}) ÷ {number_text(weight)} = {_plain(row.scores.base)}"
    yield _step(Text("扣分前", "Before deductions"), base, network, (policy, ("dimensions",)), policy, "base")
    coverage = percent_text(half_up(row.scores.coverage, 4))
    yield _step(Text("覆盖率", "Coverage"), coverage, network, (policy, ("coverage",)), policy, "coverage")
    for n, line in enumerate(end.deductions):
        what = joined(joined(Text("扣分", "Deduction"), "：", line.name), "，", DEDUCTION_STATES.label(line.state))
        yield _step(what, f"{line.case}: −{line.applied}", network, (data, ("deductions", n)), policy)
    cap = (policy, ("deductions", "cap"))
    yield _step(Text("扣分合计", "Deducted in all"), str(end.deducted), network, cap, policy, "deducted")
    total = "–" if end.total is None else f"{_plain(row.scores.base)} − {end.deducted} → {end.total}"
    yield _step(Text("总分", "Total"), total, network, cap, policy, "total")
    yield _step(Text("按分数的等级", "Grade by the number"), end.band, network, (policy, ("grades",)), policy)
    for hit in end.red_lines:
        n = next(
            n for n, event in enumerate(data.red_lines) if (event.red_line, event.case) == (hit.red_line, hit.case)
        )
        what = joined(Text(f"红线 {hit.red_line}", f"Red line {hit.red_line}"), "：", hit.name)
        yield _step(what, f"{hit.case}: ≤ {hit.cap}", network, (data, ("red_lines", n)), policy)
    for reason in end.reasons:
        what = joined(Text("评级状态", "Status"), "：", REASONS.label(reason))
        yield _step(what, end.status, network, (data, ("quarter",)), policy)
    yield _step(Text("等级", "Grade"), end.grade, network, (policy, ("grades",)), policy, "grade")
    if end.factor is not None:
        n = next(n for n, row in enumerate(policy.grades) if row.grade == end.grade)
        yield read(network, policy, "grades", n, "factor", gives="factor")


def _step(what: Text, value: str, network: Network, place: Place, policy: EvaluationPolicy, gives: str = "") -> Step:
    record, path = place
    return Step(what=what, value=value, origin=network.origin(record, *path), policy=policy.reference, gives=gives)


def _plain(value: Decimal | None) -> str:
    """A number to at most six decimals for reading; what is computed with is not rounded."""
    if value is None:
        return "–"
    shown = half_up(value, 6).normalize()
    return f"{shown:f}"


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "evaluation",
        Text("季度考核", "Quarterly evaluation"),
        Evaluation,
        (
            *("total", "grade", "base", "deducted", "coverage", "factor", "next_grade", "to_next"),
            *("delta", "mean", "rank", "quartile", "peer_median"),
        ),
        explained,
    ),
    *FOLLOWING,
)
