"""A conflict case: parties, causes, facts, evidence, what was agreed or decided, and how it ended (reference A.20, J)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Count, Day, Flag, IdOf, Line, OneOf, RegionCode
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import SIDES, Action, Evidence
from toolkit.topics.company.records import TAX, DealerId, StaffId
from toolkit.topics.conflict.records import vocabularies as words
from toolkit.topics.contract.records.vocabularies import CHANNELS


class Complainant(Value):
    """Who brought it. Even the kind stays with us, since it may point to one neighbour; the mask is a number of the supervision's own list, never a name."""

    kind: Annotated[str, OneOf(words.COMPLAINANTS)] = field("提出方", "Brought by")
    mask: Line | None = field(
        "掩码", "Mask", default=None, help_zh="如 P-2026-03，名单不入库", help_en="such as P-2026-03; the list is kept elsewhere"
    )  # fmt: skip


class Party(Value):
    """Another dealer that has to do with it; the dealer of this file does not see who it is."""

    KEY = ("dealer",)
    dealer: DealerId = field("经销商", "Dealer")
    role: Annotated[str, OneOf(words.ROLES)] = field("关系", "Role")


class Cause(Value):
    KEY = ("kind",)
    kind: Annotated[str, OneOf(words.CAUSES)] = field("原因", "Cause", audience="dealer")
    side: Annotated[str, OneOf(SIDES)] | None = field(
        "归于", "On the side of", audience="dealer", default=None, help_zh="不写为外部", help_en="left out: outside both"
    )  # fmt: skip
    text: Bilingual = field("说明", "What happened", audience="dealer")


class TraceRow(Value):
    """Goods found by code. What has no readable code is not counted (reference J.3: no code, no proof)."""

    KEY = ("code",)
    code: Line = field("追溯码", "Code", audience="dealer")
    sku: Line = field("品项", "SKU", audience="dealer")
    shipped_on: Day = field("发货日", "Shipped on", audience="dealer")
    found_on: Day = field("发现日", "Found on", audience="dealer")
    region: RegionCode = field("发现地", "Found in", audience="dealer")
    channel: Annotated[str, OneOf(CHANNELS)] = field("发现渠道", "Found in channel", audience="dealer")
    cases: Count = field("箱数", "Cases", audience="dealer", unit="箱")


class Proof(Evidence):
    """Evidence with its kind; two of one kind are not independent of each other."""

    kind: Annotated[str, OneOf(words.PROOFS)] = field("种类", "Kind", audience="dealer")


class Event(Value):
    KEY = ("step",)
    step: Annotated[str, OneOf(words.STEPS)] = field("步骤", "Step", audience="dealer")
    date: Day = field("日期", "Date", audience="dealer")
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class Conduct(Value):
    """What the finding says of intent; each is proved by itself, none is presumed (reference J.1)."""

    knowing: Flag = field("明知", "Knowing", audience="dealer", default=False)
    tampered: Flag = field("篡改追溯码", "Codes tampered", audience="dealer", default=False)
    fraud: Flag = field("欺诈", "Fraud", audience="dealer", default=False)
    month_cases: Count | None = field("当月进货", "Bought that month", audience="dealer", unit="箱", default=None)


class Loss(Value):
    """What the harmed side lost: margin of a case × cases + audit cost (reference J.2)."""

    cases: Count = field("箱数", "Cases", audience="dealer", unit="箱")
    margin: Amount = field("每箱毛利", "Margin of a case", audience="dealer", unit="元")
    audit_cost: Amount = field("调查费用", "Audit cost", audience="dealer", unit="元")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", audience="dealer")
    basis: Bilingual = field("依据", "Basis", audience="dealer")


class Consequence(Value):
    KEY = ("measure",)
    measure: Annotated[str, OneOf(words.MEASURES)] = field("措施", "Measure", audience="dealer")
    text: Bilingual = field("内容", "What", audience="dealer")
    amount: Amount | None = field("金额", "Amount", audience="dealer", unit="元", default=None)


class Member(Value):
    KEY = ("role",)
    role: Line = field("职能", "Role", audience="dealer")
    staff: StaffId = field("人员", "Person")


class Decision(Value):
    """What the committee found and decided; our own changes stand on the same page."""

    date: Day = field("决定日", "Decided", audience="dealer")
    finding: Bilingual = field("认定", "Finding", audience="dealer")
    clause: Bilingual = field("合同条款", "Clause", audience="dealer")
    level: Count | None = field("级别", "Level", audience="dealer", default=None)
    consequences: tuple[Consequence, ...] = field("措施", "Measures", audience="dealer", default=())
    loss: Loss | None = field("损失依据", "Loss", audience="dealer", default=None)
    committee: tuple[Member, ...] = field("委员会", "Committee", audience="dealer", default=())


class Settlement(Value):
    """What both sides signed; what each owes under it is a promise."""

    signed_on: Day = field("签署日", "Signed", audience="dealer")
    terms: Bilingual = field("内容", "Terms", audience="dealer")
    actions: tuple[Action, ...] = field("约定事项", "Promises", audience="dealer", default=())
    amount: Amount | None = field("金额", "Amount", audience="dealer", unit="元", default=None)
    basis: Bilingual | None = field("金额依据", "Basis of the amount", audience="dealer", default=None)


class LawCheck(Value):
    date: Day = field("法审日", "Checked", audience="dealer")
    by: StaffId = field("法务", "By")
    result: Annotated[str, OneOf(words.LAW_RESULTS)] = field("结论", "Result", audience="dealer")
    note: Bilingual | None = field("意见", "Opinion", default=None)


class Appeal(Value):
    filed_on: Day = field("提出日", "Filed", audience="dealer")
    text: Bilingual = field("主张", "Claim", audience="dealer")
    reviewed_on: Day | None = field("复核日", "Reviewed", audience="dealer", default=None)
    reviewer: StaffId | None = field("复核人", "Reviewer", default=None)
    result: Annotated[str, OneOf(words.APPEAL_RESULTS)] | None = field(
        "结果", "Result", audience="dealer", default=None
    )
    level: Count | None = field("改判级别", "Level after it", audience="dealer", default=None)


class Case(Record):
    """One case, in the folder of the dealer that answers to it or, against the brand, that brought it."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    id: Annotated[str, IdOf("CF")] = field("案件编号", "Case", audience="dealer")
    type: Annotated[str, OneOf(words.TYPES)] = field("类型", "Type", audience="dealer")
    subject: Bilingual = field("事由", "Matter", audience="dealer")
    complainant: Complainant = field("提出方", "Brought by", audience="dealer")
    respondent: Annotated[str, OneOf(words.RESPONDENTS)] = field("被申请方", "Against", audience="dealer")
    parties: tuple[Party, ...] = field("相关方", "Other dealers", default=())
    received_on: Day = field("收到日", "Received", audience="dealer")
    opened_on: Day = field("登记日", "Registered", audience="dealer")
    lead: StaffId = field("主办人", "Led by", audience="dealer")
    status: Annotated[str, OneOf(words.STATUSES)] = field("状态", "Status", audience="dealer")
    causes: tuple[Cause, ...] = field("原因", "Causes", audience="dealer", default=())
    trace: tuple[TraceRow, ...] = field("追溯", "Goods found", audience="dealer", default=())
    conduct: Conduct | None = field("行为", "Conduct", audience="dealer", default=None)
    evidence: tuple[Proof, ...] = field("证据", "Evidence", audience="dealer", default=())
    timeline: tuple[Event, ...] = field("经过", "Timeline", audience="dealer", default=())
    inspectors: tuple[StaffId, ...] = field("核查人", "Inspectors", default=())
    defence: Bilingual | None = field(
        "申辩", "Defence", audience="dealer", default=None, help_zh="没有申辩也写明", help_en="say so when there was none"
    )  # fmt: skip
    settlement: Settlement | None = field("和解书", "Settlement", audience="dealer", default=None)
    decision: Decision | None = field("决定", "Decision", audience="dealer", default=None)
    law_check: LawCheck | None = field("法务审查", "Law check", audience="dealer", default=None)
    appeal: Appeal | None = field("申诉", "Appeal", audience="dealer", default=None)
    final_on: Day | None = field("终局日", "Final", audience="dealer", default=None)
    improvements: tuple[Action, ...] = field("改进项", "Improvements", audience="dealer", default=())

    def on(self, step: str) -> Event | None:
        """Returns the event of a step, or None when it has not happened."""
        return next((event for event in self.timeline if event.step == step), None)

    @property
    def cases(self) -> int:
        """Returns how many 箱 were found by code (reference 0b number 17)."""
        return sum(row.cases for row in self.trace)
