"""The evaluation policy: lawful, complete, without hole or overlap. With an error nothing is scored by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.rules.faults import policy_faults
from toolkit.topics.evaluation.rules.measures import MEASURES
from toolkit.topics.topic import Check

FOLDER = "content/policies/evaluation"


def _error(number: int, zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> ProblemKind:
    return ProblemKind(f"EVA{number}", "error", Text(zh, en), Text(hint_zh, hint_en))


UNLAWFUL = _error(
    101,
    "E-RPM：“{words}”涉及控制转售价格，不得进入考核",
    "E-RPM: “{words}” is resale-price control, which may not enter an evaluation",
    "删去这一项；经销商自主定价。价格相关的投诉按渠道政策处理",
    "take it out: dealers set their prices; complaints about prices go the way of the channel policy",
)
UNKNOWN_MEASURE = _error(102, "没有名为 {measure} 的度量", "there is no measure {measure}", "{advice}", "{advice}")
UNKNOWN_SCALE = _error(103, "没有名为 {scale} 的评分尺", "there is no scale {scale}", "{advice}", "{advice}")
WRONG_SCALE = _error(
    104,
    "评分尺 {scale} 不适合“{measure}”",
    "the scale {scale} does not fit {measure}",
    "部门评定的度量用 levels，其余用 points 或 bands",
    "a rating takes levels, all other measures points or bands",
)
TWICE = _error(105, "指标编号 {id} 用了两次", "the indicator id {id} is used twice")
WEIGHTS = _error(
    106,
    "权重合计 {total}，应为 100",
    "the weights total {total}, they should total 100",
    "调整各指标权重",
    "change the weights",
)
NO_WEIGHT = _error(
    107,
    "权重 {weight} 不是正数",
    "a weight of {weight} is not positive",
    "不计分的指标放到 trial",
    "an indicator that should not count belongs in trial",
)
DESCENDING = _error(
    108, "{at} 排在 {before} 之后，曲线的点应依次增大", "{at} stands after {before}: the points of a curve must ascend"
)
SCORE = _error(109, "得分 {score} 不在 0 到 100 之间", "a score of {score} is not between 0 and 100")
HOLE = _error(
    110,
    "{end} 到 {start} 之间没有档，落在其中的数没有结果",
    "no band holds what lies between {end} and {start}",
    "下一档从 {end} 开始",
    "let the next band begin at {end}",
)
OVERLAP = _error(
    111,
    "与前一档重叠：前一档到 {end}，这一档从 {start} 开始",
    "overlaps the band before: that ends at {end}, this begins at {start}",
    "这一档从 {end} 开始",
    "let this band begin at {end}",
)
REVERSED = _error(112, "上限 {end} 不大于下限 {start}", "the end {end} is not above the start {start}")
BAND_ENDS = _error(
    113,
    "第一档不写 from_value，最后一档不写 to_value，中间各档两项都写",
    "the first band has no from_value, the last no to_value, those between have both",
)
GRADE_ENDS = _error(
    114, "等级应从 {low} 排到 {high}，两端都含", "the grades must reach from {low} to {high}, both included"
)
LEVELS_LACK = _error(115, "评级 {levels} 没有得分", "the ratings {levels} have no score")
NO_TREATMENT = _error(
    116, "没有写明这些缺失原因怎么处理：{causes}", "what to do when data are missing is not said for: {causes}"
)
HARMS = _error(
    117,
    "“{cause}”不能记零分",
    "“{cause}” may not be scored 0",
    "只有未上报可以记零分；我方原因和不适用绝不损害经销商",
    "only what was not reported may be: our own fault or what does not apply never harms the dealer",
)
COVERAGE = _error(118, "最低覆盖率高于正常覆盖率", "the least coverage is above the normal one")
DEDUCTION_CAP = _error(
    119,
    "上限应在每次扣分 {points} 与合计上限 {cap} 之间",
    "the cap must lie between the {points} points of one event and the {cap} of all together",
)
UNKNOWN_INDICATOR = _error(120, "没有指标 {indicator}", "there is no indicator {indicator}")
UNKNOWN_GRADE = _error(121, "等级 {grade} 没有分数段", "the grade {grade} has no band")
NO_CAP = _error(122, "红线没有写等级上限", "the red line has no cap")
UNKNOWN_RED_LINE = _error(123, "没有红线 {red_line}", "there is no red line {red_line}")
SECOND_POLICY = _error(
    124,
    "考核政策已有 {first}，不能另有 {second}",
    "{first} is the evaluation policy; there cannot be {second} too",
    "把它作为 {first} 的新版本",
    "make it a new version of {first}",
)
NO_POLICY = _error(
    125, "没有考核政策，季度数据未作考核", "there is no evaluation policy: no quarter was evaluated", "在 {folder} 下建立一份", "make one in {folder}"
)  # fmt: skip

KINDS: Mapping[str, ProblemKind] = {
    "unlawful": UNLAWFUL,
    "unknown_measure": UNKNOWN_MEASURE,
    "unknown_scale": UNKNOWN_SCALE,
    "wrong_scale": WRONG_SCALE,
    "twice": TWICE,
    "weights": WEIGHTS,
    "no_weight": NO_WEIGHT,
    "descending": DESCENDING,
    "score": SCORE,
    "hole": HOLE,
    "overlap": OVERLAP,
    "reversed": REVERSED,
    "band_ends": BAND_ENDS,
    "grade_ends": GRADE_ENDS,
    "levels": LEVELS_LACK,
    "no_treatment": NO_TREATMENT,
    "harms": HARMS,
    "coverage": COVERAGE,
    "deduction_cap": DEDUCTION_CAP,
    "unknown_indicator": UNKNOWN_INDICATOR,
    "unknown_grade": UNKNOWN_GRADE,
    "no_cap": NO_CAP,
    "unknown_red_line": UNKNOWN_RED_LINE,
}
"""Every kind of fault that `policy_faults` finds, and how it is told."""


def policy_versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day one version of the evaluation policy is in force.

    Versions may neither overlap nor leave a gap, and end no earlier than they begin (reference 0.10). A quarter is
    scored by the version in force on its first day. Correct `effective_from` or `effective_to`.

    中文：考核政策任何一天都有且只有一版生效，版本之间不重叠、不留空档，失效日不早于生效日。一个季度按它第一天生效的版本
    计分。请改生效日或失效日。
    """
    yield from version_problems(network, EvaluationPolicy)


def one_policy(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """There is one evaluation policy, and there is one at all when quarters have data.

    Two policies of different ids would both claim to rule (reference D.1): make one a version of the other. Without any,
    no quarter is evaluated.

    中文：考核政策只有一份，有季度数据就一定要有。两份编号不同的政策都说自己管用，请把其中一份改成另一份的新版本；一份也
    没有，任何季度都不考核。
    """
    policies = network.all(EvaluationPolicy)
    if not policies and network.all(QuarterData):
        yield NO_POLICY.at(Origin(FOLDER), folder=FOLDER)
    first = min((policy.id for policy in policies), default="")
    for policy in policies:
        if policy.id != first:
            yield told(network, SECOND_POLICY, policy, first=first, second=policy.id)


def sound_policy(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A policy is lawful and complete before anything is scored by it.

    Nothing in it scores, orders or punishes resale prices (E-RPM; Anti-Monopoly Law art. 18; reference 0.1, D.1): dealers
    set their prices, and an evaluation that looks at them is itself part of the offence. Measures come from a closed
    list, weights total 100, curves ascend, bands meet without hole or overlap and grades reach from 0 to 100, so that
    every value has one score and every total one grade (D.2 to D.5, 0b number 3). Each cause of missing data has its
    treatment, and neither our own fault nor what does not apply is ever scored 0 (D.6). While a version has an error,
    its quarters are not evaluated.

    中文：考核政策合法、完整之后才用来计分。其中不得有任何评价、命令或惩罚转售价格的内容（反垄断法第十八条）；度量取自清
    单，权重合计 100，曲线递增，分档既无空档也不重叠，等级从 0 排到 100，每种缺数原因都有处理，我方原因和不适用绝不记零
    分。有错的版本，其季度不作考核。
    """
    for policy in network.all(EvaluationPolicy):
        scales = tuple(scale.id for scale in policy.scales)
        for fault in policy_faults(policy):
            wrong = str(fault.values.get("measure" if fault.kind == "unknown_measure" else "scale", ""))
            near = nearest(wrong, tuple(MEASURES) if fault.kind == "unknown_measure" else scales) if wrong else ""
            advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else Text("", "")
            yield told(network, KINDS[fault.kind], policy, *fault.path, advice=advice, **fault.values)


CHECKS: tuple[Check, ...] = (
    Check(PROBLEMS, policy_versions),
    Check((SECOND_POLICY, NO_POLICY), one_policy),
    Check(tuple(KINDS.values()), sound_policy),
)
