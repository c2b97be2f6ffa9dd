"""Who could help whom: what one dealer asks for against what another has to spare (reference K.2, M117, M118).

Only a proposal: the giver is asked first, both have to agree, and a conflict of interest keeps two dealers apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import field
from toolkit.network.results import InternalResult, Step
from toolkit.topics.conflict.records import Case
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.standing import in_force as binding
from toolkit.topics.contract.rules.territory import counties_of
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, segment, state
from toolkit.topics.market.rules import Regions, regions
from toolkit.topics.segment.records.help import HelpPolicy, HelpReach, MutualHelp, Spare, Wanted
from toolkit.topics.segment.records.strategy import StrategyCard
from toolkit.topics.segment.records.vocabularies import BARS, HELPS, REACHES

MUTUAL_HELP = "mutual-help"
FAR = tuple(REACHES)
OPEN_CASES = frozenset(("open", "decided", "appealed"))
LEAVING = frozenset(("terminating", "closed"))
Ground = frozenset[tuple[str, str, str]]


class HelpMatch(InternalResult):
    """A wish and what would meet it; its subject is `<receiver>/<wish>/<number>`, its dealer the one who asked.

    The giver stands in no subject: those are public, and who asked is not told who could help before that one agrees.

    `count` is what both come to, `start` and `end` the days on which both hold. `bar` is the conflict of interest that
    keeps the two apart; `legal_first` says that both sell on the same ground, if other lines: legal looks at it first.
    """

    topic = "segment"
    across = True
    policy: str = field("政策版本", "Policy version")
    kind: str = field("种类", "Kind")
    wish: str = field("受助方条目", "Wish")
    giver: str = field("帮助方", "Helper")
    spare: str = field("帮助方条目", "Spare")
    line: str = field("产品线", "Product line", default="")
    count: int = field("数量", "How much")
    asked: int = field("所需", "Asked for")
    start: date = field("自", "From")
    end: date = field("至", "Until")
    reach: str = field("远近", "How far")
    cost: str = field("费用", "Cost")
    bar: str = field("不牵线的原因", "Why not", default="")
    legal_first: bool = field("先由法务看", "Legal first", default=False)
    state: str = field("状态", "State")
    help: str = field("互助编号", "Help", default="")


@dataclass(frozen=True, slots=True)
class Side:
    """A dealer with its card and the ground on which it sells: county, line, channel."""

    profile: DealerProfile
    card: StrategyCard
    ground: Ground


def help_policy(network: Network, as_of: date) -> HelpPolicy | None:
    """Returns the policy of mutual help in force, or None."""
    return in_force(network.all(HelpPolicy), MUTUAL_HELP, as_of)


def matches(network: Network, as_of: date) -> Iterator[HelpMatch]:
    """Yields every pair of a wish and a spare that could meet it, barred ones too: they say why not.

    A wish meets a spare of its own sort, on days that both hold, not farther off than the policy lets that sort go.
    """
    policy = help_policy(network, as_of)
    if policy is None:
        return
    sides, tree = tuple(_sides(network, as_of)), regions(network)
    reaches = {row.kind: row for row in policy.reaches}
    held = {(row.receiver.dealer, row.receiver.entry, row.giver.dealer, row.giver.entry): row for row in network.all(MutualHelp)}  # fmt: skip
    for receiver in sides:
        for wish in receiver.card.wanted:
            number, rule = 0, reaches.get(wish.kind)
            pairs = ((giver, spare) for giver in sides if giver is not receiver for spare in giver.card.spare)
            for giver, spare in pairs if rule is not None else ():
                if rule is None or not _meets(wish, spare, rule):
                    continue
                key = (receiver.profile.id, wish.id, giver.profile.id, spare.id)
                found = _match(network, policy, rule, tree, receiver, giver, wish, spare, held.get(key), number, as_of)
                if found is not None:
                    number += 1
                    yield found


def _sides(network: Network, as_of: date) -> Iterator[Side]:
    tree = regions(network)
    for card in network.all(StrategyCard):
        profile = network.find(DealerProfile, card.dealer)
        if profile is not None and state(profile, as_of) in RUNNING and (card.wanted or card.spare):
            yield Side(profile, card, ground_of(network, tree, profile.id, as_of))


def ground_of(network: Network, tree: Regions, dealer: str, as_of: date) -> Ground:
    """Returns where a dealer sells what on `as_of`: county, line and channel of its contracts in force."""
    return frozenset(
        (county, line, channel)
        for contract in contracts_on(network, dealer, as_of)
        if binding(contract, as_of)
        for scope in contract.scopes
        for county in counties_of(scope, tree)
        for line in scope.lines
        for channel in scope.channels
    )


def _meets(wish: Wanted, spare: Spare, rule: HelpReach) -> bool:
    """Whether sort, line and days fit."""
    lines = {wish.line, spare.line} - {None}
    alike = len(lines) <= 1 and (not rule.same_line or bool(lines))
    return wish.kind == spare.kind and alike and max(wish.start, spare.start) <= min(wish.end, spare.end)


def distance(tree: Regions, one: str, other: str) -> str:
    """Returns how far apart two divisions are: a code of REACHES."""
    first, second = tree.path(one), tree.path(other)
    if one == other:
        return "county"
    if first[:2] == second[:2] and first[1]:
        return "prefecture"
    return "province" if first[0] and first[0] == second[0] else "country"


def _match(
    network: Network, policy: HelpPolicy, rule: HelpReach, tree: Regions, receiver: Side, giver: Side,
    wish: Wanted, spare: Spare, held: MutualHelp | None, number: int, as_of: date,
) -> HelpMatch | None:  # fmt: skip
    """A pair whose days fit; None when it is too far and nobody has taken it up."""
    reach = distance(tree, receiver.profile.region, giver.profile.region)
    if FAR.index(reach) > FAR.index(rule.reach) and held is None:
        return None
    bar = barred(network, receiver, giver, as_of)
    start, end = max(wish.start, spare.start), min(wish.end, spare.end)
    if end < as_of and held is None:
        return None
    return HelpMatch(
        subject=f"{receiver.profile.id}/{wish.id}/{number + 1}",
        dealer=receiver.profile.id,
        policy=policy.reference,
        kind=wish.kind,
        wish=wish.id,
        giver=giver.profile.id,
        spare=spare.id,
        line=wish.line or spare.line or "",
        count=min(wish.count, spare.count),
        asked=wish.count,
        start=start,
        end=end,
        reach=reach,
        cost=held.cost if held is not None else spare.cost,
        bar=bar,
        legal_first=bool({row[0] for row in receiver.ground} & {row[0] for row in giver.ground}),
        state=help_state(held, as_of) if held is not None else "barred" if bar else "proposed",
        help=held.id if held is not None else "",
        trace=(
            Step(what=HELPS.label(wish.kind), value=str(min(wish.count, spare.count)), gives="count"),
            Step(what=Text("所需与所余", "asked for and to spare"), value=f"{wish.count}, {spare.count}"),
            Step(what=REACHES.label(reach), value=reach, gives="reach"),
            *((Step(what=BARS.label(bar), value="–"),) if bar else ()),
        ),
    )


def barred(network: Network, receiver: Side, giver: Side, as_of: date) -> str:
    """Returns the conflict of interest between two dealers, a code of BARS; empty when there is none.

    A second-level dealer and the one above it work the same ground by design, so they are no rivals.
    """
    one, other = receiver.profile, giver.profile
    if LEAVING & {state(one, as_of), state(other, as_of)} or "exit" in (segment(one, as_of), segment(other, as_of)):
        return "leaving"
    both = {one.id, other.id}
    for case in network.all(Case):
        if case.status in OPEN_CASES and both <= {case.dealer, *(row.dealer for row in case.parties)}:
            return "case"
    related = one.parent == other.id or other.parent == one.id
    return "rivals" if receiver.ground & giver.ground and not related else ""


def help_state(held: MutualHelp, as_of: date) -> str:
    """Returns how far a help has come, a code of HELP_STATES."""
    if held.declined is not None and held.declined.on <= as_of:
        return "refused"
    last = max(held.looks, key=lambda row: row.date, default=None)
    if held.end is not None and held.end < as_of and last is not None and last.settled:
        return "ended"
    if held.signed_on is not None and held.signed_on <= as_of and held.start is not None and held.start <= as_of:
        return "running"
    agreed = [row.agreed_on for row in (held.giver, held.receiver)]
    return "agreed" if all(day is not None and day <= as_of for day in agreed) else "asking"


def entry(cards: Mapping[str, StrategyCard], dealer: str, name: str) -> Wanted | Spare | None:
    """Returns the line of a dealer's card that a help names: a wish or a spare; None where there is none."""
    card = cards.get(dealer)
    rows: tuple[Wanted | Spare, ...] = (*card.wanted, *card.spare) if card is not None else ()
    return next((row for row in rows if row.id == name), None)
