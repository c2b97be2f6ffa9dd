"""Figures that a dealer declares: other brands, team, vehicles, outlets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.period import add_months
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.dealer.records import DealerProfile, Outlet
from toolkit.topics.dealer.rules import RUNNING, state
from toolkit.topics.topic import Check

BRAND_MONTHS = 6

OLD_BRAND = ProblemKind(
    "DLR141",
    "warning",
    Text(
        "品牌 {brand} 的数据截至 {day}，超过 {months} 个月",
        "the data on {brand} are of {day}, over {months} months old",
    ),
    Text("下次拜访时核对并更新", "ask on the next visit and bring them up to date"),
)
SHARES = ProblemKind(
    "DLR142",
    "error",
    Text("其他品牌的占比合计 {total}，超过 1", "the shares of the other brands add up to {total}, more than 1"),
    Text("占比按经销商全部销售额计算，合计不超过 1", "shares are of all that the dealer sells"),
)
PART_EXCEEDS = ProblemKind(
    "DLR143",
    "error",
    Text("其中 {part} 多于总数 {whole}", "{part} of them is more than all, {whole}"),
)
FUTURE = ProblemKind(
    "DLR144",
    "warning",
    Text("日期 {day} 在基准日 {as_of} 之后", "the date {day} lies after the as-of date {as_of}"),
    Text("核对日期；网点开通或订货之后再登记", "compare it; an outlet is recorded once it is open and has ordered"),
)
ORDER_BEFORE_OPENING = ProblemKind(
    "DLR145",
    "error",
    Text("最近订货 {order} 早于开通日期 {opened}", "its last order of {order} is before it opened on {opened}"),
)


def other_brands(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What a dealer sells for others is known, and the shares are possible.

    They are asked for every half-year (reference A.8), of dealers whose cooperation runs. Shares are parts of the
    dealer's whole turnover, so together they are at most 1. Bring `other_brands` up to date.

    中文：经销商代理其他品牌的情况半年内问过，占比说得通。占比按它的全部销售额计，合计不超过 1；只问合作中的经销商。下次
    拜访时核对更新。
    """
    oldest = add_months(as_of, -BRAND_MONTHS)
    for profile in network.all(DealerProfile):
        total = sum(brand.share for brand in profile.other_brands)
        if total > 1:
            place = network.key_origin(profile, "other_brands")
            yield SHARES.at(place, record=profile.id, field="other_brands", total=total)
        for place_, brand in enumerate(profile.other_brands):
            if brand.as_of < oldest and state(profile, as_of) in RUNNING:
                path = ("other_brands", place_, "as_of")
                yield OLD_BRAND.at(
                    network.origin(profile, *path),
                    record=profile.id,
                    field=network.field(profile, *path),
                    brand=brand.brand,
                    day=brand.as_of,
                    months=BRAND_MONTHS,
                )


def parts_of_wholes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No part is more than its whole: dedicated people of a team, electric vehicles of a fleet.

    Screening and evaluation count dedicated heads (reference A.8, D.2). Correct the numbers in the profile.

    中文：部分不多于整体：专职人数不超过团队人数，新能源车不超过车辆总数。筛选和考核都要用这些数字。请改档案。
    """
    for profile in network.all(DealerProfile):
        rows = [
            *((("team", place, "dedicated"), row.dedicated, row.heads) for place, row in enumerate(profile.team)),
            *((("vehicles", n, "new_energy"), row.new_energy, row.count) for n, row in enumerate(profile.vehicles)),
        ]
        for path, part, whole in rows:
            if part > whole:
                shown = network.field(profile, *path)
                yield PART_EXCEEDS.at(
                    network.origin(profile, *path), record=profile.id, field=shown, part=part, whole=whole
                )


def outlet_dates(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An outlet opened and ordered in the past, in this order.

    Active outlets are those that ordered in the last 90 days (reference A.8); a date in the future would count one
    that is not there. Seen from an earlier as-of date, later dates are only told as warnings. Correct
    `outlets.csv`.

    中文：网点先开通、后订货，两个日期都不在将来。活跃网点按最近 90 天有无订货计，将来的日期会把不存在的网点算进去。从较
    早的基准日回看时只作提醒。请改网点清单。
    """
    for outlet in network.all(Outlet):
        record = f"{outlet.dealer}/{outlet.id}"
        for name, day in (("opened", outlet.opened), ("last_order", outlet.last_order)):
            if day is not None and day > as_of:
                yield FUTURE.at(network.origin(outlet, name), record=record, field=name, day=day, as_of=as_of)
        if outlet.last_order is not None and outlet.last_order < outlet.opened:
            place = network.origin(outlet, "last_order")
            yield ORDER_BEFORE_OPENING.at(
                place, record=record, field="last_order", order=outlet.last_order, opened=outlet.opened
            )


CHECKS: tuple[Check, ...] = (
    Check((OLD_BRAND, SHARES), other_brands),
    Check((PART_EXCEEDS,), parts_of_wholes),
    Check((FUTURE, ORDER_BEFORE_OPENING), outlet_dates),
)
