"""The candidates for one market and line side by side, for those who decide (reference C11)."""

from __future__ import annotations

from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.view import View
from toolkit.plan.composed import INTERNAL, Paper, Part, Row, day_words, titled
from toolkit.plan.frame import Grid
from toolkit.topics.company.rules import line_name
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.market.records import Market
from toolkit.topics.screening.outputs.chosen import gap_words
from toolkit.topics.screening.outputs.differences import named, shown
from toolkit.topics.screening.records import ScorecardPolicy
from toolkit.topics.screening.records.vocabularies import CLAIMS, DECISIONS, GATE_RESULTS, TRUTH
from toolkit.topics.screening.rules import ScreeningResult
from toolkit.topics.screening.rules.comparison import CandidateRow, Comparison

TITLE = Text("候选人比较")
BESIDE = 6
"""So many candidates stand beside each other in the table of figures; those further down are named by rank only."""
HEAD = (
    Text("名次"), Text("候选人"), Text("阶段"), Text("门槛"), Text("总分（分）"), Text("评分支持"), Text("真实性"),
    Text("画像差距（处）"), Text("未答复（件）"), Text("相对评分（分）"),
)  # fmt: skip


def comparison(view: View, held: Comparison, as_of: date) -> Paper:
    """Returns the comparison: ranking first, then the figures of the first ones, gaps and what the total does not show."""
    market = view.find(Market, held.market)
    where = market.name.zh if market is not None else held.market
    line = line_name(view, held.line).zh
    card = view.find(ScorecardPolicy, held.policy) if held.policy else None
    return Paper(
        document=TITLE,
        finding=_finding(view, held),
        party=f"{where} · {line}",
        parts=(_ranking(view, held), _figures(view, held), _gaps(view, held), *_rules(card)),
        state="draft",
        identifier=f"comparison/{held.subject}",
        period=Text(f"截至 {day_words(as_of).zh}"),
        version=titled(card),
        confidentiality=INTERNAL,
        signed=((Text("评审人"), ""), (Text("批准人"), "")),
        wide=True,
    )


def _name(view: View, dealer: str) -> str:
    profile = view.find(DealerProfile, dealer)
    return f"{profile.short_name}（{dealer}）" if profile is not None else dealer


def _finding(view: View, held: Comparison) -> Text:
    ranked = [row for row in held.rows if row.rank is not None]
    count = len(held.rows)
    if not ranked:
        return Text(f"{count} 家候选人都还没有总分")
    even = [row for row in ranked[1:] if row.even]
    total = number_text(ranked[0].total, 2) if ranked[0].total is not None else "–"
    first = f"{count} 家候选人，{_name(view, ranked[0].dealer)} 以 {total} 分居首"
    return Text(f"{first}，另有 {len(even)} 家与之相当" if even else first)


def _ranking(view: View, held: Comparison) -> Part:
    return Part(
        Text("名次：先看豁免，再看总分，同分看评分卡指定的评分项"),
        grids=(Grid(HEAD, tuple(_row(view, row) for row in held.rows), numbers=(0, 4, 7, 8, 9)),),
        notes=(Text("“相当”是与首位分差在政策界线以内：由评审人说明取舍，不由分数决定。"),),
    )


def _row(view: View, row: CandidateRow) -> tuple[Text | str, ...]:
    gates = GATE_RESULTS.label(row.gates).zh if row.gates in GATE_RESULTS else "未核完"
    return (
        "–" if row.rank is None else str(row.rank),
        _name(view, row.dealer) + ("，相当" if row.even and row.rank != 1 else ""),
        STATES.label(row.state),
        gates + (f"（豁免 {row.waivers} 项）" if row.waivers else ""),
        "–" if row.total is None else number_text(row.total, 2),
        DECISIONS.label(row.proposed) if row.proposed else "–",
        TRUTH.label(row.truth),
        number_text(row.gaps),
        number_text(row.open_expectations),
        "–" if row.relative is None else number_text(row.relative, 1),
    )


def _figures(view: View, held: Comparison) -> Part:
    """What each of the first ones claims or was found to have; a value that nobody looked at is marked."""
    first = [row.dealer for row in held.rows[:BESIDE]]
    found = {name: view.result(ScreeningResult, name) for name in first}
    rows: list[tuple[Text | str, ...]] = []
    for what in CLAIMS:
        cells = []
        for name in first:
            result = found[name]
            claim = next((row for row in result.claims if row.what == what), None) if result is not None else None
            if claim is None:
                cells.append("–")
            else:
                cells.append(shown(claim.found) if claim.found is not None else f"{shown(claim.claimed)}*")
        if any(cell != "–" for cell in cells):
            rows.append((named(what), *cells))
    head = (Text("项目"), *(Text(_name(view, name)) for name in first))
    more = len(held.rows) - len(first)
    notes = [Text("带 * 的是申报值，尚未核实；其余为考察所得。")]
    if more > 0:
        notes.append(Text(f"只并列名次最前的 {len(first)} 家，其余 {more} 家见各自的筛选报告。"))
    grid = Grid(head, tuple(rows), numbers=tuple(range(1, len(head))))
    return Part(Text("规模"), grids=(grid,), notes=tuple(notes) if rows else (), empty=Text("还没有申报。"))


def _gaps(view: View, held: Comparison) -> Part:
    rows: list[tuple[Text | str, ...]] = []
    for row in held.rows:
        result = view.result(ScreeningResult, row.dealer)
        for gap in result.gaps if result is not None else ():
            if gap.line == held.line:
                rows.append((_name(view, row.dealer), *gap_words(view, gap)))
    head = (Text("候选人"), Text("要求"), Text("差距"))
    return Part(
        Text("与理想经销商的差距"), grids=(Grid(head, tuple(rows)),), empty=Text("没有差距，或该市场尚无画像。")
    )


def _rules(card: ScorecardPolicy | None) -> tuple[Part, ...]:
    if card is None:
        return ()
    names = card.names_inside()
    facts: list[Row] = [
        (Text("通过"), f"{number_text(card.approve)} 分及以上"),
        (Text("有条件通过"), f"{number_text(card.conditional)} 分及以上，条件至多 {card.conditions_limit} 条"),
        (Text("视为相当"), f"分差在 {number_text(card.even_within)} 分以内"),
        (Text("同分先看"), "、".join(names[item].zh for item in card.tie_break if item in names)),
    ]
    facts += [
        (Text(f"相对评分：{(CLAIMS.label(r.indicator) if r.indicator in CLAIMS else names[r.indicator]).zh}"), percent_text(r.weight, 0))
        for r in card.relative
        if r.indicator in CLAIMS or r.indicator in names
    ]  # fmt: skip
    return (Part(Text("决定的规则"), facts=tuple(facts)),)
