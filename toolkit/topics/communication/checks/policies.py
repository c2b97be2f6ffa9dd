"""The communication policies themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, Policy, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.communication.records import CadencePolicy, FeedbackPolicy, TrustPolicy
from toolkit.topics.communication.records.vocabularies import SEVERITIES
from toolkit.topics.communication.rules.standing import CADENCE, FEEDBACK, TRUST
from toolkit.topics.topic import Check

OTHER_ID = ProblemKind(
    "CMN101",
    "error",
    Text("政策编号写的是 {given}，按所在文件夹应为 {expected}", "the policy id is {given}; its folder says {expected}"),
    Text("改成 {expected}，否则没有规则会用到它", "write {expected}, or no rule will find it"),
)
BANDS = ProblemKind(
    "CMN102",
    "error",
    Text(
        "逾期 {days} 天的系数 {factor} 与上一档不相称",
        "the factor {factor} up to {days} days late does not follow from the band before",
    ),
    Text("天数递增、系数递减，第一档为 0 天", "days ascend, factors descend, and the first band is 0 days"),
)
FACTORS = ProblemKind(
    "CMN103",
    "error",
    Text(
        "严重逾期系数 {long} 应大于逾期系数 {short}，且都不小于 1",
        "the long overdue factor {long} should exceed the overdue factor {short}, and both be at least 1",
    ),
)
NO_TIME = ProblemKind(
    "CMN104",
    "error",
    Text("没有“{name}”的答复时限", "there is no answer time for {name}"),
    Text("三种严重度都要有", "all three severities need one"),
)
NO_DAYS = ProblemKind("CMN105", "error", Text("间隔不能为 0 天", "an interval of 0 days is none"))


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day one version of each communication policy is in force, under the id that its folder has (reference 0.10).

    Versions may neither overlap nor leave a gap. Correct `effective_from`, `effective_to` or `id`.

    中文：每项沟通政策任何一天都有且只有一版生效，编号与文件夹相同，版本之间不重叠、不留空档。请改生效日、失效日或编号。
    """
    rows: list[tuple[Policy, str]] = []
    rows += [(row, CADENCE) for row in network.all(CadencePolicy)]
    rows += [(row, FEEDBACK) for row in network.all(FeedbackPolicy)]
    rows += [(row, TRUST) for row in network.all(TrustPolicy)]
    for model in (CadencePolicy, FeedbackPolicy, TrustPolicy):
        yield from version_problems(network, model)
    for policy, expected in rows:
        if policy.id != expected:
            yield told(network, OTHER_ID, policy, "id", given=policy.id, expected=expected)


def contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Bands ascend, overdue factors make sense, every severity has an answer time (reference H.1, H.5, H.6).

    中文：沟通政策的数值说得通：分档天数递增，逾期系数有先后轻重，每种严重度都有答复时限，间隔不为零。请改数值或次序。
    """
    for trust in network.all(TrustPolicy):
        for n, (first, second) in enumerate(pairwise(trust.lateness), 1):
            if first.days >= second.days or first.factor <= second.factor:
                path = ("lateness", n, "factor")
                yield told(network, BANDS, trust, *path, days=second.days, factor=second.factor)
        if not trust.lateness or trust.lateness[0].days:
            yield told(network, BANDS, trust, "lateness", days=0, factor="/")
    for cadence in network.all(CadencePolicy):
        if not 1 <= cadence.overdue_factor < cadence.long_overdue_factor:
            long, short = cadence.long_overdue_factor, cadence.overdue_factor
            yield told(network, FACTORS, cadence, "long_overdue_factor", long=long, short=short)
        for n, row in enumerate(cadence.rhythms):
            if row.every_days == 0:
                yield told(network, NO_DAYS, cadence, "rhythms", n, "every_days")
    for feedback in network.all(FeedbackPolicy):
        given = {row.severity for row in feedback.answers}
        for severity in SEVERITIES:
            if severity not in given:
                yield told(network, NO_TIME, feedback, "answers", name=SEVERITIES.label(severity))


CHECKS: tuple[Check, ...] = (
    Check((*PROBLEMS, OTHER_ID), versions),
    Check((BANDS, FACTORS, NO_TIME, NO_DAYS), contents),
)
