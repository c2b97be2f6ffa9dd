"""Checks on the policies of the chapter: ladder that rises, procedure that covers every type, split that can be paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import GAP, OVERLAP, REVERSED, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.conflict.records import ChannelPolicy, LadderPolicy, ProcedurePolicy
from toolkit.topics.conflict.records.vocabularies import ORDER_KINDS, PRIORITIES, TYPES
from toolkit.topics.topic import Check

MOST_EXCESS = Decimal("0.30")
LEAST_LEVEL = 2

RUNGS = ProblemKind(
    "CFL151",
    "error",
    Text(
        "级别应从 0 起逐级，扣分与措施不随级别变轻", "levels rise by one from 0; points and measures never get milder"
    ),
)
EARLY_POINTS = ProblemKind(
    "CFL152",
    "error",
    Text("{level} 级不得扣分或影响返利", "level {level} may not cost points or a bonus"),
    Text("零级、一级只有建议和提醒", "levels 0 and 1 give advice and a reminder"),
)
EXCESS = ProblemKind(
    "CFL153", "error", Text("超出损失 {given}，上限 0.30", "{given} above the loss; at most 0.30"),
    Text("法院按实际损失调减过高的违约金", "courts cut damages that go far beyond the loss"),
)  # fmt: skip
TYPE_ROUTE = ProblemKind(
    "CFL154",
    "error",
    Text("{type}应恰好走一条路线：先调解或查证", "{type} takes exactly one route, mediated or investigated"),
)
MUST_MEDIATE = ProblemKind("CFL155", "error", Text("{type}必须先调解", "{type} must begin with mediation"))
ONE_PROOF = ProblemKind("CFL156", "error", Text("独立证据至少 2 件", "at least two independent proofs"))
SPLIT_TOTAL = ProblemKind(
    "CFL157", "error", Text("分配合计 {given}，超过净额", "the shares come to {given}, more than the net amount")
)
SPLIT_MISSING = ProblemKind("CFL158", "error", Text("{order}没有分配规则", "{order} has no split"))
PRIORITY_ORDER = ProblemKind(
    "CFL159",
    "error",
    Text("优先次序应为合同、登记、历史服务、总经理", "priority runs contract, registration, historic service, general manager"),
)  # fmt: skip
MEDIATED = ("CF4", "CF5", "CF7", "CF8")


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Versions of one policy follow each other without overlap or gap.

    中文：每项渠道政策的各版本前后相接，不重叠，也不留空档。请改各版的生效日或失效日。
    """
    for model in (LadderPolicy, ProcedurePolicy, ChannelPolicy):
        yield from version_problems(network, model)


def ladders(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The ladder rises level by level from 0, costs nothing below 2, and asks for at most 30 % above the loss (J.2, 0b).

    中文：处理阶梯从 0 级起逐级加重，2 级以下不扣分、不影响返利，付款最多比损失高百分之三十。过高的违约金法院会按损失减
    少。
    """
    for policy in network.all(LadderPolicy):
        rungs = policy.rungs
        if [rung.level for rung in rungs] != list(range(len(rungs))) or any(
            a.points > b.points or not (set(a.measures) <= set(b.measures)) for a, b in pairwise(rungs)
        ):
            yield told(network, RUNGS, policy, "rungs")
        for n, rung in enumerate(rungs):
            if rung.level < LEAST_LEVEL and (rung.points or rung.loses_bonus or rung.red_line):
                yield told(network, EARLY_POINTS, policy, "rungs", n, "level", level=rung.level)
        if policy.excess > MOST_EXCESS:
            yield told(network, EXCESS, policy, "excess", given=policy.excess)


def procedures(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every type has one route; disputes of interest are mediated first; a finding takes two independent proofs (0b, J.3).

    中文：每种案件恰好走一条路线，利益纠纷先调解，认定至少要两种独立证据。请改案件程序政策。
    """
    for policy in network.all(ProcedurePolicy):
        for kind in TYPES:
            routes = policy.mediated.count(kind) + policy.audited.count(kind)
            if routes != 1:
                yield told(network, TYPE_ROUTE, policy, "audited", type=TYPES.label(kind))
            elif kind in MEDIATED and kind not in policy.mediated:
                yield told(network, MUST_MEDIATE, policy, "mediated", type=TYPES.label(kind))
        if policy.proofs < 2:
            yield told(network, ONE_PROOF, policy, "proofs")


def channels(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The channel policy splits every kind of order, never more than its net amount, and settles overlaps in order (J.4, J.5).

    中文：渠道政策给每种订单都写明分配，合计不超过净额，区域重叠按固定次序解决：合同、登记、历史服务、总经理。
    """
    for policy in network.all(ChannelPolicy):
        known = {row.order for row in policy.splits}
        for kind in ORDER_KINDS:
            if kind not in known:
                yield told(network, SPLIT_MISSING, policy, "splits", order=ORDER_KINDS.label(kind))
        for n, row in enumerate(policy.splits):
            total = sum((share.rate for share in row.shares), Decimal(0))
            if total > 1:
                yield told(network, SPLIT_TOTAL, policy, "splits", n, "shares", given=total)
        if policy.priority != tuple(PRIORITIES):
            yield told(network, PRIORITY_ORDER, policy, "priority")


CHECKS: tuple[Check, ...] = (
    Check((OVERLAP, GAP, REVERSED), versions),
    Check((RUNGS, EARLY_POINTS, EXCESS), ladders),
    Check((TYPE_ROUTE, MUST_MEDIATE, ONE_PROOF), procedures),
    Check((SPLIT_TOTAL, SPLIT_MISSING, PRIORITY_ORDER), channels),
)
