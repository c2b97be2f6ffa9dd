"""What a rebate statement's file says (RB, reference A.14, E.4): the facts that only finance knows, what was issued, and how it was paid.

Figures are computed from the policy and the quarter's data; what was issued is kept beside them, so that a later
recomputation must agree.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.network.fields import (
    Amount,
    Bilingual,
    Count,
    Day,
    Duration,
    IdOf,
    Line,
    Name,
    OneOf,
    Rate,
    RefTo,
    problem,
)
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Evidence, Sha256
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.contract.records.particular import ContractNo, LineId
from toolkit.topics.incentive.records import vocabularies as words

_PERIOD = re.compile(r"\d{4}(Q[1-4])?", re.ASCII)


def _period(value: Any) -> str:
    if not isinstance(value, str) or not _PERIOD.fullmatch(value):
        raise problem(
            "rule",
            zh=f"“{str(value)[:20]}”不是季度或年度：写成 2026Q1 或 2026",
            en=f"“{str(value)[:20]}” is neither a quarter nor a year: write 2026Q1 or 2026",
        )
    return value


Period = Annotated[str, BeforeValidator(_period)]
"""A fiscal quarter, `2026Q1`, or a fiscal year, `2026`."""
PolicyReference = Annotated[Line, RefTo("rebate-policy")]
CaseId = Annotated[str, IdOf("CF")]


class ExcludedSale(Value):
    """Purchases that do not count, each with its reason (reference E.2 2)."""

    KEY = ("kind", "line")
    kind: Annotated[str, OneOf(words.EXCLUSIONS)] = field("项目", "What", audience="dealer")
    line: LineId = field("产品线", "Line", audience="dealer")
    amount: Amount = field("金额（不含税）", "Amount, excl. VAT", audience="dealer", unit="元")
    reason: Bilingual = field("理由", "Reason", audience="dealer")


class GrowthBase(Value):
    """The base of growth that both sides agreed, where the policy takes an agreed one (reference T3)."""

    KEY = ("line",)
    line: LineId = field("产品线", "Line", audience="dealer")
    amount: Amount = field("约定基数", "Agreed base", audience="dealer", unit="元")
    reason: Bilingual = field("约定依据", "By which agreement", audience="dealer")


class DisplayCount(Value):
    """Shops under the display agreement and how many store-months failed the check (reference T6, E-7)."""

    stores: Count = field("店数", "Stores", audience="dealer", unit="店")
    months: Duration = field("月数", "Months", audience="dealer", unit="个月")
    failed: Count = field("不合格店月", "Store-months failed", audience="dealer", unit="店月")


class InvoiceReceipt(Value):
    """An invoice and the day on which its money was there."""

    KEY = ("invoice",)
    invoice: Line = field("发票或发货单号", "Invoice", audience="dealer")
    amount: Amount = field("金额（含税）", "Amount, incl. VAT", audience="dealer", unit="元")
    invoiced_on: Day = field("起算日", "Counted from", audience="dealer")
    received_on: Day = field("到账日", "Received on", audience="dealer")


class LaterReturn(Value):
    """Goods of an earlier period that came back after its statement: that rebate is worked out again (reference E.2 9).

    They count in the period in which they were bought, so they are not among the returns of this quarter's data.
    """

    KEY = ("period", "line", "returned_on")
    period: Period = field("原期间", "Of the period", audience="dealer")
    line: LineId = field("产品线", "Line", audience="dealer")
    amount: Amount = field("退货金额（不含税）", "Returned, excl. VAT", audience="dealer", unit="元")
    returned_on: Day = field("退货日", "Returned on", audience="dealer")


class Forfeiture(Value):
    """A component that is not paid: only by a clause, a final case and a served notice together (reference E.2 10)."""

    KEY = ("component", "case")
    component: Name = field("项目", "Component", audience="dealer")
    case: CaseId | None = field("案件", "Case", audience="dealer", default=None)
    clause: Line | None = field("合同条款", "Clause", audience="dealer", default=None)
    final_on: Day | None = field("定案日", "Case final on", audience="dealer", default=None)
    notice_served_on: Day | None = field("通知送达日", "Notice served on", audience="dealer", default=None)
    share: Rate = field("不予兑付的比例", "Share not paid", audience="dealer")


class Adjustment(Value):
    """An amount beside the policy's components, with its reason and the agreement behind it; negative takes away."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    kind: Annotated[str, OneOf(words.ADJUSTMENTS)] = field("种类", "Kind", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")
    reason: Bilingual = field("理由", "Reason", audience="dealer")
    policy: PolicyReference | None = field("政策依据", "Policy", audience="dealer", default=None)


class IssuedLine(Value):
    """A row of the statement as it was issued."""

    KEY = ("component",)
    component: Name = field("项目", "Component", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")


class RedLetter(Value):
    """The way to a red-letter invoice: confirmation form, the other side's confirmation within 72 hours, invoice (0b, E.4)."""

    number: Line = field("红字发票信息确认单编号", "Confirmation form", audience="dealer")
    begun_by: Annotated[str, OneOf(words.BEGUN_BY)] = field("发起方", "Begun by", audience="dealer")
    requested_on: Day = field("发起日", "Sent on", audience="dealer")
    confirmed_on: Day | None = field("确认日", "Confirmed on", audience="dealer", default=None)
    invoice: Line | None = field("红字发票号", "Red-letter invoice", audience="dealer", default=None)
    issued_on: Day | None = field("开具日", "Issued on", audience="dealer", default=None)


class ServiceInvoice(Value):
    """The dealer's own VAT invoice for services, such as displays."""

    number: Line = field("服务发票号", "Service invoice", audience="dealer")
    received_on: Day = field("收到日", "Received on", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")


class Payment(Value):
    """One payment, to the dealer company's own account or on its account with us."""

    KEY = ("reference",)
    reference: Line = field("凭证号", "Voucher", audience="dealer")
    form: Annotated[str, OneOf(words.PAYOUTS)] = field("方式", "Form", audience="dealer")
    paid_at: Day = field("兑付日", "Paid on", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")
    payee: Line = field("收款方", "Payee", audience="dealer")
    account: Line | None = field("收款账号", "Account", audience="dealer", default=None)
    invoice_amount: Amount | None = field(
        "抵减的发票金额", "Invoice set off against", audience="dealer", unit="元", default=None
    )


class RebateSettlement(Record):
    """A rebate statement of one dealer for one quarter or year."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    id: Annotated[str, IdOf("RB")] = field("结算单编号", "Statement id", audience="dealer")
    period: Period = field("期间", "Period", audience="dealer")
    contract: Annotated[ContractNo, RefTo("contract")] = field("合同", "Contract", audience="dealer")
    policy: PolicyReference = field("政策版本", "Policy version", audience="dealer")
    policy_digest: Sha256 | None = field(
        "政策内容摘要",
        "Digest of the policy",
        audience="dealer",
        default=None,
        help_zh="送达时该版本内容的摘要；此后内容有改动会报告",
        help_en="of what that version said when this was served; a change afterwards is reported",
    )
    status: Annotated[str, OneOf(words.SETTLEMENT)] = field("状态", "Status", audience="dealer")
    excluded: tuple[ExcludedSale, ...] = field("不计入的进货", "Left out", audience="dealer", default=())
    growth_bases: tuple[GrowthBase, ...] = field(
        "约定的同比基数", "Agreed bases of growth", audience="dealer", default=()
    )
    display: DisplayCount | None = field("陈列", "Display", audience="dealer", default=None)
    receipts: tuple[InvoiceReceipt, ...] = field("逐笔回款", "Receipts", audience="dealer", default=())
    late_payments: Count | None = field("逾期付款次数", "Late payments", audience="dealer", unit="次", default=None)
    later_returns: tuple[LaterReturn, ...] = field("后续退货", "Later returns", audience="dealer", default=())
    forfeitures: tuple[Forfeiture, ...] = field("不予兑付", "Forfeited", audience="dealer", default=())
    adjustments: tuple[Adjustment, ...] = field("调整", "Adjustments", audience="dealer", default=())
    accrued: Amount | None = field("已计提", "Accrued", unit="元", default=None)
    lines: tuple[IssuedLine, ...] = field("各项金额", "Rows as issued", audience="dealer", default=())
    payable: Amount | None = field("应付", "Payable as issued", audience="dealer", unit="元", default=None)
    approved_by: StaffId | None = field("批准人", "Approved by", audience="dealer", default=None)
    issued_on: Day | None = field("送达日", "Served on", audience="dealer", default=None)
    agreed_on: Day | None = field("确认日", "Agreed on", audience="dealer", default=None)
    red_letter: RedLetter | None = field("红字发票", "Red-letter invoice", audience="dealer", default=None)
    service_invoice: ServiceInvoice | None = field("服务发票", "Service invoice", audience="dealer", default=None)
    payments: tuple[Payment, ...] = field("兑付", "Payments", audience="dealer", default=())
    evidence: tuple[Evidence, ...] = field("凭证", "Evidence", audience="dealer", default=())


class BondEntry(Value):
    """A movement of the bond. A deduction names the case, the clause and the notice that allow it (reference T9)."""

    KEY = ("date", "kind", "amount")
    date: Day = field("日期", "Date", audience="dealer")
    kind: Annotated[str, OneOf(words.BOND)] = field("种类", "Kind", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")
    case: CaseId | None = field("案件", "Case", audience="dealer", default=None)
    clause: Line | None = field("合同条款", "Clause", audience="dealer", default=None)
    notice_served_on: Day | None = field("通知送达日", "Notice served on", audience="dealer", default=None)
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class BondLedger(Record):
    """The market bond of a dealer: what was paid in, taken, topped up and refunded."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    contract: Annotated[ContractNo, RefTo("contract")] = field("合同", "Contract", audience="dealer")
    entries: tuple[BondEntry, ...] = field("流水", "Entries", audience="dealer")
