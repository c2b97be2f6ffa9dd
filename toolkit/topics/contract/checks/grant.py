"""Territory, channels, lines and the licences that they need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records import LICENCES, ProductLine
from toolkit.topics.contract.checks.place import limits, told
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.vocabularies import CHANNELS
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.contract.rules.territory import counties_of, overlaps
from toolkit.topics.dealer.records import DealerProfile, Licence
from toolkit.topics.market.rules import regions
from toolkit.topics.topic import Check

SHOWN = 3

OVERLAP = ProblemKind(
    "CTR201", "error",
    Text("区域冲突：{places} 的{lines}（{channels}）同时授予 {dealer}（{other}），{first} 至 {last}", "territory overlap: {lines} in {places} ({channels}) are also granted to {dealer} ({other}) from {first} to {last}"),
    Text("缩小其中一份的区域、渠道或期限；独家和排他不能与他人重叠", "narrow the territory, channels or term of one; exclusive and sole grants overlap with nobody's"),
)  # fmt: skip
EXCLUSION_OUTSIDE = ProblemKind(
    "CTR202",
    "error",
    Text("除外区域 {place} 不在授权区域之内", "the excepted {place} is not inside the granted territory"),
)
EMPTY_SCOPE = ProblemKind(
    "CTR203",
    "error",
    Text("授权区域扣除除外区域后什么都不剩", "nothing is left of the territory once the exceptions are taken out"),
)
REPEATED_REGION = ProblemKind(
    "CTR204",
    "warning",
    Text("{place} 已包含在 {other} 之内", "{place} lies inside {other} already"),
    Text("删掉重复的一项", "remove one of them"),
)
FAR_REGION = ProblemKind(
    "CTR205",
    "warning",
    Text("{place} 通常不在授权范围内", "{place} is not granted as a rule"),
    Text("港澳台另行约定", "Hong Kong, Macao and Taiwan are dealt with apart"),
)
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
        "签署时{licence}的有效期只剩 {days} 天，政策要求 {least} 天",
        "at signature the {licence} had {days} days left; the policy asks for {least}",
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
SCOPES_MEET = ProblemKind(
    "CTR212",
    "warning",
    Text(
        "授权 {first} 与 {second} 在同一区域、渠道和产品线上重复",
        "the scopes {first} and {second} grant the same line in the same county and channel",
    ),
)


def territory_overlap(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No county, line, channel and day is granted to two dealers when one of the grants is exclusive or sole.

    Drafts count too, so that nobody signs into a conflict. A second-level dealer may stand inside its first-level dealer's
    territory. Source: DOMAIN A.3, B (guards), J.4, 0b number 17. Both contracts are told, each with a link to the other.
    """
    tree = regions(network)
    for overlap in overlaps(network):
        for mine, other in ((overlap.first, overlap.second), (overlap.second, overlap.first)):
            if mine.contract.status == "ended":
                continue
            related = Related(
                network.origin(other.contract, "scopes", other.place),
                Text("另一份授权在这里", "the other grant is here"),
            )
            names = [tree.text(code) for code in overlap.counties[:SHOWN]]
            more = len(overlap.counties) - SHOWN
            yield told(
                network, OVERLAP, mine.contract, "scopes", mine.place, "regions",
                places=Text("、".join(n.zh for n in names) + (f"等 {len(overlap.counties)} 个区县" if more > 0 else ""), "; ".join(n.en for n in names) + (f" and {more} more" if more > 0 else "")),
                lines=_joined(network.get(ProductLine, line).name for line in overlap.lines),
                channels=_joined(CHANNELS.label(channel) for channel in overlap.channels),
                dealer=other.contract.dealer, other=other.contract.contract_no, first=overlap.days.first, last=overlap.days.last,
                related=(related,),
            )  # fmt: skip


def territory_form(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Exceptions lie inside the territory, something is left of it, and nothing stands in it twice (DOMAIN A.3)."""
    tree = regions(network)
    for contract in network.all(Contract):
        for place, scope in enumerate(contract.scopes):
            granted = tree.expand(scope.regions)
            for n, code in enumerate(scope.exclusions):
                if not tree.counties(code) <= granted:
                    yield told(
                        network, EXCLUSION_OUTSIDE, contract, "scopes", place, "exclusions", n, place=tree.text(code)
                    )
            if granted and not counties_of(scope, tree):
                yield told(network, EMPTY_SCOPE, contract, "scopes", place, "exclusions")
            for n, code in enumerate(scope.regions):
                around = [
                    other for other in scope.regions if other != code and tree.counties(code) <= tree.counties(other)
                ]
                if around:
                    yield told(
                        network,
                        REPEATED_REGION,
                        contract,
                        "scopes",
                        place,
                        "regions",
                        n,
                        place=tree.text(code),
                        other=tree.text(around[0]),
                    )
                if tree.path(code)[0] in ("台湾省", "香港特别行政区", "澳门特别行政区"):
                    yield told(network, FAR_REGION, contract, "scopes", place, "regions", n, place=tree.text(code))


def scopes_apart(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The scopes of one contract do not grant the same ground twice, which would leave two natures of grant for it."""
    tree = regions(network)
    for contract in network.all(Contract):
        for n, first in enumerate(contract.scopes):
            for m, second in enumerate(contract.scopes[n + 1 :], n + 1):
                shared = set(first.lines) & set(second.lines) and set(first.channels) & set(second.channels)
                if shared and counties_of(first, tree) & counties_of(second, tree):
                    yield told(network, SCOPES_MEET, contract, "scopes", m, first=first.id, second=second.id)


def licences(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The dealer holds every licence that a granted line needs, for as long as the contract is in force (DOMAIN A.10, gate G02)."""
    for contract in network.all(Contract):
        dealer = network.find(DealerProfile, contract.dealer)
        if dealer is None or contract.status == "ended":
            continue
        for place, scope in enumerate(contract.scopes):
            for n, line_id in enumerate(scope.lines):
                line = network.find(ProductLine, line_id)
                for licence in line.required_licences if line else ():
                    held = [row for row in dealer.licences if row.type == licence]
                    path = ("scopes", place, "lines", n)
                    yield from _licence(network, contract, path, dealer, line, licence, held, as_of)  # type: ignore[arg-type]


def _licence(
    network: Network, contract: Contract, path: tuple[str | int, ...], dealer: DealerProfile, line: ProductLine, licence: str,
    held: list[Licence], as_of: date,
) -> Iterator[Problem]:  # fmt: skip
    words = {"line": line.name, "licence": LICENCES.label(licence), "dealer": dealer.short_name}
    if not held:
        yield told(network, LICENCE_MISSING, contract, *path, **words)
        return
    latest = max(row.valid_to or date.max for row in held)
    if in_force(contract, as_of) and latest < as_of:
        yield told(network, LICENCE_EXPIRED, contract, *path, day=latest, **words)
    policy = limits(network, contract, as_of)
    signing = contract.signed_on or as_of
    if policy is not None and contract.status != "signed" and latest < signing + timedelta(days=policy.licence_days):
        yield told(
            network, LICENCE_SHORT, contract, *path, days=(latest - signing).days, least=policy.licence_days, **words
        )


def online(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Online channels come with a list of platforms and shops, and the other way round (DOMAIN A.10, F.2)."""
    for contract in network.all(Contract):
        granted = [n for n, scope in enumerate(contract.scopes) if "online" in scope.channels]
        if granted and not contract.online:
            yield told(network, ONLINE_UNLISTED, contract, "scopes", granted[0], "channels")
        if contract.online and not granted:
            yield told(network, SHOP_UNGRANTED, contract, "online")


def passive_sales(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A ban on passive sales carries a legal note: courts and authorities look at it harder (DOMAIN A.10, F.3)."""
    for contract in network.all(Contract):
        if contract.restriction == "active_and_passive" and contract.restriction_note is None:
            yield told(network, PASSIVE_BAN, contract, "restriction")


def _joined(words: Iterator[Text]) -> Text:
    listed = tuple(words)
    return Text("、".join(w.zh for w in listed), ", ".join(w.within("en") for w in listed))


CHECKS = (
    Check((OVERLAP,), territory_overlap),
    Check((EXCLUSION_OUTSIDE, EMPTY_SCOPE, REPEATED_REGION, FAR_REGION), territory_form),
    Check((SCOPES_MEET,), scopes_apart),
    Check((LICENCE_MISSING, LICENCE_EXPIRED, LICENCE_SHORT), licences),
    Check((ONLINE_UNLISTED, SHOP_UNGRANTED), online),
    Check((PASSIVE_BAN,), passive_sales),
)
