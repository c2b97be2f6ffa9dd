"""The register of non-cash incentives (reference E.5, 0b): a year's plan for all, and what a dealer was given."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Day, Flag, Line, Name, OneOf, Quarter, RefTo
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Evidence
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.incentive.records import vocabularies as words


class Offer(Value):
    """An incentive that may be earned in the year: its criteria are published before the year begins."""

    KEY = ("id",)
    id: Name = field("激励编号", "Offer id", audience="dealer")
    kind: Annotated[str, OneOf(words.INCENTIVES)] = field("类别", "Kind", audience="dealer")
    form: Annotated[str, OneOf(words.FORMS)] = field("形式", "Form", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    criteria: Bilingual = field("条件", "Criteria", audience="dealer")
    good_quarters: Count | None = field(
        "至少几个季度为 A 或 B", "Quarters graded A or B", audience="dealer", default=None
    )
    no_red_line: Flag = field("须无红线", "No red line", audience="dealer", default=True)
    council_check: Flag = field("须顾问委员会核对", "Checked by the council", audience="dealer", default=False)
    places: Count | None = field("名额", "Places", audience="dealer", default=None)


class IncentivePlan(Record):
    """The non-cash incentives of a fiscal year."""

    year: Count = field("财年", "Fiscal year", audience="dealer")
    announced_on: Day = field("公布日", "Announced on", audience="dealer")
    approved_by: StaffId = field("批准人", "Approved by")
    offers: tuple[Offer, ...] = field("激励", "Offers", audience="dealer")


class Award(Record):
    """A non-cash incentive that a dealer was given: on which facts, from when to when, by which amendment."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    id: Name = field("登记编号", "Award id", audience="dealer")
    plan: Annotated[Line, RefTo("incentive-plan")] = field("年度计划", "Plan of the year", audience="dealer")
    offer: Name = field("激励编号", "Offer", audience="dealer")
    facts: Bilingual = field("依据", "On which facts", audience="dealer")
    quarters: tuple[Quarter, ...] = field("所据季度", "Quarters looked at", audience="dealer", default=())
    recipient: Annotated[str, OneOf(words.RECIPIENTS)] = field("给予", "Given to", audience="dealer", default="company")
    granted_on: Day = field("授予日", "Given on", audience="dealer")
    valid_from: Day = field("有效期自", "Valid from", audience="dealer")
    valid_to: Day = field("有效期至", "Valid until", audience="dealer")
    approved_by: StaffId = field("批准人", "Approved by")
    council_checked_on: Day | None = field(
        "顾问委员会核对日", "Checked by the council on", audience="dealer", default=None
    )
    amendment_ref: Line | None = field("补充协议", "Amendment", audience="dealer", default=None)
    consent: Line | None = field("个人信息与刊登同意", "Consent to publication", default=None)
    legal_review: Line | None = field("给予个人的法务审核", "Legal review of what goes to persons", default=None)
    reviewed_on: Day | None = field("到期复盘日", "Reviewed on", audience="dealer", default=None)
    outcome: Bilingual | None = field("复盘结论", "Outcome", audience="dealer", default=None)
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", audience="dealer", default=())
