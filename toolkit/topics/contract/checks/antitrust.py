"""What the Anti-Monopoly Law looks at beside resale prices: limits without a known share, exclusive dealing, prices in reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.records import HARBOUR, Company
from toolkit.topics.contract.checks.place import is_over
from toolkit.topics.contract.records import Contract
from toolkit.topics.topic import Check

PRESUMED_DOMINANT = Decimal("0.5")
"""Half of a market lets dominance be presumed (Anti-Monopoly Law art. 24 para 1 item 1)."""
_OWN_SELLING_PRICE = re.compile(
    r"(?:转售|零售|出货|销售|成交|终端|对外|门店|到手)(?:单|均)?价|售价|(?:resale|retail|selling|shelf) pric",
    re.IGNORECASE,
)
_NOT_REPORTED = re.compile(r"不(?:含|包括|报送)|(?:without|except|excluding|no|not)\b", re.IGNORECASE)

SHARE_UNKNOWN = ProblemKind(
    "CTR771",
    "warning",
    Text(
        "限制了区域或客户，非价格安全港为“{harbour}”，没有法务说明",
        "territory or customers are limited; the non-price safe harbour is “{harbour}”, and there is no legal note",
    ),
    Text(
        "先评估相关市场份额，再在 company.yaml 的 compliance.legal_note 说明（反垄断法第十八条第三款）",
        "find out the market share, then put a note into compliance.legal_note of company.yaml (Anti-Monopoly Law art. 18 para 3)",
    ),
)
DOMINANT = ProblemKind(
    "CTR772",
    "warning",
    Text(
        "限制经营竞品，而 {market}（{place}）的份额 {share} 可推定为市场支配地位",
        "competing products are limited, while a share of {share} of {market} ({place}) lets dominance be presumed",
    ),
    Text(
        "没有正当理由的限定交易被禁止（反垄断法第二十二条）；删去限制，或由外部律师出具意见",
        "exclusive dealing without good cause is banned (Anti-Monopoly Law art. 22): drop the limit, or have outside counsel advise",
    ),
)
PRICES_REPORTED = ProblemKind(
    "CTR773",
    "error",
    Text("要求报送转售价格：{item}", "the dealer is to report its resale prices: {item}"),
    Text(
        "删去；收集经销商的售价可被认定为监控转售价格或轴辐协议（反垄断法第十八条、第十九条）",
        "remove it: collecting dealers' prices may count as watching resale prices, or as a hub-and-spoke agreement (Anti-Monopoly Law arts. 18, 19)",
    ),
)


def share_known(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Whoever limits territories or customers knows its market share, or has a legal note on file.

    The safe harbour for non-price limits is a share below 15 % on both sides' markets, and the company has to prove it; several
    dealers may be added together. Most courts treat limits of territory as binding contract, a few void them as unfair or as
    standard terms. A violation costs 1 to 10 % of last year's sales, and individuals up to CNY 1 million (Anti-Monopoly Law arts. 18,
    56; reference 0.2, F.3). A share that is known and too high is told by CTR215.
    """
    company = network.only(Company)
    if company is None or company.compliance.legal_note or company.compliance.non_price_safe_harbour == "yes":
        return
    harbour = HARBOUR.label(company.compliance.non_price_safe_harbour)
    for contract in network.all(Contract):
        limited = contract.restriction != "none" or any(scope.grant != "non_exclusive" for scope in contract.scopes)
        if limited and not is_over(contract, as_of):
            yield told(network, SHARE_UNKNOWN, contract, "restriction", harbour=harbour)


def exclusive_dealing(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A company that may be dominant limits nobody's competing products: exclusive dealing and tying need good cause.

    Half of a relevant market is enough for the presumption (Anti-Monopoly Law arts. 22, 24; reference F.3). A legal note on the limit
    itself does not heal it, so it is told beside CTR517.
    """
    company = network.only(Company)
    over = [row for row in company.market_share if row.share >= PRESUMED_DOMINANT] if company else []
    for contract in network.all(Contract) if over else ():
        if contract.competing_limit is not None and not is_over(contract, as_of):
            row = max(over, key=lambda row: row.share)
            share = percent_text(row.share)
            yield told_at_key(
                network, DOMINANT, contract, "competing_limit", market=row.product_market, place=row.region, share=share
            )


def reports(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The reports that a dealer owes hold no resale prices: neither to watch them, nor to pass them on between dealers.

    Source: Anti-Monopoly Law arts. 18, 19; reference 0.1, 0.7, F.3 (hub-and-spoke). Purchase prices and quantities are our own
    business; a line that says that prices are left out is fine.
    """
    for contract in network.all(Contract):
        for n, row in enumerate(contract.data):
            for said in (row.item.zh, row.item.en):
                if _OWN_SELLING_PRICE.search(said) and not _NOT_REPORTED.search(said):
                    yield told(network, PRICES_REPORTED, contract, "data", n, "item", item=row.item)
                    break


CHECKS = (
    Check((SHARE_UNKNOWN,), share_known),
    Check((DOMINANT,), exclusive_dealing),
    Check((PRICES_REPORTED,), reports),
)
