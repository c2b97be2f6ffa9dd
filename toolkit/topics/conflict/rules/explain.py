"""Every step of a case's level and amounts, of how a dealer stands, and of goods found, with the place of each (reference J)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.period import add_months
from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.conflict.records import Case, LadderPolicy, Sighting
from toolkit.topics.conflict.rules.amounts import PAID, loss_total
from toolkit.topics.conflict.rules.level import (
    Facts,
    decided_level,
    facts_of,
    holds,
    is_final,
    ladder_of,
    natural_limit,
    prior_cases,
    rung_of,
)
from toolkit.topics.conflict.rules.results import Candidate, CaseStanding, ConflictStanding
from toolkit.topics.conflict.rules.standing import ENDED, REPEAT_MONTHS


def case_steps(network: Network, results: Results, result: CaseStanding, as_of: date) -> Iterator[Step]:
    """Yields the goods found, the level that the ladder proposes and the one decided, the amounts, and what they touch."""
    case = network.get(Case, result.subject)
    ladder = ladder_of(network, case)
    for n in range(len(case.trace)):
        yield read(network, case, "trace", n, "cases")
    sums = " + ".join(str(row.cases) for row in case.trace)
    shown = f"{sums} = {case.cases}" if case.trace else "0"
    yield Step(what=Text("码可读的箱数", "cases with a readable code"), value=shown, gives="cases")
    if ladder is not None and result.proposed is not None:
        yield from _level(network, case, ladder, facts_of(network, case, ladder), result)
    else:
        yield Step(what=Text("第几次（不按阶梯）", "how often (no ladder)"), value=str(result.times), gives="times")
    if case.decision is not None and case.decision.level is not None:
        changed = case.appeal is not None and case.appeal.result == "changed"
        yield read(network, case, "decision", "level", gives="" if changed or result.level is None else "level")
        if changed:
            yield read(network, case, "appeal", "level", gives="level")
    yield from _effects(network, case, ladder, result)
    yield from _amounts(network, case, ladder, result)


def _level(network: Network, case: Case, ladder: LadderPolicy, facts: Facts, result: CaseStanding) -> Iterator[Step]:
    version = ladder.reference
    yield read(network, ladder, "natural", "cases")
    yield read(network, ladder, "natural", "share")
    if facts.month_cases is not None:
        yield read(network, case, "conduct", "month_cases")
    flow = f"max({ladder.natural.cases}, {ladder.natural.share} × {facts.month_cases or 0})"
    limit = f"{flow} = {natural_limit(ladder, facts.month_cases)}"
    yield Step(what=Text("自然流动不超过", "natural flow up to"), value=limit, policy=version)
    for other in prior_cases(network, case, ladder):
        yield read(network, other, "final_on", about=Text(other.id))
    yield read(network, ladder, "repeat_months")
    times = Text("期内第几次", "the time within them")
    yield Step(what=times, value=f"1 + {facts.times - 1} = {facts.times}", policy=version, gives="times")
    place = next((n for n, row in enumerate(ladder.rungs) if row.level == result.proposed), None)
    met = [k for k, row in enumerate(ladder.rungs[place].when) if holds(row, facts)] if place is not None else []
    path = ("rungs",) if place is None else ("rungs", place, "when", met[0]) if met else ("rungs", place)
    words = Text("阶梯级别", "level by the ladder")
    origin = network.origin(ladder, *path)
    yield Step(what=words, value=str(result.proposed), origin=origin, policy=version, gives="proposed")


def _effects(network: Network, case: Case, ladder: LadderPolicy | None, result: CaseStanding) -> Iterator[Step]:
    if result.final and case.final_on is not None:
        yield read(network, case, "final_on")
    rung = rung_of(ladder, result.level) if ladder is not None and result.final else None
    if ladder is not None and rung is not None and result.points:
        place = ladder.rungs.index(rung)
        yield read(network, ladder, "rungs", place, "points", gives="points")
        return
    words = Text("考核扣分（终局以后才有）", "evaluation points (only once it is final)")
    yield Step(what=words, value=str(result.points), policy=ladder.reference if ladder else "", gives="points")


def _amounts(network: Network, case: Case, ladder: LadderPolicy | None, result: CaseStanding) -> Iterator[Step]:
    decision = case.decision
    loss = decision.loss if decision is not None else None
    if loss is not None:
        for name in ("margin", "cases", "audit_cost"):
            yield read(network, case, "decision", "loss", name)
        words = Text("损失：每箱毛利 × 箱数 + 调查费用", "loss: margin of a case × cases + audit cost")
        shown = f"{loss.margin} × {loss.cases} + {loss.audit_cost} = {loss_total(loss)}"
        yield Step(what=words, value=shown, gives="loss")
    paid: list[Decimal] = []
    for n, row in enumerate(decision.consequences if decision is not None else ()):
        if row.measure in PAID and row.amount is not None:
            paid.append(row.amount)
            yield read(network, case, "decision", "consequences", n, "amount")
    sums = f"{' + '.join(map(str, paid))} = {result.asked}" if paid else "0"
    yield Step(what=Text("应付：赔偿与违约金", "to be paid: compensation and damages"), value=sums, gives="asked")
    if ladder is not None and result.most is not None:
        yield read(network, ladder, "compensation_cap")
        rung = rung_of(ladder, result.level)
        above = rung is not None and "damages" in rung.measures
        if above:
            yield read(network, ladder, "excess")
        rate = f"({ladder.compensation_cap} + {ladder.excess})" if above else f"{ladder.compensation_cap}"
        most = f"{result.loss} × {rate} = {result.most}"
        yield Step(what=Text("上限", "at most"), value=most, policy=ladder.reference, gives="most")
    words = Text("转付受损方：赔偿减调查费用", "passed on: compensation less audit cost")
    yield Step(what=words, value=str(result.passed_on), gives="passed_on")


def dealer_steps(network: Network, results: Results, result: ConflictStanding, as_of: date) -> Iterator[Step]:
    """Yields a dealer's cases with their states and causes, then the counts."""
    rows = [case for case in network.of_dealer(Case, result.subject) if case.opened_on <= as_of]
    since = add_months(as_of, -REPEAT_MONTHS)
    repeats: list[str] = []
    for case in rows:
        about = Text(case.id)
        yield read(network, case, "respondent", about=about)
        yield read(network, case, "status", about=about)
        final = is_final(case, as_of) and case.final_on is not None and case.final_on > since
        if final and (decided_level(case) or 0) >= 1:
            repeats.append(case.id)
            yield read(network, case, "final_on", about=about)
        for n, cause in enumerate(case.causes):
            yield read(network, case, "causes", n, "side" if cause.side else "kind", about=about)
    causes = [cause for case in rows for cause in case.causes]
    open_cases = [case.id for case in rows if case.status not in ENDED]
    yield Step(what=Text("办理中", "open"), value=str(len(open_cases)))
    for name, words, number in (
        ("against_brand", Text("针对我方", "against us"), sum(case.respondent == "brand" for case in rows)),
        ("settled", Text("和解", "settled"), sum(case.status == "settled" for case in rows)),
        ("repeats", Text("12个月内终局", "final within 12 months"), len(repeats)),
        ("causes", Text("原因数", "causes"), len(causes)),
        ("brand_causes", Text("归于我方的原因", "causes on our side"), sum(c.side == "brand" for c in causes)),
    ):
        yield Step(what=words, value=str(number), gives=name)


def found_steps(network: Network, results: Results, result: Candidate, as_of: date) -> Iterator[Step]:
    """Yields the goods of a dealer found outside its grants, why they lie outside, and the sums."""
    sightings = {row.code: row for row in network.all(Sighting) if row.shipped_to == result.dealer}
    for line in result.rows:
        step = read(network, sightings[line.code], "cases")
        reason = Text(f"{line.region} {line.reason}" + (f" {line.case}" if line.case else ""))
        yield step.model_copy(update={"what": joined(Text(line.code), "：", reason)})
    for name, words, rows in (
        ("cases", Text("箱数", "cases"), list(result.rows)),
        ("new_cases", Text("未立案箱数", "not in a case yet"), [row for row in result.rows if not row.case]),
    ):
        sums = " + ".join(str(row.cases) for row in rows)
        total = sum(row.cases for row in rows)
        yield Step(what=words, value=f"{sums} = {total}" if rows else "0", gives=name)
    open_ground = Text("流入空白区箱数", "into open ground")
    yield Step(what=open_ground, value=str(result.open_ground), gives="open_ground")


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "case",
        Text("案件", "Case"),
        CaseStanding,
        ("cases", "times", "proposed", "level", "points", "loss", "asked", "most", "passed_on"),
        case_steps,
    ),
    Figure(
        "conflict",
        Text("渠道冲突", "Channel conflict"),
        ConflictStanding,
        ("against_brand", "settled", "repeats", "causes", "brand_causes"),
        dealer_steps,
    ),
    Figure(
        "goods-found",
        Text("区域外发现的货", "Goods found outside"),
        Candidate,
        ("cases", "new_cases", "open_ground"),
        found_steps,
    ),
)
