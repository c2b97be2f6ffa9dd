"""What the evaluation chapter shows: the scorecard on the dealer's page, with our own part of the quarter beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text, number_text, percent_text
from toolkit.network.shared import MISSING
from toolkit.network.view import View
from toolkit.plan.card import Card, Figure
from toolkit.topics.company.records import Staff
from toolkit.topics.evaluation.outputs.charts import charts
from toolkit.topics.evaluation.outputs.wording import grade_text, joint_actions, points, signed, talk_points
from toolkit.topics.evaluation.records import EvaluationFile, QuarterData
from toolkit.topics.evaluation.records.vocabularies import (
    DEDUCTION_STATES,
    FLAGS,
    NOT_RATED,
    REASONS,
    STANDINGS,
    TREATMENTS,
)
from toolkit.topics.evaluation.rules.measures import MEASURES
from toolkit.topics.evaluation.rules.results import AnnualEvaluation, Evaluation, EvaluationStanding
from toolkit.topics.evaluation.rules.scales import half_up
from toolkit.topics.evaluation.rules.scoring import IndicatorScore
from toolkit.topics.topic import Now

Row = tuple[Text, ...]
MOODS = {"A": "good", "B": "good", "C": "warn", "D": "bad", NOT_RATED: "open"}
SHOWN = 8
"""How many quarters the table of past results goes back."""
NONE = Text("–")
HISTORY = (
    Text("季度", "Quarter"),
    Text("总分", "Total"),
    Text("等级", "Grade"),
    Text("较上季", "Change"),
    Text("政策", "Policy"),
)


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the scorecard of a dealer's latest evaluated quarter; none before the first."""
    standing = view.result(EvaluationStanding, dealer)
    if standing is None or not standing.quarters:
        return
    past = [view.result(Evaluation, f"{dealer}/{quarter}") for quarter in standing.quarters[-SHOWN:]]
    rows = [row for row in past if row is not None]
    latest = rows[-1]
    file = next((f for f in view.of_dealer(EvaluationFile, dealer) if f.quarter == latest.quarter), None)
    data = view.find(QuarterData, f"{dealer}/{latest.quarter}")
    context = {
        "quarter": latest.quarter,
        "policy": latest.policy,
        "grade": grade_text(latest.grade),
        "mood": MOODS.get(latest.grade, "open"),
        "status": STANDINGS.label(latest.status),
        "reasons": tuple(REASONS.label(reason) for reason in latest.reasons),
        "version": latest.version,
        "appeal_open": latest.appeal_open,
        "figures": tuple(_figures(latest)),
        "charts": tuple(charts(rows, data)),
        "ours": tuple(_ours(latest, data, file, now)),
        "talk": tuple(talk_points(latest, file)),
        "met": _met(view, file),
        "dimensions": _dimensions(latest),
        "indicators": tuple(_indicators(latest)),
        "events": tuple(_events(latest)),
        "trial": tuple(_indicator(row, Decimal(0)) for row in latest.trial),
        "history_head": HISTORY,
        "history": tuple(_history(rows)),
        "years": tuple(_years(view, dealer, standing.years)),
    }
    title = Text("考核", "Evaluation")
    template = "evaluation/card-scorecard.html"
    yield Card("evaluation", title, template, context, finding=_finding(latest), wide=True, order=5)


def _met(view: View, file: EvaluationFile | None) -> Text:
    """When the talk was held and who was there; who sat in on the committee is said too."""
    talk = file.result_talk if file is not None else None
    if file is None or talk is None:
        return NO_TEXT
    zh, en = _posts(view, talk.our_persons)
    count = len(talk.their_persons)
    said = Text(
        f"{day_text(talk.date, 'zh')}，我方{zh}，对方 {count} 人",
        f"{day_text(talk.date, 'en')}, for us {en}, {count} for the dealer",
    )
    observers = tuple(member.staff for member in file.committee.observers) if file.committee is not None else ()
    if not observers:
        return said
    zh, en = _posts(view, observers)
    return Text(f"{said.zh}；评委会列席：{zh}", f"{said.en}; sat in on the committee: {en}")


def _posts(view: View, staff: tuple[str, ...]) -> tuple[str, str]:
    posts = [person.post if (person := view.find(Staff, one)) is not None else Text(one) for one in staff]
    return "、".join(post.zh for post in posts), ", ".join(post.within("en") for post in posts)


def _finding(row: Evaluation) -> Text:
    total = points(row.total)
    change = Text(f"，较上季 {signed(row.delta)}", f", {signed(row.delta)} on last quarter") if row.delta else NO_TEXT
    grade = grade_text(row.grade)
    return Text(
        f"{row.quarter}：{total.zh} 分，{grade.zh}{change.zh}",
        f"{row.quarter}: {total.en} points, {grade.en}{change.en}",
    )


def _figures(row: Evaluation) -> Iterator[Figure]:
    flags = Text(
        "；".join(FLAGS.label(flag).zh for flag in row.flags), "; ".join(FLAGS.label(flag).en for flag in row.flags)
    )
    yield Figure(Text("总分", "Total"), points(row.total), row.consequence)
    yield Figure(Text("较上季", "Change"), Text(signed(row.delta)), flags, "warn" if row.flags else "")
    yield Figure(Text("近四季平均", "Mean of four quarters"), points(row.mean))
    coverage = percent_text(half_up(row.coverage, 3), 1)
    yield Figure(Text("覆盖率", "Coverage"), Text(coverage, coverage), Text("有数的权重", "of the weight has data"))
    if row.rank is not None and row.quartile is not None:
        place = Text(f"{row.rank} / {row.group_size}")
        median = points(row.peer_median)
        note = Text(f"同组第 {row.quartile} 四分位，中位数 {median.zh}", f"quartile {row.quartile}, median {median.en}")
        yield Figure(Text("同组名次", "Rank among peers"), place, note)
    if row.to_next is not None:
        note = Text(f"到 {row.next_grade} 级", f"to grade {row.next_grade}")
        yield Figure(Text("还差", "Still missing"), points(row.to_next), note)


def _ours(
    row: Evaluation, data: QuarterData | None, file: EvaluationFile | None, now: Now
) -> Iterator[tuple[Text, Text]]:
    """What we owed in the quarter, and did: every page that judges the dealer shows it (reference 0b)."""
    if row.orders_due:
        share = percent_text(half_up(Decimal(row.orders_kept) / row.orders_due, 3), 1)
        words = Text(
            f"{share}（{row.orders_due} 单中 {row.orders_kept} 单）",
            f"{share} ({row.orders_kept} of {row.orders_due} orders)",
        )
        yield Text("按时足量到货", "On time and in full"), words
    if data is not None and data.supply is not None:
        supply = data.supply
        words = Text(
            f"{supply.lines_ordered} 行缺 {supply.lines_short} 行，平均等 {supply.backorder_days} 天",
            f"{supply.lines_short} of {supply.lines_ordered} lines, {supply.backorder_days} days on average",
        )
        yield Text("缺货", "Short supply"), words
    promised = [a for a in joint_actions(file) if a.side == "brand" and (a.done is not None or a.due <= now.as_of)]
    if promised:
        kept = sum(not action.is_late(now.as_of) for action in promised)
        words = Text(f"{len(promised)} 项中 {kept} 项按时", f"{kept} of {len(promised)} on time")
        yield Text("我方承诺的行动", "Actions that we promised"), words


def _dimensions(row: Evaluation) -> tuple[Row, tuple[Row, ...]]:
    compared = bool(row.peer_dimensions)
    head: tuple[Text, ...] = (
        Text("维度", "Dimension"),
        Text("得分", "Score"),
        Text("权重", "Weight"),
        Text("贡献", "Contribution"),
    )
    if compared:
        head = (*head, Text("同组中位数", "Median of the peers"))
    whole = sum((d.weight for d in row.dimensions if d.score is not None), Decimal(0))
    lines: list[Row] = []
    for n, dimension in enumerate(row.dimensions):
        share = None if dimension.score is None else dimension.score * dimension.weight / whole
        cells = (dimension.name, points(dimension.score, 2), Text(number_text(dimension.weight)), points(share, 3))
        lines.append((*cells, points(row.peer_dimensions[n], 2)) if compared else cells)
    extra = (NONE,) if compared else ()
    lines.append((Text("扣分前", "Before deductions"), NONE, Text(number_text(whole)), points(row.base, 3), *extra))
    lines.append((Text("扣分", "Deducted"), NONE, NONE, Text(number_text(-row.deducted)), *extra))
    lines.append((Text("总分", "Total"), NONE, NONE, points(row.total), *extra))
    return head, tuple(lines)


def _indicators(row: Evaluation) -> Iterator[tuple[Text, tuple[Row, ...]]]:
    for dimension in row.dimensions:
        yield dimension.name, tuple(_indicator(indicator, indicator.weight) for indicator in dimension.indicators)


def _indicator(row: IndicatorScore, weight: Decimal) -> Row:
    """Name, value, score, weight, and how it is calculated, or why it is missing and what was done then."""
    measure = MEASURES[row.measure]
    note = measure.formula
    if row.missing:
        cause, done = MISSING.label(row.missing), TREATMENTS.label(row.treatment)
        note = Text(f"{cause.zh}：{done.zh}", f"{cause.en}: {done.en}")
    title = Text(f"{row.id} {row.name.zh}", f"{row.id} {row.name.within('en')}")
    shown = Text("未考核", "not evaluated") if row.missing else measure.shown(row.value, row.level)
    return title, shown, points(row.score, 2), Text(number_text(weight)) if weight else NONE, note


def _events(row: Evaluation) -> Iterator[Row]:
    for line in row.deductions:
        state = DEDUCTION_STATES.label(line.state)
        yield line.name, Text(line.case), Text(number_text(-line.applied)), state
    for hit in row.red_lines:
        cap = Text(f"最高 {hit.cap}", f"{hit.cap} at most")
        yield (
            Text(f"{hit.red_line} {hit.name.zh}", f"{hit.red_line} {hit.name.within('en')}"),
            Text(hit.case),
            cap,
            hit.effect,
        )


def _history(rows: Sequence[Evaluation]) -> Iterable[Row]:
    for row in reversed(rows):
        yield Text(row.quarter), points(row.total), grade_text(row.grade), Text(signed(row.delta)), Text(row.policy)


def _years(view: View, dealer: str, years: Sequence[int]) -> Iterator[tuple[Text, Text]]:
    for year in reversed(years):
        row = view.result(AnnualEvaluation, f"{dealer}/{year}")
        if row is not None and row.score is not None:
            score, grade = points(row.score), grade_text(row.grade)
            to_date = NO_TEXT if row.complete else Text("（至今）", " (to date)")
            yield (
                Text(f"{year} 年度{to_date.zh}", f"Year {year}{to_date.en}"),
                Text(f"{score.zh}，{grade.zh}", f"{score.en}, {grade.en}"),
            )
