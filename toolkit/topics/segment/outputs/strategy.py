"""The strategy card on one page, for us alone: where the dealer stands, what it needs, what we offer, the joint plan (reference K.2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, number_text, percent_text
from toolkit.network.shared import SIDES
from toolkit.network.view import View, Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.composed import INTERNAL, Figure, Paper, Part, Row, composed, day_words, titled
from toolkit.plan.frame import Grid
from toolkit.topics.company.records import Staff
from toolkit.topics.dealer.records import SEGMENTS, DealerProfile
from toolkit.topics.dealer.rules import role_text
from toolkit.topics.segment.records import SegmentationPolicy, StrategyCard, WarningPolicy
from toolkit.topics.segment.records.vocabularies import LEVELS, NEEDS, RISKS, STAGES, WARNINGS, WHY
from toolkit.topics.segment.rules.results import EarlyWarning, SegmentStanding
from toolkit.topics.topic import Now

TITLE = Text("策略卡")
SECTION = "plans"
SHOWN = ("yellow", "red")
UNKNOWN = Text("暂无")


def strategy_path(dealer: str) -> str:
    """Returns where a dealer's strategy card is put."""
    return f"{SECTION}/{dealer}/strategy.pdf"


def strategies(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields the strategy card of every dealer that has one."""
    view = views.internal
    for card in view.all(StrategyCard):
        profile = view.find(DealerProfile, card.dealer)
        if profile is None:
            continue
        standing, warning = view.result(SegmentStanding, card.dealer), view.result(EarlyWarning, card.dealer)
        rules = (
            (SegmentationPolicy, standing.policy if standing else ""),
            (WarningPolicy, warning.policy if warning else ""),
        )
        sources = view.paths(((StrategyCard, card.dealer), (DealerProfile, card.dealer), *rules))
        paper = _paper(view, card, profile, standing, warning, now)
        yield Artifact(strategy_path(card.dealer), composed(paper, now.stamp(sources)), "internal", because=sources)


def _paper(
    view: View,
    card: StrategyCard,
    profile: DealerProfile,
    standing: SegmentStanding | None,
    warning: EarlyWarning | None,
    now: Now,
) -> Paper:
    policy = view.find(SegmentationPolicy, standing.policy) if standing is not None else None
    alarms = view.find(WarningPolicy, warning.policy) if warning is not None else None
    return Paper(
        document=TITLE,
        finding=Text(card.aim.zh.rstrip("。")),
        party=f"{profile.short_name} {profile.id}",
        parts=tuple(_parts(view, card, profile, standing, warning, now)),
        state="final" if card.reviewed_on <= now.as_of else "draft",
        identifier=f"{card.dealer}/strategy",
        period=Text(f"审视于 {day_words(card.reviewed_on).zh}"),
        version=titled(policy, alarms),
        confidentiality=INTERNAL,
        dense=True,
        fields=(("profile.name", profile.name),),
    )


def _parts(
    view: View,
    card: StrategyCard,
    profile: DealerProfile,
    standing: SegmentStanding | None,
    warning: EarlyWarning | None,
    now: Now,
) -> Iterator[Part]:
    yield Part(figures=_figures(standing, warning), facts=tuple(_facts(view, card, profile, standing)))
    offers = {need.kind: tuple(row.text.zh.rstrip("。") for row in card.offers if row.answers == need.kind) for need in card.needs}  # fmt: skip
    needs = tuple((NEEDS.label(need.kind), need.text, "；".join(offers[need.kind]) or "还没有") for need in card.needs)
    yield Part(
        Text(f"需求 {len(card.needs)} 项，我方支持 {len(card.offers)} 项"),
        grids=(Grid((Text("种类"), Text("需求"), Text("我方支持")), needs, narrow=(0,)),),
        empty=Text("还没有写需求。"),
    )
    yield _investments(card)
    open_steps = sum(row.done is None for row in card.plan)
    steps = tuple(
        (SIDES.label(row.side), row.text, role_text(view, profile, row.owner), day_words(row.due), day_words(row.done) if row.done else _left(row.due < now.as_of))
        for row in sorted(card.plan, key=lambda row: (row.due, row.id))
    )  # fmt: skip
    head = (Text("责任方"), Text("未来十二个月做什么"), Text("责任人"), Text("期限"), Text("完成"))
    yield Part(
        Text(f"联合计划 {len(steps)} 项，未完成 {open_steps} 项"),
        grids=(Grid(head, steps, narrow=(0, 3, 4)),),
        empty=Text("还没有联合计划。"),
    )
    yield _risks(card, warning)
    if card.save_plan is not None:
        saving = tuple(
            (SIDES.label(row.side), row.text, day_words(row.due), day_words(row.done) if row.done else _left(row.due < now.as_of))
            for row in card.save_plan.actions
        )  # fmt: skip
        columns = (Text("责任方"), Text("措施"), Text("期限"), Text("完成"))
        found = day_words(card.save_plan.found_on).zh
        yield Part(Text(f"挽留方案：{found}发现"), grids=(Grid(columns, saving, narrow=(0, 2, 3)),))


def _left(late: bool) -> Text:
    return Text("逾期" if late else "未到期")


def _figures(standing: SegmentStanding | None, warning: EarlyWarning | None) -> tuple[Figure, ...]:
    if standing is None:
        return ()
    proposed = SEGMENTS.label(standing.proposed) if standing.proposed else UNKNOWN
    recorded = SEGMENTS.label(standing.recorded) if standing.recorded else UNKNOWN
    growth = percent_text(standing.growth, 1) if standing.growth is not None else "暂无"
    rows: list[Figure] = [
        (Text("已定分群"), recorded, Text(f"建议：{proposed.zh}")),
        (Text("价值"), _points(standing.value), Text(f"同比增长 {growth}")),
        (Text("健康度"), _points(standing.health), STAGES.label(standing.stage) if standing.stage else UNKNOWN),
    ]
    if warning is not None:
        known = f"{warning.points} 分，{warning.known} / {len(warning.lines)} 项有数据"
        rows.append((Text("流失风险"), RISKS.label(warning.risk), Text(known)))
    return tuple(rows)


def _points(value: Decimal | None) -> str:
    return "暂无" if value is None else f"{number_text(value, 1)} 分"


def _facts(view: View, card: StrategyCard, profile: DealerProfile, standing: SegmentStanding | None) -> Iterator[Row]:
    owner = view.find(Staff, card.owner)
    yield Text("经销商"), f"{profile.name}（{profile.id}）"
    yield Text("负责人"), f"{owner.post.zh}（{card.owner}）" if owner is not None else card.owner
    if standing is not None:
        yield Text("分群依据"), WHY.label(standing.why)
    if card.override is not None:
        held = card.override
        reason = f"：{held.reason.zh.rstrip('。')}" if held.reason is not None else ""
        until = day_words(held.review_by).zh
        yield Text("人工决定"), f"{SEGMENTS.label(held.segment).zh}{reason}（复核期限 {until}）"


def _investments(card: StrategyCard) -> Part:
    rows = tuple((row.what, amount_text(row.amount), row.expected_return) for row in card.investments)
    total = sum((row.amount for row in card.investments), Decimal(0))
    head = (Text("投入（不含税）"), Text("金额（元）"), Text("预期回报"))
    grid = Grid(head, rows, numbers=(1,), total=(Text("合计"), amount_text(total), "") if len(rows) > 1 else ())
    return Part(Text(f"投入 {amount_text(total)}" if rows else "投入"), grids=(grid,), empty=Text("没有另列投入。"))


def _risks(card: StrategyCard, warning: EarlyWarning | None) -> Part:
    lines = warning.lines if warning is not None else ()
    rows = tuple(
        (f"{row.code} {WARNINGS.label(row.code).zh}", LEVELS.label(row.level), f"{row.points} 分")
        for row in lines
        if row.level in SHOWN
    )
    head = (Text("预警"), Text("级别"), Text("计分"))
    return Part(
        Text(f"风险：预警 {len(rows)} 项" if rows else "风险：没有预警"),
        grids=(Grid(head, rows, narrow=(1, 2)),),
        points=card.risks,
        empty=Text("没有写风险，也没有预警。"),
    )
