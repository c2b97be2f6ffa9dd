"""What a contract record says on orders, prices, payment and security (reference A.10)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Duration, Flag, Line, OneOf, Rate, RefTo
from toolkit.network.record import Value, field
from toolkit.topics.company.records import StaffId
from toolkit.topics.contract.records import vocabularies as words

Versioned = Line
"""A reference `policy-id@version`."""


class FirstOrder(Value):
    amount: Amount = field("首单金额", "First order", audience="dealer", unit="元")
    items: Bilingual | None = field("首单品项", "Items of the first order", audience="dealer", default=None)
    delivery: Bilingual | None = field("首单交付安排", "Delivery of the first order", audience="dealer", default=None)
    minimum_order: Amount = field("单次起订", "Minimum order", audience="dealer", unit="元")
    minimum_month: Amount | None = field("月起订", "Minimum a month", audience="dealer", unit="元", default=None)
    safety_stock_days: Duration | None = field(
        "建议安全库存", "Suggested safety stock", audience="dealer", unit="天", default=None
    )
    exchange_rate: Rate | None = field(
        "首单滞销调换比例", "Exchange of an unsold first order", audience="dealer", default=None
    )


class PriceListUse(Value):
    KEY = ("list",)
    list: Annotated[Versioned, RefTo("price-list")] = field("价格表", "Price list", audience="dealer")
    discount: Rate = field("折扣", "Discount", audience="dealer", help_zh="0.03 即让价 3 %", help_en="0.03 is 3 % off")
    approved_by: StaffId | None = field(
        "超限批准人",
        "Approved by",
        default=None,
        help_zh="折扣超过上限时写总经理",
        help_en="the general manager, where the discount is over the limit",
    )


class PriceChange(Value):
    notice_days: Duration = field("调价通知", "Notice", audience="dealer", unit="日")
    protection_days: Duration = field("价格保护", "Price protection", audience="dealer", unit="日")


class Payment(Value):
    method: Annotated[str, OneOf(words.PAYMENT)] = field("付款方式", "Method", audience="dealer")
    prepaid_share: Rate | None = field("预付比例", "Prepaid share", audience="dealer", default=None)
    credit_days: Duration = field("账期", "Credit", audience="dealer", unit="日", default=0)
    acceptance_months: Duration | None = field("承兑期限", "Acceptance", audience="dealer", unit="个月", default=None)
    accepting_banks: Bilingual | None = field("承兑银行", "Accepting banks", audience="dealer", default=None)
    discount_bearer: Annotated[str, OneOf(words.SHARES)] | None = field(
        "贴现费用", "Cost of discounting", audience="dealer", default=None
    )
    late_interest_daily: Rate = field("逾期利率（每日）", "Late interest a day", audience="dealer")
    reconciliation_day: Duration = field("对账日", "Reconciliation day", audience="dealer", unit="日")


class Guarantee(Value):
    KEY = ("guarantor",)
    kind: Annotated[str, OneOf(words.GUARANTEES)] | None = field("担保方式", "Kind", audience="dealer", default=None)
    guarantor: Line = field("担保人", "Guarantor", audience="dealer")
    limit: Amount | None = field("最高债权额", "Highest amount secured", audience="dealer", unit="元", default=None)
    period_months: Duration | None = field("保证期间", "Period", audience="dealer", unit="个月", default=None)
    resolution: Line | None = field("决议文件", "Corporate resolution", default=None)


class Credit(Value):
    limit: Amount = field("信用额度", "Limit", audience="dealer", unit="元")
    review_months: Duration = field("复核周期", "Review", audience="dealer", unit="个月")
    guarantees: tuple[Guarantee, ...] = field("担保", "Guarantees", audience="dealer", default=())


class Deposit(Value):
    kind: Annotated[str, OneOf(words.DEPOSITS)] = field("种类", "Kind", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")
    due_days: Duration | None = field(
        "交付期限",
        "Due",
        audience="dealer",
        unit="日",
        default=None,
        help_zh="自合同生效之日起；不写则在首次发货前",
        help_en="from the day the contract takes effect; when left out, before the first dispatch",
    )
    base: Line | None = field("定金的计算基础", "Base of the earnest money", audience="dealer", default=None)
    base_amount: Amount | None = field("主合同标的额", "Contract amount", audience="dealer", unit="元", default=None)
    deductions: tuple[Bilingual, ...] = field("扣除情形", "Deductions", audience="dealer", default=())
    top_up_days: Duration = field("补足期限", "Top-up", audience="dealer", unit="日")
    refund_days: Duration = field("退还期限", "Refund", audience="dealer", unit="日")
    interest: Flag = field("计息", "Bears interest", audience="dealer")
