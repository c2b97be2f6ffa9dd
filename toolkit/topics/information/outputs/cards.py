"""What the chapter shows on a dealer's page: what was shared and seen, how its peers move, new products, forecasts of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text, number_text, percent_text
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.communication.rules.results import InformationLine
from toolkit.topics.company.rules import line_name
from toolkit.topics.information.records import DealerInformation, UserWish
from toolkit.topics.information.records.sharing import Figure
from toolkit.topics.information.records.vocabularies import (
    AXES,
    BRIEFING_STATES,
    DIRECTIONS,
    FORECAST_BASES,
    PLAN_STATES,
    RECEIPTS,
    SHARED_KINDS,
    TREND_STATES,
    WISH_SOURCES,
    WISH_STATES,
    WISHES,
)
from toolkit.topics.information.rules.results import (
    BriefingLine,
    ForecastAccuracy,
    InformationStanding,
    OwnLine,
    PeerTrend,
    Received,
    TrendLine,
)
from toolkit.topics.topic import Now

RECENT = 6
"""So many pieces of information stand on the page; the files hold the rest."""
QUARTERS = 2
"""So many of the newest quarters stand in its tables."""
WISH_MOODS = {"open": "open", "testing": "going", "taken_up": "good", "declined": "past"}
RECEIPT_MOODS = {"open": "open", "late": "warn", "acknowledged": "good"}
BRIEFING_MOODS = {"not_told": "bad", "told": "going", "not_understood": "warn", "understood": "good"}
PLAN_MOODS = {"none": "open", "running": "going", "late": "warn", "settled": "good"}
QUALITY = (Text("季度", "Quarter"), Text("种类", "Kind"), Text("及时", "Timely"), Text("准确", "Accurate"))
MONTHS = (
    Text("月份", "Month"),
    Text("产品线", "Line"),
    Text("我方预测", "Ours"),
    Text("经销商预测", "The dealer's"),
    Text("实际", "Actual"),
    Text("我方偏差", "Our deviation"),
    Text("经销商偏差", "Dealer's deviation"),
)
NOTHING = Text("–")


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields what was shared and the new products, and the forecasts, each for a dealer that has some."""
    standing, trend = view.result(InformationStanding, dealer), view.result(PeerTrend, dealer)
    if standing is not None:
        yield _shared(view, standing, trend)
    rows = [row for row in view.results(ForecastAccuracy) if row.dealer == dealer]
    if rows:
        yield _forecasts(view, rows)


def _shared(view: View, standing: InformationStanding, trend: PeerTrend | None) -> Card:
    waiting = sum(row.state == "late" for row in standing.received)
    internal = view.lens.audience == "internal"
    lately = sorted({row.quarter for row in standing.quality}, reverse=True)[:QUARTERS]
    context = {
        "trend_head": (Text("产品线", "Line"), Text("季度", "Quarter"), Text("本公司", "Own"), *(AXES.label(a) for a in AXES)),
        "trends": tuple(_trends(view, trend)) if trend else (),
        "received": tuple(_received(row) for row in standing.received[:RECENT]),
        "quality_head": QUALITY,
        "quality": tuple(_quality(row) for row in standing.quality if row.quarter in lately),
        "briefings": tuple(_briefing(row) for row in standing.briefings),
        "wishes": tuple(
            _wish(row)
            for held in view.all(DealerInformation)
            if held.dealer == standing.subject
            for row in held.wishes
        ),
        "untold": standing.untold if internal else (),
    }  # fmt: skip
    understood = sum(row.state == "understood" for row in standing.briefings)
    finding = Text(f"共享 {len(standing.received)} 项", f"{len(standing.received)} pieces shared")
    if waiting:
        finding = Text(f"{finding.zh}，{waiting} 项逾期未确认", f"{finding.en}, {waiting} not acknowledged in time")
    if standing.briefings:
        told = len(standing.briefings)
        finding = Text(f"{finding.zh}；新品 {told} 个，听懂 {understood} 个", f"{finding.en}; {understood} of {told} new products understood")  # fmt: skip
    title = Text("信息共享与新品", "Shared information and new products")
    return Card("information", title, "information/card-information.html", context, finding, wide=True, order=36)


def _trends(view: View, trend: PeerTrend) -> Iterator[tuple[Text, ...]]:
    """The newest quarters of each line: own figures, then each group's, or why it is not shown."""
    newest = sorted({row.quarter for row in trend.rows}, reverse=True)[:QUARTERS]
    own = {(row.line, row.quarter): row for row in trend.own}
    groups = {(row.line, row.quarter, row.axis): row for row in trend.rows}
    for line, quarter in sorted({(row.line, row.quarter) for row in trend.rows if row.quarter in newest}):
        shown = (_trend(groups.get((line, quarter, axis))) for axis in AXES)
        yield line_name(view, line), Text(quarter), _trend(own.get((line, quarter))), *shown


def _trend(row: TrendLine | OwnLine | None) -> Text:
    if row is None:
        return NOTHING
    if isinstance(row, TrendLine) and row.state != "shown":
        return TREND_STATES.label(row.state)
    growth, through = _share(row.growth, 0), _share(row.sell_through, 0)
    sign = "+" if row.growth is not None and row.growth > 0 else ""
    return Text(
        f"同比 {sign}{growth.zh}，动销 {through.zh}",
        f"{sign}{growth.within('en')}, sell-through {through.within('en')}",
    )


def _received(row: Received) -> dict[str, object]:
    item = row.item
    notes = [_join(Text("更正：", "Corrected: "), item.reason)] if item.reason is not None else []
    if row.answer is not None:
        notes.append(_join(Text("打法：", "Tactics: "), row.answer))
    return {
        "subject": item.subject,
        "kind": SHARED_KINDS.label(item.kind),
        "direction": DIRECTIONS.label(item.direction),
        "published": _day(item.published_on),
        "version": item.version,
        "text": item.text or NO_TEXT,
        "figures": tuple(_figure(figure) for figure in item.figures),
        "notes": tuple(notes),
        "mood": RECEIPT_MOODS[row.state],
        "state": RECEIPTS.label(row.state),
    }


def _figure(figure: Figure) -> tuple[Text, Text]:
    shown, unit = number_text(figure.value), figure.unit or NO_TEXT
    return figure.name, Text(f"{shown} {unit.zh}".strip(), f"{shown} {unit.within('en')}".strip())


def _quality(row: InformationLine) -> tuple[Text, ...]:
    return Text(row.quarter), SHARED_KINDS.label(row.kind), _share(row.timely, 1), _share(row.accurate, 1)


def _briefing(row: BriefingLine) -> dict[str, object]:
    rows = [(Text("上市", "Launch"), _day(row.launch_on)), (Text("首次告知", "First told"), _told(row))]
    for words, held in (
        (Text("共同计划", "Joint plan"), row.planned),
        (Text("结果", "Result"), row.reached),
    ):
        if held is not None:
            rows.append(
                (words, Text(f"首批 {held[0]} 箱，{held[1]} 家网点", f"{held[0]} cases first, {held[1]} outlets"))
            )
    return {
        "product": row.product,
        "name": row.name,
        "mood": BRIEFING_MOODS[row.state],
        "state": BRIEFING_STATES.label(row.state),
        "plan_mood": PLAN_MOODS[row.plan_state],
        "plan": PLAN_STATES.label(row.plan_state),
        "rows": tuple(rows),
        "concerns": row.open_concerns,
    }


def _wish(row: UserWish) -> tuple[Text, Text, str, Text, Text]:
    """What users wish, how many said so and where, its result and what became of it."""
    source, kind = WISH_SOURCES.label(row.source), WISHES.label(row.kind)
    heard = Text(
        f"{kind.zh} · {row.people} 人 · {source.zh} · {day_text(row.heard_on, 'zh')}",
        f"{kind.within('en')} · {row.people} people · {source.within('en')} · {day_text(row.heard_on, 'en')}",
    )
    return row.text, heard, WISH_MOODS[row.state], WISH_STATES.label(row.state), row.became or NO_TEXT


def _told(row: BriefingLine) -> Text:
    day = _day(row.told_on)
    if row.talks == 1:
        return day
    return Text(f"{day.zh}，共讲 {row.talks} 次", f"{day.en}, {row.talks} talks")


def _forecasts(view: View, rows: list[ForecastAccuracy]) -> Card:
    """The newest quarter with sales, and those after it."""
    rows.sort(key=lambda row: row.quarter)
    sold = [row for row in rows if any(line.actual is not None for line in row.rows)]
    shown = [row for row in rows if not sold or row.quarter >= sold[-1].quarter]
    context = {
        "head": MONTHS,
        "quarters": tuple((Text(row.quarter), tuple(_months(view, row)), _deviations(row)) for row in shown),
    }
    finding = NO_TEXT
    if sold:
        ours, theirs = _share(sold[-1].ours, 1), _share(sold[-1].theirs, 1)
        finding = Text(
            f"{sold[-1].quarter} 平均偏差：我方 {ours.zh}，经销商 {theirs.zh}",
            f"{sold[-1].quarter}, mean deviation: ours {ours.within('en')}, the dealer's {theirs.within('en')}",
        )
    title = Text("预测与实际", "Forecasts and sales")
    return Card("forecast", title, "information/card-forecast.html", context, finding, wide=True, folded=True, order=37)


def _months(view: View, row: ForecastAccuracy) -> Iterator[tuple[Text, ...]]:
    for line in row.rows:
        name, basis = line_name(view, line.line), FORECAST_BASES.label(line.basis)
        about = Text(f"{name.zh}（{basis.zh}）", f"{name.within('en')} ({basis.en})")
        amounts = (_amount(value) for value in (line.ours, line.theirs, line.actual))
        yield Text(line.month), about, *amounts, _share(line.our_deviation, 1), _share(line.their_deviation, 1)


def _deviations(row: ForecastAccuracy) -> tuple[tuple[Text, Text], ...]:
    means: Iterable[tuple[Text, Decimal | None]] = (
        (Text("我方平均偏差（净进货）", "Our mean deviation, sell-in"), row.ours),
        (Text("经销商平均偏差（净进货）", "The dealer's mean deviation, sell-in"), row.theirs),
        (Text("我方平均偏差（出货）", "Our mean deviation, sell-out"), row.ours_out),
        (Text("经销商平均偏差（出货）", "The dealer's mean deviation, sell-out"), row.theirs_out),
    )
    return tuple((words, _share(value, 1)) for words, value in means if value is not None)


def _amount(value: Decimal | None) -> Text:
    return NOTHING if value is None else Text(number_text(value, 0))


def _share(value: Decimal | None, decimals: int) -> Text:
    return NOTHING if value is None else Text(percent_text(value, decimals))


def _join(head: Text, text: Text) -> Text:
    return Text(head.zh + text.zh, head.en + text.within("en"))


def _day(day: date) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en"))
