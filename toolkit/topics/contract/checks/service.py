"""Costs, returns, liability, the end and disputes: that both sides can rely on what is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Company
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records import Contract
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Check

_COURT = re.compile(r"(?P<place>.+?)(?:第[一二三四五六七八九十]+)?(?:高级|中级|基层)?人民法院")
_UNIT = re.compile(r"[^省市区县旗州盟]+(?:自治[州县旗]|[省市区县旗州盟])")
_NAMED_BY_LINK = ("所在地", "住所地", "签订地", "履行地", "交货地")
_COMMISSION = re.compile(r"仲裁委员会|仲裁院|仲裁中心|Arbitration (?:Commission|Center|Centre)")

ONE_SIDED = ProblemKind(
    "CTR601",
    "warning",
    Text(
        "违约责任列了甲方 {company} 项、乙方 {dealer} 项，一方过少",
        "liability lists {company} breaches of Party A and {dealer} of Party B: one side has too few",
    ),
    Text(
        "双方都写：格式条款不合理地加重一方责任的无效（民法典第四百九十七条）",
        "write both sides: standard terms that burden one side unreasonably are void (Civil Code art. 497)",
    ),
)
ROUTE = ProblemKind(
    "CTR602",
    "error",
    Text(
        "争议解决方式是“{route}”，写的却是“{body}”",
        "disputes go to {route}, but what is named is “{body}”",
    ),
    Text(
        "诉讼写一个法院，仲裁写一个仲裁机构的全称，二者只能选一",
        "name one court, or one arbitration commission in full; never both",
    ),
)
COURT_PLACE = ProblemKind(
    "CTR603",
    "warning",
    Text(
        "看不出 {body} 与争议的实际联系：双方住所、交货地和签署地都不在{place}",
        "no real connection to {body} is on record: neither seat, delivery nor signature is in {place}",
    ),
    Text(
        "约定管辖须在有实际联系的地点（民事诉讼法第三十五条）",
        "a court may be chosen where there is a real connection (Civil Procedure Law art. 35)",
    ),
)
NO_WAY_OUT = ProblemKind(
    "CTR604",
    "warning",
    Text(
        "终止后既不回购库存，也没有售罄期",
        "after the end stock is neither bought back nor may it be sold off",
    ),
    Text("写明回购比例或售罄期", "give a share that is bought back, or days to sell off"),
)
RETURNS_UNGRANTED = ProblemKind(
    "CTR605",
    "warning",
    Text("{line} 有退换约定，但没有授权", "{line} has terms of return, but is not granted"),
)
SHARE_UNUSED = ProblemKind(
    "CTR606",
    "error",
    Text(
        "写了甲方分担比例，费用却由一方承担",
        "a share of Party A is given, yet the cost is borne by one side",
    ),
    Text("双方分担的写 shared，否则删去比例", "write shared where both bear it, or remove the share"),
)


def liability(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Liability is two-sided: neither side has more than twice as many breaches as the other (reference F.1, F.4).

    And it keeps to the loss: a court cuts damages that are excessively above it, more than 30 % over as a rule, unless the breach
    was wilful (Civil Code art. 585; interpretation art. 65). Clauses of ten times the retail price ended at twice the goods,
    CNY 201 633.60, and of five times at three times the profit. An exemption for injury, intent or gross negligence is
    void (Civil Code art. 506).

    中文：违约责任是双方的，一方列的项数不超过另一方的两倍，数额也不脱离损失。违约金过分高于损失的，法院会减少，一般以损
    失的百分之三十为界，恶意违约除外（民法典第五百八十五条及合同编通则解释第六十五条）；免除人身损害、故意或重大过失责任
    的无效（第五百零六条）。
    """
    for contract in network.all(Contract):
        parties = [row.party for row in contract.liability]
        company, dealer = parties.count("company"), parties.count("dealer")
        if max(company, dealer) > 2 * min(company, dealer):
            yield told(network, ONE_SIDED, contract, "liability", company=company, dealer=dealer)


def disputes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """There is one route: a court at a place with a real connection, or an arbitration commission that is named.

    Source: Arbitration Law; Civil Procedure Law art. 35; reference F.3, F.4. A court's place is looked for in the addresses of
    both sides and the places of delivery and signature; courts without a place in their name are not judged.

    中文：争议解决只有一条路：有实际联系地点的法院，或写明名称的仲裁机构。法院所在地与双方住所、交货地、签署地对照，名称
    里没有地名的法院不判断（仲裁法；民事诉讼法第三十五条）。
    """
    for contract in network.all(Contract):
        body = contract.dispute.body
        court, commission = "法院" in body or " court" in body.lower(), _COMMISSION.search(body) is not None
        if contract.dispute.kind == "court" and (not court or "仲裁" in body):
            yield told(network, ROUTE, contract, "dispute", "body", route=Text("诉讼", "court"), body=body)
        elif contract.dispute.kind == "arbitration" and (not commission or court):
            yield told(network, ROUTE, contract, "dispute", "body", route=Text("仲裁", "arbitration"), body=body)
        elif contract.dispute.kind == "court":
            place = court_place(body)
            if place and not any(_lies_in(place, address) for address in _connected(network, contract)):
                yield told(network, COURT_PLACE, contract, "dispute", "body", body=body, place=place)


def court_place(body: str) -> str:
    """Returns the division in a court's name; an empty text where the court is named otherwise, as by 合同签订地."""
    match = _COURT.fullmatch(body)
    return "" if match is None or any(word in body for word in _NAMED_BY_LINK) else match["place"]


def _lies_in(place: str, address: str) -> bool:
    """Whether an address names a place, or its lowest division: 杭州市余杭区 lies in 浙江省杭州市余杭区瓶窑镇."""
    units = _UNIT.findall(place)
    return place in address or bool(units and units[-1] in address)


def _connected(network: Network, contract: Contract) -> Iterator[str]:
    yield from (contract.signing_place, contract.delivery.place)
    for who in (network.only(Company), network.find(DealerProfile, contract.dealer)):
        if who is not None:
            yield who.registered_address or ""
            yield who.notice_address.address if who.notice_address else ""


def way_out(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """After the end the dealer gets rid of sound stock: it is bought back, or may be sold off (reference F.1, clause 34).

    中文：合同终止后，经销商手里的好货有出路：由公司回购，或给一段售罄期。两样都没有，就把退出的代价全压给对方。
    """
    for contract in network.all(Contract):
        if not contract.termination.buy_back_rate and not contract.termination.sell_off_days:
            yield told(network, NO_WAY_OUT, contract, "termination", "buy_back_rate")


def costs(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Terms of return are for granted lines, and a share of a cost is given only where both sides bear it (reference A.10).

    中文：退换约定只写已授权的产品线；写了甲方分担比例的，费用应由双方分担。请删去多余的一项或改正分担方式。
    """
    for contract in network.all(Contract):
        granted = {line for scope in contract.scopes for line in scope.lines}
        for n, row in enumerate(contract.returns):
            if row.line not in granted:
                name = line_name(network, row.line)
                yield told(network, RETURNS_UNGRANTED, contract, "returns", n, "line", line=name)
        if contract.marketing.company_share is not None and contract.marketing.bearer != "shared":
            yield told(network, SHARE_UNUSED, contract, "marketing", "company_share")
        if contract.delivery.company_share is not None and contract.delivery.freight != "shared":
            yield told(network, SHARE_UNUSED, contract, "delivery", "company_share")


CHECKS = (
    Check((ONE_SIDED,), liability),
    Check((ROUTE, COURT_PLACE), disputes),
    Check((NO_WAY_OUT,), way_out),
    Check((RETURNS_UNGRANTED, SHARE_UNUSED), costs),
)
