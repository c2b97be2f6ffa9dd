"""Every step of an evaluation, from the rows of the files to the grade, with the place of each (reference 0.5, C50).

Made when somebody asks: the places cost a second reading of the files, and all steps of ten thousand dealers do not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, localcontext

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.network import Network
from toolkit.network.record import Value, label
from toolkit.network.results import Step
from toolkit.network.shared import MISSING, Measured
from toolkit.sources.document import Step as PathStep
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.records.policy import Scale
from toolkit.topics.evaluation.records.vocabularies import DEDUCTION_STATES, REASONS, TREATMENTS
from toolkit.topics.evaluation.rules.facts import Place
from toolkit.topics.evaluation.rules.reading import Reading
from toolkit.topics.evaluation.rules.scales import half_up
from toolkit.topics.evaluation.rules.scoring import PRECISION, DimensionScore, Gauge, IndicatorScore, Sheet, reading_of
from toolkit.topics.evaluation.rules.standing import Worked, work

Path = tuple[PathStep, ...]
_ENGLISH = {"：": ": ", "，": ", ", "＝": " = "}


def explained(network: Network, dealer: str, quarter: str, as_of: date) -> tuple[Step, ...]:
    """Returns the steps of a dealer's quarter: figures, measures, scales, weights, dimensions, deductions, total, grade.

    Each step names the place it rests on, in the data, the contract or the policy. Empty when nothing was evaluated.
    """
    sheets: dict[str, Sheet | None] = {}
    with localcontext() as context:
        context.prec = PRECISION
        rows = (row for row in work(network, dealer, as_of, sheets) if row.facts.data.quarter == quarter)
        return tuple(step for row in rows for step in _steps(network, row))


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
        yield _source(network, title, place)
    formula = gauge.measure.formula
    what = _joined(title, "＝", formula)
    if score.missing:
        what = _joined(_joined(title, "：", MISSING.label(score.missing)), "，", TREATMENTS.label(score.treatment))
    yield _step(what, reading.level or _plain(reading.value), network, (policy, (*at, "measure")), policy)
    if not score.missing:
        yield from _scale(network, policy, gauge, reading, title)
    if score.score is not None and score.weight:
        weighed = _joined(title, "：", Text("得分 × 权重", "score × weight"))
        value = f"{score.score} × {number_text(score.weight)}"
        yield _step(weighed, value, network, (policy, (*at, "weight")), policy)


def _source(network: Network, title: Text, place: Place) -> Step:
    record, path = place
    name, value = _named(record, path)
    return Step(what=_joined(title, "：", name), value=value, origin=network.origin(record, *path))


def _scale(network: Network, policy: EvaluationPolicy, gauge: Gauge, reading: Reading, title: Text) -> Iterator[Step]:
    """The scale with the corners or band that the value lies between; a line of its own for each product line."""
    n, scale = next((n, scale) for n, scale in enumerate(policy.scales) if scale.id == gauge.ruler.id)
    what = _joined(title, "：", Text(f"评分尺 {scale.id}", f"scale {scale.id}"))
    if reading.by_line:
        for line in reading.by_line:
            own = next((m for m, row in enumerate(scale.lines) if row.line == line.line), None)
            at: Path = ("scales", n, "points") if own is None else ("scales", n, "lines", own, "points")
            score = gauge.ruler.of_line(line.line, line.value)
            share = Text(
                f"{line.line}，出货 {number_text(line.weight)}", f"{line.line}, sell-out {number_text(line.weight)}"
            )
            value = f"{_plain(line.value)} → {_plain(score)}"
            yield _step(_joined(what, "，", share), value, network, (policy, at), policy)
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
    yield _step(Text("扣分前", "Before deductions"), base, network, (policy, ("dimensions",)), policy)
    coverage = percent_text(half_up(row.scores.coverage, 4))
    yield _step(Text("覆盖率", "Coverage"), coverage, network, (policy, ("coverage",)), policy)
    for n, line in enumerate(end.deductions):
        what = _joined(_joined(Text("扣分", "Deduction"), "：", line.name), "，", DEDUCTION_STATES.label(line.state))
        yield _step(what, f"{line.case}: −{line.applied}", network, (data, ("deductions", n)), policy)
    total = "–" if end.total is None else f"{_plain(row.scores.base)} − {end.deducted} → {end.total}"
    yield _step(Text("总分", "Total"), total, network, (policy, ("deductions", "cap")), policy)
    yield _step(Text("按分数的等级", "Grade by the number"), end.band, network, (policy, ("grades",)), policy)
    for hit in end.red_lines:
        n = next(
            n for n, event in enumerate(data.red_lines) if (event.red_line, event.case) == (hit.red_line, hit.case)
        )
        what = _joined(Text(f"红线 {hit.red_line}", f"Red line {hit.red_line}"), "：", hit.name)
        yield _step(what, f"{hit.case}: ≤ {hit.cap}", network, (data, ("red_lines", n)), policy)
    for reason in end.reasons:
        what = _joined(Text("评级状态", "Status"), "：", REASONS.label(reason))
        yield _step(what, end.status, network, (data, ("quarter",)), policy)
    yield _step(Text("等级", "Grade"), end.grade, network, (policy, ("grades",)), policy)


def _step(what: Text, value: str, network: Network, place: Place, policy: EvaluationPolicy) -> Step:
    record, path = place
    return Step(what=what, value=value, origin=network.origin(record, *path), policy=policy.reference)


def _named(record: Value, path: Path) -> tuple[Text, str]:
    """A figure's name, as far as its fields have names, and its value as it is written."""
    names: list[Text] = []
    held: object = record
    for step in path:
        if isinstance(held, Value) and isinstance(step, str):
            names.append(label(type(held), step))
            held = vars(held)[step]
        elif isinstance(held, tuple) and isinstance(step, int):
            held = held[step]
            key = "+".join(str(vars(held)[name]) for name in held.KEY) if isinstance(held, Value) else str(step + 1)
            names.append(Text(key))
    if isinstance(held, Measured):
        held = held.missing if held.value is None else held.value
    elif isinstance(held, Value):
        held = vars(held).get("missing") or ""
    name = Text(" ".join(n.zh for n in names), " · ".join(n.within("en") for n in names))
    return name, str(held)


def _joined(first: Text, mark: str, second: Text) -> Text:
    """Two texts with a mark between them, as each language writes it."""
    return Text(f"{first.zh}{mark}{second.zh}", f"{first.within('en')}{_ENGLISH[mark]}{second.within('en')}")


def _plain(value: Decimal | None) -> str:
    """A number to at most six decimals for reading; what is computed with is not rounded."""
    if value is None:
        return "–"
    shown = half_up(value, 6).normalize()
    return f"{shown:f}"
