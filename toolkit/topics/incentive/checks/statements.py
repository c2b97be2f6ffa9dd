"""Rebate statements: the right policy, a basis for every row, figures that can be worked out again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.network import Network
from toolkit.network.pinned import CHANGED, changed_versions
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.records import Contract
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.records import RebatePolicy, RebateSettlement
from toolkit.topics.incentive.records.vocabularies import ISSUED, SETTLEMENT
from toolkit.topics.incentive.rules.gathering import governing_contract, period_span
from toolkit.topics.incentive.rules.statement import RebateStatement, statement_subject
from toolkit.topics.topic import Check

OTHER_POLICY = ProblemKind(
    "INC201",
    "error",
    Text("适用的是合同钉住的 {pinned}，不是 {given}", "the contract pins {pinned}, not {given}"),
    Text("改用合同所附的版本；政策不能往回改", "use the version in the contract; policies do not reach back"),
)
OTHER_CONTRACT = ProblemKind(
    "INC202",
    "error",
    Text("{period} 适用的合同不是 {given}，而是 {governing}", "{period} is governed by {governing}, not {given}"),
)
TWICE = ProblemKind(
    "INC203",
    "error",
    Text("{period} 已有结算单 {other}", "{period} has a statement already, {other}"),
    Text("更正旧单，或把旧单作废", "correct the old one, or make it void"),
)
NO_BASIS = ProblemKind(
    "INC204",
    "error",
    Text("无依据：{row} 没有可引用的政策", "no basis: {row} cites no policy"),
    Text("写明 政策编号@版本；标不出的不得支付", "name policy-id@version; a row without one may not be paid"),
)
ROW_DIFFERS = ProblemKind(
    "INC205",
    "error",
    Text("{row}：结算单为 {given}，按 {policy} 重算为 {computed}", "{row}: the statement says {given}, {policy} gives {computed}"),
    Text("数据或政策在出单后改过；更正后重出新单", "data or policy changed after it was issued; correct and issue anew"),
)  # fmt: skip
ROW_MISSING = ProblemKind(
    "INC206",
    "error",
    Text("缺少“{row}”，重算为 {computed}", "the row “{row}” is missing; it comes to {computed}"),
)
PAYABLE_DIFFERS = ProblemKind(
    "INC207",
    "error",
    Text("应付写的是 {given}，重算为 {computed}", "payable is given as {given}; it comes to {computed}"),
)
LACKS = ProblemKind(
    "INC208",
    "error",
    Text("状态为“{status}”，缺少 {name}", "its status is “{status}”, yet {name} is missing"),
)
AGREED_BASE = ProblemKind(
    "INC212",
    "error",
    Text("{policy} 的同比基数不是约定数", "{policy} does not take an agreed base of growth"),
    Text("删去 growth_bases；区域变动在季度数据里同口径调整", "take growth_bases out; a change of territory is restated in the quarter's data"),
)  # fmt: skip
NOT_COMPLETE = ProblemKind(
    "INC213",
    "error",
    Text("数据未齐就出单：{rows}", "it was issued while figures are pending: {rows}"),
)
NO_STATEMENT = ProblemKind(
    "INC214",
    "warning",
    Text("{period} 结束已 {days} 日，还没有返利结算单（应付 {payable}）", "{period} ended {days} days ago and has no rebate statement ({payable} payable)"),
    Text("合同约定季度结束后 20 日内提供", "the contract promises it within 20 days"),
)  # fmt: skip
STATEMENT_DAYS = 20
ZERO = Decimal(0)


def governed(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A statement stands on the contract in force at the period's start and on the policy version that it pins.

    Backward changes of rebate policy are the classic grievance (reference 0.10, E.2 12). There is one statement for a
    period; a void one does not count.

    中文：结算单依据期初有效的合同和合同钉住的政策版本，一个期间只有一张，作废的不算。政策往回改，是经销商最常见的不满。
    """
    start = fiscal_start(network)
    seen: dict[tuple[str, str], RebateSettlement] = {}
    for row in network.all(RebateSettlement):
        if row.status == "void":
            continue
        first = seen.setdefault((row.dealer, row.period), row)
        if first is not row:
            related = (Related(network.origin(first, "period"), Text("先出的在这里", "the first is here")),)
            yield told(network, TWICE, row, "period", related=related, period=row.period, other=first.id)
        contract = network.find(Contract, row.contract)
        if contract is None:
            continue
        governing = governing_contract(network, row.dealer, period_span(row.period, start))
        if governing is None or governing.contract_no != row.contract:
            name = governing.contract_no if governing else Text("（没有生效的合同）", "(no contract in force)")
            yield told(network, OTHER_CONTRACT, row, "contract", period=row.period, given=row.contract, governing=name)
        elif governing.rebate_policy != row.policy:
            yield told(network, OTHER_POLICY, row, "policy", pinned=governing.rebate_policy, given=row.policy)


def grounded(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every row cites a policy version, or it is shown as “no basis” and not paid.

    Verbal promises are what rebate disputes are made of. A row of the statement names a component of its policy; an
    adjustment names the policy that allows it; a growth base that was agreed needs a policy that takes one.

    中文：每一行都写明政策版本，标不出依据的显示“无依据”，不支付。口头许诺是返利纠纷的来源。调整项写明哪份政策允许，约
    定的同比基数要政策里有。
    """
    for row in network.all(RebateSettlement):
        policy = network.find(RebatePolicy, row.policy)
        known = {component.id for component in policy.components} if policy else set()
        for n, line in enumerate(row.lines):
            if policy is not None and line.component not in known:
                yield told(network, NO_BASIS, row, "lines", n, "component", row=line.component)
        for n, adjustment in enumerate(row.adjustments):
            if adjustment.policy is None:
                yield told(network, NO_BASIS, row, "adjustments", n, row=adjustment.id)
        if row.growth_bases and policy is not None and policy.growth_base != "agreed":
            yield told_at_key(network, AGREED_BASE, row, "growth_bases", policy=policy.reference)


def reproducible(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What was issued can be worked out again from the data and the policy version, to the fen.

    A result that was stored while the rule behind it changed is how past periods lose their ground. If a figure
    differs, either the quarter's data or the policy was changed after the statement was served: correct, and issue anew.

    中文：已出的结算单用数据和政策版本重算，分毫不差。有出入，就是出单之后改了季度数据或政策：请更正并重出新单。
    """
    for row in network.all(RebateSettlement):
        if row.status not in ISSUED:
            continue
        result = results.find(RebateStatement, statement_subject(row.dealer, row.period))
        if result is None or result.statement != row.id:
            continue
        if not result.complete:
            names = Text(
                "、".join(line.name.zh for line in result.lines if line.state == "missing"),
                ", ".join(line.name.within("en") for line in result.lines if line.state == "missing"),
            )
            yield told(network, NOT_COMPLETE, row, "status", rows=names)
            continue
        computed = {line.id: line for line in result.lines if line.kind == "component"}
        for n, issued in enumerate(row.lines):
            line = computed.pop(issued.component, None)
            if line is not None and line.amount != issued.amount:
                values: dict[str, Any] = {"row": line.name, "given": amount_text(issued.amount), "policy": line.basis}
                yield told(network, ROW_DIFFERS, row, "lines", n, "amount", computed=amount_text(line.amount), **values)
        for line in computed.values():
            if line.amount:
                yield told_at_key(network, ROW_MISSING, row, "lines", row=line.name, computed=amount_text(line.amount))
        if row.payable is not None and row.payable != result.payable:
            given, fresh = amount_text(row.payable), amount_text(result.payable)
            yield told(network, PAYABLE_DIFFERS, row, "payable", given=given, computed=fresh)


def progress(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A statement that is issued has rows, an amount, an approval and a day; an agreed one its day; a paid one payments.

    Rebate statements are prepared by finance and approved by its head or the general manager (reference A.14).

    中文：结算单的状态要有它的内容：已签发的有行、金额、批准和日期，已确认的有确认日，已支付的有付款。结算单由财务编制，
    财务负责人或总经理批准。
    """
    for row in network.all(RebateSettlement):
        wanted: tuple[str, ...] = ()
        if row.status in ISSUED:
            wanted = ("lines", "payable", "approved_by", "issued_on")
        if row.status in ("agreed", "paid"):
            wanted = (*wanted, "agreed_on")
        if row.status == "paid" and row.payable:
            wanted = (*wanted, "payments")
        for name in wanted:
            held = getattr(row, name)
            if held is None or held == ():
                yield told(network, LACKS, row, "status", status=SETTLEMENT.label(row.status), name=name)


def provided(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A statement is provided within 20 days of the quarter's end, as the standard contract promises.

    It is told at the quarter's data. The promise is ours, and counts among those that we kept or broke (reference H.6).

    中文：季度结束后 20 日内向经销商提供结算单，这是标准合同里的承诺。提示在该季的数据上，守不守时计入我方的承诺。
    """
    start = fiscal_start(network)
    for data in network.all(QuarterData):
        result = results.find(RebateStatement, statement_subject(data.dealer, data.quarter))
        if result is None or result.statement or not result.payable:
            continue
        days = (as_of - period_span(data.quarter, start).last).days
        if days > STATEMENT_DAYS:
            payable = amount_text(result.payable)
            yield told(network, NO_STATEMENT, data, "quarter", period=data.quarter, days=days, payable=payable)


def policy_as_served(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A policy version says what it said when a statement was served by it, where the statement keeps its `policy_digest`.

    Backward changes of rebate policy are the classic grievance (reference 0.10): what was earned is counted by what was said.

    中文：送出结算单时记下摘要的，那一版政策至今内容未变。事后改返利政策是最常见的不满：挣得的按当时说的算。
    """
    rows = network.all(RebateSettlement)
    yield from changed_versions(
        network, ((row, ("policy",), "rebate-policy", row.policy, row.policy_digest) for row in rows)
    )


CHECKS: tuple[Check, ...] = (
    Check((OTHER_POLICY, OTHER_CONTRACT, TWICE), governed),
    Check((NO_BASIS, AGREED_BASE), grounded),
    Check((ROW_DIFFERS, ROW_MISSING, PAYABLE_DIFFERS, NOT_COMPLETE), reproducible),
    Check((LACKS,), progress),
    Check((NO_STATEMENT,), provided),
    Check((CHANGED,), policy_as_served),
)
