"""Territories: whose ground is whose, and whether a scope says what ground it means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records import Contract, Scope
from toolkit.topics.contract.records.vocabularies import CHANNELS
from toolkit.topics.contract.rules.terms.item import joined
from toolkit.topics.contract.rules.territory import Claim, Overlap, counties_of, overlaps
from toolkit.topics.market.rules import Regions, regions
from toolkit.topics.topic import Check

SHOWN = 3
APART = ("710000", "810000", "820000")
"""Taiwan, Hong Kong and Macao: not granted by default (reference A.0)."""

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
SCOPES_MEET = ProblemKind(
    "CTR212",
    "warning",
    Text(
        "授权 {first} 与 {second} 在同一区域、渠道和产品线上重复",
        "the scopes {first} and {second} grant the same line in the same county and channel",
    ),
)
NOTHING_GRANTED = ProblemKind(
    "CTR213",
    "error",
    Text("没有写明{what}，这份授权没有内容", "it names no {what}: nothing is granted"),
)


def territory_overlap(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No county, line, channel and day is granted to two dealers when one of the grants is exclusive or sole.

    Drafts count too, so that nobody signs into a conflict; ended contracts do not. A second-level dealer may stand inside
    the territory of the dealers above it. Source: reference A.3, B (guards), J.4, 0b number 17. Both contracts are told, each
    with a link to the other.

    中文：只要有一份授权是独家或排他，同一个县、产品线、渠道和日期就不得再授给别家。草案也查，免得签进冲突；已终止的不查。
    二级经销商可以在其上级的区域之内。两份合同各报一次，互相指明。
    """
    tree = regions(network)
    for found in overlaps(network):
        yield _overlap(network, tree, found, found.first, found.second)
        yield _overlap(network, tree, found, found.second, found.first)


def _overlap(network: Network, tree: Regions, found: Overlap, mine: Claim, other: Claim) -> Problem:
    there = network.origin(other.contract, "scopes", other.place, "regions")
    return told(
        network,
        OVERLAP,
        mine.contract,
        "scopes",
        mine.place,
        "regions",
        related=(Related(there, Text("另一份授权在这里", "the other grant is here")),),
        places=_places(tree, found.counties),
        lines=joined(line_name(network, line) for line in found.lines),
        channels=joined(CHANNELS.label(channel) for channel in found.channels),
        dealer=other.contract.dealer,
        other=other.contract.contract_no,
        first=found.days.first,
        last=found.days.last,
    )


def _places(tree: Regions, codes: tuple[str, ...]) -> Text:
    """The first few names, and how many there are in all."""
    names = joined((tree.text(code) for code in codes[:SHOWN]), "、", "; ")
    if len(codes) <= SHOWN:
        return names
    return Text(f"{names.zh}等 {len(codes)} 个区县", f"{names.en} and {len(codes) - SHOWN} more")


def territory_form(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A scope grants something: exceptions lie inside its territory, something is left of it, nothing stands in it twice.

    A prefecture and a county inside it are the same ground twice, and only one of the two would be struck out when the
    territory changes (reference A.3). A scope without a line or a channel grants nothing at all.

    中文：授权范围要有内容：除外区域在授权区域之内，扣除后还有剩余，没有重复列出。地级市与其下的县同时列出就是重复，日后
    变更区域时只会划掉其中一处；没有产品线或渠道的授权等于没有授权。
    """
    tree = regions(network)
    for contract in network.all(Contract):
        for place, scope in enumerate(contract.scopes):
            yield from _granted(network, contract, place, scope)
            yield from _regions(network, contract, place, scope, tree)
            yield from _exclusions(network, contract, place, scope, tree)


def _granted(network: Network, contract: Contract, place: int, scope: Scope) -> Iterator[Problem]:
    for name, held, what in (
        ("lines", scope.lines, Text("产品线", "product line")),
        ("channels", scope.channels, Text("渠道", "channel")),
        ("regions", scope.regions, Text("区域", "territory")),
    ):
        if not held:
            yield told(network, NOTHING_GRANTED, contract, "scopes", place, name, what=what)


def _regions(network: Network, contract: Contract, place: int, scope: Scope, tree: Regions) -> Iterator[Problem]:
    for n, code in enumerate(scope.regions):
        own = tree.counties(code)
        around = [
            other
            for m, other in enumerate(scope.regions)
            if own and own <= tree.counties(other) and (own < tree.counties(other) or m < n)
        ]
        path = ("scopes", place, "regions", n)
        if around:
            yield told(network, REPEATED_REGION, contract, *path, place=tree.text(code), other=tree.text(around[0]))
        if any(own & tree.counties(far) for far in APART):
            yield told(network, FAR_REGION, contract, *path, place=tree.text(code))


def _exclusions(network: Network, contract: Contract, place: int, scope: Scope, tree: Regions) -> Iterator[Problem]:
    granted = tree.expand(scope.regions)
    for n, code in enumerate(scope.exclusions):
        if not tree.counties(code) <= granted:
            path = ("scopes", place, "exclusions", n)
            yield told(network, EXCLUSION_OUTSIDE, contract, *path, place=tree.text(code))
    if granted and not counties_of(scope, tree):
        yield told(network, EMPTY_SCOPE, contract, "scopes", place, "exclusions")


def scopes_apart(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The scopes of one contract do not grant the same ground twice, which would leave two natures of grant for it.

    中文：同一合同的几份授权不在同一区域、渠道和产品线上重复，否则那里就有两种授权性质。请合并或划开。
    """
    tree = regions(network)
    for contract in network.all(Contract):
        for (_, first), (place, second) in combinations(enumerate(contract.scopes), 2):
            shared = set(first.lines) & set(second.lines) and set(first.channels) & set(second.channels)
            if shared and counties_of(first, tree) & counties_of(second, tree):
                yield told(network, SCOPES_MEET, contract, "scopes", place, first=first.id, second=second.id)


CHECKS = (
    Check((OVERLAP,), territory_overlap),
    Check((EXCLUSION_OUTSIDE, EMPTY_SCOPE, REPEATED_REGION, FAR_REGION, NOTHING_GRANTED), territory_form),
    Check((SCOPES_MEET,), scopes_apart),
)
