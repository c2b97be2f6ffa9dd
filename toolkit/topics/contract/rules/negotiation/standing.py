"""How each negotiation stands: every topic from position to position to what was agreed, and what the draft waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import Result, Results, Step
from toolkit.topics.contract.records.negotiation import Negotiation
from toolkit.topics.contract.records.negotiation_policy import NegotiationPolicy
from toolkit.topics.contract.records.negotiation_words import NEGOTIATION_TOPICS
from toolkit.topics.contract.rules.negotiation.readiness import (
    Lack,
    Talked,
    governing,
    lacks,
    mandatory,
    rounds_until,
    settled,
    status_of,
    talks,
)
from toolkit.topics.market.rules import Regions, regions


class TopicMove(Value):
    """A topic in one round: what we asked, what they asked, and where it was left."""

    round: int = field("轮次", "Round", audience="dealer")
    day: date = field("日期", "Date", audience="dealer")
    ours: Text | None = field("我方主张", "Our position", default=None)
    theirs: Text | None = field("对方主张", "Their position", default=None)
    concession: Text | None = field("让步", "Concession", default=None)
    status: str = field("状态", "Status", audience="dealer")


class TopicLine(Value):
    """A topic over all rounds; `agreed_in` is the round that settled it last, as long as it stands agreed."""

    topic: str = field("事项", "Topic", audience="dealer")
    mandatory: bool = field("必谈", "Mandatory", audience="dealer")
    status: str = field("状态", "Status", audience="dealer")
    agreed: Text | None = field("谈定内容", "Agreed", audience="dealer", default=None)
    agreed_in: int | None = field("谈定轮次", "Agreed in round", audience="dealer", default=None)
    moves: tuple[TopicMove, ...] = field("经过", "Moves", audience="dealer", default=())


class NegotiationStanding(Result):
    """How a negotiation stands on the as-of date; `subject` is its id.

    `days_since` counts from the last round while the talks go on; `ready` says that nothing is lacking for the draft.
    """

    topic = "contract"
    purpose: str = field("目的", "Purpose", audience="dealer")
    is_open: bool = field("进行中", "Under way", audience="dealer")
    policy: str = field("政策版本", "Policy version", default="")
    rounds: int = field("轮数", "Rounds", audience="dealer")
    last_round: date | None = field("最近一轮", "Last round", audience="dealer", default=None)
    days_since: int | None = field("距最近一轮", "Since the last round", audience="dealer", unit="天", default=None)
    topics: tuple[TopicLine, ...] = field("各事项", "Topics", audience="dealer", default=())
    lacking: tuple[Lack, ...] = field("拟约所缺", "Missing for the draft", default=())
    ready: bool = field("可以拟约", "Ready to draft")


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how every negotiation stands on the as-of date."""
    negotiations = network.all(Negotiation)
    tree = regions(network) if negotiations else Regions(())
    for negotiation in negotiations:
        yield standing(negotiation, governing(network, negotiation), as_of, tree)


def standing(
    negotiation: Negotiation, policy: NegotiationPolicy | None, as_of: date, tree: Regions
) -> NegotiationStanding:
    """Returns how a negotiation stands on `as_of`, by the policy that governs it."""
    held = rounds_until(negotiation, as_of)
    last = held[-1][1].date if held else None
    is_open = negotiation.ended is None or negotiation.ended.date > as_of
    missing = tuple(lacks(negotiation, policy, as_of, tree))
    lines = tuple(_lines(negotiation, policy, as_of))
    return NegotiationStanding(
        subject=negotiation.id,
        dealer=negotiation.dealer,
        purpose=negotiation.purpose,
        is_open=is_open,
        policy=policy.reference if policy else "",
        rounds=len(held),
        last_round=last,
        days_since=(as_of - last).days if last is not None and is_open else None,
        topics=lines,
        lacking=missing,
        ready=not missing,
        trace=_trace(lines),
    )


def _lines(negotiation: Negotiation, policy: NegotiationPolicy | None, as_of: date) -> Iterator[TopicLine]:
    """Topics that were raised or must be, in the order of the vocabulary."""
    by_topic = talks(negotiation, as_of)
    must = mandatory(policy, negotiation.purpose)
    for topic in NEGOTIATION_TOPICS:
        if topic not in by_topic and topic not in must:
            continue
        talked = by_topic.get(topic, ())
        status = status_of(topic, by_topic)
        last = next((row for row in reversed(settled(talked)) if row.talk.agreed_text), None)
        yield TopicLine(
            topic=topic,
            mandatory=topic in must,
            status=status,
            agreed=last.talk.agreed_text if last else None,
            agreed_in=last.round.no if last else None,
            moves=tuple(_move(row) for row in talked),
        )


def _move(row: Talked) -> TopicMove:
    return TopicMove(
        round=row.round.no,
        day=row.round.date,
        ours=row.talk.our_position,
        theirs=row.talk.their_position,
        concession=row.talk.concession,
        status=row.talk.status,
    )


def _trace(lines: tuple[TopicLine, ...]) -> tuple[Step, ...]:
    """Counts only: positions are nobody's to read but ours."""
    must = [line for line in lines if line.mandatory]
    agreed = sum(line.status == "agreed" for line in must)
    return (Step(what=Text("必谈事项已谈定", "mandatory topics agreed"), value=f"{agreed} / {len(must)}"),)
