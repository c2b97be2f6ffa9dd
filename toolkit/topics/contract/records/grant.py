"""What a contract record says on who deals in what, where, for how long, and towards which targets (reference A.10)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import (
    Amount,
    Bilingual,
    Count,
    Day,
    Duration,
    Line,
    Name,
    OneOf,
    Quarter,
    RefTo,
    RegionCode,
)
from toolkit.network.record import Value, field
from toolkit.topics.company.records import TAX
from toolkit.topics.contract.records import vocabularies as words

LineId = Annotated[Name, RefTo("product-line")]
Channel = Annotated[str, OneOf(words.CHANNELS)]


class Online(Value):
    """A shop that the dealer may run on a platform (reference F.2: online → shop list)."""

    KEY = ("platform", "shop")
    platform: Line = field("平台", "Platform", audience="dealer")
    shop: Line = field("店铺", "Shop", audience="dealer")


class Scope(Value):
    """One grant: these lines, in these counties, through these channels. A contract may hold several."""

    KEY = ("id",)
    id: Name = field("授权编号", "Scope", audience="dealer")
    grant: Annotated[str, OneOf(words.GRANTS)] = field("授权性质", "Grant", audience="dealer")
    lines: tuple[LineId, ...] = field("产品线", "Product lines", audience="dealer")
    channels: tuple[Channel, ...] = field("渠道", "Channels", audience="dealer")
    regions: tuple[RegionCode, ...] = field("区域", "Territory", audience="dealer")
    exclusions: tuple[RegionCode, ...] = field("除外区域", "Except", audience="dealer", default=())


class ReservedAccount(Value):
    """A customer, or whole channels, that the company keeps for itself."""

    KEY = ("name",)
    name: Bilingual = field("保留客户", "Reserved account", audience="dealer")
    reason: Bilingual = field("说明", "Reason", audience="dealer")
    channels: tuple[Channel, ...] = field(
        "保留渠道",
        "Reserved channels",
        audience="dealer",
        default=(),
        help_zh="整个渠道由甲方经营时写",
        help_en="where Party A keeps a channel as a whole",
    )


class Term(Value):
    start: Day = field("起始日", "From", audience="dealer")
    end: Day = field("终止日", "Until", audience="dealer")
    trial_months: Duration = field("试销期", "Trial", audience="dealer", unit="个月", default=0)
    contract_year: Annotated[str, OneOf(words.CONTRACT_YEARS)] | None = field(
        "合同年度",
        "Contract year",
        audience="dealer",
        default=None,
        help_zh="不写则自起始日起每十二个月",
        help_en="when left out, every twelve months from the first day",
    )
    renewal: Annotated[str, OneOf(words.RENEWALS)] = field("续约方式", "Renewal", audience="dealer")
    renewal_notice_days: Duration = field("续约通知", "Renewal notice", audience="dealer", unit="日")
    renewal_months: Duration | None = field("自动续期期限", "Renewed for", audience="dealer", unit="个月", default=None)


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
        "每合同年度保底额", "Guaranteed minimum a contract year", audience="dealer", unit="元", default=None
    )
