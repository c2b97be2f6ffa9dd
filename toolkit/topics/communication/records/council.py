"""The dealer council: who speaks for the dealers, what it was asked, what it said and what we answered (reference H.4, 0b)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Day, Duration, Flag, Line, Name, OneOf
from toolkit.network.record import Record, Value, field
from toolkit.topics.communication.records import vocabularies as words
from toolkit.topics.company.records import DealerId, StaffId


class Seat(Value):
    KEY = ("dealer",)
    dealer: DealerId = field("经销商", "Dealer")
    stands_for: Bilingual = field("代表谁", "Stands for")
    left_on: Day | None = field("离任日", "Left on", default=None)


class CouncilTopic(Value):
    """What the council was asked or brought up, its word, and our answer with the reason where we did otherwise."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    kind: Annotated[str, OneOf(words.COUNCIL_TOPICS)] = field("种类", "Kind", audience="dealer")
    text: Bilingual = field("议题", "Topic", audience="dealer")
    policies: tuple[Line, ...] = field("涉及政策", "Policies", audience="dealer", default=())
    opinion: Bilingual = field("委员会意见", "The council's opinion", audience="dealer")
    answer: Bilingual | None = field("我方答复", "Our answer", audience="dealer", default=None)
    answered_on: Day | None = field("答复日", "Answered on", audience="dealer", default=None)
    result: Annotated[str, OneOf(words.ANSWERS)] | None = field("结论", "Result", audience="dealer", default=None)
    reason: Bilingual | None = field("理由", "Reason", audience="dealer", default=None)


class CouncilMeeting(Value):
    KEY = ("date",)
    date: Day = field("日期", "Date", audience="dealer")
    attended: tuple[DealerId, ...] = field("到会", "Attended")
    antitrust_notice: Flag = field("反垄断提示", "Antitrust notice", audience="dealer")
    topics: tuple[CouncilTopic, ...] = field("议题", "Topics", audience="dealer")


class Council(Record):
    """One term of the dealer council."""

    id: Name = field("编号", "Id", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    begins: Day = field("任期自", "Term from", audience="dealer")
    ends: Day = field("任期至", "Term to", audience="dealer")
    meets_every: Duration = field("至少每隔", "Meets at least every", audience="dealer", unit="个月")
    secretary: StaffId = field("我方联络人", "Our secretary")
    members: tuple[Seat, ...] = field("委员", "Members")
    meetings: tuple[CouncilMeeting, ...] = field("会议", "Meetings", audience="dealer", default=())
