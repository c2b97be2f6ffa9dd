"""What the research on one region says, product line by product line (reference A.3, 0b): capacity, habits, rivals, channels, rules."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import (
    Amount,
    Bilingual,
    Count,
    Day,
    Flag,
    Line,
    Name,
    Number,
    OneOf,
    Quarter,
    Rate,
    RefTo,
    RegionCode,
    Url,
)
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import DEPARTMENTS, STORAGE, TAX, StaffId
from toolkit.topics.market.records.vocabularies import CHANNELS, GRANTS, METHODS, STATISTICS

LineId = Annotated[Name, RefTo("product-line")]
Channel = Annotated[str, OneOf(CHANNELS)]
MarketId = Annotated[Name, RefTo("market")]


class Statistic(Value):
    """A figure from public statistics: persons, or yuan a year."""

    KEY = ("what",)
    what: Annotated[str, OneOf(STATISTICS)] = field("指标", "Figure")
    value: Number = field("数值", "Value")
    year: Count = field("年份", "Year")
    source: Line = field("来源", "Source")


class CountyPeople(Value):
    """How many people live in a county: by this a region's potential is shared among its counties."""

    KEY = ("region",)
    region: RegionCode = field("区县", "County", audience="public")
    population: Count = field("常住人口", "Population", unit="人")


class Finding(Value):
    """A finding on buyers or on rules, with where it comes from and how old it is."""

    KEY = ("id",)
    id: Name = field("编号", "Id")
    text: Bilingual = field("结论", "Finding")
    source: Line = field("来源", "Source")
    as_of: Day = field("截至", "As of")
    link: Url | None = field("链接", "Link", default=None)


class Estimate(Value):
    """What a market is worth a year, worked out one way; the working says how."""

    KEY = ("method",)
    method: Annotated[str, OneOf(METHODS)] = field("方法", "Method")
    amount: Amount = field("市场容量", "Market size", unit="元/年")
    working: Bilingual = field("算式", "Working")
    source: Line = field("来源", "Source")
    as_of: Day = field("截至", "As of")


class PriceBand(Value):
    """Prices of a rival as anybody can read them on its shelf labels; never of our own goods (reference 0b, H.2)."""

    low: Amount = field("低", "Low", unit="元")
    high: Amount = field("高", "High", unit="元")
    pack: Bilingual = field("规格", "Pack")
    observed_on: Day = field("观察日期", "Observed on")
    shops: Count = field("门店数", "Shops")


class Competitor(Value):
    KEY = ("brand",)
    brand: Line = field("竞品", "Competitor")
    share: Rate = field("份额", "Share")
    dealer: Line | None = field("由谁经销", "Sold by", default=None)
    shelf_prices: PriceBand | None = field("公开货架价格带", "Public shelf prices", default=None)
    source: Line = field("来源", "Source")


class ChannelShare(Value):
    KEY = ("channel",)
    channel: Channel = field("渠道", "Channel")
    share: Rate = field("占比", "Share")
    outlets: Count | None = field("终端数", "Outlets", unit="家", default=None)


class Advantage(Value):
    """What we are better at, and the proof; without proof it is no advantage."""

    claim: Bilingual = field("优势", "Advantage")
    evidence: Bilingual = field("证据", "Evidence")
    valid_until: Day | None = field("有效至", "Valid until", default=None)


class CustomerSegment(Value):
    who: Bilingual = field("客群", "Who")
    need: Bilingual = field("需要", "Need")
    channel: Channel = field("渠道", "Channel")


class Positioning(Value):
    """For whom the line is, and why they would choose it here."""

    statement: Bilingual = field("定位语", "Statement")
    advantages: tuple[Advantage, ...] = field("优势", "Advantages")
    target_segments: tuple[CustomerSegment, ...] = field("目标客群", "Target customers")


class WeightChange(Value):
    """A change to the weight of one item of the scorecard; the changes of a profile total 0."""

    KEY = ("item",)
    item: Name = field("评分项", "Item")
    change: Number = field("加减", "Change", unit="分")
    reason: Bilingual = field("理由", "Reason")


class IdealDealer(Value):
    """What a dealer needs to do the line's work here. Each requirement follows from the work, which `working` shows."""

    channels: tuple[Channel, ...] = field("渠道强项", "Strong in channels")
    min_team: Count = field("最低专职人数", "Dedicated team, at least", unit="人")
    min_warehouse_m2: Count = field("最低仓储面积", "Warehouse, at least", unit="㎡")
    storage: Annotated[str, OneOf(STORAGE)] = field("温层", "Temperature")
    capital_multiple: Number = field(
        "资金倍数",
        "Capital multiple",
        unit="个月",
        help_zh="首单之外再加几个月目标",
        help_en="months of target on top of the first order",
    )
    attitude: Bilingual = field("态度", "Attitude")
    working: Bilingual = field("推算", "Working")
    weight_overrides: tuple[WeightChange, ...] = field("评分权重调整", "Changes to weights", default=())
    approved_on: Day = field("批准日", "Approved on")
    approved_by: StaffId = field("批准人", "Approved by")


class YearTarget(Value):
    KEY = ("year",)
    year: Count = field("第几年", "Year", help_zh="自启动起，一至三", help_en="from the launch on, 1 to 3")
    amount: Amount = field("目标", "Target", unit="元")


class PlanApproval(Value):
    KEY = ("role", "staff")
    role: Annotated[str, OneOf(DEPARTMENTS)] = field("批准职能", "For")
    staff: StaffId = field("批准人", "By")
    date: Day = field("批准日", "On")


class Plan(Value):
    """What we mean to build in the region: how many dealers, with what grant, from when on, towards what (M9)."""

    dealers: Count = field("经销商家数", "Dealers")
    grant: Annotated[str, OneOf(GRANTS)] = field("授权性质", "Grant")
    grant_reason: Bilingual | None = field("独家理由", "Why exclusive", default=None)
    launch: Quarter = field("启动季度", "Launch")
    first_order: Amount = field("每家首单", "First order of a dealer", unit="元")
    outlets: Count = field("全区目标终端数", "Target outlets of the region", unit="家")
    targets: tuple[YearTarget, ...] = field("全区年度目标", "Targets of the region")
    budget: Amount = field("预算", "Budget", unit="元")
    owner: StaffId = field("负责人", "Owner")
    reason: Bilingual = field("为什么先做", "Why now")
    approvals: tuple[PlanApproval, ...] = field("批准", "Approvals", default=())


class LineMarket(Value):
    """The region as a market for one product line. All its amounts are on one tax basis."""

    KEY = ("line",)
    line: LineId = field("产品线", "Product line")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax")
    estimates: tuple[Estimate, ...] = field("容量测算", "Estimates")
    difference: Bilingual | None = field("两法差异说明", "Why the estimates differ", default=None)
    growth: Number = field(
        "年增速", "Growth a year", help_zh="0.06 即 6%，可以为负", help_en="0.06 is 6 %; may be negative"
    )
    own_sales: Amount = field("去年我方销售", "Own sales last year", unit="元")
    attainable_share: Rate = field("可达份额", "Attainable share")
    attainable_basis: Bilingual = field("可达份额的依据", "Why attainable")
    in_house_share: Rate = field("品牌方自营占比", "Sold by ourselves")
    competitors: tuple[Competitor, ...] = field("竞品", "Competitors", default=())
    channels: tuple[ChannelShare, ...] = field("渠道结构", "Channels", default=())
    positioning: Positioning | None = field("定位", "Positioning", default=None)
    ideal_dealer: IdealDealer | None = field("理想经销商", "Ideal dealer", default=None)
    plan: Plan | None = field("布局计划", "Plan", default=None)


class Market(Record):
    """A region that we research and plan as one."""

    id: Name = field("市场编号", "Market id", audience="public")
    name: Bilingual = field("市场", "Market", audience="public")
    regions: tuple[RegionCode, ...] = field("行政区划", "Divisions", audience="public")
    exclusions: tuple[RegionCode, ...] = field("除外", "Except", audience="public", default=())
    owner: StaffId = field("负责人", "Owner")
    as_of: Day = field("调研截至", "Researched until")
    statistics: tuple[Statistic, ...] = field("基本数据", "Statistics", default=())
    people: tuple[CountyPeople, ...] = field("分区县人口", "Population by county", default=())
    habits: tuple[Finding, ...] = field("消费习惯", "Habits", default=())
    environment: tuple[Finding, ...] = field("政策环境", "Policy environment", default=())
    lines: tuple[LineMarket, ...] = field("分产品线", "By product line")
    draft: Flag = field("未完成", "Unfinished", default=False)
