"""What the segment chapter shows on a dealer's page, to us alone: value and health, proposal, warnings, the joint plan."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import LOCALES, NO_TEXT, Text
from toolkit.kernel.units import with_unit
from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text
from toolkit.network.shared import SIDES
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.dealer.records import SEGMENTS, DealerProfile
from toolkit.topics.segment.records import MutualHelp, StrategyCard
from toolkit.topics.segment.records.help import HelpLine, Wanted
from toolkit.topics.segment.records.vocabularies import (
    BARS,
    COSTS,
    HELP_STATES,
    HELPED_IN,
    HELPS,
    LEVELS,
    NEEDS,
    REACHES,
    RISKS,
    SIGNALS,
    STAGES,
    WARNINGS,
    WHY,
)
from toolkit.topics.segment.rules.helping import HelpMatch
from toolkit.topics.segment.rules.hints import NeedHints
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
    context: dict[str, object] = {
        "rows": tuple(_rows(standing, warning, card)),
        "warnings": tuple(_warning(row) for row in warning.lines if row.level in MOODS),
        "missing": " ".join(row.code for row in warning.lines if row.level == "missing"),
        "plan": tuple(
            (row.text, SIDES.label(row.side), Text(day_text(row.due, "zh"), day_text(row.due, "en")))
            for row in (card.plan if card else ())
            if row.done is None
        ),
    }
    context |= _strategy(card) | _hints(view, dealer)
    risk = RISKS.label(warning.risk)
    finding = Text(f"流失风险{risk.zh}（{warning.points}分）", f"churn risk {risk.en} ({warning.points} points)")
    title = Text("分群与预警", "Segment and warnings")
    yield Card("segment", title, "segment/card-segment.html", context, finding, order=60)
    yield from _help(view, dealer, card)


def _rows(standing: SegmentStanding, warning: EarlyWarning, card: StrategyCard | None) -> Iterator[Pair]:
    yield Text("已定分群", "Recorded segment"), SEGMENTS.label(standing.recorded) if standing.recorded else UNKNOWN
    proposed = SEGMENTS.label(standing.proposed) if standing.proposed else UNKNOWN
    why = WHY.label(standing.why)
    yield Text("建议分群", "Proposed"), Text(f"{proposed.zh}：{why.zh}", f"{proposed.en}: {why.en}")
    if card is not None and card.override is not None and standing.overridden:
        yield Text("人工决定", "Decided by people"), card.override.reason or NO_TEXT
    yield Text("价值", "Value"), UNKNOWN if standing.value is None else Text(number_text(standing.value, 1))
    yield Text("健康度", "Health"), UNKNOWN if standing.health is None else Text(number_text(standing.health, 1))
    if standing.next_segment:
        yield Text("离上一级", "To the next segment"), _way(standing)
    if standing.grace:
        yield (
            Text("宽限", "Time of grace"),
            Text("跌破原分群的线，暂时保留", "below the line of its segment, which it keeps for now"),
        )
    if standing.growth is not None:
        yield Text("同比增长", "Growth"), Text(percent_text(standing.growth, 1))
    if standing.stage:
        yield Text("生命阶段", "Stage"), STAGES.label(standing.stage)
    known = f"{warning.known} / {len(warning.lines)}"
    yield Text("有数据的预警", "Warnings with data"), Text(known)
    if card is not None:
        yield Text("策略目标", "Aim"), card.aim


def _way(standing: SegmentStanding) -> Text:
    """The next better segment and what lacks to it."""
    name = SEGMENTS.label(standing.next_segment)
    value, health = (
        "–" if part is None else number_text(part, 1) for part in (standing.value_lacking, standing.health_lacking)
    )
    return Text(
        f"{name.zh}：还差价值 {value} 分、健康度 {health} 分",
        f"{name.within('en')}: {value} points of value and {health} of health lacking",
    )


def _strategy(card: StrategyCard | None) -> dict[str, object]:
    """Needs with what is offered for each, investments with what is expected of them, and the risks."""
    if card is None:
        return {"needs": (), "investments": (), "risks": ()}
    return {
        "needs": tuple(
            (NEEDS.label(need.kind), need.text, tuple(row.text for row in card.offers if row.answers == need.kind))
            for need in card.needs
        ),
        "investments": tuple(
            (row.what, Text(amount_text(row.amount)), row.expected_return) for row in card.investments
        ),
        "risks": card.risks,
    }


def _hints(view: View, dealer: str) -> dict[str, object]:
    found = view.result(NeedHints, dealer)
    hints = tuple(
        (joined(tuple(SIGNALS.label(code) for code in row.signals)), row.offer, row.answered)
        for row in (found.hints if found is not None else ())
    )
    return {"hints": hints}


def joined(parts: tuple[Text, ...]) -> Text:
    """Returns words as one list in each language."""
    return Text("、".join(part.zh for part in parts), ", ".join(part.within("en") for part in parts))


def _help(view: View, dealer: str, card: StrategyCard | None) -> Iterator[Card]:
    """What the dealer asks for and has to spare, with whom it could be brought together: for us, until both agree."""
    if card is None or not (card.wanted or card.spare):
        return
    found = [row for row in view.results(HelpMatch) if dealer in (row.dealer, row.giver)]
    wanted = tuple(
        _entry(view, row, [m for m in found if (m.dealer, m.wish) == (dealer, row.id)]) for row in card.wanted
    )
    spare = tuple(_entry(view, row, [m for m in found if (m.giver, m.spare) == (dealer, row.id)]) for row in card.spare)
    running = sum(row.state == "running" for row in found)
    finding = Text(
        f"进行中 {running} 项，可牵线 {len(found) - running} 对",
        f"{running} running, {len(found) - running} more could be",
    )
    context = {"wanted": wanted, "spare": spare}
    yield Card("help", Text("互助", "Help between dealers"), "segment/card-help.html", context, finding, order=61)


def _entry(view: View, row: HelpLine, found: list[HelpMatch]) -> tuple[Text, Text, Text, tuple[Pair, ...]]:
    """The sort and amount of help, its days, what it is, and the other side of each pair with how far it has come."""
    kind, unit = HELPS.label(row.kind), HELPED_IN[row.kind]
    much = Text(with_unit(str(row.count), unit, "zh"), with_unit(str(row.count), unit, "en"))
    days = Text(*(f"{day_text(row.start, locale)} – {day_text(row.end, locale)}" for locale in LOCALES))
    other = tuple(_pair(view, m, m.giver if isinstance(row, Wanted) else m.dealer) for m in found)
    return Text(f"{kind.zh} {much.zh}", f"{kind.within('en')}, {much.en}"), days, row.text, other


def _pair(view: View, found: HelpMatch, other: str) -> Pair:
    profile = view.find(DealerProfile, other)
    name = profile.short_name if profile is not None else other
    facts = (REACHES.label(found.reach), BARS.label(found.bar) if found.bar else COSTS.label(found.cost))
    said = joined((*facts, Text("先由法务看", "legal first")) if found.legal_first and not found.bar else facts)
    state = HELP_STATES.label(found.state)
    held = view.find(MutualHelp, found.help) if found.help else None
    if held is not None and held.declined is not None and held.declined.side is not None:
        side = SIDES.label(held.declined.side)
        state = Text(
            f"{state.zh}（{side.zh}不愿意）", f"{state.within('en')} (the {side.within('en').lower()} did not wish it)"
        )
    number = f" {found.help}" if found.help else ""
    return Text(f"{name}{number}（{said.zh}）", f"{name}{number} ({said.en})"), state


def _warning(row: WarningLine) -> tuple[Text, str, Text, int, tuple[Pair, ...]]:
    name = WARNINGS.label(row.code)
    facts = tuple((step.what, Text(str(step.value))) for step in row.facts)
    label = Text(f"{row.code} {name.zh}", f"{row.code} {name.en}")
    return label, MOODS[row.level], LEVELS.label(row.level), row.points, facts
