"""Prices, payment, credit and deposit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records import PriceList
from toolkit.topics.contract.checks.place import limits, told
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.vocabularies import PAYMENT
from toolkit.topics.topic import Check

NO_PRICES = ProblemKind(
    "CTR401",
    "error",
    Text("{line} 没有供货价格表", "{line} has no supply price list"),
    Text("在 prices 里补上", "add one under prices"),
)
PRICES_UNGRANTED = ProblemKind(
    "CTR402",
    "error",
    Text(
        "价格表 {list} 属于 {line}，合同没有授权这条产品线",
        "the price list {list} is of {line}, which the contract does not grant",
    ),
)
PRICES_LATE = ProblemKind(
    "CTR403",
    "warning",
    Text(
        "价格表 {list} 在合同起始日 {day} 尚未生效或已失效",
        "the price list {list} is not in force when the contract begins on {day}",
    ),
)
DISCOUNT = ProblemKind(
    "CTR404",
    "error",
    Text(
        "折扣 {rate} 超过上限 {most}，须总经理批准",
        "a discount of {rate} is over the limit of {most}: the general manager must approve it",
    ),
)
PRICE_NOTICE = ProblemKind(
    "CTR405",
    "warning",
    Text(
        "调价通知 {days} 日，少于政策要求的 {least} 日",
        "{days} days' notice of price changes; the policy asks for {least}",
    ),
)
PROTECTION = ProblemKind(
    "CTR406",
    "warning",
    Text("价格保护 {days} 日，超过政策上限 {most} 日", "price protection of {days} days; the policy allows {most}"),
)
CREDIT_WITHOUT = ProblemKind(
    "CTR407",
    "error",
    Text("付款方式是{method}，但没有信用额度", "payment is by {method}, but there is no credit limit"),
    Text("补上 credit，或改为款到发货", "add credit, or make it prepaid"),
)
CREDIT_UNUSED = ProblemKind(
    "CTR408", "error", Text("款到发货却有信用额度", "it is prepaid, yet there is a credit limit")
)
PAYMENT_DETAIL = ProblemKind(
    "CTR409", "error", Text("付款方式是{method}，缺少 {field}", "payment is by {method}; {field} is missing")
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
    "CTR413", "error", Text("定金没有计算基础", "the earnest money has no base"),
    Text("写明保证最低采购或具体订单及金额；指导性目标不是合同标的", "name the guaranteed minimum or an order, with its amount; a guideline target is no contract amount"),
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


def prices(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every granted line has a price list in force at the start, and discounts stay within the limit (DOMAIN A.10)."""
    for contract in network.all(Contract):
        policy = limits(network, contract, as_of)
        granted = dict.fromkeys(line for scope in contract.scopes for line in scope.lines)
        priced = set()
        for n, use in enumerate(contract.prices):
            listed = network.find(PriceList, use.list)
            if listed is None:
                continue
            priced.add(listed.line)
            if listed.line not in granted:
                yield told(network, PRICES_UNGRANTED, contract, "prices", n, "list", list=use.list, line=listed.line)
            start = contract.term.start
            if start < listed.effective_from or (listed.effective_to is not None and start > listed.effective_to):
                yield told(network, PRICES_LATE, contract, "prices", n, "list", list=use.list, day=start)
            if policy is not None and use.discount > policy.discount:
                yield told(
                    network,
                    DISCOUNT,
                    contract,
                    "prices",
                    n,
                    "discount",
                    rate=percent_text(use.discount),
                    most=percent_text(policy.discount),
                )
        for line in granted:
            if line not in priced:
                yield told(network, NO_PRICES, contract, "prices", line=line)


def price_changes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Price changes are announced in time, and price protection stays within the policy (DOMAIN A.10)."""
    for contract in network.all(Contract):
        policy, change = limits(network, contract, as_of), contract.price_change
        if policy is None:
            continue
        if change.notice_days < policy.price_notice_days:
            yield told(
                network,
                PRICE_NOTICE,
                contract,
                "price_change",
                "notice_days",
                days=change.notice_days,
                least=policy.price_notice_days,
            )
        if change.protection_days > policy.price_protection_days:
            yield told(
                network,
                PROTECTION,
                contract,
                "price_change",
                "protection_days",
                days=change.protection_days,
                most=policy.price_protection_days,
            )


def payment(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The payment method has what it needs: credit a limit, part payment a share, acceptance its months."""
    for contract in network.all(Contract):
        pay = contract.payment
        method = PAYMENT.label(pay.method)
        if pay.method == "credit" and contract.credit is None:
            yield told(network, CREDIT_WITHOUT, contract, "payment", "method", method=method)
        if pay.method == "prepaid" and contract.credit is not None:
            yield told(network, CREDIT_UNUSED, contract, "credit")
        needed = {
            "partial": ("prepaid_share", "credit_days"),
            "credit": ("credit_days",),
            "bank_acceptance": ("acceptance_months",),
        }
        for name in needed.get(pay.method, ()):
            if not getattr(pay, name):
                yield told(network, PAYMENT_DETAIL, contract, "payment", method=method, field=name)
        if not 1 <= pay.reconciliation_day <= 28:
            yield told(network, RECONCILIATION, contract, "payment", "reconciliation_day", day=pay.reconciliation_day)


def guarantees(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A guarantee says its kind, and a company that guarantees has resolved so (Civil Code arts. 686, 692; Company Law art. 15)."""
    for contract in network.all(Contract):
        for n, guarantee in enumerate(contract.credit.guarantees if contract.credit else ()):
            if guarantee.kind is None:
                yield told(network, GUARANTEE_KIND, contract, "credit", "guarantees", n, who=guarantee.guarantor)
            if guarantee.resolution is None and guarantee.guarantor.endswith(("公司", "Ltd.", "Inc.")):
                yield told(network, GUARANTEE_RESOLUTION, contract, "credit", "guarantees", n, who=guarantee.guarantor)


def deposit(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Earnest money (定金) is at most a fifth of a contract amount that is named; a bond says its cases and is refunded in time.

    Source: Civil Code arts. 586–588; DOMAIN F.3, F.4 and 0b (Law): a guideline target is no contract amount.
    """
    for contract in network.all(Contract):
        held, policy = contract.deposit, limits(network, contract, as_of)
        if held is None or held.kind == "none" or policy is None:
            continue
        if held.kind == "earnest_money":
            if not held.base or not held.base_amount:
                yield told(network, EARNEST_BASE, contract, "deposit", "kind")
            elif held.amount > policy.earnest_money_share * held.base_amount:
                yield told(
                    network, EARNEST_CAP, contract, "deposit", "amount", amount=amount_text(held.amount), base=amount_text(held.base_amount),
                    share=percent_text(held.amount / held.base_amount, 1), most=percent_text(policy.earnest_money_share),
                )  # fmt: skip
        elif not held.deductions:
            yield told(network, DEPOSIT_CASES, contract, "deposit")
        if held.refund_days > policy.refund_days:
            yield told(
                network, REFUND, contract, "deposit", "refund_days", days=held.refund_days, most=policy.refund_days
            )


CHECKS = (
    Check((NO_PRICES, PRICES_UNGRANTED, PRICES_LATE, DISCOUNT), prices),
    Check((PRICE_NOTICE, PROTECTION), price_changes),
    Check((CREDIT_WITHOUT, CREDIT_UNUSED, PAYMENT_DETAIL, RECONCILIATION), payment),
    Check((GUARANTEE_KIND, GUARANTEE_RESOLUTION), guarantees),
    Check((EARNEST_CAP, EARNEST_BASE, REFUND, DEPOSIT_CASES), deposit),
)
