"""What a contract record says: the particular terms of one dealer, as data (DOMAIN A.10)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.kernel.text import Text
from toolkit.network.fields import (
    Amount,
    Bilingual,
    Count,
    Day,
    Flag,
    Line,
    Name,
    OneOf,
    Quarter,
    Rate,
    RefTo,
    RegionCode,
    problem,
)
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import TAX, ContactId, DealerId
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.standard import STANDARD_KINDS

_CONTRACT_NO = re.compile(r"[A-Z]{2,8}-JX-\d{4}-\d{4}", re.ASCII)


def _contract_no(value: Any) -> str:
    if not isinstance(value, str) or not _CONTRACT_NO.fullmatch(value):
        raise problem("contract_no", given=str(value)[:40])
    return value


ContractNo = Annotated[str, BeforeValidator(_contract_no)]
"""`{BRAND}-JX-{YYYY}-{NNNN}`, for example `QY-JX-2026-0007`."""
LineId = Annotated[Name, RefTo("product-line")]
Versioned = Line


class Online(Value):
    """A shop that the dealer may run on a platform (DOMAIN F.2: online → shop list)."""

    KEY = ("platform", "shop")
    platform: Line = field("平台", "Platform", audience="dealer")
    shop: Line = field("店铺", "Shop", audience="dealer")


class Scope(Value):
    """One grant: these lines, in these counties, through these channels. A contract may hold several."""

    KEY = ("id",)
    id: Name = field("授权编号", "Scope", audience="dealer")
    grant: Annotated[str, OneOf(words.GRANTS)] = field("授权性质", "Grant", audience="dealer")
    lines: tuple[LineId, ...] = field("产品线", "Product lines", audience="dealer")
    channels: tuple[Annotated[str, OneOf(words.CHANNELS)], ...] = field("渠道", "Channels", audience="dealer")
    regions: tuple[RegionCode, ...] = field("区域", "Territory", audience="dealer")
    exclusions: tuple[RegionCode, ...] = field("除外区域", "Except", audience="dealer", default=())


class ReservedAccount(Value):
    KEY = ("name",)
    name: Bilingual = field("保留客户", "Reserved account", audience="dealer")
    reason: Bilingual = field("说明", "Reason", audience="dealer")


class Term(Value):
    start: Day = field("起始日", "From", audience="dealer")
    end: Day = field("终止日", "Until", audience="dealer")
    trial_months: Count = field("试销期", "Trial", audience="dealer", unit="个月", default=0)
    renewal: Annotated[str, OneOf(words.RENEWALS)] = field("续约方式", "Renewal", audience="dealer")
    renewal_notice_days: Count = field("续约通知", "Renewal notice", audience="dealer", unit="日")


class TargetRow(Value):
    KEY = ("quarter", "line")
    quarter: Quarter = field("季度", "Quarter", audience="dealer")
    line: LineId = field("产品线", "Product line", audience="dealer")
    amount: Amount = field("目标", "Target", audience="dealer", unit="元")


class TargetYear(Value):
    KEY = ("year", "line")
    year: Count = field("财年", "Fiscal year", audience="dealer")
    line: LineId = field("产品线", "Product line", audience="dealer")
    amount: Amount = field("年度目标", "Target of the year", audience="dealer", unit="元")


class Targets(Value):
    nature: Annotated[str, OneOf(words.TARGET_NATURE)] = field("目标性质", "Nature", audience="dealer")
    basis: Annotated[str, OneOf(words.TARGET_BASIS)] = field("统计口径", "Basis", audience="dealer")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", audience="dealer")
    years: tuple[TargetYear, ...] = field("年度目标", "Targets of the years", audience="dealer")
    quarters: tuple[TargetRow, ...] = field("季度目标", "Targets of the quarters", audience="dealer")
    guaranteed_minimum: Amount | None = field(
        "保证最低采购额", "Guaranteed minimum", audience="dealer", unit="元", default=None
    )


class FirstOrder(Value):
    amount: Amount = field("首单金额", "First order", audience="dealer", unit="元")
    minimum_order: Amount = field("单次起订", "Minimum order", audience="dealer", unit="元")
    minimum_month: Amount | None = field("月起订", "Minimum a month", audience="dealer", unit="元", default=None)


class PriceListUse(Value):
    KEY = ("list",)
    list: Annotated[Versioned, RefTo("price-list")] = field("价格表", "Price list", audience="dealer")
    discount: Rate = field("折扣", "Discount", audience="dealer", help_zh="0.03 即让价 3 %", help_en="0.03 is 3 % off")


class PriceChange(Value):
    notice_days: Count = field("调价通知", "Notice", audience="dealer", unit="日")
    protection_days: Count = field("价格保护", "Price protection", audience="dealer", unit="日")


class Payment(Value):
    method: Annotated[str, OneOf(words.PAYMENT)] = field("付款方式", "Method", audience="dealer")
    prepaid_share: Rate | None = field("预付比例", "Prepaid share", audience="dealer", default=None)
    credit_days: Count = field("账期", "Credit", audience="dealer", unit="日", default=0)
    acceptance_months: Count | None = field("承兑期限", "Acceptance", audience="dealer", unit="个月", default=None)
    late_interest_daily: Rate = field("逾期利率（每日）", "Late interest a day", audience="dealer")
    reconciliation_day: Count = field("对账日", "Reconciliation day", audience="dealer", unit="日")


class Guarantee(Value):
    KEY = ("guarantor",)
    kind: Annotated[str, OneOf(words.GUARANTEES)] | None = field("担保方式", "Kind", audience="dealer", default=None)
    guarantor: Line = field("担保人", "Guarantor", audience="dealer")
    period_months: Count = field("担保期间", "Period", audience="dealer", unit="个月")
    resolution: Line | None = field("决议文件", "Corporate resolution", default=None)


class Credit(Value):
    limit: Amount = field("信用额度", "Limit", audience="dealer", unit="元")
    review_months: Count = field("复核周期", "Review", audience="dealer", unit="个月")
    guarantees: tuple[Guarantee, ...] = field("担保", "Guarantees", audience="dealer", default=())


class Deposit(Value):
    kind: Annotated[str, OneOf(words.DEPOSITS)] = field("种类", "Kind", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")
    base: Line | None = field("定金的计算基础", "Base of the earnest money", audience="dealer", default=None)
    base_amount: Amount | None = field("主合同标的额", "Contract amount", audience="dealer", unit="元", default=None)
    deductions: tuple[Bilingual, ...] = field("扣除情形", "Deductions", audience="dealer", default=())
    top_up_days: Count = field("补足期限", "Top-up", audience="dealer", unit="日")
    refund_days: Count = field("退还期限", "Refund", audience="dealer", unit="日")
    interest: Flag = field("计息", "Bears interest", audience="dealer")


class Marketing(Value):
    duty: Bilingual = field("推广责任", "Duty", audience="dealer")
    rate: Rate | None = field("费用比例", "Share of purchases", audience="dealer", default=None)
    bearer: Annotated[str, OneOf(words.SHARES)] = field("费用承担", "Cost", audience="dealer")


class Delivery(Value):
    place: Line = field("交货地点", "Place", audience="dealer")
    freight: Annotated[str, OneOf(words.SHARES)] = field("运费", "Freight", audience="dealer")
    lead_days: Count = field("到货期限", "Lead time", audience="dealer", unit="日")
    acceptance_days: Count = field("外观异议期", "Visible defects", audience="dealer", unit="日")


class Returns(Value):
    KEY = ("line",)
    line: LineId = field("产品线", "Product line", audience="dealer")
    swap_rate: Rate = field("临期调换比例（每年）", "Near-expiry swap a year", audience="dealer")
    remaining_life: Rate | None = field(
        "收货时剩余保质期下限", "Remaining life on receipt", audience="dealer", default=None
    )


class DataItem(Value):
    KEY = ("item",)
    item: Bilingual = field("数据", "Data", audience="dealer")
    frequency: Bilingual = field("频率", "Frequency", audience="dealer")
    purpose: Bilingual = field("用途", "Purpose", audience="dealer")


class Liability(Value):
    KEY = ("party", "trigger")
    party: Annotated[str, OneOf(words.PARTIES)] = field("违约方", "Party", audience="dealer")
    trigger: Bilingual = field("情形", "Trigger", audience="dealer")
    remedy: Bilingual = field("责任", "Remedy", audience="dealer")
    cap: Bilingual = field("限额", "Limit", audience="dealer")


class Termination(Value):
    notice_days: Count = field("通知期", "Notice", audience="dealer", unit="日")
    cure_days: Count = field("补救期", "Cure", audience="dealer", unit="日")
    settlement_days: Count = field("清算期限", "Settlement", audience="dealer", unit="日")
    buy_back_rate: Rate = field("库存回购比例", "Buy-back", audience="dealer")
    sell_off_days: Count = field("售罄期", "Sell-off", audience="dealer", unit="日")


class Dispute(Value):
    kind: Annotated[str, OneOf(words.DISPUTES)] = field("方式", "Route", audience="dealer")
    body: Line = field("法院或仲裁机构", "Court or commission", audience="dealer")


class Ended(Value):
    date: Day = field("终止日", "Ended on", audience="dealer")
    reason: Bilingual = field("原因", "Reason", audience="dealer")


class Contract(Record):
    """The particular terms of one contract; the standard terms come from the template that it names."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    contract_no: ContractNo = field("合同编号", "Contract number", audience="dealer")
    template: Annotated[Versioned, RefTo("contract-template")] = field("标准文本", "Template", audience="dealer")
    language: Annotated[str, OneOf(words.LANGUAGES)] = field("语言", "Language", audience="dealer", default="zh")
    draft_version: Count = field("稿次", "Draft", audience="dealer")
    status: Annotated[str, OneOf(words.STATUS)] = field("状态", "Status", audience="dealer")
    contract_type: Annotated[str, OneOf(words.CONTRACT_TYPES)] = field("合同类型", "Type", audience="dealer")
    scopes: tuple[Scope, ...] = field("授权范围", "Scopes", audience="dealer")
    online: tuple[Online, ...] = field("线上店铺", "Online shops", audience="dealer", default=())
    reserved: tuple[ReservedAccount, ...] = field("甲方保留", "Reserved", audience="dealer", default=())
    restriction: Annotated[str, OneOf(words.RESTRICTIONS)] = field("区域限制", "Restriction", audience="dealer")
    restriction_note: Line | None = field("限制被动销售的法务说明", "Legal note on passive sales", default=None)
    term: Term = field("期限", "Term", audience="dealer")
    targets: Targets = field("销售目标", "Targets", audience="dealer")
    first_order: FirstOrder | None = field("首单与起订", "First order", audience="dealer", default=None)
    prices: tuple[PriceListUse, ...] = field("供货价", "Supply prices", audience="dealer")
    price_change: PriceChange = field("调价", "Price change", audience="dealer")
    payment: Payment = field("付款", "Payment", audience="dealer")
    credit: Credit | None = field("信用", "Credit", audience="dealer", default=None)
    deposit: Deposit | None = field("保证金", "Deposit", audience="dealer", default=None)
    rebate_policy: Annotated[Versioned, RefTo("rebate-policy")] = field("返利政策", "Rebate policy", audience="dealer")
    marketing: Marketing = field("市场推广", "Marketing", audience="dealer")
    support: tuple[Bilingual, ...] = field("甲方支持", "Support", audience="dealer")
    delivery: Delivery = field("交付", "Delivery", audience="dealer")
    returns: tuple[Returns, ...] = field("退换与临期", "Returns", audience="dealer")
    after_sales: Bilingual = field("售后", "After-sales", audience="dealer")
    data: tuple[DataItem, ...] = field("数据报送", "Data", audience="dealer")
    liability: tuple[Liability, ...] = field("违约责任", "Liability", audience="dealer")
    termination: Termination = field("通知与解除", "Termination", audience="dealer")
    dispute: Dispute = field("争议解决", "Disputes", audience="dealer")
    opted: tuple[Name, ...] = field("选用条款", "Optional clauses", audience="dealer", default=())
    special: tuple[Bilingual, ...] = field("特别约定", "Special terms", audience="dealer", default=())
    company_signatory: ContactId | None = field("甲方签约代表", "Signatory of Party A", audience="dealer", default=None)
    dealer_signatory: ContactId | None = field("乙方签约代表", "Signatory of Party B", audience="dealer", default=None)
    sign_method: Annotated[str, OneOf(words.SIGNING)] = field("签署方式", "Signing", audience="dealer")
    signed_on: Day | None = field("签署日期", "Signed on", audience="dealer", default=None)
    signing_place: Line = field("签署地点", "Place of signature", audience="dealer")
    ended: Ended | None = field("提前终止", "Ended early", audience="dealer", default=None)


KINDS = (
    Kind(
        "contract",
        Text("合同", "the contracts"),
        Contract,
        "dealers/{dealer}/contracts/{contract_no}.yaml",
        identity="{contract_no}",
    ),
    *STANDARD_KINDS,
)
