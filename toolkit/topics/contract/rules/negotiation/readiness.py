"""What stands between a negotiation and its draft on a day: open topics, missing answers and confirmations (reference A.9, B)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from toolkit.kernel.once import once
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.reader import Reader
from toolkit.network.record import Value, field
from toolkit.topics.contract.records.agreed import Terms
from toolkit.topics.contract.records.negotiation import Negotiation, Round, TopicTalk
from toolkit.topics.contract.records.negotiation_policy import Limit, NegotiationPolicy, Roles
from toolkit.topics.contract.records.negotiation_words import LACKS, LIMITED_ELSEWHERE, NEGOTIATION_TOPICS, NOT_RAISED
from toolkit.topics.contract.records.standard import ContractLimits
from toolkit.topics.contract.rules.limits import LIMITS
from toolkit.topics.contract.rules.negotiation.terms import Row, beyond, rows
from toolkit.topics.dealer.records import Approval
from toolkit.topics.market.rules import Regions, regions

POLICY = "negotiation"
NO_REGIONS = Regions(())


class Lack(Value):
    """One thing that a draft waits for: what it is, and which topic, round or concern it is about."""

    what: str = field("所缺", "What is missing")
    topic: str = field("事项", "Topic", default="")
    round: int | None = field("轮次", "Round", default=None)
    concern: int | None = field("关切", "Concern", default=None)


@dataclass(frozen=True, slots=True)
class Talked:
    """A topic as it was dealt with in one round, with its place in the record."""

    round: Round
    place: int
    talk: TopicTalk
    at: int

    @property
    def path(self) -> tuple[str | int, ...]:
        """Returns where the topic stands in the record."""
        return ("rounds", self.place, "topics", self.at)


def governing(reader: Reader, negotiation: Negotiation) -> NegotiationPolicy | None:
    """Returns the version of the policy that was in force when the negotiation opened, or None.

    A limit that refers to the contract limits has their figure of that day.
    """
    policy = in_force(reader.all(NegotiationPolicy), POLICY, negotiation.opened)
    if policy is None or not any(limit.as_contract for rule in policy.topics for limit in rule.limits):
        return policy
    return _with_limits(policy, in_force(reader.all(ContractLimits), LIMITS, negotiation.opened))


@once(1 << 8)
def _with_limits(policy: NegotiationPolicy, found: ContractLimits | None) -> NegotiationPolicy:
    topics = tuple(
        rule.model_copy(update={"limits": tuple(_filled(limit, found) for limit in rule.limits)})
        for rule in policy.topics
    )
    return policy.model_copy(update={"topics": topics})


def _filled(limit: Limit, found: ContractLimits | None) -> Limit:
    """A limit with the figure to which it refers; without contract limits in force it limits nothing, which they tell of."""
    if not limit.as_contract or found is None:
        return limit
    return limit.model_copy(update={"at_most": getattr(found, LIMITED_ELSEWHERE[limit.term])})


def negotiations_of(network: Network, dealer: str) -> tuple[Negotiation, ...]:
    """Returns a dealer's negotiations, the earliest first."""
    return tuple(sorted(network.of_dealer(Negotiation, dealer), key=lambda row: (row.opened, row.id)))


def rounds_until(negotiation: Negotiation, day: date) -> tuple[tuple[int, Round], ...]:
    """Returns the rounds held up to `day` by date, each with its place in the file."""
    held = ((place, row) for place, row in enumerate(negotiation.rounds) if row.date <= day)
    return tuple(sorted(held, key=lambda row: (row[1].date, row[1].no)))


def talks(negotiation: Negotiation, day: date) -> Mapping[str, tuple[Talked, ...]]:
    """Returns by topic how it was dealt with, round after round."""
    found: dict[str, list[Talked]] = {}
    for place, row in rounds_until(negotiation, day):
        for at, talk in enumerate(row.topics):
            found.setdefault(talk.topic, []).append(Talked(row, place, talk, at))
    return {topic: tuple(rows) for topic, rows in found.items()}


def mandatory(policy: NegotiationPolicy | None, purpose: str) -> frozenset[str]:
    """Returns the topics that must be agreed before a contract of this purpose is drafted."""
    return frozenset(rule.topic for rule in policy.topics if purpose in rule.mandatory_for) if policy else frozenset()


def settled(rounds: tuple[Talked, ...]) -> tuple[Talked, ...]:
    """Returns the rounds since which a topic has stood agreed without a break; none when its last round left it open."""
    run: list[Talked] = []
    for row in reversed(rounds):
        if row.talk.status != "agreed":
            break
        run.append(row)
    return tuple(reversed(run))


def beyond_limits(talked: Talked, policy: NegotiationPolicy, tree: Regions) -> Iterator[tuple[Row, Limit]]:
    """Yields the agreed terms of a round that lie outside the limits of the policy, each with the limit.

    Paths lead from the record.
    """
    agreed = tuple(placed(talked, "agreed", tree)) if talked.talk.status == "agreed" else ()
    # A term belongs to one topic, so the limits of all topics can be asked for it.
    for limit in (limit for rule in policy.topics for limit in rule.limits):
        for row in agreed:
            if row.term == limit.term and _outside(row, limit):
                yield row, limit


def beyond_floor(rounds: tuple[Talked, ...], tree: Regions) -> Iterator[tuple[Talked, Row, Row]]:
    """Yields the terms of a topic that stand agreed and cost us more than the floor known by then, each with the floor.

    Paths lead from the record.
    """
    floors: dict[tuple[str, str], Row] = {}
    standing = settled(rounds)
    for talked in rounds:
        floors |= {row.key: row for row in placed(talked, "floor", tree)}
        for row in placed(talked, "agreed", tree) if talked in standing else ():
            if row.key in floors and beyond(row, floors[row.key]):
                yield talked, row, floors[row.key]


def placed(talked: Talked, name: str, tree: Regions) -> Iterator[Row]:
    """Yields the terms that a round states as `agreed` or as `floor`; paths lead from the record."""
    terms: Terms | None = getattr(talked.talk, name)
    for row in rows(terms, tree) if terms is not None else ():
        yield replace(row, path=(*talked.path, name, *row.path))


def missing_roles(approvals: Iterable[Approval], roles: Roles, day: date) -> tuple[str, ...]:
    """Returns the roles that have not approved by `day`."""
    given = {approval.role for approval in approvals if approval.date <= day}
    return tuple(role for role in roles if role not in given)


def lacks(
    negotiation: Negotiation, policy: NegotiationPolicy | None, day: date, tree: Regions = NO_REGIONS
) -> Iterator[Lack]:
    """Yields what the draft waits for on `day`, topics in the order of the vocabulary (reference A.9, B).

    A concern counts once its round is held; an answer, a confirmation or an approval counts from its own day. Without a
    policy no topic is mandatory.
    """
    held = rounds_until(negotiation, day)
    if not held:
        yield Lack(what="no_round")
    by_topic = talks(negotiation, day)
    must = mandatory(policy, negotiation.purpose)
    for topic in NEGOTIATION_TOPICS:
        rounds = by_topic.get(topic, ())
        last = rounds[-1].round.no if rounds else None
        if topic in must and not settled(rounds):
            yield Lack(what="open", topic=topic, round=last)
        elif policy is not None and _unapproved(rounds, policy, day, tree):
            yield Lack(what="unapproved", topic=topic, round=last)
    numbers = {row.no for _, row in held}
    for concern in negotiation.concerns:
        if concern.round in numbers and (concern.answered is None or concern.answered > day):
            yield Lack(what="unanswered", concern=concern.no, round=concern.round)
    for _, row in held:
        if row.minutes_confirmed is None or row.minutes_confirmed.date > day:
            yield Lack(what="unconfirmed", round=row.no)


def lacking_for(network: Network, dealer: str, purpose: str, day: date) -> frozenset[str] | None:
    """Returns what kinds of things the dealer's latest negotiation of a purpose lacked on `day`; None without one by then."""
    opened = [row for row in negotiations_of(network, dealer) if row.purpose == purpose and row.opened <= day]
    if not opened:
        return None
    policy = governing(network, opened[-1])
    return frozenset(lack.what for lack in lacks(opened[-1], policy, day, regions(network)))


def lack_text(lack: Lack) -> Text:
    """Returns what is missing in words, with its topic, concern or round."""
    what = LACKS.label(lack.what)
    if lack.topic:
        topic = NEGOTIATION_TOPICS.label(lack.topic)
        never = lack.what == "open" and lack.round is None
        return Text(
            f"{what.zh}：{topic.zh}{'（还没谈到）' if never else ''}",
            f"{what.en}: {topic.en}{' (not raised yet)' if never else ''}",
        )
    if lack.concern is not None:
        return Text(f"{what.zh}：第 {lack.concern} 条", f"{what.en}: number {lack.concern}")
    return Text(f"{what.zh}：第 {lack.round} 轮", f"{what.en}: round {lack.round}") if lack.round else what


def _unapproved(rounds: tuple[Talked, ...], policy: NegotiationPolicy, day: date, tree: Regions) -> bool:
    """Whether what stands agreed of a topic still waits for somebody's approval."""
    outside = (
        missing_roles(talked.talk.approvals, limit.approvals, day)
        for talked in settled(rounds)
        for _, limit in beyond_limits(talked, policy, tree)
    )
    below = (
        missing_roles(talked.talk.approvals, policy.floor_approvals, day) for talked, _, _ in beyond_floor(rounds, tree)
    )
    return any(outside) or any(below)


def _outside(row: Row, limit: Limit) -> bool:
    value = row.value
    if isinstance(value, frozenset):
        return not value.isdisjoint(limit.codes)
    if isinstance(value, str):
        return value in limit.codes
    low, high = limit.at_least, limit.at_most
    return not isinstance(value, date) and ((low is not None and value < low) or (high is not None and value > high))


def status_of(topic: str, by_topic: Mapping[str, tuple[Talked, ...]]) -> str:
    """Returns how a topic stands: as its last round left it, or that nobody has raised it."""
    return by_topic[topic][-1].talk.status if topic in by_topic else NOT_RAISED
