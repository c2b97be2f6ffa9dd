"""The launch plan: initial stocking, promotions, advertising (reference G.4)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Count, Day, Line, Name, Number, OneOf, Rate, RefTo, RegionCode
from toolkit.network.record import Value, field
from toolkit.network.shared import SIDES, Evidence
from toolkit.topics.company.records import DEPARTMENTS, StaffId
from toolkit.topics.dealer.records import OUTLET_TYPES


class Stocking(Value):
    """One class of outlets: so many outlets take so many SKUs, so many cases of each to begin with."""

    KEY = ("outlet_class", "line")
    outlet_class: Annotated[str, OneOf(OUTLET_TYPES)] = field("终端类型", "Outlet class", audience="dealer")
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line", audience="dealer")
    outlets: Count = field("目标网点", "Outlets", audience="dealer", unit="家")
    skus: tuple[Line, ...] = field("品项", "SKUs", audience="dealer")
    opening_cases: Number = field("每种首铺", "Opening quantity of each", audience="dealer", unit="箱")
    week: Count = field("第几周", "Week", audience="dealer")
    side: Annotated[str, OneOf(SIDES)] = field("责任方", "Side", audience="dealer")


class PromotionReview(Value):
    """What a promotion brought, in cases; sales that were only brought forward are taken out."""

    sold: Number = field("活动期销量", "Sold", audience="dealer", unit="箱")
    baseline: Number = field("平时同期销量", "Baseline", audience="dealer", unit="箱")
    pulled_forward: Number = field("提前购买", "Pulled forward", audience="dealer", unit="箱")
    margin_per_case: Amount = field("每箱毛利", "Gross profit a case", audience="dealer", unit="元")
    spend: Amount = field("实际费用", "Spend", audience="dealer", unit="元")
    note: Bilingual | None = field("结论", "Conclusion", audience="dealer", default=None)


class Promotion(Value):
    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    outlet_classes: tuple[Annotated[str, OneOf(OUTLET_TYPES)], ...] = field("目标终端", "Outlets", audience="dealer")
    first: Day = field("开始", "First day", audience="dealer")
    last: Day = field("结束", "Last day", audience="dealer")
    mechanic: Bilingual = field("做法", "Mechanic", audience="dealer")
    terminal_rule: Bilingual | None = field("终端规则", "Rule at the outlet", audience="dealer", default=None)
    expected_cases: Number = field("预期增量", "Expected increment", audience="dealer", unit="箱")
    budget: Amount = field("预算", "Budget", audience="dealer", unit="元")
    brand_share: Rate = field("我方分担", "Our share", audience="dealer")
    dealer_share: Rate = field("经销商分担", "Dealer's share", audience="dealer")
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", audience="dealer", default=())
    review: PromotionReview | None = field("复盘", "Review", audience="dealer", default=None)


class MaterialApproval(Value):
    KEY = ("department",)
    department: Annotated[str, OneOf(DEPARTMENTS)] = field("部门", "Department", audience="dealer")
    staff: StaffId = field("批准人", "By", audience="dealer")
    date: Day = field("批准日", "On", audience="dealer")


class Advertising(Value):
    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    media: Bilingual = field("媒体", "Media", audience="dealer")
    regions: tuple[RegionCode, ...] = field("区域", "Regions", audience="dealer")
    first: Day = field("开始", "First day", audience="dealer")
    last: Day = field("结束", "Last day", audience="dealer")
    material: Line = field("素材编号", "Material", audience="dealer")
    approvals: tuple[MaterialApproval, ...] = field("素材批准", "Approvals", audience="dealer", default=())
    cost: Amount = field("费用", "Cost", audience="dealer", unit="元")
    brand_share: Rate = field("我方分担", "Our share", audience="dealer")
    dealer_share: Rate = field("经销商分担", "Dealer's share", audience="dealer")
    measurement: Bilingual = field("衡量办法", "Measured by", audience="dealer")
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", audience="dealer", default=())


class LaunchPlan(Value):
    agreed_on: Day | None = field("双方签字日", "Signed by both on", audience="dealer", default=None)
    stocking: tuple[Stocking, ...] = field("铺货", "Initial stocking", audience="dealer", default=())
    promotions: tuple[Promotion, ...] = field("促销", "Promotions", audience="dealer", default=())
    advertising: tuple[Advertising, ...] = field("广告", "Advertising", audience="dealer", default=())
