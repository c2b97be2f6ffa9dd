"""A review of a dealer's credit: its class, the sales it rests on, who asked and who approved (reference E-17)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Day, Duration, IdOf, Name, Number, OneOf, RefTo
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import TAX, DealerId, StaffId
from toolkit.topics.evaluation.records.amounts import MonthText
from toolkit.topics.incentive.records.vocabularies import CREDIT_CLASSES


class MonthSales(Value):
    KEY = ("month",)
    month: MonthText = field("月份", "Month")
    net: Amount = field("净进货", "Net sell-in", unit="元")


class CreditReview(Record):
    """What a limit was worked out from on its day. It is kept as it was, so that the limit can be worked out again."""

    dealer: DealerId = field("经销商", "Dealer")
    id: Annotated[str, IdOf("CR")] = field("评审编号", "Review")
    requested_at: Day = field("申请日", "Asked for on")
    requested_by: StaffId = field("申请人", "Asked for by")
    rating: Annotated[str, OneOf(CREDIT_CLASSES)] = field("信用等级", "Class")
    factor: Number | None = field(
        "系数", "Factor", default=None, help_zh="有幅度的等级写所取的系数", help_en="for a class with a range, the factor that was taken"
    )  # fmt: skip
    grounds: Bilingual = field("定级依据", "Why this class")
    lines: tuple[Annotated[Name, RefTo("product-line")], ...] = field("授信产品线", "Lines on credit")
    term_days: Duration = field("账期", "Term", unit="日")
    months: tuple[MonthSales, ...] = field("月净进货", "Months")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax")
    approved_by: StaffId | None = field("财务批准", "Approved by finance", default=None)
    approved_on: Day | None = field("批准日", "Approved on", default=None)
