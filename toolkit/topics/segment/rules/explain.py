"""Every step of a dealer's value, health and proposed segment, with the place of each (reference 0.5, K.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.rules import Evaluation, quarters_of
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.segment.records import SegmentationPolicy
from toolkit.topics.segment.records.vocabularies import AXES, WHY
from toolkit.topics.segment.rules.annual import QUARTERS, facts_within, last_quarters, last_year, margin, net_sales
from toolkit.topics.segment.rules.explain_network import loyalty_steps, survey_steps
from toolkit.topics.segment.rules.explain_warnings import warning_steps
from toolkit.topics.segment.rules.helping import HelpMatch
from toolkit.topics.segment.rules.hints import NeedHints, need_steps
from toolkit.topics.segment.rules.investing import DealerInvestment
from toolkit.topics.segment.rules.results import (
    AxisLine,
    EarlyWarning,
    NetworkLoyalty,
    SegmentStanding,
    SurveyResult,
)

SOURCES = {"sales": ("sell_in_gross", "returns"), "margin": ("margin_contribution",), "growth": ("last_year",)}
"""Which figures of a quarter's lines go into an axis; growth compares the sales with those of the year before."""


def explained(network: Network, results: Results, result: SegmentStanding, as_of: date) -> Iterator[Step]:
    """Yields the figures of each axis, its rank among the active dealers, the weighted value, the health, and the proposal."""
    policy = next(row for row in network.all(SegmentationPolicy) if row.reference == result.policy)
    rows = facts_within(network, result.subject, last_quarters(network, as_of), as_of)
    others = results.all(SegmentStanding)
    for axis in result.axes:
        yield from _figures(network, rows, axis)
        yield from _amount(rows, axis, result)
        yield from _rank(network, policy, axis, others)
    yield from _value(policy, result)
    yield from _health(network, results, result)
    yield from _peers(policy, results, result, others)
    yield from _proposal(network, policy, result, as_of)


def _figures(network: Network, rows: tuple[Facts, ...], axis: AxisLine) -> Iterator[Step]:
    for facts in rows:
        data = next(row for row in quarters_of(network, facts.data.dealer) if row.quarter == facts.data.quarter)
        for n, line in enumerate(data.lines):
            for name in SOURCES[axis.axis]:
                if getattr(line, name) is not None:
                    yield read(network, data, "lines", n, name, about=Text(data.quarter))


def _amount(rows: tuple[Facts, ...], axis: AxisLine, result: SegmentStanding) -> Iterator[Step]:
    name = AXES.label(axis.axis)
    if axis.amount is None:
        yield Step(what=name, value="–")
        return
    if axis.axis == "growth":
        pairs = [(net_sales(row), last_year(row)) for row in rows]
        known = [(now, then) for now, then in pairs if now is not None and then is not None]
        now, then = (sum(column, Decimal(0)) for column in zip(*known, strict=True))
        shown = f"{number_text(now, 2)} ÷ {number_text(then, 2)} − 1 = {number_text(axis.amount, 4)}"
        yield Step(what=name, value=shown, gives="growth")
        return
    of = net_sales if axis.axis == "sales" else margin
    known_amounts = [amount for row in rows if (amount := of(row)) is not None]
    sums = " + ".join(number_text(amount, 2) for amount in known_amounts)
    shown = f"({sums}) × {QUARTERS} ÷ {len(known_amounts)} = {number_text(axis.amount, 2)}"
    yield Step(what=joined(name, "，", Text("不含税，按四季折算", "excl. VAT, as four quarters")), value=shown)


def _rank(
    network: Network, policy: SegmentationPolicy, axis: AxisLine, others: tuple[SegmentStanding, ...]
) -> Iterator[Step]:
    if axis.rank is None or axis.amount is None:
        return
    known = [row.amount for other in others for row in other.axes if row.axis == axis.axis and row.amount is not None]
    lower = sum(amount < axis.amount for amount in known)
    name = AXES.label(axis.axis)
    words = joined(name, "：", Text("百分位：低于它的家数", "percentile rank: dealers below it"))
    yield Step(what=words, value=f"100 × {lower} ÷ {len(known)} = {number_text(axis.rank, 4)}", policy=policy.reference)
    place = next(n for n, row in enumerate(policy.weights) if row.axis == axis.axis)
    yield read(network, policy, "weights", place, "weight")


def _value(policy: SegmentationPolicy, result: SegmentStanding) -> Iterator[Step]:
    ranked = [row for row in result.axes if row.rank is not None]
    if result.value is None:
        return
    sums = " + ".join(f"{number_text(row.rank, 4)} × {row.weight}" for row in ranked if row.rank is not None)
    weight = sum((row.weight for row in ranked), Decimal(0))
    shown = f"({sums}) ÷ {weight} = {result.value}"
    yield Step(what=Text("价值", "value"), value=shown, policy=policy.reference, gives="value")


def _health(network: Network, results: Results, result: SegmentStanding) -> Iterator[Step]:
    if result.health is None:
        yield Step(what=Text("健康度：没有有效考核", "health: no rated evaluation"), value="–")
        return
    own = [row for row in results.all(Evaluation) if row.dealer == result.subject and row.mean == result.health]
    last = max(own, key=lambda row: row.quarter)
    words = Text(
        f"健康度：{last.quarter} 考核的近四季平均（见 evaluation {last.dealer} {last.quarter}）",
        f"health: mean of four quarters by {last.quarter} (see evaluation {last.dealer} {last.quarter})",
    )
    yield Step(what=words, value=result.health, gives="health")


def _peers(
    policy: SegmentationPolicy, results: Results, result: SegmentStanding, others: tuple[SegmentStanding, ...]
) -> Iterator[Step]:
    if result.peers is None:
        return
    latest: dict[str, Evaluation] = {}
    for row in results.all(Evaluation):
        latest[row.dealer] = max(latest.get(row.dealer, row), row, key=lambda each: each.quarter)
    group = latest[result.subject].group if result.subject in latest else ""
    everyone = [(row.subject, row.growth) for row in others if row.growth is not None]
    own = [growth for name, growth in everyone if group and name in latest and latest[name].group == group]
    small = len(own) < policy.peers_least
    counted = sorted(growth for _, growth in everyone) if small else sorted(own)
    who = Text("全部合作中的经销商", "all active dealers") if small else Text(f"同组 {group}", f"the group {group}")
    words = joined(Text("增长中位数", "median growth"), "，", who)
    shown = f"median({', '.join(number_text(growth, 4) for growth in counted)}) = {number_text(result.peers, 4)}"
    yield Step(what=words, value=shown, policy=policy.reference, gives="peers")


def _proposal(network: Network, policy: SegmentationPolicy, result: SegmentStanding, as_of: date) -> Iterator[Step]:
    for path in (("watch_below",), ("strategic", "value"), ("strategic", "health"), ("core", "value")):
        yield read(network, policy, *path)
    yield read(network, policy, "core", "health")
    yield read(network, policy, "growth_health")
    if result.proposed:
        words = joined(Text("建议分群", "proposed segment"), "：", WHY.label(result.why))
        yield Step(what=words, value=result.proposed, policy=policy.reference, gives="proposed")
    else:
        yield Step(what=Text("没有建议", "nothing is proposed"), value=WHY.label(result.why), policy=policy.reference)
    profile = network.get(DealerProfile, result.subject)
    decided = [entry for entry in profile.segments if entry.date <= as_of]
    if decided:
        place = profile.segments.index(max(decided, key=lambda entry: entry.date))
        yield read(network, profile, "segments", place, "segment", gives="recorded")


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "segment",
        Text("分群", "Segment"),
        SegmentStanding,
        ("recorded", "proposed", "value", "health", "growth", "peers"),
        explained,
    ),
    Figure("needs", Text("从数据看需求", "Needs seen from the data"), NeedHints, (), need_steps),
    Figure("investment", Text("对各家的投入", "What each dealer is given"), DealerInvestment, ("ours",)),
    Figure("help", Text("互助", "Help between dealers"), HelpMatch, ("count", "reach")),
    Figure("warning", Text("预警与流失风险", "Early warning"), EarlyWarning, ("points", "risk"), warning_steps),
    Figure(
        "survey",
        Text("满意度调查", "Survey"),
        SurveyResult,
        ("invited", "answered", "response", "overall", "change", "roi"),
        survey_steps,
    ),
    Figure(
        "loyalty",
        Text("全网健康与忠诚", "Loyalty of the network"),
        NetworkLoyalty,
        (
            *("active", "ended", "renewed", "renewal", "tenure", "held", "retention"),
            *("wallet", "wallet_known", "profit", "days_to_change"),
        ),
        loyalty_steps,
    ),
)
