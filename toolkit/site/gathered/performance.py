"""Sales, grades and the league: charts of a quarter, and every dealer in the order of its score (M.2 3 to 5)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import number_text
from toolkit.network.view import View
from toolkit.plan.charts import Bars, Line, Matrix, Series
from toolkit.site.gathered.wording import grade_name, percent
from toolkit.topics.company.rules import line_name
from toolkit.topics.evaluation.records.vocabularies import GRADES, NOT_RATED
from toolkit.topics.evaluation.rules import Evaluation, EvaluationStanding, NetworkGrades, NetworkSales
from toolkit.topics.evaluation.rules.network_wide.grades import ALL_GRADES, NEW, before


def sales_chart(view: View, sales: NetworkSales) -> Bars:
    """Returns what each line reached of its target, and which is furthest behind."""
    names = tuple(line_name(view, line.line) for line in sales.lines)
    behind = [line for line in sales.lines if line.attainment is not None and line.attainment < 1]
    finding = Text("每条产品线都达到目标", "Every line reached its target")
    if behind:
        least = min(behind, key=lambda line: line.attainment or Decimal(0))
        name = line_name(view, least.line)
        finding = Text(
            f"{name.zh}完成 {percent(least.attainment)}，差得最多", f"{name.within('en')} is furthest behind: {percent(least.attainment)}"
        )  # fmt: skip
    return Bars(
        Text(f"{sales.subject} 净进货额与目标", f"Net sell-in and targets, {sales.subject}"),
        finding,
        names,
        (Series(Text("净进货额", "Net sell-in"), tuple(line.against_target for line in sales.lines)),),
        Text("元", "CNY"),
        targets=tuple(line.target or None for line in sales.lines),
        target=Text("目标", "Target"),
        decimals=0,
    )


def grades_chart(now: NetworkGrades, earlier: NetworkGrades | None) -> Bars:
    """Returns how many dealers have each grade, beside the quarter before."""
    counts = {row.grade: row.dealers for row in now.grades}
    series = [Series(Text(now.subject), tuple(Decimal(counts[grade]) for grade in ALL_GRADES))]
    if earlier is not None:
        was = {row.grade: row.dealers for row in earlier.grades}
        series.append(Series(Text(earlier.subject), tuple(Decimal(was[g]) for g in ALL_GRADES), quiet=True))
    finding = Text(
        f"{now.evaluated} 家已考核，其中 A、B {now.good} 家",
        f"{now.evaluated} evaluated, {now.good} of them A or B",
    )
    return Bars(
        Text(f"{now.subject} 各等级家数", f"Dealers by grade, {now.subject}"),
        finding,
        tuple(grade_name(grade) for grade in ALL_GRADES),
        tuple(series),
        Text("家", "dealers"),
        direction="up",
    )


def moves_chart(now: NetworkGrades) -> Matrix:
    """Returns how many dealers moved from each grade to each."""
    cells = {(move.before, move.after): Decimal(len(move.dealers)) for move in now.moves}
    starts = (*ALL_GRADES, NEW)
    shown = tuple(start for start in starts if any((start, end) in cells for end in ALL_GRADES) or start in GRADES)
    quarter = before(now.subject)
    return Matrix(
        Text(f"{quarter} 到 {now.subject}", f"{quarter} to {now.subject}"),
        Text(f"{now.better} 家升级，{now.worse} 家降级", f"{now.better} moved up, {now.worse} down"),
        tuple(grade_name(start) for start in shown),
        tuple(grade_name(end) for end in ALL_GRADES),
        tuple(tuple(cells.get((start, end)) for end in ALL_GRADES) for start in shown),
        Text("家", "dealers"),
    )


def median_chart(last: Sequence[NetworkGrades]) -> Line:
    """Returns the median score over quarters, the last one marked."""
    first, now = last[0].median, last[-1].median
    finding = NO_TEXT
    if len(last) > 1 and first is not None and now is not None:
        change = number_text(now - first, 1)
        finding = Text(f"{last[0].subject} 以来 {change} 分", f"{change} points since {last[0].subject}")
    return Line(
        Text("得分中位数", "Median score"),
        finding,
        tuple(Text(row.subject) for row in last),
        (Series(Text("中位数", "Median"), tuple(row.median for row in last)),),
        Text("分", "points"),
        marked=len(last) - 1,
        decimals=1,
    )


def bought_chart(view: View, quarters: Sequence[str]) -> Line:
    """Returns net sell-in over quarters beside the year before; a quarter without data is a gap."""
    sales = [view.result(NetworkSales, quarter) for quarter in quarters]
    return Line(
        Text("净进货额", "Net sell-in"),
        NO_TEXT,
        tuple(Text(quarter) for quarter in quarters),
        (
            Series(Text("本年", "This year"), tuple(row.net if row else None for row in sales)),
            Series(
                Text("上年同季", "A year before"), tuple(row.last_year if row else None for row in sales), quiet=True
            ),
        ),
        Text("元", "CNY"),
        marked=len(quarters) - 1,
        low=Decimal(0),
        decimals=0,
    )


def best_first(rows: Sequence[Evaluation]) -> tuple[Evaluation, ...]:
    """Returns evaluations by quarter and score, the latest and best first; those that are not rated last of their quarter."""
    return tuple(
        sorted(rows, key=lambda row: (row.quarter, row.grade != NOT_RATED, row.total or Decimal(-1)), reverse=True)
    )


def league_of(view: View, quarter: str) -> tuple[Evaluation, ...]:
    """Returns every dealer's evaluation of a quarter, the best first."""
    found = (view.result(Evaluation, f"{row.subject}/{quarter}") for row in view.results(EvaluationStanding))
    return best_first([row for row in found if row is not None])
