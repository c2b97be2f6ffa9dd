"""Checks on marketing funds: approved first, claimed with proof, paid to the dealer company, not above what is payable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.money import to_fen
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Staff
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.support.checks.place import funds as all_funds
from toolkit.topics.support.records import Fund, SupportYear
from toolkit.topics.support.rules.funds import claim_lines, share_of
from toolkit.topics.support.rules.standing import ground_of
from toolkit.topics.topic import Check

NO_APPROVAL = ProblemKind(
    "SUP121",
    "error",
    Text("没有批复就有核销", "there is a claim without an approval"),
    Text("先批后做；没有批准的活动不能核销", "approved first: what nobody approved cannot be claimed"),
)
OVERPAID = ProblemKind(
    "SUP122",
    "error",
    Text("已付 {paid}，超过应付 {payable}", "{paid} is paid, more than the {payable} payable"),
    Text("应付 = 取小（批准额，有效票据额）× 分担 × 合格率 × 逾期系数", "payable = the smaller of approved and invoiced × share × evidence passed × lateness"),
)  # fmt: skip
WRONG_PAYEE = ProblemKind(
    "SUP123",
    "error",
    Text("收款方 {payee} 不是经销商 {dealer}", "the payee {payee} is not the dealer {dealer}"),
    Text("费用只付给公司账户", "funds are paid to the dealer company only"),
)
ABOVE_APPROVAL = ProblemKind(
    "SUP124",
    "warning",
    Text("核销票据合计 {claimed}，超过批准额 {approved}", "the claims together are {claimed}, above the approved {approved}"),
    Text("超支不付，向经销商说明", "the excess is not paid; tell the dealer"),
)  # fmt: skip
APPROVAL_ORDER = ProblemKind(
    "SUP125",
    "error",
    Text("批复没有申请，或早于申请", "the approval has no request, or is earlier than it"),
)
APPROVED_AND_DECLINED = ProblemKind("SUP126", "error", Text("既批准又未批", "it is approved and declined at once"))
SHARE_HIGH = ProblemKind(
    "SUP127",
    "error",
    Text("我方分担 {share}，超过政策的 {most}", "our share of {share} is above the policy's {most}"),
)
WRONG_APPROVER = ProblemKind(
    "SUP128",
    "error",
    Text("{staff} 不能代表{role}，或一人兼了两道", "{staff} may not act for {role}, or one person did both steps"),
    Text("市场批方案，财务核预算，须为两人", "marketing approves, finance checks the budget: two people"),
)
UNKNOWN_EVIDENCE = ProblemKind(
    "SUP129",
    "error",
    Text("批复的证据清单里没有“{name}”", "the approval does not ask for {name}"),
    Text("清单上有：{choices}", "it asks for: {choices}"),
)
INVOICE_TWICE = ProblemKind(
    "SUP130", "error", Text("发票 {number} 已在 {other} 核销", "the invoice {number} is claimed in {other}")
)
DATES = ProblemKind(
    "SUP131",
    "error",
    Text("{day} 早于 {before}，先后颠倒", "{day} comes before {before}: the order is reversed"),
)
NO_RULES = ProblemKind(
    "SUP132",
    "error",
    Text("{day} 没有生效的市场费用政策", "no fund rules are in force on {day}"),
    Text("在 content/policies/support/fund/ 补上", "add a version to content/policies/support/fund/"),
)
PRICE_CONDITION = ProblemKind(
    "SUP133",
    "error",
    Text("活动里有限定转售价格的说法：“{words}”", "the activity speaks of controlling resale prices: {words}"),
    Text("不得规定成交价，也不得以不降价为付费条件（《反垄断法》第18条）", "no price may be set and none be a condition (Anti-Monopoly Law art. 18)"),
)  # fmt: skip
OTHER_YEAR = ProblemKind(
    "SUP134",
    "error",
    Text("{day} 开始的活动属于 {year} 财年，不在本文件的年度", "an activity from {day} belongs to the fiscal year {year}, not to that of this file"),
    Text("移到 support/{year}.yaml", "move it to support/{year}.yaml"),
)  # fmt: skip


def claims(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Nothing is claimed without an approval, evidence is what the approval asked for, an invoice is claimed once.

    What is claimed above the approval is not paid (reference I.2).

    中文：没有批复不核销，证据是批复要求的，一张发票只核销一次。超过批准额的部分不付，向经销商说明。
    """
    seen: dict[str, str] = {}
    for year, n, fund in all_funds(network):
        place = ("funds", n, "claims")
        if fund.claims and fund.approval is None:
            yield told(network, NO_APPROVAL, year, *place, 0, "received_on", about=fund.id)
        asked = fund.approval.evidence if fund.approval else ()
        for k, claim in enumerate(fund.claims):
            for m, item in enumerate(claim.items):
                if fund.approval is not None and item.name not in asked:
                    values: dict[str, Any] = {"name": item.name, "choices": "、".join(asked)}
                    yield told(network, UNKNOWN_EVIDENCE, year, *place, k, "items", m, "name", about=fund.id, **values)
            for m, invoice in enumerate(claim.invoices):
                if invoice.number in seen:
                    path = (*place, k, "invoices", m, "number")
                    values = {"number": invoice.number, "other": seen[invoice.number]}
                    yield told(network, INVOICE_TWICE, year, *path, about=fund.id, **values)
                seen.setdefault(invoice.number, fund.id)
        yield from _above(network, year, n, fund)


def _above(network: Network, year: SupportYear, n: int, fund: Fund) -> Iterator[Problem]:
    claimed = sum((row.amount for claim in fund.claims for row in claim.invoices if row.valid), Decimal(0))
    if fund.approval is not None and claimed > fund.approval.amount and len(fund.claims) > 1:
        last = max(range(len(fund.claims)), key=lambda k: fund.claims[k].received_on)
        values: dict[str, Any] = {"claimed": amount_text(claimed), "approved": amount_text(fund.approval.amount)}
        yield told(network, ABOVE_APPROVAL, year, "funds", n, "claims", last, "received_on", about=fund.id, **values)


def payments(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Payments go to the dealer company and are never more than what is payable.

    Money to the dealer's staff is a risk of bribery (Anti-Unfair Competition Law art. 8; reference 0.4).

    中文：费用付给经销商公司账户，不超过应付额。付给对方员工有商业贿赂的风险（反不正当竞争法第八条）。应付取批准额与有效
    票据额的较小者，乘分担、合格率和逾期系数。
    """
    ground = ground_of(network, as_of)
    for year, n, fund in all_funds(network):
        profile, policy = network.find(DealerProfile, year.dealer), ground.fund(fund)
        for k, row in enumerate(fund.payments):
            if profile is not None and row.payee != profile.name:
                path = ("funds", n, "payments", k, "payee")
                yield told(network, WRONG_PAYEE, year, *path, about=fund.id, payee=row.payee, dealer=profile.name)
        if policy is None:
            day = fund.request.date if fund.request else fund.start
            yield told(network, NO_RULES, year, "funds", n, "start", about=fund.id, day=day)
        elif fund.payments:
            lines = claim_lines(fund, policy, ground.calendar, as_of)
            owed = to_fen(sum((row.payable for row in lines), Decimal(0)))
            paid = sum((row.amount for row in fund.payments if row.date <= as_of), Decimal(0))
            if paid > owed:
                path = ("funds", n, "payments", len(fund.payments) - 1, "amount")
                values: dict[str, Any] = {"paid": amount_text(paid), "payable": amount_text(owed)}
                yield told(network, OVERPAID, year, *path, about=fund.id, **values)


def approvals(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An approval answers a request, is given by marketing with the budget checked by finance, and keeps to the share.

    中文：批复对应一份申请，市场批方案、财务核预算，两人办理，我方分担不超过政策比例。
    """
    ground = ground_of(network, as_of)
    for year, n, fund in all_funds(network):
        approval, policy = fund.approval, ground.fund(fund)
        if approval is None:
            continue
        place = ("funds", n, "approval")
        if fund.request is None or approval.date < fund.request.date:
            yield told(network, APPROVAL_ORDER, year, *place, "date", about=fund.id)
        if fund.declined is not None:
            yield told(network, APPROVED_AND_DECLINED, year, "funds", n, "declined", about=fund.id)
        if policy is not None and share_of(approval, policy) > policy.share:
            values: dict[str, Any] = {
                "share": percent_text(share_of(approval, policy)),
                "most": percent_text(policy.share),
            }
            yield told(network, SHARE_HIGH, year, *place, "share", about=fund.id, **values)
        for name, role in (("approved_by", "MK"), ("budget_checked_by", "FI")):
            person = network.find(Staff, getattr(approval, name))
            same = name == "budget_checked_by" and approval.approved_by == approval.budget_checked_by
            if person is not None and (role not in person.roles or same):
                yield told(network, WRONG_APPROVER, year, *place, name, about=fund.id, staff=person.id, role=role)


def order(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The days of a fund follow each other, the activity lies in the file's fiscal year, and its terms set no resale price.

    A fund is charged to the budget of the year in which the activity begins.

    中文：费用的各个日期先后有序，活动在文件所属的财年之内，条件里没有限定转售价格。费用计入活动开始那一年的预算。
    """
    ground = ground_of(network, as_of)
    for year, n, fund in all_funds(network):
        for path, day, before in _pairs(fund):
            if day < before:
                yield told(network, DATES, year, "funds", n, *path, about=fund.id, day=day, before=before)
        if ground.year(fund.start) != year.year:
            values: dict[str, Any] = {"day": fund.start, "year": ground.year(fund.start)}
            yield told(network, OTHER_YEAR, year, "funds", n, "start", about=fund.id, **values)
        texts = {("name",): fund.name}
        if fund.request is not None:
            texts["request", "goal"] = fund.request.goal  # type: ignore[index]
        for where, text in texts.items():
            words = resale_price_words(text.zh, counted=True) or resale_price_words(text.en, counted=True)
            if words:
                yield told(network, PRICE_CONDITION, year, "funds", n, *where, about=fund.id, words=words)


def _pairs(fund: Fund) -> Iterator[tuple[tuple[str | int, ...], date, date]]:
    """Each day with the one that it must not come before."""
    yield ("end",), fund.end, fund.start
    for k, claim in enumerate(fund.claims):
        yield ("claims", k, "received_on"), claim.received_on, fund.start
        if claim.complete_on is not None:
            yield ("claims", k, "complete_on"), claim.complete_on, claim.received_on
        if claim.told_on is not None:
            yield ("claims", k, "told_on"), claim.told_on, claim.received_on
    first = min((claim.received_on for claim in fund.claims), default=fund.end)
    for k, row in enumerate(fund.payments):
        yield ("payments", k, "date"), row.date, first
    if fund.audit is not None:
        yield ("audit", "date"), fund.audit.date, fund.start


CHECKS: tuple[Check, ...] = (
    Check((NO_APPROVAL, ABOVE_APPROVAL, UNKNOWN_EVIDENCE, INVOICE_TWICE), claims),
    Check((WRONG_PAYEE, OVERPAID, NO_RULES), payments),
    Check((APPROVAL_ORDER, APPROVED_AND_DECLINED, SHARE_HIGH, WRONG_APPROVER), approvals),
    Check((DATES, OTHER_YEAR, PRICE_CONDITION), order),
)
