"""Supply prices of a contract: lists, discounts, changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import PriceList, Staff
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.checks.place import limits
from toolkit.topics.contract.records import Contract
from toolkit.topics.topic import Check

APPROVER = "GM"

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
    Text(
        "批准后在 approved_by 写总经理的员工编号", "once approved, put the general manager's staff id into approved_by"
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
TWO_LISTS = ProblemKind(
    "CTR417",
    "error",
    Text("{line} 有两份价格表：{list} 和 {other}", "{line} has two price lists: {list} and {other}"),
    Text("每条产品线只留一份", "keep one for each line"),
)


def prices(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every granted line has one price list, which is in force when the contract begins (reference A.10).

    中文：每条授权的产品线恰有一份供货价格表，并且在合同起始日有效。没有价格表就没有供货价，有两份则说不清按哪份。
    """
    for contract in network.all(Contract):
        granted = dict.fromkeys(line for scope in contract.scopes for line in scope.lines)
        priced: dict[str, str] = {}
        for n, use in enumerate(contract.prices):
            listed = network.find(PriceList, use.list)
            if listed is None:
                continue
            path, name = ("prices", n, "list"), line_name(network, listed.line)
            other = priced.setdefault(listed.line, use.list)
            if other != use.list:
                yield told(network, TWO_LISTS, contract, *path, line=name, list=use.list, other=other)
            if listed.line not in granted:
                yield told(network, PRICES_UNGRANTED, contract, *path, list=use.list, line=name)
            start = contract.term.start
            if start < listed.effective_from or (listed.effective_to is not None and start > listed.effective_to):
                yield told(network, PRICES_LATE, contract, *path, list=use.list, day=start)
        for line in granted:
            if line not in priced:
                yield told(network, NO_PRICES, contract, "prices", line=line_name(network, line))


def discounts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A discount stays within the limit of the policy, or the general manager has approved it (reference A.10).

    中文：让价不超过政策上限，超过的须由总经理批准并登记批准人。
    """
    approvers = {person.id for person in network.all(Staff) if APPROVER in person.roles}
    for contract in network.all(Contract):
        policy = limits(network, contract, as_of)
        for n, use in enumerate(contract.prices if policy else ()):
            if policy is not None and use.discount > policy.discount and use.approved_by not in approvers:
                rate, most = percent_text(use.discount), percent_text(policy.discount)
                yield told(network, DISCOUNT, contract, "prices", n, "discount", rate=rate, most=most)


def price_changes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Price changes are announced in time, and price protection stays within the policy (reference A.10).

    中文：调价提前通知的天数不少于政策要求，价格保护的天数不超过政策上限。通知太晚，经销商来不及安排库存。
    """
    for contract in network.all(Contract):
        policy, change = limits(network, contract, as_of), contract.price_change
        if policy is None:
            continue
        least, most = policy.price_notice_days, policy.price_protection_days
        if change.notice_days < least:
            path = ("price_change", "notice_days")
            yield told(network, PRICE_NOTICE, contract, *path, days=change.notice_days, least=least)
        if change.protection_days > most:
            path = ("price_change", "protection_days")
            yield told(network, PROTECTION, contract, *path, days=change.protection_days, most=most)


CHECKS = (
    Check((NO_PRICES, PRICES_UNGRANTED, PRICES_LATE, TWO_LISTS), prices),
    Check((DISCOUNT,), discounts),
    Check((PRICE_NOTICE, PROTECTION), price_changes),
)
