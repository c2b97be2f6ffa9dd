"""The policies of screening, and what a region's ideal dealer changes in the scorecard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, Policy, in_force, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.sources.document import Step
from toolkit.topics.market.records import IdealDealer, Market
from toolkit.topics.screening.records import GatesPolicy, PipelinePolicy, ScorecardPolicy, Screening
from toolkit.topics.screening.records.vocabularies import CLAIMS, GATE_TESTS, GUIDES
from toolkit.topics.screening.rules.facts import ascends
from toolkit.topics.screening.rules.results import GATES, PIPELINE, SCORECARD
from toolkit.topics.screening.rules.scoring import items_of
from toolkit.topics.topic import Check

FOLDER = "content/policies/screening"
FULL = 100

NO_POLICY = ProblemKind(
    "SCR181",
    "warning",
    Text("{day} 没有生效的 {policy} 政策", "no version of the policy {policy} is in force on {day}"),
    Text("在 {folder}/{policy} 下建立一份", "make one in {folder}/{policy}"),
)
ID = ProblemKind(
    "SCR182",
    "error",
    Text("编号 {given} 与文件夹 {folder} 不同", "the id {given} is not that of the folder, {folder}"),
    Text("写成 id: {folder}", "write id: {folder}"),
)
WEIGHTS = ProblemKind(
    "SCR183", "error", Text("权重合计 {total}，应为 {full}", "the weights total {total}; it should be {full}")
)
THRESHOLDS = ProblemKind(
    "SCR184",
    "error",
    Text("界线应为 0 < conditional < approve ≤ 100", "the thresholds should be 0 < conditional < approve ≤ 100"),
)
UNKNOWN = ProblemKind(
    "SCR185",
    "error",
    Text("没有 {given}", "there is no {given}"),
    Text("可用：{known}{near}", "there are: {known}{near}"),
)
POINTS = ProblemKind(
    "SCR186",
    "error",
    Text("曲线的点应当由小到大", "the points of a curve ascend"),
    Text("按 at 排列", "put them in the order of at"),
)
TWICE = ProblemKind("SCR187", "error", Text("评分项 {item} 出现了两次", "the item {item} stands twice"))
LATE_PROFILE = ProblemKind(
    "SCR188",
    "warning",
    Text(
        "理想画像批准于 {approved}，晚于首次评分 {scored}，权重调整未采用",
        "the ideal dealer was approved on {approved}, after the first score of {scored}: its changes to weights are not used",
    ),
    Text("已经开始评分的批次不再改权重", "a round of scoring that has begun keeps its weights"),
)
LARGE = ProblemKind(
    "SCR189",
    "warning",
    Text("{item} 的权重加减 {change}，超过 {limit}", "the weight of {item} changes by {change}, more than {limit}"),
)
PROTECTED = ProblemKind(
    "SCR190",
    "warning",
    Text("{item} 的权重不得下调", "the weight of {item} is not to be lowered"),
)
UNKNOWN_CHANGE = ProblemKind(
    "SCR191",
    "error",
    Text("评分卡没有评分项 {given}", "the scorecard has no item {given}"),
    Text("可用：{known}{near}", "there are: {known}{near}"),
)


def policy_versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day one version of each screening policy is in force.

    Versions neither overlap nor leave a gap (reference 0.10); the id is the name of the folder. Without gates or card a
    workspace with candidates shows no total.

    中文：每项筛选政策任何一天都有且只有一版生效，版本之间不重叠、不留空档，编号就是文件夹名。有候选人的工作区缺了门槛或
    评分卡，就显示不出总分。
    """
    for model, name in ((GatesPolicy, GATES), (ScorecardPolicy, SCORECARD), (PipelinePolicy, PIPELINE)):
        yield from version_problems(network, model)
        versions: tuple[Policy, ...] = network.all(model)
        for policy in versions:
            if policy.id != name:
                yield told(network, ID, policy, "id", given=policy.id, folder=name)
        if network.all(Screening) and not any(policy.id == name and policy.covers(as_of) for policy in versions):
            yield NO_POLICY.at(Origin(f"{FOLDER}/{name}"), policy=name, folder=FOLDER, day=as_of)


def policy_contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A scorecard has 100 points, each item once; gates and rules name tests, items and facts that there are.

    Weights total 100 (reference C.2), those of the relative comparison 1. Guides are curves whose points ascend. What
    gates test and guides look at is a closed list; there is no formula text (C.1).

    中文：评分卡合计 100 分，每项只列一次；门槛和规则所写的测试、评分项和事实都存在。相对比较的权重合计为 1，参照曲线的
    点由小到大。门槛看什么、参照看什么，都在程序的清单里，不接受公式文字。
    """
    for gates in network.all(GatesPolicy):
        for place, rule in enumerate(gates.gates):
            if rule.test not in GATE_TESTS:
                yield _unknown(network, gates, ("gates", place, "test"), rule.test, tuple(GATE_TESTS))
    for policy in network.all(ScorecardPolicy):
        known = tuple(items_of(policy))
        total = sum((item.weight for dimension in policy.dimensions for item in dimension.items), Decimal(0))
        if total != FULL:
            yield told_at_key(network, WEIGHTS, policy, "dimensions", total=total, full=FULL)
        if not 0 < policy.conditional < policy.approve <= FULL:
            yield told(network, THRESHOLDS, policy, "approve")
        yield from _items(network, policy)
        named: list[tuple[tuple[Step, ...], str]] = [
            (("truthfulness", "item"), policy.truthfulness.item),
            *((("critical", n), name) for n, name in enumerate(policy.critical)),
            *((("tie_break", n), name) for n, name in enumerate(policy.tie_break)),
            *((("protected", n), name) for n, name in enumerate(policy.protected)),
        ]
        for path, name in named:
            if name not in known:
                yield _unknown(network, policy, path, name, known)
        for place, row in enumerate(policy.relative):
            if row.indicator not in known and row.indicator not in CLAIMS:
                yield _unknown(network, policy, ("relative", place, "indicator"), row.indicator, (*CLAIMS, *known))
        share = sum((row.weight for row in policy.relative), Decimal(0))
        if policy.relative and share != 1:
            yield told_at_key(network, WEIGHTS, policy, "relative", total=share, full=1)


def _items(network: Network, policy: ScorecardPolicy) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, dimension in enumerate(policy.dimensions):
        for number, item in enumerate(dimension.items):
            path = ("dimensions", place, "items", number)
            if item.id in seen:
                yield told(network, TWICE, policy, *path, "id", item=item.id)
            seen.add(item.id)
            if item.guide is None:
                continue
            if item.guide.measure not in GUIDES:
                at = (*path, "guide", "measure")
                yield _unknown(network, policy, at, item.guide.measure, tuple(GUIDES))
            if not ascends(point.at for point in item.guide.points):
                yield told_at_key(network, POINTS, policy, *path, "guide", "points")


def _unknown(network: Network, policy: Policy, path: tuple[Step, ...], given: str, known: Sequence[str]) -> Problem:
    near = nearest(given, tuple(known))
    words = Text(f"；是不是 {near}？", f"; did you mean {near}?") if near else NO_TEXT
    return told(network, UNKNOWN, policy, *path, given=given, known=", ".join(known), near=words)


def weight_overrides(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A region's ideal dealer moves the weights of items that there are, a little, and before scoring began.

    A profile approved after the first score would be made to measure; its changes are not used. Single changes and
    lowered credit items are limited by the scorecard policy (reference 0b).

    中文：各地的理想画像只小幅移动已有评分项的权重，并且在评分开始之前批准。首次评分之后才批准的画像等于量身定做，其调整
    不采用；单项幅度和不得下调的项目由评分卡政策规定。
    """
    policy, scores = in_force(network.all(ScorecardPolicy), SCORECARD, as_of), _first_scores(network)
    for market in network.all(Market):
        for place, line in enumerate(market.lines):
            if line.ideal_dealer is None or not line.ideal_dealer.weight_overrides:
                continue
            path = ("lines", place, "ideal_dealer")
            begun = scores.get((market.id, line.line))
            yield from _late(network, market, (*path, "approved_on"), line.ideal_dealer, begun)
            for number, change in enumerate(line.ideal_dealer.weight_overrides if policy else ()):
                at = (*path, "weight_overrides", number)
                if policy is None or change.item not in items_of(policy):
                    known = tuple(items_of(policy)) if policy else ()
                    near = nearest(change.item, known)
                    words = Text(f"；是不是 {near}？", f"; did you mean {near}?") if near else NO_TEXT
                    shown = ", ".join(known)
                    yield told(network, UNKNOWN_CHANGE, market, *at, "item", given=change.item, known=shown, near=words)
                elif abs(change.change) > policy.override_limit:
                    limit = policy.override_limit
                    yield told(
                        network, LARGE, market, *at, "change", item=change.item, change=change.change, limit=limit
                    )
                elif change.change < 0 and change.item in policy.protected:
                    yield told(network, PROTECTED, market, *at, "change", item=change.item)


def _late(
    network: Network, market: Market, path: tuple[Step, ...], ideal: IdealDealer, begun: date | None
) -> Iterator[Problem]:
    if begun is not None and ideal.approved_on > begun:
        yield told(network, LATE_PROFILE, market, *path, approved=ideal.approved_on, scored=begun)


def _first_scores(network: Network) -> Mapping[tuple[str, str], date]:
    """By market and main line sought, the day of the first score."""
    found: dict[tuple[str, str], date] = {}
    for screening in network.all(Screening):
        for card in screening.scorecards if screening.market and screening.lines else ():
            key = (screening.market or "", screening.lines[0])
            found[key] = min(found.get(key, card.date), card.date)
    return found


CHECKS: tuple[Check, ...] = (
    Check((*PROBLEMS, ID, NO_POLICY), policy_versions),
    Check((WEIGHTS, THRESHOLDS, TWICE, POINTS, UNKNOWN), policy_contents),
    Check((UNKNOWN_CHANGE, LATE_PROFILE, LARGE, PROTECTED), weight_overrides),
)
