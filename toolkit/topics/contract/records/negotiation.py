"""What a negotiation record says (reference A.9, 0b): rounds, positions, what was agreed, concerns and their answers.

One file for each negotiation, not one for each dealer: a renewal is a negotiation of its own, years later, with other
people, other starting points and minutes of its own; the file of the first one is closed by then and stays as it is.
"""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.network.fields import Bilingual, Count, Day, IdOf, Line, OneOf, RefTo
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import SIDES
from toolkit.topics.company.records import ContactId, DealerId, StaffId
from toolkit.topics.contract.records import negotiation_words as words
from toolkit.topics.contract.records.agreed import Terms
from toolkit.topics.contract.records.particular import ContractNo
from toolkit.topics.dealer.records import Approval

NegotiationId = Annotated[str, IdOf("NG")]
ContractRef = Annotated[ContractNo, RefTo("contract")]


class TopicTalk(Value):
    """One topic in one round. Positions and the floor are ours alone; what is agreed is the dealer's to read."""

    KEY = ("topic",)
    topic: Annotated[str, OneOf(words.NEGOTIATION_TOPICS)] = field("事项", "Topic", audience="dealer")
    our_position: Bilingual | None = field("我方主张", "Our position", default=None)
    their_position: Bilingual | None = field("对方主张", "Their position", default=None)
    our_floor: Bilingual | None = field("我方底线", "Our floor", default=None)
    floor: Terms | None = field(
        "底线（数据）",
        "Floor as data",
        default=None,
        help_zh="可比较的条款才写",
        help_en="for terms that can be compared",
    )
    concession: Bilingual | None = field("让步", "Concession", default=None)
    status: Annotated[str, OneOf(words.TOPIC_STATES)] = field("状态", "Status", audience="dealer")
    agreed_text: Bilingual | None = field("谈定内容", "Agreed", audience="dealer", default=None)
    agreed: Terms | None = field("谈定内容（数据）", "Agreed as data", audience="dealer", default=None)
    approvals: tuple[Approval, ...] = field("超权限批准", "Approvals", default=())


class Confirmation(Value):
    """The dealer's word that the minutes say what was said."""

    date: Day = field("确认日", "Confirmed on", audience="dealer")
    by: ContactId = field("确认人", "By", personal="personal")


class Round(Value):
    KEY = ("no",)
    no: Count = field("轮次", "Round", audience="dealer")
    date: Day = field("日期", "Date", audience="dealer")
    mode: Annotated[str, OneOf(words.MODES)] = field("方式", "Mode", audience="dealer")
    ours: tuple[StaffId, ...] = field("我方参加人", "For us")
    theirs: tuple[ContactId, ...] = field("对方参加人", "For the dealer", personal="personal", default=())
    topics: tuple[TopicTalk, ...] = field("议题", "Topics", audience="dealer", default=())
    minutes_confirmed: Confirmation | None = field(
        "对方确认纪要", "Minutes confirmed by the dealer", audience="dealer", default=None
    )


class Concern(Value):
    """What the dealer is worried about, and what we answered. An answer that declines says why."""

    KEY = ("no",)
    no: Count = field("序号", "No", audience="dealer")
    round: Count = field("提出轮次", "Raised in round", audience="dealer")
    text: Bilingual = field("关切", "Concern", audience="dealer")
    answer: Bilingual | None = field("答复", "Answer", audience="dealer", default=None)
    answered: Day | None = field("答复日", "Answered on", audience="dealer", default=None)
    outcome: Annotated[str, OneOf(words.CONCERN_OUTCOMES)] | None = field(
        "结果", "Outcome", audience="dealer", default=None
    )
    reason: Bilingual | None = field("理由", "Reason", audience="dealer", default=None)
    ref: Line | None = field(
        "落在哪里",
        "Where it stands",
        audience="dealer",
        default=None,
        help_zh="合同条目、承诺编号或文件",
        help_en="an item of the contract, a promise, a document",
    )


class Promise(Value):
    """A promise made at the table. It is kept by the ledger of promises, under the id that stands in `ledger`."""

    KEY = ("no",)
    no: Count = field("序号", "No", audience="dealer")
    round: Count = field("轮次", "In round", audience="dealer")
    side: Annotated[str, OneOf(SIDES)] = field("承诺方", "By", audience="dealer")
    text: Bilingual = field("承诺", "Promise", audience="dealer")
    due: Day = field("期限", "Due", audience="dealer")
    ledger: Annotated[str, IdOf("CM")] | None = field("台账编号", "In the ledger as", audience="dealer", default=None)


class StrategyStatement(Value):
    """The brand's written word on its market strategy and the support that it gives (M37), as handed over."""

    version: Line = field("版本", "Version", audience="dealer")
    delivered_on: Day = field("交付日", "Delivered on", audience="dealer")
    delivered_by: StaffId = field("交付人", "Delivered by")
    points: tuple[Bilingual, ...] = field("要点", "Points", audience="dealer", default=())


class End(Value):
    date: Day = field("结束日", "Ended on", audience="dealer")
    result: Annotated[str, OneOf(words.NEGOTIATION_RESULTS)] = field("结果", "Result", audience="dealer")
    reason: Bilingual | None = field("原因", "Reason", default=None)


class Negotiation(Record):
    """One negotiation with one dealer, from the first round to the draft or to the end of the talks."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    id: NegotiationId = field("谈判编号", "Negotiation", audience="dealer")
    purpose: Annotated[str, OneOf(words.PURPOSES)] = field("目的", "Purpose", audience="dealer")
    opened: Day = field("启动日", "Opened", audience="dealer")
    contract: ContractRef | None = field(
        "所成合同",
        "The contract of it",
        audience="dealer",
        default=None,
        help_zh="有了草案才写；变更谈判写被变更的合同",
        help_en="from the draft on; for an amendment, the contract that it amends",
    )
    renews: ContractRef | None = field("续签自", "Renews", audience="dealer", default=None)
    strategy_statement: StrategyStatement | None = field(
        "市场策略与支持说明", "Statement of strategy and support", audience="dealer", default=None
    )
    rounds: tuple[Round, ...] = field("轮次", "Rounds", audience="dealer", default=())
    concerns: tuple[Concern, ...] = field("对方关切", "Concerns", audience="dealer", default=())
    commitments: tuple[Promise, ...] = field("纪要中的承诺", "Promises of the minutes", audience="dealer", default=())
    ended: End | None = field("结束", "Ended", audience="dealer", default=None)


NEGOTIATION_KINDS = (
    Kind("negotiation", Text("谈判记录", "the negotiations"), Negotiation, "dealers/{dealer}/negotiations/{id}.yaml"),
)
