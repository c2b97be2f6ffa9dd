"""The terms of a negotiation as data: what can be compared with a floor, with the company's limits and with the contract."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Day, Duration, OneOf, Rate, RefTo, RegionCode
from toolkit.network.record import Value, field
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.grant import Channel, LineId, TargetYear
from toolkit.topics.contract.records.money import Versioned


class LineTerms(Value):
    """What is agreed for one product line; what is left out was not spoken of."""

    KEY = ("line",)
    line: LineId = field("产品线", "Product line", audience="dealer")
    grants: tuple[Annotated[str, OneOf(words.GRANTS)], ...] = field("授权性质", "Grant", audience="dealer", default=())
    channels: tuple[Channel, ...] = field("渠道", "Channels", audience="dealer", default=())
    regions: tuple[RegionCode, ...] = field("区域", "Territory", audience="dealer", default=())
    exclusions: tuple[RegionCode, ...] = field("除外区域", "Except", audience="dealer", default=())
    discount: Rate | None = field("折扣", "Discount", audience="dealer", default=None)
    swap_rate: Rate | None = field("临期调换比例（每年）", "Near-expiry swap a year", audience="dealer", default=None)


class Terms(Value):
    """Comparable terms of one topic, named as the contract names them. Texts that cannot be compared stay texts."""

    lines: tuple[LineTerms, ...] = field("按产品线", "By product line", audience="dealer", default=())
    targets: tuple[TargetYear, ...] = field("年度目标", "Targets of the years", audience="dealer", default=())
    price_notice_days: Duration | None = field("调价通知", "Price notice", audience="dealer", unit="日", default=None)
    protection_days: Duration | None = field("价格保护", "Price protection", audience="dealer", unit="日", default=None)
    method: Annotated[str, OneOf(words.PAYMENT)] | None = field(
        "付款方式", "Payment method", audience="dealer", default=None
    )
    prepaid_share: Rate | None = field("预付比例", "Prepaid share", audience="dealer", default=None)
    credit_days: Duration | None = field("账期", "Credit", audience="dealer", unit="日", default=None)
    credit_limit: Amount | None = field("信用额度", "Credit limit", audience="dealer", unit="元", default=None)
    deposit: Amount | None = field(
        "保证金",
        "Deposit",
        audience="dealer",
        unit="元",
        default=None,
        help_zh="不设的写 0.00",
        help_en="0.00 for none",
    )
    first_order: Amount | None = field("首单金额", "First order", audience="dealer", unit="元", default=None)
    minimum_order: Amount | None = field("单次起订", "Minimum order", audience="dealer", unit="元", default=None)
    minimum_month: Amount | None = field("月起订", "Minimum a month", audience="dealer", unit="元", default=None)
    rebate_policy: Annotated[Versioned, RefTo("rebate-policy")] | None = field(
        "返利政策", "Rebate policy", audience="dealer", default=None
    )
    marketing_rate: Rate | None = field("推广费用比例", "Marketing share", audience="dealer", default=None)
    start: Day | None = field("起始日", "From", audience="dealer", default=None)
    end: Day | None = field("终止日", "Until", audience="dealer", default=None)
    notice_days: Duration | None = field(
        "解除通知", "Notice of termination", audience="dealer", unit="日", default=None
    )
    buy_back_rate: Rate | None = field("回购比例", "Buy-back rate", audience="dealer", default=None)
