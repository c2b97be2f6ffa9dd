"""What became of each conference's promises, and how the dealer council was heard (reference H.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure, read
from toolkit.network.network import Network
from toolkit.network.record import field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.communication.records import Conference, Council


class ConferenceStanding(InternalResult):
    """One conference: who came, and which of our promises made there were kept by the as-of date; its subject is the conference."""

    topic = "communication"
    attended: int = field("到会家数", "Dealers who came")
    minutes: int = field("议程", "Agenda", unit="分钟")
    promises: int = field("我方承诺", "Our promises")
    kept: int = field("按期兑现", "Kept in time")
    late: int = field("逾期未做", "Late")


class CouncilStanding(InternalResult):
    """One term of the council: meetings, what it was asked or raised, what is answered and what was taken up."""

    topic = "communication"
    members: int = field("委员", "Members")
    meetings: int = field("会议", "Meetings")
    topics: int = field("议题", "Topics")
    answered: int = field("已答复", "Answered")
    adopted: int = field("采纳", "Taken up")


def conferences(network: Network, as_of: date) -> Iterator[ConferenceStanding | CouncilStanding]:
    """Yields every conference that was held and every council whose term has begun."""
    for row in network.all(Conference):
        if row.date > as_of:
            continue
        ours = [promise for promise in row.promises if promise.side == "brand"]
        kept = [one for one in ours if one.done is not None and one.done <= min(one.due, as_of)]
        late = [one for one in ours if one.due < as_of and (one.done is None or one.done > as_of)]
        yield ConferenceStanding(
            subject=row.id,
            attended=len(row.attended),
            minutes=sum(item.minutes for item in row.agenda),
            promises=len(ours),
            kept=len(kept),
            late=len(late),
        )
    for council in network.all(Council):
        if council.begins > as_of:
            continue
        met = [meeting for meeting in council.meetings if meeting.date <= as_of]
        topics = [topic for meeting in met for topic in meeting.topics]
        answered = [topic for topic in topics if topic.answered_on is not None and topic.answered_on <= as_of]
        yield CouncilStanding(
            subject=council.id,
            members=sum(seat.left_on is None or seat.left_on > as_of for seat in council.members),
            meetings=len(met),
            topics=len(topics),
            answered=len(answered),
            adopted=sum(topic.result in ("adopted", "partly") for topic in answered),
        )


def conference_steps(network: Network, results: Results, result: ConferenceStanding, as_of: date) -> Iterator[Step]:
    """Yields the agenda and each of our promises with its day and when it was done, then the counts."""
    row = network.get(Conference, result.subject)
    for n in range(len(row.agenda)):
        yield read(network, row, "agenda", n, "minutes")
    for n, promise in enumerate(row.promises):
        if promise.side == "brand":
            yield read(network, row, "promises", n, "due", about=Text(promise.id))
            if promise.done is not None:
                yield read(network, row, "promises", n, "done", about=Text(promise.id))
    sums = " + ".join(str(item.minutes) for item in row.agenda)
    shown = f"{sums} = {result.minutes}" if row.agenda else "0"
    yield Step(what=Text("议程分钟", "minutes of the agenda"), value=shown, gives="minutes")
    yield from _counts(result, ("attended", "promises", "kept", "late"))


def council_steps(network: Network, results: Results, result: CouncilStanding, as_of: date) -> Iterator[Step]:
    """Yields each meeting with its topics and results, then the counts."""
    row = network.get(Council, result.subject)
    for n, meeting in enumerate(row.meetings):
        yield read(network, row, "meetings", n, "date")
        for k, topic in enumerate(meeting.topics):
            if topic.result is not None:
                yield read(network, row, "meetings", n, "topics", k, "result", about=Text(topic.id))
    yield from _counts(result, ("members", "meetings", "topics", "answered", "adopted"))


def _counts(result: ConferenceStanding | CouncilStanding, names: Iterable[str]) -> Iterator[Step]:
    for name in names:
        yield Step(what=COUNTS[name], value=str(getattr(result, name)), gives=name)


COUNTS = {
    "attended": Text("到会家数", "dealers who came"),
    "promises": Text("我方承诺", "our promises"),
    "kept": Text("按期兑现", "kept in time"),
    "late": Text("逾期未做", "late"),
    "members": Text("委员", "members"),
    "meetings": Text("会议", "meetings"),
    "topics": Text("议题", "topics"),
    "answered": Text("已答复", "answered"),
    "adopted": Text("采纳", "taken up"),
}
CONFERENCE_FIGURES = (
    Figure(
        "conference",
        Text("经销商大会", "Dealer conference"),
        ConferenceStanding,
        ("attended", "minutes", "promises", "kept", "late"),
        conference_steps,
    ),
    Figure(
        "council",
        Text("经销商顾问委员会", "Dealer council"),
        CouncilStanding,
        ("members", "meetings", "topics", "answered", "adopted"),
        council_steps,
    ),
)
