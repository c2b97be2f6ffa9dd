"""Checks on the terms of marketing funds, ours first: answers, settlement, then the dealer's claims; budget and audits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.support.checks.place import funds as all_funds
from toolkit.topics.support.records import Fund, FundPolicy, SupportYear
from toolkit.topics.support.rules.funds import fund_standing, late_factor
from toolkit.topics.support.rules.results import FundStanding
from toolkit.topics.support.rules.standing import Ground, balance, ground_of
from toolkit.topics.topic import Check

REQUEST_LATE = ProblemKind(
    "SUP141",
    "warning",
    Text("申请离开始只有 {days} 个工作日，政策要求 {least} 个", "requested {days} working days ahead, the policy asks for {least}"),
    Text("改期，或说明为何来不及", "move the activity, or say why there was no time"),
)  # fmt: skip
ANSWER_LATE = ProblemKind(
    "SUP142",
    "warning",
    Text("申请应在 {due} 前答复", "the request was to be answered by {due}"),
    Text("我方逾期：今天答复，核销期限顺延", "we are late: answer today; the claim may come as much later"),
)
CLAIM_LATE = ProblemKind(
    "SUP143",
    "warning",
    Text("核销材料应在 {due} 前交，逾期系数 {factor}", "the claim was due by {due}; the factor is now {factor}"),
    Text("联系经销商，把能补的先补上", "call the dealer; hand in what is there"),
)
SETTLED_LATE = ProblemKind(
    "SUP144",
    "warning",
    Text("应在 {due} 前结清，还差 {rest}", "to be settled by {due}, {rest} is missing"),
    Text("我方逾期，按违约处理：先付款，再说明", "we are in default: pay first, then explain"),
)
TOLD_LATE = ProblemKind(
    "SUP145",
    "warning",
    Text("缺件应在 {due} 前一次告知", "what is missing was to be told at once, by {due}"),
    Text("一次说全，写明每一项值多少", "name everything in one go, and what each item is worth"),
)
OVERDRAWN = ProblemKind(
    "SUP146",
    "error",
    Text("市场费用超出预算 {amount}", "the marketing fund is overdrawn by {amount}"),
    Text("余额不足的排队并告知，或由财务追加预算", "let requests wait and say so, or have finance add to the budget"),
)
AUDIT_FAILED = ProblemKind(
    "SUP147",
    "warning",
    Text("抽查不属实", "the audit found it untrue"),
    Text("交市场督察立案；查实的按红线处理", "market supervision opens a case; a proven one is a red line"),
)
AUDITS_FEW = ProblemKind(
    "SUP148",
    "info",
    Text("{year} 年已结清 {settled} 笔，抽查 {audited} 笔，不到 {share}", "of {settled} settled in {year}, {audited} are audited, less than {share}"),
    Text("由内审随机抽取，事前不通知", "internal audit draws at random and without notice"),
)  # fmt: skip


def terms(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Requests come in time, we answer, tell what is missing and settle in time, and claims come in time (reference I.2).

    Our own delay gives the dealer as many days more for its claim.

    中文：申请按时提出，我方按时答复、一次告知缺件、按时结清，核销材料按时交来。我方晚了几天，对方的核销期限就顺延几天。
    """
    ground = ground_of(network, as_of)
    for year, n, fund in all_funds(network):
        policy = ground.fund(fund)
        if policy is None:
            continue
        if fund.request is not None:
            days = ground.calendar.between(fund.request.date, fund.start)
            if days < policy.request_days:
                values: dict[str, Any] = {"days": days, "least": policy.request_days}
                yield told(network, REQUEST_LATE, year, "funds", n, "request", "date", about=fund.id, **values)
        where = fund_standing(fund, policy, ground.calendar, as_of, dealer=year.dealer, year=year.year)
        yield from _overdue(network, year, n, fund, where, policy, as_of)
        yield from _untold(network, ground, year, n, fund, policy)


def _overdue(
    network: Network, year: SupportYear, n: int, fund: Fund, where: FundStanding, policy: FundPolicy, as_of: date
) -> Iterator[Problem]:
    due = where.due
    if due is None or due >= as_of:
        return
    place = ("funds", n)
    if where.state == "requested":
        yield told(network, ANSWER_LATE, year, *place, "request", "date", about=fund.id, due=due)
    elif where.state in ("to_claim", "incomplete"):
        factor = late_factor(policy, (as_of - due).days)
        yield told(network, CLAIM_LATE, year, *place, "end", about=fund.id, due=due, factor=factor)
    elif where.state in ("to_settle", "part_settled"):
        rest = amount_text(where.payable - where.paid)
        yield told(network, SETTLED_LATE, year, *place, "claims", about=fund.id, due=due, rest=rest)


def _untold(
    network: Network, ground: Ground, year: SupportYear, n: int, fund: Fund, policy: FundPolicy
) -> Iterator[Problem]:
    for k, claim in enumerate(fund.claims):
        due = ground.calendar.add(claim.received_on, policy.told_days)
        missing = not set(policy.documents) <= set(claim.documents) or claim.complete_on is None
        if missing and (claim.told_on or ground.as_of) > due:
            yield told(network, TOLD_LATE, year, "funds", n, "claims", k, "received_on", about=fund.id, due=due)


def budgets(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What is approved and open, and what was payable, stays within the year's budget.

    中文：已批准未结的加上应付的，不超过年度预算。余额不足的排队并告知经销商，或由财务追加预算。
    """
    ground = ground_of(network, as_of)
    for year in network.all(SupportYear):
        if year.fund_budget is not None:
            rows = [row for fund in year.funds if (row := _standing(ground, year, fund)) is not None]
            left = balance(year, year.fund_budget, rows).balance
            if left < 0:
                yield told(network, OVERDRAWN, year, "fund_budget", "amount", amount=amount_text(-left))


def audits(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A failed audit leads to a case, and the policy's share of settled funds is audited at random.

    中文：抽查不属实的立案，已结清的费用按政策比例随机抽查。由内审抽取，事前不通知。
    """
    ground = ground_of(network, as_of)
    settled: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for year, n, fund in all_funds(network):
        if fund.audit is not None and not fund.audit.passed and fund.audit.date <= as_of:
            yield told(network, AUDIT_FAILED, year, "funds", n, "audit", "passed", about=fund.id)
        where = _standing(ground, year, fund)
        if where is not None and where.state == "settled":
            settled[where.policy, year.year].append(fund.audit is not None and fund.audit.date <= as_of)
    for policy in network.all(FundPolicy):
        for number in sorted(year for reference, year in settled if reference == policy.reference):
            rows = settled[policy.reference, number]
            if Decimal(sum(rows)) / len(rows) < policy.audit_share:
                counts: dict[str, object] = {"year": number, "settled": len(rows), "audited": sum(rows)}
                share = percent_text(policy.audit_share)
                yield AUDITS_FEW.at(
                    network.origin(policy, "audit_share"),
                    record=policy.reference,
                    field="audit_share",
                    share=share,
                    **counts,  # type: ignore[arg-type]
                )


def _standing(ground: Ground, year: SupportYear, fund: Fund) -> FundStanding | None:
    policy = ground.fund(fund)
    if policy is None:
        return None
    return fund_standing(fund, policy, ground.calendar, ground.as_of, dealer=year.dealer, year=year.year)


CHECKS: tuple[Check, ...] = (
    Check((REQUEST_LATE, ANSWER_LATE, CLAIM_LATE, SETTLED_LATE, TOLD_LATE), terms),
    Check((OVERDRAWN,), budgets),
    Check((AUDIT_FAILED, AUDITS_FEW), audits),
)
