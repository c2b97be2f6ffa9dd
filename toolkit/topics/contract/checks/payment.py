"""Payment, credit, security and deposit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.network import Network
from toolkit.network.record import label
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.checks.place import limits
from toolkit.topics.contract.records import Contract, ContractLimits
from toolkit.topics.contract.records.grant import Targets
from toolkit.topics.contract.records.money import Deposit, Payment
from toolkit.topics.contract.records.vocabularies import PAYMENT
from toolkit.topics.topic import Check

CREDIT_WITHOUT = ProblemKind(
    "CTR407",
    "error",
    Text("付款方式是“{method}”，但没有信用额度", "payment is by {method}, but there is no credit limit"),
    Text("补上 credit，或改为款到发货", "add credit, or make it prepaid"),
)
CREDIT_UNUSED = ProblemKind(
    "CTR408",
    "error",
    Text("款到发货却有信用额度", "it is prepaid, yet there is a credit limit"),
    Text("删去 credit，或改付款方式", "remove credit, or change the method of payment"),
)
PAYMENT_DETAIL = ProblemKind(
    "CTR409",
    "error",
    Text("付款方式是“{method}”，缺少{name}（{key}）", "payment is by {method}; {name} ({key}) is missing"),
)
GUARANTEE_KIND = ProblemKind(
    "CTR410", "error", Text("担保人 {who} 没有写明担保方式", "the kind of the guarantee by {who} is not said"),
    Text("没有约定的按一般保证处理（民法典第六百八十六条）", "a guarantee without a kind counts as a general one (Civil Code art. 686)"),
)  # fmt: skip
GUARANTEE_RESOLUTION = ProblemKind(
    "CTR411",
    "warning",
    Text("{who} 是公司，没有登记担保决议", "{who} is a company, but no corporate resolution is on record"),
    Text("公司法第十五条", "Company Law art. 15"),
)
EARNEST_CAP = ProblemKind(
    "CTR412", "error", Text("定金 {amount} 是标的额 {base} 的 {share}，超过 {most}", "earnest money of {amount} is {share} of {base}; the limit is {most}"),
    Text("超过部分不产生定金的效力（民法典第五百八十六条）", "what is over it has no effect as earnest money (Civil Code art. 586)"),
)  # fmt: skip
EARNEST_BASE = ProblemKind(
    "CTR413", "error", Text("定金没有确定的主合同标的额", "the earnest money has no definite contract amount as its base"),
    Text("写明保底额或具体订单及金额；指导目标不是合同标的", "name the guaranteed minimum or an order, with its amount; a guideline target is no contract amount"),
)  # fmt: skip
REFUND = ProblemKind(
    "CTR414",
    "warning",
    Text(
        "保证金退还期限 {days} 日，超过政策上限 {most} 日",
        "the deposit is refunded after {days} days; the policy allows {most}",
    ),
)
DEPOSIT_CASES = ProblemKind(
    "CTR415",
    "error",
    Text("履约保证金没有写明可以扣除的情形", "the performance bond does not say what it may be drawn on for"),
    Text("在 deductions 里逐项写明", "list the cases under deductions"),
)
RECONCILIATION = ProblemKind(
    "CTR416", "error", Text("对账日 {day} 不在 1 到 28 之间", "the reconciliation day {day} is not between 1 and 28")
)
LATE_INTEREST = ProblemKind(
    "CTR418",
    "warning",
    Text(
        "逾期利率每日 {rate}，超过政策上限 {most}，法院可能予以减少",
        "late interest of {rate} a day, above the {most} of the policy: a court may cut it",
    ),
    Text("民法典第五百八十五条", "Civil Code art. 585"),
)
UNSECURED = ProblemKind(
    "CTR419",
    "warning",
    Text(
        "信用额度 {limit} 超过无担保上限 {most}，但没有担保",
        "a credit limit of {limit} is above {most}, the most without security, but there is none",
    ),
    Text("补上 guarantees，或调低额度", "add guarantees, or lower the limit"),
)
GUARANTEE_PERIOD = ProblemKind(
    "CTR420",
    "error",
    Text("{who} 的保证没有写明保证期间", "the guarantee by {who} does not say for how long"),
    Text(
        "没有约定的只有六个月（民法典第六百九十二条）",
        "without a word it lasts six months only (Civil Code art. 692)",
    ),
)
_NEEDED = {
    "prepaid": (),
    "partial": ("prepaid_share", "credit_days"),
    "credit": ("credit_days",),
    "bank_acceptance": ("acceptance_months",),
}


def payment(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The payment method has what it needs: credit a limit and days, part payment a share and days, acceptance its months.

    Without it the contract would print a blank (reference A.10). A month has 28 days at least, so the reconciliation day is one
    of them.

    中文：付款方式要有它需要的内容：赊销写额度和天数，部分预付写比例和天数，承兑写月数；否则合同会印出空白。对账日
    写 1 至 28，因为每月至少有 28 天。
    """
    for contract in network.all(Contract):
        pay = contract.payment
        method = PAYMENT.label(pay.method)
        if pay.method == "credit" and contract.credit is None:
            yield told(network, CREDIT_WITHOUT, contract, "payment", "method", method=method)
        if pay.method == "prepaid" and contract.credit is not None:
            yield told(network, CREDIT_UNUSED, contract, "credit")
        for key in _NEEDED[pay.method]:
            if not getattr(pay, key):
                name = label(Payment, key)
                yield told(network, PAYMENT_DETAIL, contract, "payment", "method", method=method, name=name, key=key)
        if not 1 <= pay.reconciliation_day <= 28:
            yield told(network, RECONCILIATION, contract, "payment", "reconciliation_day", day=pay.reconciliation_day)


def limited(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Late interest and credit without security stay below the limits policy, where it sets such limits (reference A.10, F.3).

    中文：逾期利率和无担保的信用额度，不超过合同限额政策所设的上限。利率过高法院可能减少（民法典第五百八十五条），额度过
    高要有担保。
    """
    for contract in network.all(Contract):
        policy, pay, credit = limits(network, contract, as_of), contract.payment, contract.credit
        if policy is None:
            continue
        rate, most = pay.late_interest_daily, policy.late_interest_daily
        if most is not None and rate > most:
            path = ("payment", "late_interest_daily")
            yield told(network, LATE_INTEREST, contract, *path, rate=percent_text(rate), most=percent_text(most))
        unsecured = policy.unsecured_credit
        if unsecured is not None and credit is not None and credit.limit > unsecured and not credit.guarantees:
            given, allowed = amount_text(credit.limit), amount_text(unsecured)
            yield told(network, UNSECURED, contract, "credit", "limit", limit=given, most=allowed)


def guarantees(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A guarantee says its kind and its period, and a company that guarantees has resolved so.

    Source: Civil Code arts. 686, 692; Company Law art. 15; reference F.3. Mortgages and pledges have no period of guarantee.

    中文：保证写明方式和期间，公司作保证的有决议。没有写方式的按一般保证，没有写期间的只有六个月（民法典第六百八十六条、
    第六百九十二条；公司法第十五条）。抵押和质押没有保证期间。
    """
    for contract in network.all(Contract):
        for n, guarantee in enumerate(contract.credit.guarantees if contract.credit else ()):
            path, who = ("credit", "guarantees", n), guarantee.guarantor
            if guarantee.kind is None:
                yield told(network, GUARANTEE_KIND, contract, *path, who=who)
            if guarantee.kind in ("joint", "general") and not guarantee.period_months:
                yield told(network, GUARANTEE_PERIOD, contract, *path, who=who)
            if guarantee.resolution is None and who.endswith(("公司", "Ltd.", "Inc.")):
                yield told(network, GUARANTEE_RESOLUTION, contract, *path, who=who)


def deposit(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Earnest money (定金) is at most a fifth of a contract amount that is named; a bond says its cases and is refunded in time.

    Source: Civil Code arts. 586–588; reference F.3, F.4 and 0b (Law): a guideline target is no contract amount.

    中文：定金不超过所写标的额的五分之一；保证金写明可以扣除的情形，按时退还。指导目标不是合同标的，不能作定金的基数（民
    法典第五百八十六条至第五百八十八条）。
    """
    for contract in network.all(Contract):
        held, policy = contract.deposit, limits(network, contract, as_of)
        if held is None or held.kind == "none":
            continue
        if held.kind == "earnest_money":
            yield from _earnest(network, contract, held, policy)
        elif not held.deductions:
            yield told(network, DEPOSIT_CASES, contract, "deposit", "kind")
        if policy is not None and held.refund_days > policy.refund_days:
            days, most = held.refund_days, policy.refund_days
            yield told(network, REFUND, contract, "deposit", "refund_days", days=days, most=most)


def _earnest(network: Network, contract: Contract, held: Deposit, policy: ContractLimits | None) -> Iterator[Problem]:
    if not held.base or not held.base_amount or _is_guideline(contract.targets, held.base_amount):
        path = ("deposit", "base_amount" if held.base_amount else "kind")
        yield told(network, EARNEST_BASE, contract, *path)
    elif policy is not None and held.amount > policy.earnest_money_share * held.base_amount:
        yield told(
            network, EARNEST_CAP, contract, "deposit", "amount", amount=amount_text(held.amount), base=amount_text(held.base_amount),
            share=percent_text(held.amount / held.base_amount, 1), most=percent_text(policy.earnest_money_share),
        )  # fmt: skip


def _is_guideline(targets: Targets, base: Decimal) -> bool:
    """Whether a base is the sum of targets that bind nobody: of a line's year, of a year, or of all."""
    if targets.nature != "guideline":
        return False
    years = {
        year: sum((r.amount for r in targets.years if r.year == year), Decimal(0))
        for year in {r.year for r in targets.years}
    }
    return base in {*(row.amount for row in targets.years), *years.values(), sum(years.values(), Decimal(0))}


CHECKS = (
    Check((CREDIT_WITHOUT, CREDIT_UNUSED, PAYMENT_DETAIL, RECONCILIATION), payment),
    Check((LATE_INTEREST, UNSECURED), limited),
    Check((GUARANTEE_KIND, GUARANTEE_PERIOD, GUARANTEE_RESOLUTION), guarantees),
    Check((EARNEST_CAP, EARNEST_BASE, REFUND, DEPOSIT_CASES), deposit),
)
