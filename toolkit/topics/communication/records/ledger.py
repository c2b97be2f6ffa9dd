"""A dealer's year of communication: contacts, promises of both sides, feedback, notices, repairs, reviews."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Day, Flag, IdOf, Integer, Line, Name, OneOf, Quarter
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import ROOT_CAUSES, SIDES, Action, Evidence
from toolkit.topics.communication.records import vocabularies as words
from toolkit.topics.company.records import ContactId, DealerId, StaffId

CommitmentId = Annotated[str, IdOf("CM")]
FeedbackId = Annotated[str, IdOf("FB")]


class Touchpoint(Value):
    """A contact; the points only, never a private chat word for word (reference A.15)."""

    KEY = ("date", "type")
    date: Day = field("日期", "Date")
    type: Annotated[str, OneOf(words.CONTACTS)] = field("方式", "Type")
    staff: tuple[StaffId, ...] = field("我方参加人", "For us")
    contacts: tuple[ContactId, ...] = field("对方参加人", "For the dealer", personal="personal", default=())
    topics: tuple[Bilingual, ...] = field("议题", "Topics")
    summary: Bilingual = field("要点", "Summary")
    sentiment: Integer | None = field("情绪", "Sentiment", help_zh="-2 至 2", help_en="-2 to 2", default=None)
    recorded_on: Day = field("登记日", "Recorded on")
    follow_ups: tuple[Action, ...] = field("后续事项", "Follow-ups", default=())


class Commitment(Value):
    """A promise with a day, an owner and a proof, of either side (reference A.16)."""

    KEY = ("id",)
    id: CommitmentId = field("编号", "Id", audience="dealer")
    side: Annotated[str, OneOf(SIDES)] = field("承诺方", "By", audience="dealer")
    kind: Annotated[str, OneOf(words.PROMISES)] = field("种类", "Kind", audience="dealer")
    text: Bilingual = field("承诺", "Promise", audience="dealer")
    importance: Count = field("重要度", "Importance", audience="dealer")
    source: Annotated[str, OneOf(words.PROMISE_SOURCES)] = field("来源", "Source", audience="dealer")
    promised_on: Day = field("承诺日", "Promised on", audience="dealer")
    recorded_on: Day = field("登记日", "Recorded on", audience="dealer")
    owner: Line = field("责任人", "Owner", audience="dealer")
    due: Day = field("期限", "Due", audience="dealer")
    status: Annotated[str, OneOf(words.PROMISE_STATES)] = field("状态", "Status", audience="dealer", default="open")
    fulfilled: Day | None = field("兑现日", "Fulfilled", audience="dealer", default=None)
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", audience="dealer", default=())
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class Change(Value):
    """What a feedback changed: a policy version, a step of a process, a product."""

    ref: Line = field("改变", "Change", audience="dealer")
    effective: Day = field("生效日", "Effective", audience="dealer")
    told: Day | None = field(
        "告知提出人", "Told to the dealer", audience="dealer", default=None, help_zh="不写的以关闭日为准", help_en="the day of closing when left out"
    )  # fmt: skip


class Feedback(Value):
    KEY = ("id",)
    id: FeedbackId = field("编号", "Id", audience="dealer")
    kind: Annotated[str, OneOf(words.FEEDBACK_KINDS)] = field("种类", "Kind", audience="dealer")
    severity: Annotated[str, OneOf(words.SEVERITIES)] = field("严重度", "Severity", audience="dealer")
    text: Bilingual = field("内容", "Text", audience="dealer")
    cause: Annotated[str, OneOf(ROOT_CAUSES)] | None = field(
        "原因", "Cause", audience="dealer", default=None, help_zh="与各登记簿同一张表，一起计数", help_en="of the table that all registers share, to be counted together"
    )  # fmt: skip
    received: Day = field("收到", "Received", audience="dealer")
    acknowledged: Day | None = field("确认收到", "Acknowledged", audience="dealer", default=None)
    answered: Day | None = field("答复", "Answered", audience="dealer", default=None)
    answer: Bilingual | None = field("答复内容", "Answer", audience="dealer", default=None)
    result: Annotated[str, OneOf(words.ANSWERS)] | None = field("结论", "Result", audience="dealer", default=None)
    reason: Bilingual | None = field("理由", "Reason", audience="dealer", default=None)
    change: Change | None = field("带来的改变", "Resulting change", audience="dealer", default=None)
    closed: Day | None = field("关闭", "Closed", audience="dealer", default=None)
    satisfaction: Count | None = field("满意度", "Satisfaction", audience="dealer", default=None)

    @property
    def told(self) -> date | None:
        """Returns when the dealer heard what its words changed: the day named, else that of the closing; None while nobody told it."""
        return None if self.change is None else self.change.told or self.closed


class Notice(Value):
    """A notice with its delivery. A correction is a notice of its own that names the one it corrects."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    kind: Annotated[str, OneOf(words.NOTICES)] = field("种类", "Kind", audience="dealer")
    subject: Bilingual = field("事由", "Subject", audience="dealer")
    document_version: Line = field("版本", "Version", audience="dealer")
    issued: Day = field("发出", "Issued", audience="dealer")
    due: Day = field("确认期限", "Acknowledge by", audience="dealer")
    received: Day | None = field("送达", "Received", audience="dealer", default=None)
    acknowledged: Day | None = field("确认", "Acknowledged", audience="dealer", default=None)
    corrects: Name | None = field("更正", "Corrects", audience="dealer", default=None)


class Repair(Value):
    """How trust is repaired: admit, written remedy, the general manager's call, exit check (reference H.6)."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    cause: Bilingual = field("起因", "Cause", audience="dealer")
    commitment: CommitmentId | None = field("相关承诺", "Commitment", audience="dealer", default=None)
    follows: Name | None = field("接着", "Follows", audience="dealer", default=None, help_zh="上一次没有通过的修复", help_en="the repair that failed before it")  # fmt: skip
    opened: Day = field("立项", "Opened", audience="dealer")
    owner: StaffId = field("负责人", "Owner", audience="dealer")
    admitted_on: Day | None = field("认账", "Admitted on", audience="dealer", default=None)
    remedy: Bilingual | None = field("书面补救", "Written remedy", audience="dealer", default=None)
    remedy_on: Day | None = field("补救书日期", "Remedy on", audience="dealer", default=None)
    gm_call_on: Day | None = field("总经理电话", "General manager's call", audience="dealer", default=None)
    steps: tuple[Action, ...] = field("步骤", "Steps", audience="dealer", default=())
    exit_test: Bilingual | None = field("退出检验", "Exit test", audience="dealer", default=None)
    checked_on: Day | None = field("检验日", "Checked on", audience="dealer", default=None)
    passed: Flag | None = field("通过", "Passed", audience="dealer", default=None)


class QuarterlyReview(Value):
    """A quarterly business review: data beforehand, minutes signed on the spot, actions of both (reference H.3)."""

    KEY = ("quarter",)
    quarter: Quarter = field("回顾季度", "Quarter reviewed", audience="dealer")
    date: Day = field("日期", "Date", audience="dealer")
    data_sent: Day = field("数据包送达", "Data sent", audience="dealer")
    signed: Flag = field("双方签字", "Signed by both", audience="dealer")
    minutes: Bilingual = field("纪要", "Minutes", audience="dealer")
    actions: tuple[Action, ...] = field("行动", "Actions", audience="dealer", default=())


class Communication(Record):
    """One dealer, one calendar year."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    year: Count = field("年份", "Year", audience="dealer")
    touchpoints: tuple[Touchpoint, ...] = field("沟通记录", "Contacts", default=())
    commitments: tuple[Commitment, ...] = field("承诺台账", "Promises", audience="dealer", default=())
    feedback: tuple[Feedback, ...] = field("反馈", "Feedback", audience="dealer", default=())
    notices: tuple[Notice, ...] = field("通知", "Notices", audience="dealer", default=())
    repairs: tuple[Repair, ...] = field("信任修复", "Repairs", audience="dealer", default=())
    reviews: tuple[QuarterlyReview, ...] = field("季度回顾", "Quarterly reviews", audience="dealer", default=())
