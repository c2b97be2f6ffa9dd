"""The launch plan: real SKUs, days in order, shares that make a whole, approved material, no stuffing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.sources.document import Step
from toolkit.topics.company.records import ProductLine, Staff
from toolkit.topics.dealer.records import OUTLET_TYPES, Outlet
from toolkit.topics.onboarding.checks.place import cases
from toolkit.topics.onboarding.records import Advertising, Onboarding, Promotion
from toolkit.topics.onboarding.rules.progress import order_of
from toolkit.topics.topic import Check

APPROVERS = ("MK", "LG")

UNKNOWN_SKU = ProblemKind(
    "OBD131",
    "error",
    Text("{line} 没有货号 {sku}", "{line} has no SKU {sku}"),
    Text("最接近的是 {near}", "the nearest is {near}"),
)
DATES = ProblemKind(
    "OBD132", "error", Text("{last} 结束，早于 {first} 开始", "it ends on {last}, before it begins on {first}")
)
SPLIT = ProblemKind(
    "OBD133",
    "error",
    Text("双方分担合计 {sum}，应为 100%", "the two shares make {sum}, not 100%"),
    Text("改 brand_share 或 dealer_share", "correct brand_share or dealer_share"),
)
NOT_APPROVED = ProblemKind(
    "OBD134",
    "error",
    Text(
        "素材 {material} 在 {day} 发布前没有 {department} 的批准",
        "the material {material} lacks the approval of {department} before it appears on {day}",
    ),
    Text("市场与法务都批准后才能发布", "marketing and legal both approve before anything appears"),
)
NO_AUTHORITY = ProblemKind(
    "OBD135",
    "error",
    Text("{staff} 不能代表 {department} 批准", "{staff} may not approve for {department}"),
    Text("写有此职能的员工编号", "name somebody who may act for it"),
)
NO_OUTLETS = ProblemKind(
    "OBD155",
    "warning",
    Text("促销面向{kinds}，这家经销商的网点里一家也没有", "the promotion is for {kinds}, and none of the dealer's outlets is one"),
    Text("换成它有的网点类型，或先把网点开出来", "choose outlets that it has, or open them first"),
)  # fmt: skip
STUFFING = ProblemKind(
    "OBD136",
    "warning",
    Text(
        "铺货方案的首单 {amount} 超过上限 {cap}，有压货之嫌",
        "the first order of the stocking plan, {amount}, is over the cap of {cap}: it looks like channel stuffing",
    ),
    Text("减规格，或分两批", "take fewer SKUs, or order in two lots"),
)
NOT_AGREED = ProblemKind(
    "OBD137",
    "warning",
    Text(
        "启动方案没有双方签字日，活动 {promotion} 已在 {day} 开始",
        "the launch plan was not signed by both, yet {promotion} began on {day}",
    ),
    Text("没有签字的方案只是草稿：补签并写 agreed_on", "an unsigned plan is a draft: sign it and write agreed_on"),
)


def stocking(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The initial stocking names real SKUs, and the order that follows from it does not fill the warehouse.

    Σ outlets × opening quantity × SKUs × (1 + reserve) is at most the target of the first two months (reference G.4; the
    months stand in the contract limits). What is over it will not be sold in time.

    中文：铺货方案用真实的货号，由它推出的首单不会压满仓库：各网点的首次铺货量乘货号数再加备货，不超过头几个月的目标，月
    数写在合同限额政策里。超出的卖不完。
    """
    for case in cases(network, as_of):
        for n, row in enumerate(case.record.launch_plan.stocking if case.record.launch_plan else ()):
            line = network.find(ProductLine, row.line)
            codes = [sku.code for sku in line.skus] if line else []
            for s, sku in enumerate(row.skus):
                if line is not None and sku not in codes:
                    path = ("launch_plan", "stocking", n, "skus", s)
                    near = nearest(sku, codes) or ", ".join(codes[:5])
                    yield told(network, UNKNOWN_SKU, case.record, *path, line=line.name, sku=sku, near=near)
        order = order_of(network, case)
        if order and order.amount is not None and order.cap is not None and order.amount > order.cap:
            amount, cap = amount_text(order.amount), amount_text(order.cap)
            yield told(network, STUFFING, case.record, "launch_plan", "stocking", amount=amount, cap=cap)


def activities(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Promotions and advertising end after they begin, are paid for wholly, and begin only under a signed plan.

    The brand's and the dealer's share make 100 % (reference G.4); otherwise nobody knows who pays the rest.

    中文：促销和广告先开始后结束，费用有人全额承担，启动方案签字之后才开始。双方分担合计 100%，否则剩下的没有人付。
    """
    for record in network.all(Onboarding):
        plan = record.launch_plan
        if plan is None:
            continue
        for n, promotion in enumerate(plan.promotions):
            yield from _dates_and_split(network, record, ("launch_plan", "promotions", n), promotion)
            if plan.agreed_on is None and promotion.first <= as_of:
                path = ("launch_plan", "promotions", n, "first")
                yield told(network, NOT_AGREED, record, *path, promotion=promotion.id, day=promotion.first)
        for n, advert in enumerate(plan.advertising):
            yield from _dates_and_split(network, record, ("launch_plan", "advertising", n), advert)


def material(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Advertising material is approved by marketing and legal before it appears.

    The Advertising Law (广告法) holds the brand liable for its wording, also in what a dealer makes (reference G.4).
    The approval names somebody who may act for that department.

    中文：广告素材先由市场和法务批准，再发布。广告用语由品牌承担责任，经销商制作的也一样（广告法）；批准人要能代表所写的
    部门。
    """
    for record in network.all(Onboarding):
        for n, advert in enumerate(record.launch_plan.advertising if record.launch_plan else ()):
            in_time = {row.department for row in advert.approvals if row.date <= advert.first}
            for department in APPROVERS:
                if department not in in_time and advert.first <= as_of:
                    path: tuple[Step, ...] = ("launch_plan", "advertising", n, "material")
                    yield told(
                        network, NOT_APPROVED, record, *path,
                        material=advert.material, day=advert.first, department=department,
                    )  # fmt: skip
            for a, row in enumerate(advert.approvals):
                staff = network.find(Staff, row.staff)
                if staff is not None and row.department not in staff.roles:
                    path = ("launch_plan", "advertising", n, "approvals", a, "staff")
                    yield told(network, NO_AUTHORITY, record, *path, staff=row.staff, department=row.department)


def reachable(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A promotion of the launch is meant for outlets that the dealer serves, where its list of outlets is on file.

    Money for outlets that nobody delivers to is spent twice: once now, and once when they are opened (reference G, A.8).

    中文：启动促销面向的网点类型，经销商的网点表里要有。给没有人送货的终端花钱，等于花两遍。还没有网点表的不查。
    """
    for record in network.all(Onboarding):
        held = {outlet.type for outlet in network.of_dealer(Outlet, record.dealer)}
        plan = record.launch_plan
        for n, row in enumerate(plan.promotions if plan is not None and held else ()):
            if row.outlet_classes and not held & set(row.outlet_classes):
                path = ("launch_plan", "promotions", n, "outlet_classes")
                kinds = listed([OUTLET_TYPES.label(code) for code in row.outlet_classes])
                yield told(network, NO_OUTLETS, record, *path, kinds=kinds)


def listed(words: list[Text]) -> Text:
    """Returns names one after another."""
    return Text("、".join(word.zh for word in words), ", ".join(word.within("en") for word in words))


def _dates_and_split(
    network: Network, record: Onboarding, path: tuple[Step, ...], activity: Promotion | Advertising
) -> Iterator[Problem]:
    if activity.last < activity.first:
        yield told(network, DATES, record, *path, "last", first=activity.first, last=activity.last)
    shares = activity.brand_share + activity.dealer_share
    if shares != 1:
        yield told(network, SPLIT, record, *path, "dealer_share", sum=percent_text(shares))


CHECKS: tuple[Check, ...] = (
    Check((UNKNOWN_SKU, STUFFING), stocking),
    Check((DATES, SPLIT, NOT_AGREED), activities),
    Check((NOT_APPROVED, NO_AUTHORITY), material),
    Check((NO_OUTLETS,), reachable),
)
