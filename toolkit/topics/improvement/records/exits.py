"""An orderly exit: the review before it, the notice, and each step until nothing is owed (reference B, clause 三十四)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Day, IdOf, Name, OneOf
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Evidence
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.improvement.records.vocabularies import CAUSE_SIDES, CAUSES, EXIT_DECISIONS, EXIT_REASONS


class ExitReview(Value):
    """The review before any notice. It begins with what we should have done better."""

    date: Day = field("评审日", "Date", audience="dealer")
    members: tuple[StaffId, ...] = field("参加", "Members")
    our_part: Bilingual = field("我方该承担的部分", "Our own part", audience="dealer")
    decision: Annotated[str, OneOf(EXIT_DECISIONS)] = field("决定", "Decision", audience="dealer")
    reason: Bilingual = field("理由", "Reason", audience="dealer")


class StepDone(Value):
    KEY = ("step",)
    step: Name = field("步骤", "Step", audience="dealer")
    date: Day = field("完成日", "Done", audience="dealer")
    evidence: tuple[Evidence, ...] = field("凭证", "Evidence", audience="dealer", default=())
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class Exit(Record):
    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    id: Annotated[str, IdOf("EX")] = field("退出编号", "Exit", audience="dealer")
    opened_on: Day = field("立案日", "Opened on", audience="dealer")
    reason: Annotated[str, OneOf(EXIT_REASONS)] = field("原因", "Reason", audience="dealer")
    cause: Annotated[str, OneOf(CAUSES)] = field("根因类别", "Cause", audience="dealer")
    cause_side: Annotated[str, OneOf(CAUSE_SIDES)] = field("原因在", "Whose cause", audience="dealer")
    review: ExitReview | None = field("退出评审", "Exit review", audience="dealer", default=None)
    notice_on: Day | None = field("通知日", "Notice", audience="dealer", default=None)
    end_on: Day | None = field("终止日", "Ends on", audience="dealer", default=None)
    done: tuple[StepDone, ...] = field("已完成", "Done", audience="dealer", default=())
    disputes: tuple[Bilingual, ...] = field("争议项", "Disputes", audience="dealer", default=())
    called_on: Day | None = field("回访日", "Call afterwards", audience="dealer", default=None)
    lessons: Bilingual | None = field("复盘", "Lessons", default=None)
