"""The second half of the brief: the market beside the dealer, what was shared, new products, as far as its view has them."""

from __future__ import annotations

from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.plan.composed import Part, day_words
from toolkit.plan.frame import Grid
from toolkit.topics.company.rules import line_name
from toolkit.topics.information.outputs.own import (
    NONE,
    Own,
    quarter_name,
)
from toolkit.topics.information.records import SharingPolicy
from toolkit.topics.information.records.vocabularies import AXES, BRIEFING_STATES, RECEIPTS, SHARED_KINDS, TREND_STATES
from toolkit.topics.information.rules.results import InformationStanding, OwnLine, PeerTrend, TrendLine

ITEMS, LINES = 5, 6
"""So many pieces of information or products, and so many product lines, stand in a paper of two pages."""


def market(own: Own, policy: SharingPolicy | None) -> Part:
    """Returns the newest quarter of each line beside its peers; where few dealers stand behind a figure, why it is not told."""
    trend = own.view.result(PeerTrend, own.dealer)
    if trend is None or not trend.rows:
        return Part(Text("市场与同行"), empty=Text("还没有可以给出的汇总。"))
    newest = max(row.quarter for row in trend.rows)
    groups = {(row.line, row.axis): row for row in trend.rows if row.quarter == newest}
    mine = {row.line: row for row in trend.own if row.quarter == newest}
    rows = tuple(
        (line_name(own.view, line), _trend(mine.get(line)), *(_trend(groups.get((line, axis))) for axis in AXES))
        for line in sorted({line for line, _ in groups})
    )
    head = (Text("产品线"), Text("贵司"), *(AXES.label(axis) for axis in AXES))
    notes: tuple[Text, ...] = ()
    if policy is not None:
        least, share = policy.least, percent_text(policy.most_share, 0)
        notes = (Text(f"汇总至少 {least} 家、单家占比不超过 {share} 才给出，并按 {percent_text(policy.round_to, 0)} 取整；不出现任何一家的名称和数字。"),)  # fmt: skip
    return Part(Text(f"市场与同行：{quarter_name(newest)}"), grids=(Grid(head, rows[:LINES]),), notes=notes)


def _trend(row: TrendLine | OwnLine | None) -> Text:
    if row is None:
        return Text(NONE)
    if isinstance(row, TrendLine) and row.state != "shown":
        return TREND_STATES.label(row.state)
    growth = NONE if row.growth is None else ("+" if row.growth > 0 else "") + percent_text(row.growth, 0)
    through = NONE if row.sell_through is None else percent_text(row.sell_through, 0)
    return Text(f"净进货同比 {growth}，动销率 {through}")


def news(own: Own, first: date) -> Part:
    """Returns what was shared since the first day of the month."""
    standing = own.view.result(InformationStanding, own.dealer)
    held = [row for row in (standing.received if standing is not None else ()) if row.item.published_on >= first]
    rows = tuple(
        (
            day_words(row.item.published_on),
            SHARED_KINDS.label(row.item.kind),
            row.item.subject,
            RECEIPTS.label(row.state),
        )
        for row in held[:ITEMS]
    )
    head = ("发出", "种类", "标题", "确认")
    more = (Text(f"共 {len(held)} 件，列出最近 {ITEMS} 件。"),) if len(held) > ITEMS else ()
    grid = Grid(tuple(Text(name) for name in head), rows, narrow=(0, 1, 3))
    return Part(Text(f"双方信息 {len(held)} 件" if held else "双方信息"), grids=(grid,), notes=more, empty=Text("这段时间没有新的信息。"))  # fmt: skip


def products(own: Own) -> Part:
    """Returns the new products that the dealer was told of; its brief is not how it learns of one."""
    standing = own.view.result(InformationStanding, own.dealer)
    held = sorted(standing.briefings if standing is not None else (), key=lambda row: row.launch_on, reverse=True)
    rows = tuple(
        (row.name, day_words(row.launch_on), BRIEFING_STATES.label(row.state), _plan(row.planned, row.reached), f"{len(row.open_concerns)} 件")
        for row in held[:ITEMS]
    )  # fmt: skip
    head = ("新品", "上市", "预沟通", "首批与网点（计划 / 结果）", "担心未答复")
    grid = Grid(tuple(Text(name) for name in head), rows, narrow=(1, 4))
    return Part(Text("新品"), grids=(grid,), empty=Text("没有正在沟通的新品。"))


def _plan(planned: tuple[int, int] | None, reached: tuple[int, int] | None) -> str:
    said = f"{planned[0]:,} 箱、{planned[1]:,} 家" if planned is not None else "未定"
    return said + (f" / {reached[0]:,} 箱、{reached[1]:,} 家" if reached is not None else "")
