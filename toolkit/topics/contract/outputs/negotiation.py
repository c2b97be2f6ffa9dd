"""The card of a negotiation: each topic from position to what was agreed, concerns with their answers, what the draft waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text
from toolkit.network.shared import SIDES
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.company.records import Staff
from toolkit.topics.contract.records import Negotiation
from toolkit.topics.contract.records.negotiation import Concern, Promise, Round, StrategyStatement
from toolkit.topics.contract.records.negotiation_words import (
    CONCERN_OUTCOMES,
    LINE_STATES,
    MODES,
    NEGOTIATION_RESULTS,
    NEGOTIATION_TOPICS,
    PURPOSES,
)
from toolkit.topics.contract.rules.negotiation import NegotiationStanding, lack_text
from toolkit.topics.contract.rules.negotiation.standing import TopicLine
from toolkit.topics.topic import Now

Pair = tuple[Text, Text]
TOPIC_MOODS = {"agreed": "good", "open": "going", "parked": "warn", "not_raised": "open"}
OUTCOME_MOODS = {"met": "good", "partly": "warn", "declined": "past"}
TOPIC, AGREED, STATUS = Text("事项", "Topic"), Text("谈定内容", "Agreed"), Text("状态", "Status")
OURS, THEIRS = Text("我方主张", "Our position"), Text("对方主张", "Their position")


def negotiation_cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the latest negotiation of a dealer, with earlier ones named below; none for a dealer without any."""
    held = sorted(view.of_dealer(Negotiation, dealer), key=lambda row: (row.opened, row.id))
    standing = view.result(NegotiationStanding, held[-1].id) if held else None
    if standing is None:
        return
    latest = held[-1]
    internal = view.lens.audience == "internal"
    context = {
        "id": latest.id,
        "purpose": PURPOSES.label(latest.purpose),
        "mood": _mood(latest, standing),
        "state": _state(latest, standing),
        "rows": tuple(_rows(latest, standing)),
        "points": latest.strategy_statement.points if latest.strategy_statement is not None else (),
        "handed": _handed(view, latest.strategy_statement) if internal else NO_TEXT,
        "lacking": tuple(lack_text(lack) for lack in standing.lacking) if internal and standing.is_open else (),
        "ready": internal and standing.is_open and standing.ready,
        "head": (TOPIC, OURS, THEIRS, AGREED, STATUS) if internal else (TOPIC, AGREED, STATUS),
        "topics": tuple(_topic(line, internal, _floors(latest) if internal else {}) for line in standing.topics),
        "concerns": tuple(_concern(row) for row in latest.concerns),
        "promises": tuple(_promise(row) for row in latest.commitments),
        "rounds": tuple(_round(row) for row in sorted(latest.rounds, key=lambda row: row.no)),
        "earlier": tuple((row.id, PURPOSES.label(row.purpose), _day(row.opened)) for row in reversed(held[:-1])),
    }
    yield Card(
        "negotiation",
        Text("谈判", "Negotiation"),
        "contract/card-negotiation.html",
        context,
        _finding(standing),
        wide=True,
        folded=not standing.is_open,
        order=8 if standing.is_open else 25,
    )


def _finding(standing: NegotiationStanding) -> Text:
    must = [line for line in standing.topics if line.mandatory]
    agreed = sum(line.status == "agreed" for line in must)
    since = standing.days_since
    paused = Text(f"，距上一轮 {since} 天", f", {since} days since the last round") if since is not None else NO_TEXT
    return Text(
        f"{standing.rounds} 轮，必谈事项谈定 {agreed} / {len(must)}{paused.zh}",
        f"{standing.rounds} rounds, {agreed} of {len(must)} mandatory topics agreed{paused.en}",
    )


def _mood(latest: Negotiation, standing: NegotiationStanding) -> str:
    if standing.is_open or latest.ended is None:
        return "going"
    return "good" if latest.ended.result == "agreed" else "past"


def _state(latest: Negotiation, standing: NegotiationStanding) -> Text:
    if standing.is_open or latest.ended is None:
        return Text("进行中", "under way")
    return NEGOTIATION_RESULTS.label(latest.ended.result)


def _rows(latest: Negotiation, standing: NegotiationStanding) -> Iterator[Pair]:
    yield Text("启动", "Opened"), _day(latest.opened)
    if standing.last_round is not None:
        yield Text("最近一轮", "Last round"), _day(standing.last_round)
    statement = latest.strategy_statement
    if statement is not None:
        day = _day(statement.delivered_on)
        yield (
            Text("市场策略与支持说明", "Statement of strategy and support"),
            Text(f"{statement.version}，{day.zh}交付", f"{statement.version}, given on {day.en}"),
        )
    if latest.renews is not None:
        yield Text("续签自", "Renews"), Text(latest.renews)
    if latest.contract is not None:
        yield Text("所成合同", "Contract"), Text(latest.contract)


def _floors(negotiation: Negotiation) -> Mapping[str, Text]:
    """How far we would go in each topic, as said last: for us alone."""
    rounds = sorted(negotiation.rounds, key=lambda row: row.no)
    return {talk.topic: talk.our_floor for row in rounds for talk in row.topics if talk.our_floor is not None}


def _handed(view: View, statement: StrategyStatement | None) -> Text:
    """Who handed our strategy over, and when."""
    if statement is None:
        return NO_TEXT
    person, day = view.find(Staff, statement.delivered_by), _day(statement.delivered_on)
    post = person.post if person is not None else Text(statement.delivered_by)
    return Text(f"{day.zh}由{post.zh}交付", f"handed over on {day.within('en')} by the {post.within('en')}")


def _topic(line: TopicLine, internal: bool, floors: Mapping[str, Text]) -> dict[str, object]:
    name = NEGOTIATION_TOPICS.label(line.topic)
    return {
        "name": name,
        "mandatory": line.mandatory,
        "floor": floors.get(line.topic, NO_TEXT),
        "positions": (
            tuple(_moves((move.round, move.ours) for move in line.moves)),
            tuple(_moves((move.round, move.theirs) for move in line.moves)),
        )
        if internal
        else (),
        "agreed": line.agreed or NO_TEXT,
        "mood": TOPIC_MOODS[line.status],
        "status": LINE_STATES.label(line.status),
    }


def _moves(said: Iterator[tuple[int, Text | None]]) -> Iterator[tuple[int, Text]]:
    for number, text in said:
        if text is not None:
            yield number, text


def _concern(row: Concern) -> dict[str, object]:
    answered = row.outcome is not None
    return {
        "text": row.text,
        "answer": row.answer or NO_TEXT,
        "reason": row.reason or NO_TEXT,
        "ref": row.ref or "",
        "mood": OUTCOME_MOODS[row.outcome] if row.outcome is not None else "bad",
        "outcome": CONCERN_OUTCOMES.label(row.outcome)
        if row.outcome is not None
        else Text("还没答复", "no answer yet"),
        "answered": answered,
    }


def _promise(row: Promise) -> dict[str, object]:
    return {"side": SIDES.label(row.side), "text": row.text, "due": _day(row.due), "ledger": row.ledger or ""}


def _round(row: Round) -> dict[str, object]:
    confirmed = row.minutes_confirmed
    return {
        "no": row.no,
        "day": _day(row.date),
        "mode": MODES.label(row.mode),
        "mood": "good" if confirmed is not None else "open",
        "confirmed": Text("纪要已确认", "minutes confirmed")
        if confirmed
        else Text("纪要待确认", "minutes not confirmed"),
    }


def _day(day: date) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en"))
