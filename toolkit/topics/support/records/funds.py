"""Marketing funds: from the request to the payment to the dealer company, and never to a person (reference I.2, 0.4)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Count, Day, Flag, IdOf, Line, OneOf, Rate
from toolkit.network.record import Value, field
from toolkit.topics.company.records import TAX, StaffId
from toolkit.topics.support.records.vocabularies import DOCUMENTS, PAYMENT_FORMS


class FundBudget(Value):
    """What we set aside for a dealer's marketing in a year; every amount of its funds is on the same tax basis."""

    amount: Amount = field("预算", "Budget", audience="dealer", unit="元")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", audience="dealer")


class FundRequest(Value):
    date: Day = field("申请日", "Requested", audience="dealer")
    budget: Amount = field("活动预算", "Budget of the activity", audience="dealer", unit="元")
    goal: Bilingual = field("目标", "Goal", audience="dealer")


class FundApproval(Value):
    """What we agreed to: amount, our share, and the evidence that each part of it needs."""

    date: Day = field("批复日", "Approved", audience="dealer")
    amount: Amount = field("批准额", "Approved amount", audience="dealer", unit="元")
    share: Rate | None = field(
        "我方分担", "Our share", audience="dealer", default=None, help_zh="不写的按政策", help_en="the policy's when left out"
    )  # fmt: skip
    evidence: tuple[Line, ...] = field("证据清单", "Evidence asked for", audience="dealer")
    approved_by: StaffId = field("批准人（市场）", "Approved by (marketing)")
    budget_checked_by: StaffId = field("预算核对（财务）", "Budget checked by (finance)")


class ClaimInvoice(Value):
    KEY = ("number",)
    number: Line = field("发票号", "Invoice", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")
    valid: Flag = field("有效", "Valid", audience="dealer", default=True)
    reason: Bilingual | None = field("无效原因", "Not valid because", audience="dealer", default=None)


class EvidenceItem(Value):
    KEY = ("name",)
    name: Line = field("证据", "Evidence", audience="dealer")
    passed: Flag = field("合格", "Passed", audience="dealer")
    reason: Bilingual | None = field("不合格原因", "Failed because", audience="dealer", default=None)


class Claim(Value):
    """What the dealer handed in. An item of the approval that is not in it counts as failed."""

    KEY = ("received_on",)
    received_on: Day = field("收件日", "Received", audience="dealer")
    complete_on: Day | None = field("材料齐全日", "Complete", audience="dealer", default=None)
    told_on: Day | None = field("缺件告知日", "Told what is missing", audience="dealer", default=None)
    documents: tuple[Annotated[str, OneOf(DOCUMENTS)], ...] = field("材料", "Documents", audience="dealer")
    invoices: tuple[ClaimInvoice, ...] = field("发票", "Invoices", audience="dealer")
    items: tuple[EvidenceItem, ...] = field("证据核对", "Evidence checked", audience="dealer", default=())


class Payment(Value):
    KEY = ("date", "document")
    date: Day = field("日期", "Date", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")
    form: Annotated[str, OneOf(PAYMENT_FORMS)] = field("方式", "Form", audience="dealer")
    payee: Line = field("收款方", "Payee", audience="dealer")
    document: Line = field("凭证", "Document", audience="dealer")


class Audit(Value):
    date: Day = field("抽查日", "Audited")
    by: StaffId = field("抽查人", "Audited by")
    passed: Flag = field("属实", "Found true")
    note: Bilingual | None = field("说明", "Note", default=None)


class Fund(Value):
    """One marketing activity with the money that we share in it."""

    KEY = ("id",)
    id: Annotated[str, IdOf("MF")] = field("费用编号", "Fund", audience="dealer")
    name: Bilingual = field("活动", "Activity", audience="dealer")
    start: Day = field("开始", "Starts", audience="dealer")
    end: Day = field("结束", "Ends", audience="dealer")
    request: FundRequest | None = field("申请", "Request", audience="dealer", default=None)
    approval: FundApproval | None = field("批复", "Approval", audience="dealer", default=None)
    declined: Bilingual | None = field("未批原因", "Declined because", audience="dealer", default=None)
    claims: tuple[Claim, ...] = field("核销", "Claims", audience="dealer", default=())
    payments: tuple[Payment, ...] = field("结算", "Payments", audience="dealer", default=())
    audit: Audit | None = field("抽查", "Audit", default=None)


class Material(Value):
    """Display and advertising material on its way to the outlets: asked for, in stock, sent, used (reference 0b)."""

    KEY = ("id",)
    id: Annotated[str, IdOf("MS")] = field("物料编号", "Material", audience="dealer")
    item: Bilingual = field("物料", "Item", audience="dealer")
    unit: Bilingual = field("单位", "Unit", audience="dealer")
    requested_on: Day = field("申请日", "Requested", audience="dealer")
    requested: Count = field("申请数", "Quantity asked for", audience="dealer")
    stock: Count | None = field("库存数", "In stock", default=None)
    sent_on: Day | None = field("发出日", "Sent", audience="dealer", default=None)
    sent: Count = field("发出数", "Quantity sent", audience="dealer", default=0)
    received_on: Day | None = field("签收日", "Received", audience="dealer", default=None)
    used: Count = field("已使用", "Quantity used", audience="dealer", default=0)
    feedback: Bilingual | None = field("使用反馈", "Feedback", audience="dealer", default=None)
