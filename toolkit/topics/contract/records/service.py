"""What a contract record says on delivery, service, information, liability and the end (reference A.10)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Day, Duration, Line, OneOf, Rate
from toolkit.network.record import Value, field
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.grant import LineId

Bearer = Annotated[str, OneOf(words.SHARES)]
Party = Annotated[str, OneOf(words.PARTIES)]


class Marketing(Value):
    duty: Bilingual = field("推广责任", "Duty", audience="dealer")
    rate: Rate | None = field("费用比例", "Share of purchases", audience="dealer", default=None)
    bearer: Bearer = field("费用承担", "Cost", audience="dealer")
    company_share: Rate | None = field("甲方分担比例", "Share of Party A", audience="dealer", default=None)


class Delivery(Value):
    mode: Annotated[str, OneOf(words.DELIVERY)] = field("交付方式", "Mode", audience="dealer", default="delivered")
    place: Line = field("交货地点", "Place", audience="dealer")
    freight: Bearer = field("运费", "Freight", audience="dealer")
    company_share: Rate | None = field("甲方分担比例", "Share of Party A", audience="dealer", default=None)
    lead_days: Duration = field("到货期限", "Lead time", audience="dealer", unit="日")
    acceptance_days: Duration = field("外观异议期", "Visible defects", audience="dealer", unit="日")


class Returns(Value):
    KEY = ("line",)
    line: LineId = field("产品线", "Product line", audience="dealer")
    swap_rate: Rate = field("临期调换比例（每年）", "Near-expiry swap a year", audience="dealer")
    remaining_life: Rate | None = field(
        "收货时剩余保质期下限", "Remaining life on receipt", audience="dealer", default=None
    )
    life_left: Rate | None = field(
        "申请调换时剩余保质期下限", "Remaining life when a swap is asked for", audience="dealer", default=None
    )
    freight: Bearer | None = field("调换运费", "Freight of a swap", audience="dealer", default=None)


class DataItem(Value):
    KEY = ("item",)
    item: Bilingual = field("数据", "Data", audience="dealer")
    frequency: Bilingual = field("频率", "Frequency", audience="dealer")
    purpose: Bilingual = field("用途", "Purpose", audience="dealer")


class Liability(Value):
    KEY = ("party", "trigger")
    party: Party = field("违约方", "Party", audience="dealer")
    trigger: Bilingual = field("情形", "Trigger", audience="dealer")
    remedy: Bilingual = field("责任", "Remedy", audience="dealer")
    cap: Bilingual = field("限额", "Limit", audience="dealer")


class Termination(Value):
    notice_days: Duration = field("通知期", "Notice", audience="dealer", unit="日")
    cure_days: Duration = field("改正期", "Cure", audience="dealer", unit="日")
    settlement_days: Duration = field("清算期限", "Settlement", audience="dealer", unit="日")
    buy_back_rate: Rate = field("库存回购比例", "Buy-back", audience="dealer")
    buy_back_days: Duration | None = field(
        "回购期限",
        "Buy-back within",
        audience="dealer",
        unit="日",
        default=None,
        help_zh="不写则与清算期限相同",
        help_en="when left out, the time of the settlement",
    )
    sell_off_days: Duration = field("售罄期", "Sell-off", audience="dealer", unit="日")


class Dispute(Value):
    kind: Annotated[str, OneOf(words.DISPUTES)] = field("方式", "Route", audience="dealer")
    body: Line = field("法院或仲裁机构", "Court or commission", audience="dealer")


class MessageAccount(Value):
    """A company's account of an instant-message service, through which messages count as written. Never a person's own."""

    KEY = ("party", "service", "account")
    party: Party = field("当事人", "Party", audience="dealer")
    service: Line = field("服务", "Service", audience="dealer")
    account: Line = field("公司账号", "Company account", audience="dealer")


class CompetingLimit(Value):
    """What a limit on competing products must say to have any effect (the article on competing products)."""

    products: Bilingual = field("受限品类", "Products", audience="dealer")
    area: Bilingual = field("地域", "Area", audience="dealer")
    period: Bilingual = field("期间", "Period", audience="dealer")
    reason: Bilingual = field("合理理由", "Reason", audience="dealer")
    support: Bilingual = field("甲方给予的支持", "Support in return", audience="dealer")
    legal_note: Line | None = field("法务说明", "Legal note", default=None)


class Ended(Value):
    date: Day = field("最后有效日", "Last day in force", audience="dealer")
    reason: Bilingual = field("原因", "Reason", audience="dealer")
