"""How aggregates, deviations and the quality of information came about, with the place of each figure (reference 0.5, A.22, D.2).

The steps of an aggregate name its members: they are for our own eyes and never for a dealer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results, Step
from toolkit.network.shared import SIDES
from toolkit.topics.communication.rules.information import information_quality
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.information.records import Bulletin, DealerInformation, SharingPolicy
from toolkit.topics.information.records.vocabularies import AXES, FORECAST_BASES, RECEIPTS, SHARED_KINDS, TREND_STATES
from toolkit.topics.information.rules.accuracy import rows_of
from toolkit.topics.information.rules.delivery import Delivery
from toolkit.topics.information.rules.forecasts import Compared, month_deviations
from toolkit.topics.information.rules.reach import Reach
from toolkit.topics.information.rules.results import (
    ForecastAccuracy,
    InformationStanding,
    NetworkInformation,
    PeerTrend,
    Received,
)
from toolkit.topics.information.rules.standing import SHARING, gathered
from toolkit.topics.information.rules.trends import Group, Panel, panels, totals, trend_line
from toolkit.topics.information.rules.wishes import UserWishes

BOUNDS = ("least", "most_share", "round_to")
SUMMED = ("sell_in_gross", "returns", "last_year", "sell_out")
SHOWN = (("brand", "sell_in", "ours"), ("dealer", "sell_in", "theirs"), ("brand", "sell_out", "ours_out"), ("dealer", "sell_out", "theirs_out"))  # fmt: skip
"""Side, basis, and the field of the result that the mean stands in."""


def aggregates(network: Network, results: Results, result: PeerTrend, as_of: date) -> Iterator[Step]:
    """Yields the bounds, then each line's quarters: the members of the newest one, and every group's sums and verdict."""
    policy = in_force(network.all(SharingPolicy), SHARING, as_of)
    if policy is None:
        return
    for name in BOUNDS:
        yield read(network, policy, name)
    newest = max((row.quarter for row in result.rows), default="")
    for panel in panels(network, policy, Reach(network), as_of):
        own = panel.of_dealer(result.subject)
        if panel.quarter == newest:
            for member in sorted(frozenset[str]().union(*(group.members for group in own))):
                yield from _member(network, panel, member)
        for group in own:
            yield from _group(network, policy, panel, group)


def _member(network: Network, panel: Panel, member: str) -> Iterator[Step]:
    data = network.get(QuarterData, f"{member}/{panel.quarter}")
    place = next(n for n, row in enumerate(data.lines) if row.line == panel.line)
    about = Text(f"{member} {panel.quarter} {panel.line}")
    for name in SUMMED:
        yield read(network, data, "lines", place, name, about=about)


def _group(network: Network, policy: SharingPolicy, panel: Panel, group: Group) -> Iterator[Step]:
    axis = AXES.label(group.axis)
    about = Text(f"{panel.quarter} {panel.line} {axis.zh}", f"{panel.quarter} {panel.line}, {axis.en}")
    shown, (now, past, out) = trend_line(panel, group, policy.round_to), totals(panel, group)
    verdict = TREND_STATES.label(group.state)
    largest = "–" if shown.largest is None else percent_text(shown.largest, 1)
    head = f"{shown.members} · {largest} → "
    yield Step(
        what=joined(about, "：", Text("家数、最大一家占比", "dealers, largest share")),
        value=Text(head + verdict.zh, head + verdict.en),
        origin=network.origin(policy, "least"),
        policy=policy.reference,
    )
    for words, figure, above, below, less in (
        (Text("净进货 ÷ 上年同季 − 1", "net sell-in ÷ a year before − 1"), shown.growth, now, past, " − 1"),
        (Text("出货 ÷ 净进货", "sell-out ÷ net sell-in"), shown.sell_through, out, now, ""),
    ):
        if figure is not None:
            value = f"{amount_text(above)} ÷ {amount_text(below)}{less} = {percent_text(figure)}"
            yield Step(what=joined(about, "：", words), value=value, policy=policy.reference)


def deviations(network: Network, results: Results, result: ForecastAccuracy, as_of: date) -> Iterator[Step]:
    """Yields each month's forecasts and sales with their places, the deviations, and the means of both sides."""
    rows = rows_of(network, result.dealer, FiscalQuarter.parse(result.quarter), as_of)
    for row in rows:
        yield from _month(network, row)
    for side, basis, gives in SHOWN:
        months = month_deviations(rows, side, basis)
        if months:
            words = Text(f"{SIDES.label(side).zh}，{FORECAST_BASES.label(basis).zh}：各月平均", f"{SIDES.label(side).en}, {FORECAST_BASES.label(basis).en}: mean of the months")  # fmt: skip
            means = [sum(found, Decimal(0)) / len(found) for found in months.values()]
            parts = " + ".join(percent_text(mean, 2) for mean in means)
            whole = percent_text(sum(means, Decimal(0)) / len(means), 2)
            yield Step(what=words, value=f"({parts}) ÷ {len(means)} = {whole}", gives=gives)


def _month(network: Network, row: Compared) -> Iterator[Step]:
    about = Text(f"{row.key.month} {row.key.line}")
    for made in (row.brand, row.dealer, row.actual):
        if made is not None:
            record, path = made.place
            yield read(network, record, *path, about=about)
    for side in SIDES:
        forecast, off = row.forecast(side), row.deviation(side)
        if forecast is None or row.actual is None or off is None:
            continue
        words = joined(SIDES.label(side), "：", Text("｜预测 − 实际｜÷ 实际", "|forecast − actual| ÷ actual"))
        high, low = max(forecast.amount, row.actual.amount), min(forecast.amount, row.actual.amount)
        shown = (
            f"({amount_text(high)} − {amount_text(low)}) ÷ {amount_text(row.actual.amount)} = {percent_text(off, 2)}"
        )
        yield Step(what=joined(about, "，", words), value=shown)


def informed(network: Network, results: Results, result: InformationStanding, as_of: date) -> Iterator[Step]:
    """Yields what a dealer was given, by when it was to be seen and whether it was, then the quality by kind and quarter."""
    policy = in_force(network.all(SharingPolicy), SHARING, as_of)
    if policy is not None:
        yield read(network, policy, "keep_years")
    for row in result.received:
        yield from _received(network, result.dealer, row)
    for line in result.briefings:
        yield Step(
            what=Text(f"{line.product} {line.name.zh}：首次告知、次数", f"{line.product} {line.name.within('en')}: first told, talks"),
            value=f"{line.told_on} · {line.talks}",
        )  # fmt: skip
    held = gathered(network, Reach(network), policy, as_of).get(result.subject)
    yield from _quality(network, held.delivered if held else (), as_of)
    yield Step(what=Text("共享项数", "pieces shared"), value=str(len(result.received)))


def _received(network: Network, dealer: str, row: Received) -> Iterator[Step]:
    item, about = row.item, joined(Text(row.item.id), "：", row.item.subject)
    bulletin = network.find(Bulletin, item.id)
    if bulletin is not None and item.subject == bulletin.subject:
        place = next(n for n, issue in enumerate(bulletin.issues) if issue.version == item.version)
        yield read(network, bulletin, "issues", place, "acknowledge_by", about=about)
    else:
        for year in network.of_dealer(DealerInformation, dealer):
            for s, share in enumerate(year.shares):
                if (share.id, share.subject) == (item.id, item.subject):
                    place = next(n for n, issue in enumerate(share.issues) if issue.version == item.version)
                    yield read(network, year, "shares", s, "issues", place, "acknowledge_by", about=about)
    state, day = RECEIPTS.label(row.state), f" · {row.acknowledged}" if row.acknowledged else ""
    yield Step(
        what=joined(about, "：", Text("确认情况", "receipt")), value=Text(f"{state.zh}{day}", f"{state.en}{day}")
    )


def _quality(network: Network, delivered: Iterable[Delivery], as_of: date) -> Iterator[Step]:
    for row in information_quality(delivered, as_of, fiscal_start(network), SHARED_KINDS):
        kind = SHARED_KINDS.label(row.kind)
        about = Text(f"{row.quarter} {kind.zh}", f"{row.quarter}, {kind.en}")
        timely, accurate = row.timely, row.accurate
        if timely is not None:
            words = Text("按时确认 ÷ 到期", "acknowledged in time ÷ due")
            yield Step(
                what=joined(about, "：", words), value=f"{row.in_time} ÷ {row.judged} = {percent_text(timely, 1)}"
            )
        if accurate is not None:
            words = Text("1 − 更正 ÷ 发出", "1 − corrected ÷ issued")
            shown = f"1 − {row.corrected} ÷ {row.issued} = {percent_text(accurate, 1)}"
            yield Step(what=joined(about, "：", words), value=shown)


def over_all(network: Network, results: Results, result: NetworkInformation, as_of: date) -> Iterator[Step]:
    """Yields the quality of information over all dealers, and the mean deviations by quarter."""
    policy = in_force(network.all(SharingPolicy), SHARING, as_of)
    held = gathered(network, Reach(network), policy, as_of)
    yield from _quality(network, (row for rows in held.values() for row in rows.delivered), as_of)
    by_quarter: dict[str, list[ForecastAccuracy]] = {}
    for row in results.all(ForecastAccuracy):
        by_quarter.setdefault(row.quarter, []).append(row)
    for quarter, ours, theirs in result.forecasts:
        for side, mean, name in (("brand", ours, "ours"), ("dealer", theirs, "theirs")):
            values = [v for row in by_quarter.get(quarter, ()) if (v := getattr(row, name)) is not None]
            if mean is not None:
                words = joined(Text(quarter), "，", joined(SIDES.label(side), "：", Text("平均偏差", "mean deviation")))
                parts = " + ".join(percent_text(value, 2) for value in values)
                yield Step(what=words, value=f"({parts}) ÷ {len(values)} = {percent_text(mean, 2)}")
    yield Step(what=Text("有共享信息的经销商", "dealers with shared information"), value=str(len(held)))


FIGURES: tuple[Figure[Any], ...] = (
    Figure("peers", Text("同行汇总", "Peers' trend"), PeerTrend, (), aggregates),
    Figure(
        "forecast",
        Text("预测偏差", "Deviation of forecasts"),
        ForecastAccuracy,
        ("ours", "theirs", "ours_out", "theirs_out"),
        deviations,
    ),
    Figure("information", Text("信息共享", "Shared information"), InformationStanding, (), informed),
    Figure("network-information", Text("全网信息", "Information over the network"), NetworkInformation, (), over_all),
    Figure("wishes", Text("终端用户的愿望", "What end users wish"), UserWishes, ("people",)),
)
