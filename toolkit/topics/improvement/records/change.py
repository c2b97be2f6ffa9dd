"""What many single causes change: evidence, conclusion, the new version of a policy, and what it did in the next period."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Day, IdOf, Line, Name, Number, OneOf, Quarter
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.improvement.records.vocabularies import CAUSES, CONCLUSIONS, REGISTERS


class EvidenceCount(Value):
    KEY = ("kind",)
    kind: Annotated[str, OneOf(REGISTERS)] = field("登记簿", "Register")
    count: Count = field("件数", "How many")
    dealers: Count = field("家数", "Of how many dealers")


class FeedbackOf(Value):
    """One of the dealers' words that the change takes up."""

    KEY = ("dealer", "id")
    dealer: DealerId = field("经销商", "Dealer")
    id: Annotated[str, IdOf("FB")] = field("反馈", "Feedback")


class EffectMeasure(Value):
    """One figure that tells whether the change helped, and what it is to become."""

    name: Bilingual = field("看哪个数", "Figure")
    unit: Bilingual = field("单位", "Unit")
    before: Number = field("改前", "Before")
    target: Number = field("目标", "Target")
    after: Number | None = field("改后", "After", default=None)
    quarter: Quarter = field("在哪一季看", "Looked at for")
    measured_on: Day | None = field("测量日", "Measured on", default=None)


class PolicyChange(Record):
    """One conclusion about one cause: what was seen, what we decided, and whether it helped."""

    id: Name = field("编号", "Id")
    name: Bilingual = field("名称", "Name")
    quarter: Quarter = field("起因季度", "Quarter of the causes")
    cause: Annotated[str, OneOf(CAUSES)] = field("原因", "Cause")
    evidence: tuple[EvidenceCount, ...] = field("依据", "Evidence")
    finding: Bilingual = field("发现", "Finding")
    conclusion: Annotated[str, OneOf(CONCLUSIONS)] = field("结论", "Conclusion")
    reason: Bilingual = field("理由", "Reason")
    owner: StaffId = field("负责人", "Owner")
    decided_on: Day = field("决定日", "Decided on")
    effective_on: Day | None = field("生效日", "In force from", default=None)
    policies: tuple[Line, ...] = field("改了哪些政策", "Policies changed", default=())
    effect: EffectMeasure | None = field("效果", "Effect", default=None)
    feedback: tuple[FeedbackOf, ...] = field("采纳的反馈", "Feedback taken up", default=())
    told_dealers_on: Day | None = field("告知经销商日", "Dealers told on", default=None)
