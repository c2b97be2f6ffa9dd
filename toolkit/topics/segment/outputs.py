"""What the segment chapter shows on a dealer's page, to us alone: value and health, proposal, warnings, the joint plan."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text, number_text, percent_text
from toolkit.network.shared import SIDES
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.segment.records import StrategyCard
from toolkit.topics.segment.records.vocabularies import LEVELS, RISKS, STAGES, WARNINGS, WHY
from toolkit.topics.segment.rules.results import EarlyWarning, SegmentStanding, WarningLine
from toolkit.topics.topic import Now

Pair = tuple[Text, Text]
MOODS = {"yellow": "warn", "red": "bad"}
UNKNOWN = Text("暂无", "not known")


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the card of a running dealer in the internal view; no other audience sees segment or risk."""
    if view.lens.audience != "internal":
        return
    standing, warning = view.result(SegmentStanding, dealer), view.result(EarlyWarning, dealer)
    if standing is None or warning is None:
        return
    card = view.find(StrategyCard, dealer)
    context = {
        "rows": tuple(_rows(standing, warning, card)),
        "warnings": tuple(_warning(row) for row in warning.lines if row.level in MOODS),
        "missing": " ".join(row.code for row in warning.lines if row.level == "missing"),
        "plan": tuple(
            (row.text, SIDES.label(row.side), Text(day_text(row.due, "zh"), day_text(row.due, "en")))
            for row in (card.plan if card else ())
            if row.done is None
        ),
    }
    risk = RISKS.label(warning.risk)
    finding = Text(f"流失风险{risk.zh}（{warning.points}分）", f"churn risk {risk.en} ({warning.points} points)")
    title = Text("分群与预警", "Segment and warnings")
    yield Card("segment", title, "segment/card-segment.html", context, finding, order=60)


def _rows(standing: SegmentStanding, warning: EarlyWarning, card: StrategyCard | None) -> Iterator[Pair]:
    yield Text("已定分群", "Recorded segment"), SEGMENTS.label(standing.recorded) if standing.recorded else UNKNOWN
    proposed = SEGMENTS.label(standing.proposed) if standing.proposed else UNKNOWN
    why = WHY.label(standing.why)
    yield Text("建议分群", "Proposed"), Text(f"{proposed.zh}：{why.zh}", f"{proposed.en}: {why.en}")
    if card is not None and card.override is not None and standing.overridden:
        yield Text("人工决定", "Decided by people"), card.override.reason or NO_TEXT
    yield Text("价值", "Value"), UNKNOWN if standing.value is None else Text(number_text(standing.value, 1))
    yield Text("健康度", "Health"), UNKNOWN if standing.health is None else Text(number_text(standing.health, 1))
    if standing.growth is not None:
        yield Text("同比增长", "Growth"), Text(percent_text(standing.growth, 1))
    if standing.stage:
        yield Text("生命阶段", "Stage"), STAGES.label(standing.stage)
    known = f"{warning.known} / {len(warning.lines)}"
    yield Text("有数据的预警", "Warnings with data"), Text(known)
    if card is not None:
        yield Text("策略目标", "Aim"), card.aim


def _warning(row: WarningLine) -> tuple[Text, str, Text, int, tuple[Pair, ...]]:
    name = WARNINGS.label(row.code)
    facts = tuple((step.what, Text(str(step.value))) for step in row.facts)
    label = Text(f"{row.code} {name.zh}", f"{row.code} {name.en}")
    return label, MOODS[row.level], LEVELS.label(row.level), row.points, facts
