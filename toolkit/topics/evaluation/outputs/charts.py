"""The charts of a scorecard: where a dealer is strong, how far from its peers, and which way its total goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.plan.charts import Ageing, Bars, Bucket, Line, Radar, Series, Target
from toolkit.plan.charts.numbers import percent, shown
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.records.amounts import Receivables
from toolkit.topics.evaluation.rules.results import Evaluation

OWN = Text("本经销商", "This dealer")
POINTS, PEERS = Text("分", "points"), Text("同组中位数", "Median of the peers")
YUAN = Text("元", "CNY")
BEST = Decimal(100)
MIN_AXES, MAX_AXES = 3, 8
"""How many dimensions a radar can show; with fewer or more the bars stand alone."""

AGES = (
    Text("账期内", "Within terms"),
    Text("1–30 天", "1–30 days"),
    Text("31–60 天", "31–60 days"),
    Text("61–90 天", "61–90 days"),
    Text("90 天以上", "Over 90 days"),
)


def charts(rows: Sequence[Evaluation], data: QuarterData | None) -> Iterator[tuple[str, Radar | Bars | Line | Ageing]]:
    """Yields name and value of each chart: dimensions as a radar, never without bars, the total by quarter, what is owed."""
    latest = rows[-1]
    names = tuple(dimension.name for dimension in latest.dimensions)
    if (shape := radar(latest)) is not None:
        yield "radar", shape
    if names:
        yield "dimensions", dimension_bars(latest)
    yield "trend", trend(rows)
    if data is not None and (owed := owed_by_age(data.receivables)) is not None:
        yield "receivables", owed


def radar(row: Evaluation, before: Evaluation | None = None) -> Radar | None:
    """Returns the dimensions beside the peers' medians and, if given, an earlier quarter; None where a radar cannot show them."""
    names = tuple(dimension.name for dimension in row.dimensions)
    if not MIN_AXES <= len(names) <= MAX_AXES:
        return None
    own = Series(Text("本季", "This quarter") if before else OWN, _scores(row))
    others = (Series(PEERS, row.peer_dimensions, quiet=True),) if row.peer_dimensions else ()
    if before is not None and tuple(d.id for d in before.dimensions) == tuple(d.id for d in row.dimensions):
        others = (Series(Text(before.quarter), _scores(before)), *others)
    title = Text("强弱分布", "Strengths and gaps")
    return Radar(title, _extremes(row), names, (own, *others), unit=POINTS, decimals=1)


def dimension_bars(row: Evaluation) -> Bars:
    """Returns the score of each dimension, with the peers' medians as marks."""
    names = tuple(dimension.name for dimension in row.dimensions)
    title, finding, medians = Text("维度得分", "Scores by dimension"), _beside_peers(row), row.peer_dimensions
    own = Series(OWN, _scores(row))
    return Bars(title, finding, names, (own,), POINTS, targets=medians, target=PEERS, high=BEST, decimals=1)


def _scores(row: Evaluation) -> tuple[Decimal | None, ...]:
    return tuple(dimension.score for dimension in row.dimensions)


def _extremes(row: Evaluation) -> Text:
    """The best and the weakest dimension."""
    scored = sorted(((d.score, d.name) for d in row.dimensions if d.score is not None), key=lambda entry: -entry[0])
    if not scored:
        return Text("各维度都没有数据", "No dimension has data")
    (high, best), (low, weakest) = scored[0], scored[-1]
    top, bottom = shown(high, 1), shown(low, 1)
    return Text(
        f"{best.zh}最高（{top}），{weakest.zh}最低（{bottom}）",
        f"{best.within('en')} is best ({top}), {weakest.within('en')} weakest ({bottom})",
    )


def _beside_peers(row: Evaluation) -> Text:
    """Which dimensions lie under the median of the peers."""
    if not row.peer_dimensions:
        return Text("没有可比的同组", "No peers to compare with")
    pairs = zip(row.dimensions, row.peer_dimensions, strict=True)
    under = [d.name for d, median in pairs if d.score is not None and median is not None and d.score < median]
    if not under:
        return Text("没有一个维度低于同组中位数", "No dimension is under the median of the peers")
    zh, en = "、".join(name.zh for name in under), ", ".join(name.within("en") for name in under)
    return Text(f"低于同组中位数：{zh}", f"Under the median of the peers: {en}")


def trend(rows: Sequence[Evaluation]) -> Line:
    """Returns the total of every quarter from the first one shown on; a quarter without an evaluation is a gap."""
    latest = rows[-1]
    totals = {row.quarter: row.total for row in rows}
    quarter, quarters = FiscalQuarter.parse(rows[0].quarter), [rows[0].quarter]
    while quarters[-1] < latest.quarter:
        quarter = quarter.next()
        quarters.append(str(quarter))
    own = Series(Text("总分", "Total"), tuple(totals.get(name) for name in quarters))
    goal, finding = None, NO_TEXT
    if latest.delta is not None:
        change = ("+" if latest.delta > 0 else "") + shown(latest.delta)
        finding = Text(f"较上季 {change}", f"{change} on the quarter before")
    if latest.total is not None and latest.to_next is not None:
        goal = Target(Text(f"{latest.next_grade} 级线", f"grade {latest.next_grade}"), latest.total + latest.to_next)
        missing = shown(latest.to_next, 1)
        finding = Text(
            f"距 {latest.next_grade} 级还差 {missing} 分", f"{missing} points short of grade {latest.next_grade}"
        )
    title = Text("总分走势", "Total by quarter")
    return Line(
        title, finding, tuple(map(Text, quarters)), (own,), POINTS, target=goal, marked=len(quarters) - 1, decimals=1
    )


def owed_by_age(row: Receivables) -> Ageing | None:
    """Returns what the dealer owed at the end of the quarter, by age; None where nothing was owed or nobody says.

    What is not overdue is the closing balance less the overdue amounts; unknown while one of those is missing.
    """
    closing = row.closing.value
    if not closing or closing < 0:
        return None
    late = (row.overdue_1_30.value, row.overdue_31_60.value, row.overdue_61_90.value, row.overdue_over_90.value)
    known = [amount for amount in late if amount is not None]
    overdue = sum(known, Decimal(0))
    within = max(closing - overdue, Decimal(0)) if len(known) == len(late) else None
    buckets = tuple(Bucket(*pair) for pair in zip(AGES, (within, *late), strict=True))
    share = percent(min(overdue / closing, Decimal(1)))
    finding = Text(f"{share} 已逾期", f"{share} is overdue") if overdue else Text("没有逾期", "Nothing is overdue")
    return Ageing(Text("期末应收账龄", "Receivables by age"), finding, buckets, YUAN, late=1)
