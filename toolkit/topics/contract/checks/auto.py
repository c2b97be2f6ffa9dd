"""Contracts of the car trade: what the Measures for the Administration of Automobile Sales ask for beside all other law.

Only a company whose `industry` is `auto` (汽车) is looked at (reference 0, auto industry switch; F.2, F.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.period import add_months
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.sources.document import Step
from toolkit.topics.company.records import Company
from toolkit.topics.contract.checks.place import is_over
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.standing import contracts_of
from toolkit.topics.topic import Check

INDUSTRY = re.compile(r"\s*(?:auto\b|automotive\b|汽车)", re.IGNORECASE)
FIRST_YEARS, LATER_YEARS = 5, 3
_TRAINING = re.compile(r"培训|training", re.IGNORECASE)
_TECHNICAL = re.compile(r"技术|technical", re.IGNORECASE)
_BOUND = re.compile(
    r"(?:必须|须|应当?|不得不)[^，。；]{0,12}(?:同时|一并)[^，。；]{0,8}(?:销售|售后|维修)|(?:销售|售后)[^，。；]{0,6}(?:不可|不得)分[开离]"
    r"|both sales and service|sales together with service",
    re.IGNORECASE,
)
_TIED = re.compile(r"搭售|搭配(?:订购|进货|提车)|配车|tied (?:goods|models)|must also (?:buy|order)", re.IGNORECASE)
_STAFF = re.compile(r"(?:人事|财务)[^，。；]{0,8}(?:由甲方|须经甲方|报甲方)|Party A (?:appoints|approves)[^,.;]{0,20}(?:staff|finance)", re.IGNORECASE)  # fmt: skip

SHORT_TERM = ProblemKind(
    "CTR791",
    "warning",
    Text("授权期限不足 {years} 年", "the grant lasts less than {years} years"),
    Text(
        "汽车授权期限一般不少于三年，首次不少于五年",
        "car dealers are granted three years as a rule, five the first time",
    ),
)
NO_SUPPORT = ProblemKind(
    "CTR792",
    "warning",
    Text("甲方支持里没有{what}", "the support does not name {what}"),
    Text("供应商应当为经销商提供培训和技术支持", "a supplier gives its dealers training and technical support"),
)
NO_BUY_BACK = ProblemKind(
    "CTR793",
    "warning",
    Text("终止后只回购库存的 {rate}", "only {rate} of the stock is bought back after the end"),
    Text(
        "经销商无违约而终止的，可要求按评估价收购设施、回购库存车和配件",
        "a dealer that is ended without breach may ask that facilities are bought at their appraised value, and cars and parts bought back",
    ),
)
OTHER_BRANDS = ProblemKind(
    "CTR794",
    "error",
    Text("限制经销商经营其他供应商的产品", "the dealer is limited in selling other suppliers' products"),
    Text("删去 competing_limit", "remove competing_limit"),
)
ADVERTISING = ProblemKind(
    "CTR795",
    "error",
    Text("以供应商名义的宣传由经销商承担费用", "the dealer bears the cost of advertising in the supplier's name"),
    Text("改由甲方承担，或约定分担", "let Party A bear it, or share it"),
)
RESALE_LIMITED = ProblemKind(
    "CTR796",
    "error",
    Text("限制经销商之间或跨区域转售", "resale between dealers or outside the territory is limited"),
    Text("restriction 改为 none", "set restriction to none"),
)
FORBIDDEN = ProblemKind(
    "CTR797",
    "error",
    Text("汽车供应商不得{what}：{words}", "a car supplier may not {what}: {words}"),
    Text("删去", "remove it"),
)
_WORDS = (
    (_BOUND, Text("要求销售与售后同时经营", "demand that sales and service go together")),
    (_TIED, Text("搭售未订购的商品", "tie goods that were not ordered")),
    (_STAFF, Text("干预经销商的人事和财务", "interfere in a dealer's staff and finance")),
)


def car_contracts(network: Network, as_of: date) -> Iterator[Contract]:
    """Yields the contracts that the car rules are for: of a company of the car trade, and not over."""
    company = network.only(Company)
    if company is not None and INDUSTRY.match(company.industry):
        yield from (contract for contract in network.all(Contract) if not is_over(contract, as_of))


def terms(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A car dealer is granted five years at first and three later, with training, technical support and a way out.

    Source: Measures for the Administration of Automobile Sales, arts. 19, 20, 22, 23; reference 0.

    中文：汽车经销的授权首次不少于五年、以后不少于三年，供应商提供培训和技术支持，终止有出路。依据汽车销售管理办法第十九、
    二十、二十二、二十三条。
    """
    for contract in car_contracts(network, as_of):
        first = all(row.term.start >= contract.term.start for row in contracts_of(network, contract.dealer))
        years = FIRST_YEARS if first else LATER_YEARS
        if _short(contract, years):
            yield told(network, SHORT_TERM, contract, "term", "end", years=years)
        said = " ".join(f"{words.zh} {words.within('en')}" for words in contract.support)
        for pattern, what in (
            (_TRAINING, Text("培训", "training")),
            (_TECHNICAL, Text("技术支持", "technical support")),
        ):
            if not pattern.search(said):
                yield told_at_key(network, NO_SUPPORT, contract, "support", what=what)
        if contract.termination.buy_back_rate < Decimal(1):
            rate = percent_text(contract.termination.buy_back_rate)
            yield told(network, NO_BUY_BACK, contract, "termination", "buy_back_rate", rate=rate)


def texts(contract: Contract) -> Iterator[tuple[tuple[Step, ...], Text]]:
    """Yields the free texts of a contract, each with its place: what the lists of choices cannot say."""
    for n, words in enumerate(contract.special):
        yield ("special", n), words
    for n, words in enumerate(contract.support):
        yield ("support", n), words
    for n, words in enumerate(contract.deposit.deductions if contract.deposit else ()):
        yield ("deposit", "deductions", n), words
    yield ("marketing", "duty"), contract.marketing.duty
    yield ("after_sales",), contract.after_sales


def _short(contract: Contract, years: int) -> bool:
    """Whether the last day of the term comes before the day on which so many years are full."""
    full = add_months(contract.term.start, 12 * years)
    return contract.term.end + timedelta(days=1) < full


def bans(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A car supplier leaves its dealers free: other brands, resale between dealers, sales without service, staff and finance.

    Nor does it charge them for advertising in its own name, or tie goods that nobody ordered. Numbers and kinds of cars may be
    agreed in writing when a contract is signed or renewed, as its targets are. Source: the Measures, arts. 21, 24; reference 0.

    中文：汽车供应商不限制经销商经营其他品牌、相互转售、不带售后的销售、人员和融资，不让其承担供应商名义的广告费，也不搭
    售未订的商品。数量和车型可以在签约或续约时书面约定（汽车销售管理办法第二十一条、第二十四条）。
    """
    for contract in car_contracts(network, as_of):
        if contract.competing_limit is not None:
            yield told_at_key(network, OTHER_BRANDS, contract, "competing_limit")
        if contract.marketing.bearer == "dealer":
            yield told(network, ADVERTISING, contract, "marketing", "bearer")
        if contract.restriction != "none":
            yield told(network, RESALE_LIMITED, contract, "restriction")
        for path, words in texts(contract):
            for pattern, what in _WORDS:
                found = pattern.search(words.zh) or pattern.search(words.within("en"))
                if found:
                    yield told(network, FORBIDDEN, contract, *path, what=what, words=found.group())


CHECKS = (
    Check((SHORT_TERM, NO_SUPPORT, NO_BUY_BACK), terms),
    Check((OTHER_BRANDS, ADVERTISING, RESALE_LIMITED, FORBIDDEN), bans),
)
