"""The screening report: the outcome first, then gates, scores with their grounds, what was said and found (reference C, M.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.view import View
from toolkit.plan.composed import INTERNAL, Paper, Part, Row, day_words, titled
from toolkit.plan.frame import Grid
from toolkit.topics.dealer.records import APPROVAL_ROLES, RELATION, DealerProfile
from toolkit.topics.screening.outputs.chosen import (
    condition_rows,
    dimension_table,
    facts_of,
    finding,
    gap_words,
    gate_rows,
    item_table,
)
from toolkit.topics.screening.outputs.differences import claims_part
from toolkit.topics.screening.outputs.wording import post_of
from toolkit.topics.screening.records import GatesPolicy, ScorecardPolicy, Screening
from toolkit.topics.screening.records.vocabularies import (
    DECISIONS,
    GATE_RESULTS,
    REGISTER_RESULTS,
    REGISTERS,
    STAGES,
    TRUTH,
)
from toolkit.topics.screening.rules import ScreeningResult

TITLE = Text("筛选报告")
NO_DAY = Text("–")


def report(view: View, profile: DealerProfile, screening: Screening, result: ScreeningResult, as_of: date) -> Paper:
    """Returns the report on one candidate; final once a decision is on record, a draft until then."""
    gates = view.find(GatesPolicy, result.gates_policy) if result.gates_policy else None
    card = view.find(ScorecardPolicy, result.scorecard_policy) if result.scorecard_policy else None
    decided = screening.decision is not None and screening.decision.date <= as_of
    return Paper(
        document=TITLE,
        finding=finding(result),
        party=f"{profile.short_name}（{profile.id}）",
        parts=tuple(_parts(view, profile, screening, result)),
        state="final" if decided else "draft",
        identifier=f"{profile.id}/screening",
        period=Text(f"截至 {day_words(as_of).zh}"),
        version=titled(gates, card),
        confidentiality=INTERNAL,
        signed=((Text("评分人"), ""), (Text("批准人"), "")),
        fields=(("profile.name", profile.name),),
    )


def _parts(view: View, profile: DealerProfile, screening: Screening, result: ScreeningResult) -> Iterator[Part]:
    yield Part(
        figures=(
            (Text("总分"), "–" if result.total is None else f"{number_text(result.total, 2)} 分", _card(view, result)),
            (Text("门槛"), _gates_word(result), Text(f"共 {len(result.gates)} 项")),
            (Text("真实性"), TRUTH.label(result.truth), Text(f"核对 {len(result.claims)} 项申报")),
            (Text("决定"), DECISIONS.label(result.recorded) if result.recorded else Text("待定"), _proposed(result)),
        ),
        facts=((Text("候选人"), f"{profile.name}（{profile.id}）"), *facts_of(view, screening, result)),
    )
    yield _decision(view, screening)
    yield _gates(view, result)
    yield _scores(view, result)
    yield _grounds(view, screening, result)
    yield claims_part(result)
    yield _standing(view, screening, result)
    yield _talks(screening)


def _card(view: View, result: ScreeningResult) -> Text:
    card = view.find(ScorecardPolicy, result.scorecard_policy) if result.scorecard_policy else None
    if card is None:
        return Text("没有评分卡政策")
    return Text(f"{number_text(card.approve)} 分通过，{number_text(card.conditional)} 分有条件")


def _gates_word(result: ScreeningResult) -> Text:
    together = result.gates_together
    return GATE_RESULTS.label(together) if together in GATE_RESULTS else Text("未核完")


def _proposed(result: ScreeningResult) -> Text:
    if not result.proposed:
        return STAGES.label(result.stage)
    return Text(f"评分支持：{DECISIONS.label(result.proposed).zh}")


def _decision(view: View, screening: Screening) -> Part:
    """What was decided, why and by whom; conditions with their days."""
    held = screening.decision
    if held is None:
        return Part(Text("还没有决定"), empty=Text("评审会后把决定、理由、批准人和条件写入 screening.yaml。"))
    rows: list[Row] = [
        (Text("决定日"), day_words(held.date)),
        (Text("理由"), held.reason),
        (Text("答复候选人"), day_words(held.told_on)),
    ]
    if held.dissent is not None:
        rows.append((Text("不同意见"), held.dissent))
    for approval in held.approvals:
        label = Text(f"批准：{APPROVAL_ROLES.label(approval.role).zh}")
        rows.append((label, f"{post_of(view, approval.staff)}，{day_words(approval.date).zh}"))
    head = (Text("条件"), Text("期限"), Text("进展"))
    conditions = tuple((text, day, state) for text, day, _, state in condition_rows(screening))
    grid = Grid(head, conditions, narrow=(1, 2), caption=Text("通过的条件"))
    return Part(Text(f"决定：{DECISIONS.label(held.decision).zh}"), facts=tuple(rows), grids=(grid,))


def _gates(view: View, result: ScreeningResult) -> Part:
    rows = tuple((gate, name, words, why) for gate, name, _, words, why in gate_rows(view, result))
    passed = sum(row.standing == "pass" for row in result.gates)
    waived = sum(row.standing == "waived" for row in result.gates)
    more = f"，豁免 {waived} 项" if waived else ""
    return Part(
        Text(f"一票否决门槛：{len(rows)} 项中通过 {passed} 项{more}"),
        grids=(Grid((Text("编号"), Text("门槛"), Text("结果"), Text("依据")), rows, narrow=(0, 2)),),
        empty=Text("没有生效的门槛政策。"),
    )


def _scores(view: View, result: ScreeningResult) -> Part:
    head, rows = dimension_table(view, result)
    items_head, items = item_table(view, result)
    names = tuple(Text(f"{name.zh}（分）") if n else name for n, name in enumerate(head))
    totals = rows[-1] if result.total is not None else ()
    by_side = Grid(names, rows[:-1] if totals else rows, numbers=(1, 2), total=totals, caption=Text("各方面得分"))
    shown = tuple(Text(f"{name.zh}（分）") if n else name for n, name in enumerate(items_head))
    by_item = Grid(shown, items, numbers=(1, 2, 3, 4, 5), caption=Text("逐项得分：得分 = 权重 × 平均 ÷ 5"))
    return Part(
        Text("各项得分"),
        grids=(by_side, by_item),
        notes=(Text("得分 ≥ 4 而无证据的按 3 计，≤ 2 须写理由；事实参照是按申报与观察的数据推得的分数，只作比对。"),)
        if result.items
        else (),
        empty=Text("还没有两名评分人的评分；评分写入 screening.yaml 的 scorecards 后这里逐项列出。"),
    )


def _grounds(view: View, screening: Screening, result: ScreeningResult) -> Part:
    """The assessors' words: reasons, and why they lie apart."""
    card = view.find(ScorecardPolicy, result.scorecard_policy) if result.scorecard_policy else None
    names = card.names_inside() if card is not None else {}
    rows = [
        (names.get(score.item, Text(score.item)), f"{score.score} 分", post_of(view, held.assessor), score.reason)
        for held in screening.scorecards
        for score in held.scores
        if score.reason is not None
    ]
    rows += [(names.get(note.item, Text(note.item)), "–", "分差说明", note.text) for note in screening.notes]
    head = (Text("评分项"), Text("打分"), Text("谁"), Text("理由"))
    return Part(Text("评分理由"), grids=(Grid(head, tuple(rows), narrow=(0, 1)),), empty=Text("没有另写理由的评分。"))


def _standing(view: View, screening: Screening, result: ScreeningResult) -> Part:
    """Registers, brands carried, and the gaps to the ideal dealer of the market."""
    brands = tuple(
        (row.brand, row.category, percent_text(row.share, 1), RELATION.label(row.relation), "独家" if row.exclusive else "否")
        for row in screening.brands
    )  # fmt: skip
    registers = tuple(
        (day_words(check.date), REGISTERS.label(row.registry), REGISTER_RESULTS.label(row.result), row.note or NO_DAY)
        for check in screening.credit_checks[-1:]
        for row in check.findings
    )
    gaps = tuple(gap_words(view, gap) for gap in result.gaps)
    gap_head = f"与理想经销商的差距：{len(gaps)} 处" if gaps else "与理想经销商没有差距，或该市场尚无画像"
    return Part(
        Text("征信、代理品牌与画像"),
        grids=(
            Grid((Text("查询日"), Text("名录"), Text("结果"), Text("说明")), registers, narrow=(0, 2), caption=Text("最近一次征信核查")),
            Grid((Text("品牌"), Text("品类"), Text("占其销售额"), Text("关系"), Text("独家")), brands, numbers=(2,), caption=Text("代理的品牌")),
            Grid((Text("要求"), Text("差距")), gaps, caption=Text(gap_head)),
        ),
        notes=() if gaps else (Text(gap_head + "。"),),
        empty=Text("没有征信核查和代理品牌的记录。"),
    )  # fmt: skip


def _talks(screening: Screening) -> Part:
    """The candidate's own side: doubts with its answers, expectations with ours, what is open."""
    doubts = tuple(
        (row.text, row.answer or Text("未回答"), "已消除" if row.settled else "未消除")
        for talk in screening.talks
        for row in talk.doubts
    )
    hopes = tuple((row.text, row.answer or Text("未答复")) for talk in screening.talks for row in talk.expectations)
    days = "、".join(day_words(talk.date).zh for talk in screening.talks)
    return Part(
        Text(f"深度沟通：{days}" if days else "深度沟通"),
        grids=(
            Grid((Text("初筛疑点"), Text("对方回答"), Text("结论")), doubts, narrow=(2,)),
            Grid((Text("对方的期待或担心"), Text("我方答复")), hopes),
        ),
        points=tuple(text for talk in screening.talks for text in talk.open),
        empty=Text("还没有深度沟通的记录。"),
    )
