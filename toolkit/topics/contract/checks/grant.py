"""What a grant asks for beside the territory: licences, shops online, and limits that the law looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.sources.document import Step
from toolkit.topics.company.records import LICENCES, Company, ProductLine
from toolkit.topics.contract.checks.place import is_over, limits
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.vocabularies import CHANNELS
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Check

LICENCE_MISSING = ProblemKind(
    "CTR206",
    "error",
    Text("{line}要求{licence}，{dealer} 没有登记", "{line} needs a {licence}, which {dealer} does not have on record"),
    Text("在 profile.yaml 的 licences 里补上", "add it to licences in profile.yaml"),
)
LICENCE_EXPIRED = ProblemKind(
    "CTR207",
    "error",
    Text("{line}要求的{licence}已于 {day} 到期", "the {licence} that {line} needs expired on {day}"),
    Text("到期期间不得供货", "no deliveries without it"),
)
LICENCE_SHORT = ProblemKind(
    "CTR208",
    "warning",
    Text(
        "{licence}到 {day} 为止，如在基准日签署只剩 {days} 天，政策要求 {least} 天",
        "the {licence} is valid until {day}, {days} days if it were signed on the as-of date; the policy asks for {least}",
    ),
)
ONLINE_UNLISTED = ProblemKind(
    "CTR209",
    "error",
    Text("授权了线上渠道，但没有登记店铺", "online channels are granted, but no shop is named"),
    Text("在 online 里写明平台和店铺", "name platform and shop under online"),
)
SHOP_UNGRANTED = ProblemKind(
    "CTR210", "error", Text("登记了店铺，但没有授权线上渠道", "a shop is named, but online channels are not granted")
)
PASSIVE_BAN = ProblemKind(
    "CTR211", "warning", Text("限制了被动销售，但没有法务说明", "passive sales are limited, but there is no legal note"),
    Text("补上 restriction_note；非价格纵向限制须评估市场份额（反垄断法第十八条）", "add restriction_note; non-price vertical limits need a look at market shares (Anti-Monopoly Law art. 18)"),
)  # fmt: skip
PASSIVE_REASON = ProblemKind(
    "CTR214",
    "error",
    Text("限制了被动销售，但没有写明理由", "passive sales are limited, but no reason is given"),
    Text(
        "补上 restriction_reason：通用条款要求在专用条款里写明",
        "add restriction_reason: the standard terms ask for it in the particular terms",
    ),
)
SHARE_AT_RISK = ProblemKind(
    "CTR215",
    "warning",
    Text(
        "{market}（{place}）的市场份额 {share} 达到 {most}，区域或客户限制没有法务说明",
        "with a share of {share} of {market} ({place}), {most} or over, limits of territory need a legal note",
    ),
    Text(
        "在 company.yaml 的 compliance.legal_note 里说明（反垄断法第十八条第三款）",
        "put it into compliance.legal_note of company.yaml (Anti-Monopoly Law art. 18 para 3)",
    ),
)
RESERVED_GRANTED = ProblemKind(
    "CTR216",
    "error",
    Text(
        "渠道“{channel}”由甲方保留，又在授权 {scope} 里独家授予乙方",
        "the channel “{channel}” is reserved to Party A and granted exclusively under {scope}",
    ),
    Text("从其中一处删去", "remove it from one of the two"),
)


def licences(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The dealer holds every licence that a granted line needs, and holds it long enough (reference A.10, gate G02).

    Drafts count too; a contract that is over does not. How much validity must be left at signature stands in the limits
    policy. Record licences in the dealer's profile.

    中文：经销商持有授权产品线所需的证照，有效期也够长。草案也查，已结束的合同不查；签署时至少还要有效多久，写在合同限额
    政策里。证照登记在经销商档案。
    """
    for contract in network.all(Contract):
        dealer = network.find(DealerProfile, contract.dealer)
        if dealer is None or is_over(contract, as_of):
            continue
        for place, scope in enumerate(contract.scopes):
            for n, line_id in enumerate(scope.lines):
                line = network.find(ProductLine, line_id)
                for kind in line.required_licences if line else ():
                    name = line.name if line else Text(line_id)
                    yield from _licence(network, contract, ("scopes", place, "lines", n), dealer, name, kind, as_of)


def _licence(
    network: Network, contract: Contract, path: tuple[Step, ...], dealer: DealerProfile, line: Text, kind: str, as_of: date
) -> Iterator[Problem]:  # fmt: skip
    licence = LICENCES.label(kind)
    held = [(row.valid_to or date.max, n) for n, row in enumerate(dealer.licences) if row.type == kind]
    if not held:
        yield told(network, LICENCE_MISSING, contract, *path, line=line, licence=licence, dealer=dealer.short_name)
        return
    last, n = max(held)
    there = (Related(network.origin(dealer, "licences", n), Text("证照登记在这里", "the licence is on record here")),)
    policy = limits(network, contract, as_of)
    if last < as_of:
        yield told(network, LICENCE_EXPIRED, contract, *path, related=there, line=line, licence=licence, day=last)
    elif policy is not None and contract.signed_on is None and last < as_of + timedelta(days=policy.licence_days):
        days, least = (last - as_of).days, policy.licence_days
        yield told(
            network, LICENCE_SHORT, contract, *path, related=there, licence=licence, day=last, days=days, least=least
        )


def online(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Online channels come with a list of platforms and shops, and the other way round (reference A.10, F.2).

    中文：授权线上渠道的列明平台和店铺，列了店铺的也要授权线上渠道。只写一半，双方对哪些店可以卖会有不同理解。
    """
    for contract in network.all(Contract):
        granted = [n for n, scope in enumerate(contract.scopes) if "online" in scope.channels]
        if granted and not contract.online:
            yield told(network, ONLINE_UNLISTED, contract, "scopes", granted[0], "channels")
        if contract.online and not granted:
            yield told(network, SHOP_UNGRANTED, contract, "online")


def passive_sales(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A ban on passive sales prints its reason and carries a legal note: courts and authorities look at it harder.

    Source: reference A.10, F.3. The note stays inside the company; the reason stands in the contract.

    中文：限制被动销售的，合同里印出理由，公司内部有法务说明：法院和执法机构对它看得更严。说明留在公司，理由写在专用条款。
    """
    for contract in network.all(Contract):
        if contract.restriction != "active_and_passive":
            continue
        if contract.restriction_note is None:
            yield told(network, PASSIVE_BAN, contract, "restriction")
        if contract.restriction_reason is None:
            yield told(network, PASSIVE_REASON, contract, "restriction")


def market_share(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Limits of territory or customers go with a market share below the safe harbour, or with a legal note on file.

    The harbour's figure stands in the limits policy; without one this is not checked (reference 0.2, F.3).

    中文：限制区域或客户的，市场份额低于安全港界线，否则要有法务说明。界线写在合同限额政策里，政策没有写就不查（反垄断法
    第十八条）。
    """
    company = network.only(Company)
    for contract in network.all(Contract) if company else ():
        policy = limits(network, contract, as_of)
        limited = contract.restriction != "none" or any(scope.grant != "non_exclusive" for scope in contract.scopes)
        if company is None or policy is None or policy.market_share is None or not limited or is_over(contract, as_of):
            continue
        over = [row for row in company.market_share if row.share >= policy.market_share]
        if over and company.compliance.legal_note is None:
            row = max(over, key=lambda row: row.share)
            most, share = percent_text(policy.market_share), percent_text(row.share)
            yield told(
                network, SHARE_AT_RISK, contract, "restriction", market=row.product_market, place=row.region, share=share,
                most=most,
            )  # fmt: skip


def reserved(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A channel that the company keeps for itself is granted to nobody exclusively (reference 0b number 17).

    An exclusive grant bars the company's own sales too; a sole or non-exclusive one does not.

    中文：公司自己保留的渠道，不再独家授予任何经销商。独家也排除公司自己销售，两处自相矛盾；排他和普通授权不受影响。请从
    其中一处删去。
    """
    for contract in network.all(Contract):
        kept = {channel for account in contract.reserved for channel in account.channels}
        for place, scope in enumerate(contract.scopes):
            for n, channel in enumerate(scope.channels):
                if scope.grant == "exclusive" and channel in kept:
                    yield told(
                        network,
                        RESERVED_GRANTED,
                        contract,
                        "scopes",
                        place,
                        "channels",
                        n,
                        channel=CHANNELS.label(channel),
                        scope=scope.id,
                    )


CHECKS = (
    Check((LICENCE_MISSING, LICENCE_EXPIRED, LICENCE_SHORT), licences),
    Check((ONLINE_UNLISTED, SHOP_UNGRANTED), online),
    Check((PASSIVE_BAN, PASSIVE_REASON), passive_sales),
    Check((SHARE_AT_RISK,), market_share),
    Check((RESERVED_GRANTED,), reserved),
)
