"""With whom a dealer is compared, and its rank there (reference D.7): class of segment, of territory, of channel."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from toolkit.topics.contract.records import Contract
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import segment
from toolkit.topics.evaluation.records.policy import Peers
from toolkit.topics.market.rules import Regions

TERRITORIES = ("capital", "prefecture", "county")
ALL, OUTSIDE = "all", "outside"
"""In the names of wider groups: every class of segment; prefectures and counties, whatever lies outside a capital."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among peers: competition ranks 1-2-2-4, quartile 1 the best, and how many there are."""

    rank: int
    of: int
    quartile: int


def groups_of(
    rule: Peers, profile: DealerProfile | None, terms: Contract | None, tree: Regions, day: date
) -> tuple[str, ...]:
    """Returns the peer group on a day, `leading/capital/retail`, then the wider ones, as the policy widens it.

    Across segments it is `all/capital/retail`, with prefectures and counties together `all/outside/retail`. None when segment or
    contract are not known.
    """
    if profile is None or terms is None:
        return ()
    held = segment(profile, day)
    classes = [row.id for row in rule.segments if held in row.segments]
    channels = channel_class(rule, terms)
    if not classes or not channels:
        return ()
    class_, place = classes[0], territory_class(rule, terms, tree)
    found = [f"{class_}/{place}/{channels}"]
    for step in rule.widen:
        if step == "segment":
            class_ = ALL
        elif place != TERRITORIES[0]:
            place = OUTSIDE
        found.append(f"{class_}/{place}/{channels}")
    return tuple(dict.fromkeys(found))


def choose(groups: Iterable[tuple[str, ...]], least: int) -> dict[tuple[str, ...], str]:
    """Returns for each row of groups, one for each rated dealer of a quarter, the first that has `least` of them.

    A dealer of a wider group is compared with all who belong to it, those included who are enough among themselves. A row
    none of whose groups is large enough is left out.
    """
    rows = tuple(groups)
    sizes = Counter(name for row in rows for name in row)
    chosen = {row: next((name for name in row if sizes[name] >= max(least, 1)), "") for row in rows}
    return {row: name for row, name in chosen.items() if name}


def territory_class(rule: Peers, terms: Contract, tree: Regions) -> str:
    """Returns `capital` for a territory that holds a capital or a part of one, `prefecture` for a whole prefecture, else `county`."""
    codes = {code for scope in terms.scopes for code in scope.regions}
    around = codes | {tree.parent(code) for code in codes}
    if around & set(rule.capitals) or codes & {tree.parent(code) for code in rule.capitals}:
        return TERRITORIES[0]
    return TERRITORIES[1] if any(tree.children(code) for code in codes) else TERRITORIES[2]


def channel_class(rule: Peers, terms: Contract) -> str:
    """Returns the class to which most of the contract's channels belong, the policy's first among equals; else empty."""
    held = Counter(
        row.id
        for scope in terms.scopes
        for channel in scope.channels
        for row in rule.channels
        if channel in row.channels
    )
    return max((row.id for row in rule.channels if held[row.id]), key=lambda name: held[name], default="")


def ranks(totals: Sequence[tuple[str, Decimal]], least: int) -> dict[str, Rank]:
    """Returns the rank of each dealer of one group: 1 + how many are better; none when there are fewer than `least`."""
    if len(totals) < max(least, 1):
        return {}
    found, rising = {}, sorted(total for _, total in totals)
    for dealer, total in totals:
        rank = 1 + len(rising) - bisect_right(rising, total)
        found[dealer] = Rank(rank, len(totals), (rank - 1) * 4 // len(totals) + 1)
    return found


def median(values: Iterable[Decimal]) -> Decimal | None:
    """Returns the middle value, or the mean of the two in the middle; None for no values."""
    rising = sorted(values)
    if not rising:
        return None
    middle = len(rising) // 2
    return rising[middle] if len(rising) % 2 else (rising[middle - 1] + rising[middle]) / 2


def award_order(rows: Iterable[T], key: Callable[[T], tuple[Decimal, Decimal, Decimal, str]]) -> tuple[T, ...]:
    """Returns rows best first: by total; of equals by target attainment, then payment on time, then dealer id."""

    def order(row: T) -> tuple[Decimal, Decimal, Decimal, str]:
        total, attainment, payment, dealer = key(row)
        return -total, -attainment, -payment, dealer

    return tuple(sorted(rows, key=order))
