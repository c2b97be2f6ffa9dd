"""Every step of a launch plan: outlets, first order, budget, and what promotions brought, with the place of each (G.4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, number_text
from toolkit.network.explaining import read
from toolkit.network.network import Network
from toolkit.network.results import Step
from toolkit.topics.onboarding.records import LaunchPlan
from toolkit.topics.onboarding.rules.launch import (
    budget,
    contract_prices,
    incremental_cases,
    reserve_of,
    roi,
    target_outlets,
)
from toolkit.topics.onboarding.rules.progress import Case, order_of


def launch_steps(network: Network, case: Case) -> Iterator[Step]:
    """Yields the steps of a launch plan; nothing without one."""
    plan = case.record.launch_plan
    if plan is None:
        yield Step(what=Text("没有启动计划", "no launch plan"), value="0", gives="target_outlets")
        for name in ("budget", "budget_brand", "budget_dealer"):
            yield Step(what=Text("没有启动计划", "no launch plan"), value="0", gives=name)
        return
    yield from _order(network, case, plan)
    yield from _budget(network, case, plan)
    yield from _promotions(network, case, plan)


def _order(network: Network, case: Case, plan: LaunchPlan) -> Iterator[Step]:
    for n in range(len(plan.stocking)):
        yield read(network, case.record, "launch_plan", "stocking", n, "outlets")
    outlets = Text("目标网点（一类终端只算一次）", "outlets aimed at, a class counted once")
    yield Step(what=outlets, value=str(target_outlets(plan.stocking)), gives="target_outlets")
    order = order_of(network, case)
    if order is None or case.contract is None:
        return
    price = contract_prices(network, case.contract)
    for n, row in enumerate(plan.stocking):
        each = f"{row.outlets} × {row.opening_cases} × (1 + {reserve_of(case.ramp_up, row.line)})"
        cases = row.outlets * row.opening_cases * (1 + reserve_of(case.ramp_up, row.line))
        prices = [price(row.line, sku) for sku in row.skus]
        about, about_en = f"首单 {row.outlet_class} {row.line}", f"first order, {row.outlet_class} {row.line}"
        yield Step(
            what=Text(f"{about}：箱数", f"{about_en}: cases"),
            value=f"{each} × {len(row.skus)} = {number_text(cases * len(row.skus))}",
            origin=network.origin(case.record, "launch_plan", "stocking", n),
            policy=case.ramp_up.reference,
        )
        if None not in prices:
            known = [value for value in prices if value is not None]
            listed, total = " + ".join(number_text(value, 4) for value in known), sum(known, Decimal(0))
            shown = f"{number_text(cases)} × ({listed}) = {number_text(cases * total, 2)}"
            yield Step(what=Text(f"{about}：金额", f"{about_en}: amount"), value=shown)
    yield Step(what=Text("首单箱数", "first order, cases"), value=number_text(order.cases), gives="order_cases")
    if order.amount is not None:
        words = Text("首单金额合计", "first order, amount in all")
        yield Step(what=words, value=amount_text(order.amount), gives="order_amount")
    if order.cap is not None:
        words = Text(f"上限：前 {case.cap_months} 个月目标", f"cap: target of the first {case.cap_months} months")
        origin = network.origin(case.contract, "targets")
        yield Step(what=words, value=amount_text(order.cap), origin=origin, gives="order_cap")
    if order.amount is not None and order.proposed is not None:
        cap = "/" if order.cap is None else amount_text(order.cap)
        yield Step(
            what=Text("建议首单：金额与上限取小", "first order proposed: the smaller of amount and cap"),
            value=f"min({amount_text(order.amount)}, {cap}) = {amount_text(order.proposed)}",
            origin=network.origin(case.record, "launch_plan"),
            gives="order_proposed",
        )


def _budget(network: Network, case: Case, plan: LaunchPlan) -> Iterator[Step]:
    rows: list[tuple[Decimal, Decimal]] = []
    for n, row in enumerate(plan.promotions):
        yield read(network, case.record, "launch_plan", "promotions", n, "budget")
        yield read(network, case.record, "launch_plan", "promotions", n, "brand_share")
        rows.append((row.budget, row.brand_share))
    for n, media in enumerate(plan.advertising):
        yield read(network, case.record, "launch_plan", "advertising", n, "cost")
        yield read(network, case.record, "launch_plan", "advertising", n, "brand_share")
        rows.append((media.cost, media.brand_share))
    money = budget(plan)
    costs = " + ".join(amount_text(cost) for cost, _ in rows) or "0"
    ours = " + ".join(f"{amount_text(cost)} × {share}" for cost, share in rows) or "0"
    whole = Text("启动预算", "launch budget")
    yield Step(what=whole, value=f"{costs} = {amount_text(money.total)}", gives="budget")
    own = Text("我方承担（逐笔到分）", "borne by us, each to the fen")
    yield Step(what=own, value=f"{ours} = {amount_text(money.brand)}", gives="budget_brand")
    rest = Text("经销商承担", "borne by the dealer")
    yield Step(what=rest, value=amount_text(money.dealer), gives="budget_dealer")


def _promotions(network: Network, case: Case, plan: LaunchPlan) -> Iterator[Step]:
    for n, row in enumerate(plan.promotions):
        review = row.review
        if review is None:
            continue
        origin = network.origin(case.record, "launch_plan", "promotions", n, "review")
        more = f"{review.sold} − {review.baseline} − {review.pulled_forward} = {incremental_cases(review)}"
        name, english = row.name.zh, row.name.within("en")
        yield Step(what=Text(f"{name}：增量", f"{english}: increment"), value=more, origin=origin)
        gain = roi(review)
        if gain is not None:
            left = f"{incremental_cases(review)} × {review.margin_per_case} ÷ {review.spend}"
            words = Text(f"{name}：投入产出", f"{english}: return")
            yield Step(what=words, value=f"{left} = {number_text(gain, 4)}", origin=origin)
