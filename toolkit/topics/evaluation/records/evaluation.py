"""What an evaluation's file says: how the result came to the dealer, what was said, and what was appealed (reference D.9)."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Count, Day, IdOf, Line, Number, OneOf, Quarter, RefTo
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Action, Evidence, Sha256
from toolkit.topics.company.records import DEPARTMENTS, ContactId, DealerId, StaffId
from toolkit.topics.evaluation.records.vocabularies import GRADES, NOT_RATED, OUTCOMES

ISSUED_GRADES = Vocabulary(
    "issued_grade", {**{code: (code, code) for code in GRADES}, NOT_RATED: ("不评级", "not rated")}
)


class Comment(Value):
    """What the dealer said to the draft."""

    KEY = ("date",)
    date: Day = field("日期", "Date", audience="dealer")
    text: Bilingual = field("意见", "Comment", audience="dealer")
    answer: Bilingual | None = field("答复", "Answer", audience="dealer", default=None)


class Member(Value):
    KEY = ("staff",)
    department: Annotated[str, OneOf(DEPARTMENTS)] = field("部门", "For", audience="dealer")
    staff: StaffId = field("人员", "Member", audience="dealer")


class Committee(Value):
    """Who settled the result: operations, sales and finance; audit only observes."""

    date: Day = field("日期", "Date", audience="dealer")
    members: tuple[Member, ...] = field("成员", "Members", audience="dealer")
    observers: tuple[Member, ...] = field("列席", "Observers", audience="dealer", default=())


class Change(Value):
    """What a new version changed, for the dealer to read."""

    KEY = ("what",)
    what: Line = field("项目", "What", audience="dealer")
    before: Line = field("原为", "Before", audience="dealer")
    after: Line = field("改为", "After", audience="dealer")


class Issue(Value):
    """A version of the result as it was issued. The latest must be what its policy still computes."""

    KEY = ("version",)
    version: Count = field("版次", "Version", audience="dealer")
    issued_on: Day = field("签发日", "Issued on", audience="dealer")
    served_on: Day | None = field("送达日", "Served on", audience="dealer", default=None)
    approved_by: StaffId = field("签发人", "Approved by", audience="dealer")
    policy: Annotated[Line, RefTo("evaluation-policy")] = field("政策版本", "Policy version", audience="dealer")
    policy_digest: Sha256 | None = field(
        "政策内容摘要",
        "Digest of the policy",
        audience="dealer",
        default=None,
        help_zh="签发时该版本内容的摘要；此后内容有改动会报告",
        help_en="of what that version said when this was issued; a change afterwards is reported",
    )
    total: Number | None = field("总分", "Total", audience="dealer", unit="分", default=None)
    grade: Annotated[str, OneOf(ISSUED_GRADES)] = field("等级", "Grade", audience="dealer")
    reason: Bilingual | None = field("重发理由", "Why it was issued again", audience="dealer", default=None)
    changes: tuple[Change, ...] = field("改动", "Changes", audience="dealer", default=())


class ResultTalk(Value):
    """The talk about the result: praise first, then gaps, then what both sides will do."""

    date: Day = field("日期", "Date", audience="dealer")
    our_persons: tuple[StaffId, ...] = field("我方参加", "Our people", audience="dealer")
    their_persons: tuple[ContactId, ...] = field("经销商参加", "Their people", audience="dealer")
    praise: tuple[Bilingual, ...] = field("成绩", "Achievements", audience="dealer")
    gaps: tuple[Bilingual, ...] = field("差距", "Gaps", audience="dealer", default=())
    dealer_comment: Bilingual | None = field("经销商意见", "The dealer's comment", audience="dealer", default=None)
    joint_actions: tuple[Action, ...] = field("共同行动", "Joint actions", audience="dealer")


class Decision(Value):
    date: Day = field("决定日", "Decided on", audience="dealer")
    by: tuple[StaffId, ...] = field("决定人", "Decided by", audience="dealer")
    outcome: Annotated[str, OneOf(OUTCOMES)] = field("结果", "Outcome", audience="dealer")
    reason: Bilingual = field("理由", "Reason", audience="dealer")


class Appeal(Value):
    """A dealer's appeal: which indicator, which value it claims, on what evidence, and how that was decided."""

    KEY = ("indicator", "received_on")
    received_on: Day = field("收到日", "Received on", audience="dealer")
    indicator: Line = field(
        "指标或事项", "Indicator or item", audience="dealer", help_zh="指标编号，或扣分案件编号", help_en="an indicator, or the case of a deduction"
    )  # fmt: skip
    claimed_value: Line = field("主张的数值", "Claimed value", audience="dealer")
    text: Bilingual = field("理由", "Grounds", audience="dealer")
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", audience="dealer", default=())
    acknowledged_on: Day | None = field("回执日", "Acknowledged on", audience="dealer", default=None)
    decision: Decision | None = field("决定", "Decision", audience="dealer", default=None)
    second_level: Decision | None = field("第二级决定", "Decision at the second level", audience="dealer", default=None)


class EvaluationFile(Record):
    """One dealer's evaluation of a quarter as a procedure: draft, comments, committee, versions, talk, appeals."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    quarter: Quarter = field("季度", "Quarter", audience="dealer")
    id: Annotated[str, IdOf("EV")] = field("考核编号", "Evaluation id", audience="dealer")
    draft_sent_on: Day | None = field("初稿送达", "Draft sent on", audience="dealer", default=None)
    comments: tuple[Comment, ...] = field("对初稿的意见", "Comments on the draft", audience="dealer", default=())
    committee: Committee | None = field("委员会", "Committee", audience="dealer", default=None)
    issues: tuple[Issue, ...] = field("签发版次", "Issued versions", audience="dealer", default=())
    result_talk: ResultTalk | None = field("结果面谈", "Result talk", audience="dealer", default=None)
    appeals: tuple[Appeal, ...] = field("申诉", "Appeals", audience="dealer", default=())
