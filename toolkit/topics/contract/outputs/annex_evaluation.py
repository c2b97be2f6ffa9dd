"""The evaluation policy as the sections of an annex: what is measured, how it is scored, what follows, how to appeal."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.reader import Reader
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.rules.terms.item import Cell, Section, Table, joined, say
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.records import vocabularies as words
from toolkit.topics.evaluation.records.policy import DeductionKind, Indicator, Point, RedLine, Scale, ScoreBand

Row = tuple[Cell, ...]


def evaluation_sections(reader: Reader, policy: EvaluationPolicy) -> tuple[Section, ...]:
    """Returns the policy in the order in which a quarter is judged (reference D)."""
    return (
        _general(policy),
        _indicators(policy),
        _scales(reader, policy),
        _deductions(policy),
        _grades(policy),
        _procedure(policy),
    )


def _general(policy: EvaluationPolicy) -> Section:
    lines = (
        say("适用{name}（{ref}）。每季度考核一次，满分100分。", "{name} ({ref}) applies: each quarter, out of 100 points.", name=policy.name, ref=policy.reference),
        Text("指标、扣分和等级都不包含转售价格。甲方原因造成缺数或影响指标的，该项剔除，权重由其余指标分担。", "No indicator, deduction or grade looks at resale prices. What lacks data or suffers through Party A is left out, and its weight is shared by the others."),
        say("有数据的权重达到{normal}的正式评级，{least}以上的为暂定，不足的不评级；合作后前{quarters}个完整季度不评级。", "A quarter is rated when {normal} of the weight has data, provisional from {least}, else not rated; the first {quarters} full quarter is not rated.", normal=percent_text(policy.coverage.normal), least=percent_text(policy.coverage.least), quarters=policy.new_dealer.not_rated),
    )  # fmt: skip
    return Section(Text("总则", "In general"), lines, ())


def _indicators(policy: EvaluationPolicy) -> Section:
    head = (
        Text("维度", "Dimension"),
        Text("编号", "No"),
        Text("指标", "Indicator"),
        Text("权重（分）", "Weight (points)"),
        Text("评分尺", "Scale"),
    )
    numbers = _numbers(policy)
    rows: tuple[Row, ...] = tuple(
        (held.name, row.id, _name(row), number_text(row.weight), numbers[row.scale])
        for held in policy.dimensions
        for row in held.indicators
    )
    return Section(Text("指标与权重", "Indicators and weights"), (), (Table(head, rows, (3,), codes=(1,)),))


def _name(row: Indicator) -> Text:
    return row.name or words.MEASURES.label(row.measure)


def _used(policy: EvaluationPolicy) -> tuple[Scale, ...]:
    used = {row.scale for held in policy.dimensions for row in held.indicators}
    return tuple(scale for scale in policy.scales if scale.id in used)


def _numbers(policy: EvaluationPolicy) -> dict[str, Text]:
    return {scale.id: Text(f"尺{n}", f"S{n}") for n, scale in enumerate(_used(policy), 1)}


def _scales(reader: Reader, policy: EvaluationPolicy) -> Section:
    numbers = _numbers(policy)
    head = (Text("评分尺", "Scale"), Text("指标值 → 得分（0至100分）", "Value → score (0 to 100 points)"))
    rows: list[Row] = []
    for scale in _used(policy):
        rows.append((numbers[scale.id], _scale(scale)))
        for line in scale.lines:
            name = reader.get(ProductLine, line.line).name
            label = say("{scale}（{line}）", "{scale} ({line})", scale=numbers[scale.id], line=name)
            rows.append((label, _points(line.points)))
    about = Text(
        "指标得分按相邻两点直线内插，两端以外取端点；乘以权重后相加。",
        "Scores lie on straight lines between the points and stay flat beyond the ends; they are weighted and added.",
    )
    return Section(Text("评分方法", "Scoring"), (about,), (Table(head, tuple(rows)),))


def _scale(scale: Scale) -> Text:
    if scale.levels:
        return joined((say("{level} {score}分", "{level} {score}", level=words.LEVELS.label(row.level), score=number_text(row.score)) for row in scale.levels), "；", "; ")  # fmt: skip
    return joined(map(_band, scale.bands), "；", "; ") if scale.bands else _points(scale.points)


def _points(points: tuple[Point, ...]) -> Text:
    return joined((Text(f"{_value(row.at)} → {number_text(row.score)}") for row in points), "；", "; ")


def _band(row: ScoreBand) -> Text:
    low = "" if row.from_value is None else _value(row.from_value)
    high = "" if row.to_value is None else _value(row.to_value)
    return Text(f"{low}～{high} → {number_text(row.score)}", f"{low} to {high} → {number_text(row.score)}")


def _value(value: Decimal) -> str:
    """A share is written with decimals, days and points as whole numbers."""
    return percent_text(value) if "." in str(value) else number_text(value)


def _deductions(policy: EvaluationPolicy) -> Section:
    held = policy.deductions
    head = (
        Text("扣分项", "Deduction"),
        Text("每次（分）", "Each (points)"),
        Text("每季至多（分）", "At most a quarter (points)"),
    )
    rows: tuple[Row, ...] = tuple((_kind(row), str(row.points), str(row.cap)) for row in held.kinds)
    red = (Text("红线", "Red line"), Text("等级上限", "Grade at most"), Text("后果", "Effect"))
    lines: tuple[Row, ...] = tuple((_red(row), "、".join(row.caps), row.effect) for row in policy.red_lines)
    about = say("各项扣分合计每季至多{n}分。", "All deductions together: at most {n} points a quarter.", n=held.cap)
    return Section(
        Text("扣分与红线", "Deductions and red lines"), (about,), (Table(head, rows, (1, 2)), Table(red, lines))
    )


def _kind(row: DeductionKind) -> Text:
    if not row.least_level:
        return row.name
    return say("{name}（终局{level}级起）", "{name} (final, level {level} up)", name=row.name, level=row.least_level)


def _red(row: RedLine) -> Text:
    return Text(f"{row.id} {row.name.zh}", f"{row.id} {row.name.within('en')}")


def _grades(policy: EvaluationPolicy) -> Section:
    head = (Text("等级", "Grade"), Text("总分（分）", "Total (points)"), Text("可裁量返利系数", "Factor of discretionary rebates"), Text("结果运用", "What follows"))  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (row.grade, f"{number_text(row.from_value)}–{number_text(row.to_value)}", number_text(row.factor), row.consequence)
        for row in policy.grades
    )  # fmt: skip
    about = Text("含下限、不含上限，100分计入最高一档。", "Lower bounds are included, upper ones are not, save 100.")
    return Section(Text("等级与结果运用", "Grades and what follows"), (about,), (Table(head, rows, (2,)),))


def _procedure(policy: EvaluationPolicy) -> Section:
    held = policy.procedure
    lines = (
        say("季末后{freeze}个工作日冻结数据并发出初稿，乙方可在{comment}个工作日内提出意见。", "Data are frozen {freeze} working days after the quarter and a draft follows; Party B may comment within {comment} working days.", freeze=held.freeze_days, comment=held.comment_days),
        say("结果送达后{talk}个工作日内面谈；乙方可在{appeal}个工作日内书面申诉。", "Both sides talk within {talk} working days of service; Party B may appeal in writing within {appeal} working days.", talk=held.talk_days, appeal=held.appeal_days),
        say("甲方在{ack}个工作日内回执，{decide}个工作日内由未参与原评价的人员书面决定；申诉期间暂缓执行有争议的不利措施。", "Party A acknowledges within {ack} working days and decides in writing within {decide}, by people who took no part before; disputed measures wait meanwhile.", ack=held.acknowledge_days, decide=held.decision_days),
    )  # fmt: skip
    return Section(Text("程序与申诉", "Procedure and appeal"), lines, ())
