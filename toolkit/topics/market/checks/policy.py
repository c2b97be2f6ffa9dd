"""The policies of the market chapter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, Policy, version_problems
from toolkit.network.results import Results
from toolkit.topics.market.records import MEASURES, Market, PriorityPolicy, ResearchPolicy
from toolkit.topics.market.rules.research import PRIORITY, RESEARCH
from toolkit.topics.topic import Check

FOLDER = "content/policies/market"

NO_POLICY = ProblemKind(
    "MKT141",
    "warning",
    Text("{day} 没有生效的 {policy} 政策", "no version of the policy {policy} is in force on {day}"),
    Text("在 {folder}/{policy} 下建立一份", "make one in {folder}/{policy}"),
)
ID = ProblemKind(
    "MKT142",
    "error",
    Text("编号 {given} 与文件夹 {folder} 不同", "the id {given} is not that of the folder, {folder}"),
    Text("写成 id: {folder}", "write id: {folder}"),
)
WEIGHTS = ProblemKind("MKT143", "error", Text("权重合计 {total}，应为 1", "the weights total {total}; it should be 1"))
MEASURE = ProblemKind(
    "MKT144",
    "error",
    Text("没有度量 {given}", "there is no measure {given}"),
    Text("可用：{known}{near}", "there are: {known}{near}"),
)
NO_RIVALS = ProblemKind("MKT145", "error", Text("计入的竞品数应至少为 1", "at least one rival counts"))


def policy_versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day one version of each market policy is in force.

    Versions neither overlap nor leave a gap (reference 0.10). A workspace with markets has both policies; without
    them research does not grow old and no region is ranked. The id of a policy is the name of its folder.

    中文：每项市场政策任何一天都有且只有一版生效，版本之间不重叠、不留空档。有市场档案的工作区两项政策都要有，否则调研不
    会过期，区域也排不出名次。政策编号就是文件夹名。
    """
    for model, name in ((ResearchPolicy, RESEARCH), (PriorityPolicy, PRIORITY)):
        yield from version_problems(network, model)
        versions: tuple[Policy, ...] = network.all(model)
        for policy in versions:
            if policy.id != name:
                where = network.origin(policy, "id")
                yield ID.at(where, record=policy.reference, field="id", given=policy.id, folder=name)
        if network.all(Market) and not any(policy.id == name and policy.covers(as_of) for policy in versions):
            yield NO_POLICY.at(Origin(f"{FOLDER}/{name}"), policy=name, folder=FOLDER, day=as_of)


def policy_contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The weights of the priority total 1, and every part names a measure that there is.

    Measures are computed in code and named in a closed list; there is no formula text (reference A.3). Correct
    `parts`.

    中文：优先度各项权重合计为 1，每一项都用程序里已有的度量。度量由程序计算、列在清单里，不接受公式文字。请改政策里的各
    项。
    """
    for policy in network.all(PriorityPolicy):
        total = sum((part.weight for part in policy.parts), Decimal(0))
        if total != 1:
            where = network.key_origin(policy, "parts")
            yield WEIGHTS.at(where, record=policy.reference, field="parts", total=total)
        if not policy.rivals:
            yield NO_RIVALS.at(network.origin(policy, "rivals"), record=policy.reference, field="rivals")
        for place, part in enumerate(policy.parts):
            if part.measure not in MEASURES:
                near = nearest(part.measure, list(MEASURES))
                path = ("parts", place, "measure")
                yield MEASURE.at(
                    network.origin(policy, *path),
                    record=policy.reference,
                    field=network.field(policy, *path),
                    given=part.measure,
                    known=", ".join(MEASURES),
                    near=Text(f"；是不是 {near}？", f"; did you mean {near}?") if near else NO_TEXT,
                )


CHECKS: tuple[Check, ...] = (
    Check((*PROBLEMS, ID, NO_POLICY), policy_versions),
    Check((WEIGHTS, MEASURE, NO_RIVALS), policy_contents),
)
