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
HARBOUR_NO_LICENCE = ProblemKind(
    "CTR774",
    "warning",
    Text(
        "公司写明转售价格在安全港内，没有法务说明",
        "the company says that it is within the harbour for resale prices, without a legal note",
    ),
    Text(
        "安全港要由公司证明，双方份额和几家经销商可能合并计算；它不是限定转售价格的许可，合同照样不写",
        "the company has to prove it, and shares of several dealers may be added: it is no licence to fix resale prices, and contracts hold none",
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

    中文：限制区域或客户的，知道自己的市场份额，或有法务说明。非价格限制的安全港是双方市场份额都低于百分之十五，由经营者
    证明，几家经销商可能合并计算；违法的处上一年度销售额百分之一至百分之十的罚款，个人最高一百万元（反垄断法第十八条、第
    五十六条）。份额已知而过高的由 CTR215 提示。
    """
    company = network.only(Company)
    if company is None or company.compliance.legal_note or company.compliance.non_price_safe_harbour == "yes":
        return
    harbour = HARBOUR.label(company.compliance.non_price_safe_harbour)
    for contract in network.all(Contract):
        limited = contract.restriction != "none" or any(scope.grant != "non_exclusive" for scope in contract.scopes)
        if limited and not is_over(contract, as_of):
            yield told(network, SHARE_UNKNOWN, contract, "restriction", harbour=harbour)


def harbour_of_prices(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A company that believes itself in the safe harbour for resale prices has counsel's note on it, and fixes none all the same.

    The harbour asks for a share and a turnover below its limits on both sides, and for proof by the company; it does not make
    a fixed or least resale price lawful where an effect on competition is shown (Anti-Monopoly Law art. 18; reference 0.1, 0.2).

    中文：认为自己在转售价格安全港之内的公司，要有法务说明，而且照样不限定转售价格。安全港要求双方份额和营业额都低于界线，
    并由公司证明；证明有排除、限制竞争效果的，仍然违法（反垄断法第十八条）。
    """
    company = network.only(Company)
    if company is not None and company.compliance.rpm_safe_harbour == "yes" and company.compliance.legal_note is None:
        yield told(network, HARBOUR_NO_LICENCE, company, "compliance", "rpm_safe_harbour")


def exclusive_dealing(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A company that may be dominant limits nobody's competing products: exclusive dealing and tying need good cause.

    Half of a relevant market is enough for the presumption (Anti-Monopoly Law arts. 22, 24; reference F.3). A legal note on the limit
    itself does not heal it, so it is told beside CTR517.

    中文：可能具有市场支配地位的公司，不限制对方经营竞品：限定交易和搭售要有正当理由。相关市场份额达到二分之一即可推定
    （反垄断法第二十二条、第二十四条）。只写了法务说明并不能补救，所以在 CTR517 之外另行提示。
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

    中文：要求经销商报送的内容里没有转售价格，既不监控，也不在经销商之间传递（反垄断法第十八条、第十九条）。进货价和数量
    是双方之间的事；写明“不含转售价格”的没有问题。
    """
    for contract in network.all(Contract):
        for n, row in enumerate(contract.data):
            for said in (row.item.zh, row.item.en):
                if _OWN_SELLING_PRICE.search(said) and not _NOT_REPORTED.search(said):
                    yield told(network, PRICES_REPORTED, contract, "data", n, "item", item=row.item)
                    break


CHECKS = (
    Check((SHARE_UNKNOWN,), share_known),
    Check((HARBOUR_NO_LICENCE,), harbour_of_prices),
    Check((DOMINANT,), exclusive_dealing),
    Check((PRICES_REPORTED,), reports),
)
