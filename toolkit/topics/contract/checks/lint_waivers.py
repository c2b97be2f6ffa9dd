"""Waivers of lint findings: by legal, with a reason, for words that have not changed (reference F.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.records import Clause, Contract, LintWaiver
from toolkit.topics.contract.rules.lint.findings import (
    Finding,
    acts_for_legal,
    clause_findings,
    contract_findings,
    lacks_note,
)
from toolkit.topics.contract.rules.lint.table import BY_ID
from toolkit.topics.topic import Check

NO_RULE = ProblemKind(
    "CTR681",
    "error",
    Text("没有检查规则 {rule}", "there is no lint rule {rule}"),
    Text("{advice}", "{advice}"),
)
NOT_LEGAL = ProblemKind(
    "CTR682",
    "error",
    Text("{staff} 在 {day} 不能代表法务，豁免无效", "on {day} {staff} may not act for legal: the waiver does not hold"),
    Text(
        "由法务豁免，并核对员工名录的 roles 与任职日期", "let legal waive it; compare roles and dates in the staff list"
    ),
)
NO_NOTE = ProblemKind(
    "CTR683",
    "error",
    Text("豁免 {rule} 没有写明法律意见，豁免无效", "the waiver of {rule} names no legal opinion: it does not hold"),
    Text("在 legal_note 写意见书的编号和日期", "give number and date of the opinion in legal_note"),
)
CHANGED = ProblemKind(
    "CTR684",
    "error",
    Text(
        "文字已改，豁免不再有效（现为 {digest}）", "the words have changed, the waiver no longer holds (now {digest})"
    ),
    Text("请法务重新审查，同意的再写新摘要", "let legal look again; if it agrees, give the new digest"),
)
UNUSED = ProblemKind(
    "CTR685",
    "warning",
    Text("没有用到的豁免：{target} 已没有 {rule} 的问题", "an unused waiver: {rule} finds nothing in {target}"),
    Text("删去", "remove it"),
)
TOO_EARLY = ProblemKind(
    "CTR686",
    "error",
    Text("豁免日期 {day} 在基准日 {as_of} 之后，尚不生效", "the waiver of {day} lies after the as-of date {as_of}: it does not hold yet"),
)  # fmt: skip


def waivers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A waiver names a rule, is given by legal, rests on a legal opinion where prices are concerned, and fits words that stand.

    It lets one paragraph stand: when the words change the finding is back, and the waiver is an error until legal has looked
    again. One that nothing needs is a warning. Source: reference F.4 (waivers by LG only, reason logged), A.24.

    中文：豁免写明检查规则，由法务作出，涉及价格的有法律意见，所豁免的文字还在。豁免只管一段，文字一变就失效，要请法务重
    看；没有用到的豁免提醒删去。
    """
    for waiver in network.all(LintWaiver):
        if waiver.rule not in BY_ID:
            near = nearest(waiver.rule, tuple(BY_ID))
            advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT
            yield told(network, NO_RULE, waiver, "rule", rule=waiver.rule, advice=advice)
            continue
        if not acts_for_legal(network, waiver):
            yield told(network, NOT_LEGAL, waiver, "by", staff=waiver.by, day=waiver.date)
        if lacks_note(waiver):
            yield told(network, NO_NOTE, waiver, "rule", rule=waiver.rule)
        if waiver.date > as_of:
            yield told(network, TOO_EARLY, waiver, "date", day=waiver.date, as_of=as_of)
        yield from _fits(network, waiver)


def _fits(network: Network, waiver: LintWaiver) -> Iterator[Problem]:
    found = tuple(row.passage.digest for row in _findings(network, waiver) if row.rule.id == waiver.rule)
    if not found:
        path = "clause" if waiver.clause is not None else "contract"
        yield told(network, UNUSED, waiver, path, target=waiver.target, rule=waiver.rule)
    elif waiver.text not in found:
        yield told(network, CHANGED, waiver, "text", digest="、".join(dict.fromkeys(found)))


def _findings(network: Network, waiver: LintWaiver) -> Iterator[Finding]:
    clause = network.find(Clause, waiver.clause) if waiver.clause is not None else None
    contract = network.find(Contract, waiver.contract) if waiver.contract is not None else None
    if clause is not None:
        yield from clause_findings(network, clause)
    if contract is not None:
        yield from contract_findings(contract)


CHECKS = (Check((NO_RULE, NOT_LEGAL, NO_NOTE, CHANGED, UNUSED, TOO_EARLY), waivers),)
