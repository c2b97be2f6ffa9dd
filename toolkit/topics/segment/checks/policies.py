"""The segment policies themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, Policy, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.segment.records import HelpPolicy, SegmentationPolicy, WarningPolicy
from toolkit.topics.segment.records.vocabularies import WARNINGS
from toolkit.topics.segment.rules.helping import MUTUAL_HELP
from toolkit.topics.segment.rules.standing import SEGMENTATION, WARNING
from toolkit.topics.topic import Check

OTHER_ID = ProblemKind(
    "SEG101",
    "error",
    Text("政策编号写的是 {given}，按所在文件夹应为 {expected}", "the policy id is {given}; its folder says {expected}"),
    Text("改成 {expected}，否则没有规则会用到它", "write {expected}, or no rule will find it"),
)
WEIGHTS = ProblemKind(
    "SEG102",
    "error",
    Text("价值权重合计 {total}，应为 1", "the weights of the value total {total}, not 1"),
    Text("销售额必须有权重", "annual sales must have a weight"),
)
LINES = ProblemKind(
    "SEG103",
    "error",
    Text("分群界线不成次序", "the lines of the segments are not in order"),
    Text(
        "战略线高于核心线；核心与成长的健康度不低于观察线；衰退线低于成长线",
        "strategic above core; health of core and growth not below the line of watch; declining below growing",
    ),
)
THRESHOLDS = ProblemKind(
    "SEG104",
    "error",
    Text("{code} 的红色 {red} 不比黄色 {yellow} 更严重", "red {red} of {code} is not worse than yellow {yellow}"),
)
NO_RULE = ProblemKind(
    "SEG105",
    "error",
    Text("没有预警 {code} {name}", "there is no warning {code}, {name}"),
    Text("十四条预警都要有；不用的就没有人会看到", "all fourteen are needed; nobody sees what is not looked at"),
)
BANDS = ProblemKind(
    "SEG106",
    "error",
    Text(
        "流失分档不成次序：中 {medium}、高 {high}，黄 {yellow}、红 {red}",
        "churn bands are not in order: medium {medium}, high {high}, yellow {yellow}, red {red}",
    ),
    Text("0 < 中 < 高，0 < 黄 < 红", "0 < medium < high, and 0 < yellow < red"),
)

NEVER = ProblemKind(
    "SEG107",
    "error",
    Text("规则“{name}”不会成立：没有条件，或同一条件既要有又不能有", "the rule {name} can never hold: it has no condition, or asks for what it excludes"),
)  # fmt: skip


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day one version of each segment policy is in force, under the id that its folder has (reference 0.10).

    Versions may neither overlap nor leave a gap. Correct `effective_from`, `effective_to` or `id`.

    中文：每项分群政策任何一天都有且只有一版生效，编号与文件夹相同，版本之间不重叠、不留空档。请改生效日、失效日或编号。
    """
    rows: list[tuple[Policy, str]] = [(row, SEGMENTATION) for row in network.all(SegmentationPolicy)]
    rows += [(row, WARNING) for row in network.all(WarningPolicy)]
    rows += [(row, MUTUAL_HELP) for row in network.all(HelpPolicy)]
    for model in (SegmentationPolicy, WarningPolicy, HelpPolicy):
        yield from version_problems(network, model)
    for policy, expected in rows:
        if policy.id != expected:
            yield told(network, OTHER_ID, policy, "id", given=policy.id, expected=expected)


def helping(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A rule on the data asks for something, and not for what it also excludes (reference K.2).

    中文：互助政策里按数据判断的规则，要有条件，同一条件不能既要求又排除，否则永远不会成立。
    """
    for policy in network.all(HelpPolicy):
        for n, row in enumerate(policy.hints):
            if not row.when or set(row.when) & set(row.unless):
                yield told(network, NEVER, policy, "hints", n, "when", name=row.id)


def segmentation(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Weights total 1 with sales among them, and the lines of the segments follow on each other (reference K.1, 0b number 13).

    中文：价值权重合计为 1，其中有销售额，各分群的界线依次相接。界线次序错了，一家经销商会落进两个分群，或一个也不落。
    """
    for policy in network.all(SegmentationPolicy):
        total = sum((row.weight for row in policy.weights), Decimal(0))
        sales = any(row.axis == "sales" and row.weight for row in policy.weights)
        if total != 1 or not sales:
            yield told(network, WEIGHTS, policy, "weights", total=total)
        high, low = policy.strategic, policy.core
        if not 0 < low.value < high.value <= 100 or high.health < low.health:
            yield told(network, LINES, policy, "strategic")
        if low.health < policy.watch_below:
            yield told(network, LINES, policy, "core")
        if policy.growth_health < policy.watch_below:
            yield told(network, LINES, policy, "growth_health")
        if policy.declining_below >= policy.growing_above:
            yield told(network, LINES, policy, "declining_below")


def warnings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Red is worse than yellow everywhere, all fourteen warnings are there, and the churn bands ascend (reference K.3).

    中文：每条预警的红色都比黄色严重，十四条预警齐全，流失分档递增。缺的那条预警不会有人看到。
    """
    for policy in network.all(WarningPolicy):
        for n, rule in enumerate(policy.warnings):
            falling = rule.test == "at_most"
            if rule.red >= rule.yellow if falling else rule.red <= rule.yellow:
                path = ("warnings", n, "red")
                yield told(network, THRESHOLDS, policy, *path, code=rule.code, red=rule.red, yellow=rule.yellow)
            for m, row in enumerate(rule.lines):
                if not 0 < row.yellow < row.red:
                    place = ("warnings", n, "lines", m)
                    yield told(network, THRESHOLDS, policy, *place, code=rule.code, red=row.red, yellow=row.yellow)
        given = {rule.code for rule in policy.warnings}
        for code in WARNINGS:
            if code not in given:
                yield told(network, NO_RULE, policy, "warnings", code=code, name=WARNINGS.label(code))
        medium, high = policy.medium_from, policy.high_from
        yellow, red = policy.yellow_points, policy.red_points
        if not (0 < medium < high and 0 < yellow < red):
            yield told(network, BANDS, policy, "high_from", medium=medium, high=high, yellow=yellow, red=red)


CHECKS: tuple[Check, ...] = (
    Check((NEVER,), helping),
    Check((*PROBLEMS, OTHER_ID), versions),
    Check((WEIGHTS, LINES), segmentation),
    Check((THRESHOLDS, NO_RULE, BANDS), warnings),
)
