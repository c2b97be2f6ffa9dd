"""The curriculum and the ramp-up policy themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.onboarding.records import CurriculumPolicy, RampUpPolicy
from toolkit.topics.onboarding.records.vocabularies import ACCEPTANCE_ITEMS
from toolkit.topics.onboarding.rules.progress import CURRICULUM, RAMP_UP
from toolkit.topics.topic import Check

FULL = Decimal(100)

OTHER_ID = ProblemKind(
    "OBD101",
    "error",
    Text("政策编号写的是 {given}，按所在文件夹应为 {expected}", "the policy id is {given}; its folder says {expected}"),
    Text("改成 {expected}，否则没有规则会用到它", "write {expected}, or no rule will find it"),
)
WEIGHTS = ProblemKind(
    "OBD102",
    "error",
    Text("验收分值合计 {sum}，应为 100", "the acceptance points sum to {sum}, not to 100"),
    Text("七个项目都要有，合计一百分", "all seven items, a hundred points in all"),
)
GATE_ORDER = ProblemKind(
    "OBD103",
    "error",
    Text("关口第 {day} 天排在第 {before} 天之后", "the gate of day {day} stands after that of day {before}"),
    Text("按天数从小到大排列", "list the gates by day"),
)
THRESHOLD = ProblemKind(
    "OBD104",
    "error",
    Text("门槛 {value} 超出范围 {low}–{high}", "the threshold {value} lies outside {low} to {high}"),
    Text(
        "比例写成小数，如 0.30；验收与合格线为 0–100 分",
        "write shares as decimals such as 0.30; points go from 0 to 100",
    ),
)


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day one version of each onboarding policy is in force, under the id that its folder has.

    Versions may neither overlap nor leave a gap (reference 0.10): a dealer is onboarded by the version in force on the day
    of signature. Correct `effective_from`, `effective_to` or `id`.

    中文：每项启动政策任何一天都有且只有一版生效，编号与文件夹相同，版本之间不重叠、不留空档。经销商按签署日生效的版本启
    动。请改生效日、失效日或编号。
    """
    yield from version_problems(network, CurriculumPolicy)
    yield from version_problems(network, RampUpPolicy)
    named: list[tuple[CurriculumPolicy | RampUpPolicy, str]] = []
    named += [(row, CURRICULUM) for row in network.all(CurriculumPolicy)]
    named += [(row, RAMP_UP) for row in network.all(RampUpPolicy)]
    for policy, expected in named:
        if policy.id != expected:
            yield told(network, OTHER_ID, policy, "id", given=policy.id, expected=expected)


def contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The acceptance points sum to 100, gates ascend, thresholds can be reached.

    A sheet of 95 points would let nobody have a fair 80 (reference G.2). Shares lie between 0 and 1, points between 0 and
    100. Correct the number or the order.

    中文：验收各项合计一百分，关口按天数递增，门槛都达得到。只有 95 分的验收表，谁也拿不到公平的 80 分。比例在 0 与 1 之
    间，分数在 0 与 100 之间。
    """
    for policy in network.all(RampUpPolicy):
        total = sum((row.points for row in policy.weights), Decimal(0))
        if total != FULL or len(policy.weights) != len(ACCEPTANCE_ITEMS):
            yield told(network, WEIGHTS, policy, "weights", sum=number_text(total))
        for n, (first, second) in enumerate(pairwise(policy.gates)):
            if first.day >= second.day:
                yield told(network, GATE_ORDER, policy, "gates", n + 1, "day", day=second.day, before=first.day)
        for g, gate in enumerate(policy.gates):
            for c, row in enumerate(gate.conditions):
                high = FULL if row.measure == "acceptance" else Decimal(1)
                if not 0 <= row.at_least <= high:
                    path = ("gates", g, "conditions", c, "at_least")
                    yield told(network, THRESHOLD, policy, *path, value=row.at_least, low=0, high=high)
    for curriculum in network.all(CurriculumPolicy):
        for n, course in enumerate(curriculum.courses):
            if course.pass_mark is not None and not 0 <= course.pass_mark <= FULL:
                place = ("courses", n, "pass_mark")
                yield told(network, THRESHOLD, curriculum, *place, value=course.pass_mark, low=0, high=FULL)


CHECKS: tuple[Check, ...] = (
    Check((*PROBLEMS, OTHER_ID), versions),
    Check((WEIGHTS, GATE_ORDER, THRESHOLD), contents),
)
