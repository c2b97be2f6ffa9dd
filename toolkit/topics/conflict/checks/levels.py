"""The ladder kept: level, measures and amounts follow the policy, and evaluation records agree with the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.conflict.records import Case, LadderPolicy
from toolkit.topics.conflict.records.vocabularies import MEASURES
from toolkit.topics.conflict.rules.amounts import PAID, asked, loss_total, most
from toolkit.topics.conflict.rules.level import (
    decided_level,
    effects,
    facts_of,
    is_final,
    ladder_of,
    proposed_level,
    rung_of,
)
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.topic import Check

CROSS_TERRITORY = "cross-territory"

SKIPS = ProblemKind(
    "CFL131",
    "error",
    Text("决定为 {given} 级，按阶梯应为 {due} 级", "decided at level {given}; the ladder gives level {due}"),
    Text("不加重、不跳级；更轻的在 finding 写理由", "never harsher, never a level skipped; for a milder one give the reason in finding"),
)  # fmt: skip
MILDER = ProblemKind(
    "CFL132",
    "info",
    Text("决定为 {given} 级，轻于阶梯的 {due} 级", "decided at level {given}, milder than the ladder's {due}"),
)
WRONG_MEASURE = ProblemKind(
    "CFL133",
    "error",
    Text("{level} 级没有“{measure}”这项措施", "level {level} has no measure “{measure}”"),
)
NO_BASIS = ProblemKind(
    "CFL134",
    "error",
    Text("要求付款 {amount}，没有损失依据", "{amount} is asked for without a loss basis"),
    Text(
        "写 loss：每箱毛利 × 箱数 + 调查费用，并写依据",
        "add loss: margin of a case × cases + audit cost, and its basis",
    ),
)
TOO_MUCH = ProblemKind(
    "CFL135",
    "error",
    Text("合计 {amount} 超过上限 {most}（损失 {loss}）", "{amount} together is more than {most} (loss {loss})"),
    Text("二级只赔损失；三级起合计不超过损失的130%", "level 2 makes good the loss; from level 3 at most 130 % of it"),
)
UNPROVED_CASES = ProblemKind(
    "CFL136",
    "error",
    Text(
        "损失按 {given} 箱算，码可读的只有 {proved} 箱",
        "the loss counts {given} cases, only {proved} have a readable code",
    ),
    Text("无码的不计入", "what has no code is not counted"),
)
NO_LEVEL = ProblemKind("CFL137", "error", Text("这一类型的决定要写级别", "a decision of this type states its level"))
BRAND_PUNISHED = ProblemKind(
    "CFL138",
    "error",
    Text(
        "案件针对我方，不能对经销商采取“{measure}”",
        "the case is against the brand; the dealer cannot be given “{measure}”",
    ),
)
NOT_CHARGED = ProblemKind(
    "CFL141",
    "error",
    Text("{quarter} 按 {case} 扣分，但该案没有终局的二级及以上决定", "{quarter} deducts for {case}, which has no final decision of level 2 or more"),
    Text("未终局、零级、一级的案件不扣分", "what is not final, or of level 0 or 1, costs nothing"),
)  # fmt: skip
OTHER_LEVEL = ProblemKind(
    "CFL142",
    "error",
    Text("{quarter} 写的级别、扣分或终局日与 {case} 不符：应为 {level} 级、{points} 分、{day}", "{quarter} differs from {case}: level {level}, {points} points, final on {day}"),
)  # fmt: skip
UNKNOWN_CASE = ProblemKind(
    "CFL143",
    "warning",
    Text(
        "{quarter} 引用的案件 {case} 不在该经销商名下",
        "{quarter} names the case {case}, which this dealer does not have",
    ),
)

AGAINST_BRAND = ("advice", "brand_change", "compensation")


def levels(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A decision is at the level of its facts: cases by code, intent, and repeats within 12 months (reference J.2).

    A harsher level than the ladder's, or a measure that the level does not have, is an error; a milder one is told.

    中文：决定的级别与事实相符：按码可读的箱数、是否故意、十二个月内是否再犯。比阶梯更重，或用了该级没有的措施，是错误；
    更轻的只作说明，理由写在认定里。
    """
    for case in network.all(Case):
        ladder, decision = ladder_of(network, case), case.decision
        if decision is None:
            continue
        if case.respondent != "dealer":
            for n, row in enumerate(decision.consequences):
                if row.measure not in AGAINST_BRAND:
                    name = MEASURES.label(row.measure)
                    yield told(network, BRAND_PUNISHED, case, "decision", "consequences", n, "measure", measure=name)
            continue
        if ladder is None:
            continue
        if decision.level is None:
            yield told(network, NO_LEVEL, case, "decision", "date")
            continue
        due = proposed_level(ladder, facts_of(network, case, ladder))
        if decision.level != due:
            kind = SKIPS if decision.level > due else MILDER
            yield told(network, kind, case, "decision", "level", given=decision.level, due=due)
        yield from _measures(network, case, ladder)


def _measures(network: Network, case: Case, ladder: LadderPolicy) -> Iterator[Problem]:
    decision = case.decision
    rung = rung_of(ladder, decision.level if decision else None)
    if decision is None or rung is None:
        return
    for n, row in enumerate(decision.consequences):
        if row.measure not in rung.measures:
            name = MEASURES.label(row.measure)
            path = ("decision", "consequences", n, "measure")
            yield told(network, WRONG_MEASURE, case, *path, level=decision.level, measure=name)


def amounts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What is to be paid rests on a loss that is shown, and stays within it and the agreed excess (J.2: at most 30 % above).

    中文：要求付款的，有损失作依据，不超过损失加约定的幅度：二级只赔损失，三级起最多高出百分之三十。无码的箱不计入。
    """
    for case in network.all(Case):
        decision, ladder = case.decision, ladder_of(network, case)
        if decision is None or case.respondent != "dealer":
            continue
        total = asked(case)
        rows = (n for n, row in enumerate(decision.consequences) if row.amount and row.measure in (*PAID, "bond"))
        first = next(rows, None)
        if first is not None and decision.loss is None:
            amount = decision.consequences[first].amount
            yield told(network, NO_BASIS, case, "decision", "consequences", first, "amount", amount=amount)
        if decision.loss is None or ladder is None:
            continue
        if decision.loss.cases > case.cases:
            given = decision.loss.cases
            yield told(network, UNPROVED_CASES, case, "decision", "loss", "cases", given=given, proved=case.cases)
        limit = most(ladder, decision.level, decision.loss)
        if first is not None and total > limit:
            path = ("decision", "consequences", first, "amount")
            loss = loss_total(decision.loss)
            yield told(network, TOO_MUCH, case, *path, amount=total, most=limit, loss=loss)


def charged(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A quarter's deduction for a cross-territory sale agrees with the case: final, level 2 or more, same points and day.

    中文：季度里的跨区扣分与案件一致：已经终局、二级及以上，分数和日期相同。未终局和零级、一级的案件不扣分。
    """
    for quarter in network.all(QuarterData):
        own = {case.id: case for case in network.of_dealer(Case, quarter.dealer)}
        for n, row in enumerate(quarter.deductions):
            if row.kind != CROSS_TERRITORY:
                continue
            case, path = own.get(row.case), ("deductions", n, "case")
            if case is None:
                yield told(network, UNKNOWN_CASE, quarter, *path, quarter=quarter.quarter, case=row.case)
                continue
            found = effects(case, ladder_of(network, case), as_of)
            if not is_final(case, as_of) or not found.points:
                yield told(network, NOT_CHARGED, quarter, *path, quarter=quarter.quarter, case=row.case)
            elif (row.level, row.points, row.final_on) != (decided_level(case), found.points, case.final_on):
                yield told(
                    network, OTHER_LEVEL, quarter, *path, quarter=quarter.quarter, case=row.case,
                    level=decided_level(case), points=found.points, day=case.final_on,
                )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check((SKIPS, MILDER, WRONG_MEASURE, NO_LEVEL, BRAND_PUNISHED), levels),
    Check((NO_BASIS, TOO_MUCH, UNPROVED_CASES), amounts),
    Check((NOT_CHARGED, OTHER_LEVEL, UNKNOWN_CASE), charged),
)
