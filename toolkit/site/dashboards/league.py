"""All dealers in one table: total, grade, change, trend, and the rank within the group where there is one (D.7)."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.plan.charts import Sparkline
from toolkit.site.dashboards.board import NONE, Cell, Column, Listing, Said, Section
from toolkit.site.dashboards.desk import Desk, score
from toolkit.site.dashboards.grading import GRADE_MOODS
from toolkit.site.gathered.performance import best_first
from toolkit.site.gathered.wording import QUARTERS, grade_name, number
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.dealer.rules import DealerStanding
from toolkit.topics.evaluation.records.vocabularies import FLAGS, STANDINGS
from toolkit.topics.evaluation.rules import Evaluation, EvaluationStanding


def league(desk: Desk) -> Section:
    """Returns the section that ranks every evaluated dealer, by its latest quarter."""
    rows: dict[str, list[Evaluation]] = {}
    for standing in desk.view.results(EvaluationStanding):
        past = [desk.view.result(Evaluation, f"{standing.subject}/{q}") for q in standing.quarters[-QUARTERS:]]
        known = [row for row in past if row is not None]
        if known:
            rows[known[-1].subject] = known
    heads = ("经销商", "分群", "季度", "总分", "等级", "较上季", "四季平均", "走势", "同组名次", "评级状态", "提示")
    english = ("Dealer", "Segment", "Quarter", "Total", "Grade", "Change", "Four-quarter mean", "Trend", "Rank in group", "Status", "Flags")  # fmt: skip
    filters = {1: "segment", 2: "quarter", 4: "grade"}
    columns = tuple(
        Column(desk.say(*pair), numeric=n in (3, 5, 6), filter=filters.get(n, ""))
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    title = desk.say("经销商排行", "All dealers")
    note = Said(desk.say(
        "名次只在同组里排：分群、区域、渠道都可比，且至少五家已评级。不足五家不排，显示“–”。经销商只看得到自己的名次。",
        "Ranks are within a group alike in segment, territory and channel, of at least five rated dealers; else “–”. A dealer sees its own rank only.",
    ))  # fmt: skip
    empty = desk.say("还没有完成的季度考核。", "No quarter is evaluated yet.")
    listing = Listing(
        "leaguetable",
        title,
        columns,
        tuple(_place(desk, now, rows[now.subject]) for now in best_first([past[-1] for past in rows.values()])),
        empty,
    )
    pieces = (listing, note) if rows else (listing,)
    return Section("league", title, pieces, wide=True, links=desk.policy("dealer-evaluation"), explain=("evaluation",) if rows else ())  # fmt: skip


def _place(desk: Desk, now: Evaluation, past: Sequence[Evaluation]) -> tuple[Cell, ...]:
    standing = desk.view.result(DealerStanding, now.dealer)
    segment = standing.segment if standing is not None else None
    delta = NONE if now.delta is None else Cell(("+" if now.delta > 0 else "") + number_text(now.delta, 1), key=str(now.delta))  # fmt: skip
    rank = Cell(f"{now.rank} / {now.group_size}", key=str(now.rank)) if now.rank is not None else NONE
    return (
        desk.dealer(now.dealer, "evaluation", note=True),
        desk.label(SEGMENTS, segment) if segment else NONE,
        Cell(now.quarter, facet=now.quarter),
        score(now.total),
        Cell(desk.words(grade_name(now.grade)), mood=GRADE_MOODS[now.grade], facet=now.grade, key=now.grade),
        delta,
        score(now.mean),
        _spark(desk, past),
        rank,
        desk.label(STANDINGS, now.status),
        Cell(desk.listed(desk.words(FLAGS.label(flag)) for flag in now.flags) or "–"),
    )


def _spark(desk: Desk, past: Sequence[Evaluation]) -> Cell:
    """The totals of the last quarters, small; one quarter alone is no trend."""
    if len(past) < 2:
        return NONE
    name = desk.dealer_name(past[-1].dealer)
    totals = tuple(row.total for row in past)
    words = Text(
        "、".join(f"{row.quarter} {number(row.total)}" for row in past),
        ", ".join(f"{row.quarter} {number(row.total)}" for row in past),
    )
    title = Text(f"{name}的总分", f"Totals of {name}")
    spark = Sparkline(title, words, tuple(Text(row.quarter) for row in past), totals, Text("分", "points"), 1)
    return Cell(desk.words(words), spark=spark, key=str(past[-1].total or ""))
