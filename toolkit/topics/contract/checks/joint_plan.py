"""Joint business plans: signatures in time, resources and reviews that come; what their targets must hold is in plan_targets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results
from toolkit.network.shared import SIDES
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.checks.plan_targets import CHECKS as TARGETS
from toolkit.topics.contract.checks.plan_targets import OTHER_YEAR
from toolkit.topics.contract.records import JointPlan, NegotiationPolicy
from toolkit.topics.contract.rules.joint_plan import by_date, reviews_due, signed_on, year_span
from toolkit.topics.contract.rules.negotiation.readiness import POLICY
from toolkit.topics.topic import Check

UNSIGNED = ProblemKind(
    "CTR866",
    "warning",
    Text("{year} 财年 {start} 开始，计划还没有双方签署", "the fiscal year {year} began on {start}, and the plan is not signed by both"),
    Text("补签；下一年在上年第四季度谈定", "have it signed; agree on the next one in the fourth quarter"),
)  # fmt: skip
SIGNED_LATE = ProblemKind(
    "CTR867",
    "warning",
    Text("{day} 才双方签署，财年 {start} 已经开始", "signed by both on {day} only: the fiscal year began on {start}"),
)
REVIEW_MISSING = ProblemKind(
    "CTR868",
    "warning",
    Text("{quarter} 结束已超过 {days} 天，没有回顾", "{quarter} ended more than {days} days ago and was not reviewed"),
    Text("与季度回顾会一起做，登记 reviews", "do it with the quarterly business review and record it in reviews"),
)
REVIEW_EARLY = ProblemKind(
    "CTR869",
    "error",
    Text("{quarter} 到 {last} 才结束，回顾日是 {day}", "{quarter} ends on {last}; it was reviewed on {day}"),
)
OVERDUE = ProblemKind(
    "CTR870",
    "warning",
    Text("{side}的资源“{what}”逾期 {days} 天", "the {side}'s resource “{what}” is {days} days late"),
    Text("到位后登记 done；我方的先补", "record done once it is there; ours come first"),
)
PROPOSALS = ProblemKind(
    "CTR871",
    "error",
    Text("{later} 的提案晚于签署日 {signed}", "the proposal of {later} comes after the signature of {signed}"),
    Text("签署后的调整写在 difference 或季度回顾里", "what changes later is said in difference or in a review"),
)
ALONE = ProblemKind(
    "CTR872",
    "warning",
    Text("只写了一方的{what}", "only one side has {what}"),
    Text("联合计划写双方的：我方要投入什么也写明", "a joint plan holds both sides': what we put in, too"),
)
TWO_STEPS = ProblemKind(
    "CTR875",
    "info",
    Text(
        "{side}连续两次提案（{first}、{second}），没有对方的回应",
        "the {side} proposed twice ({first}, {second}) without an answer",
    ),
    Text("对方的意见也登记", "record the answer too"),
)


def signing(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Both sign before the year begins, after the last proposal, and each side answers the other (reference 0b).

    中文：计划在财年开始之前、最后一次提案之后由双方签署，一方提案另一方要回应。请补签；以后在上一年第四季度谈定。
    """
    start = fiscal_start(network)
    for plan in network.all(JointPlan):
        first, day = year_span(plan.year, start).first, signed_on(plan, as_of)
        if day is None and first <= as_of:
            yield told_at_key(network, UNSIGNED, plan, "signatures", year=plan.year, start=first)
        elif day is not None and day >= first:
            place = next(n for n, row in enumerate(plan.signatures) if row.date == day)
            yield told(network, SIGNED_LATE, plan, "signatures", place, "date", day=day, start=first)
        for n, proposal in enumerate(plan.proposals):
            if day is not None and proposal.date > day:
                yield told(network, PROPOSALS, plan, "proposals", n, "date", later=proposal.date, signed=day)
        for earlier, later in pairwise(by_date(plan)):
            if earlier.side == later.side:
                at = plan.proposals.index(later)
                side = SIDES.label(later.side)
                yield told(
                    network, TWO_STEPS, plan, "proposals", at, "side", side=side, first=earlier.date, second=later.date
                )


def both_sides(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A joint plan holds goals and resources of both sides, and neither is late (reference 0b: partnership first).

    中文：联合计划写双方的目标和资源，哪一方都不逾期。只写对方要做什么的，不是联合计划；我方逾期的先补。
    """
    for plan in network.all(JointPlan):
        if bool(plan.brand_goals) != bool(plan.dealer_goals):
            name = "dealer_goals" if plan.brand_goals else "brand_goals"
            yield told_at_key(network, ALONE, plan, name, what=Text("目标", "goals"))
        if plan.resources and len({row.side for row in plan.resources}) < len(SIDES):
            yield told_at_key(network, ALONE, plan, "resources", what=Text("资源", "resources"))
        for n, row in enumerate(plan.resources):
            if row.done is None and row.is_late(as_of):
                yield told(
                    network, OVERDUE, plan, "resources", n, "due",
                    side=SIDES.label(row.side), what=row.text, days=(as_of - row.due).days,
                )  # fmt: skip


def reviews(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Each quarter is reviewed once it is over, within the days of the negotiation policy (reference 0b).

    中文：每个季度结束后，在谈判政策规定的天数内回顾计划，可与季度回顾会一起做。
    """
    start = fiscal_start(network)
    policy = in_force(network.all(NegotiationPolicy), POLICY, as_of)
    for plan in network.all(JointPlan):
        days = policy.plan_review_days if policy is not None else None
        for quarter in reviews_due(plan, start, days, as_of) if days is not None else ():
            yield told_at_key(network, REVIEW_MISSING, plan, "reviews", quarter=quarter, days=days)
        for n, row in enumerate(plan.reviews):
            parsed = FiscalQuarter.parse(row.quarter)
            last = parsed.span(start).last
            if parsed.year != plan.year:
                yield told(network, OTHER_YEAR, plan, "reviews", n, "quarter", given=row.quarter, year=plan.year)
            elif row.date <= last:
                yield told(
                    network, REVIEW_EARLY, plan, "reviews", n, "date", quarter=row.quarter, last=last, day=row.date
                )


CHECKS: tuple[Check, ...] = (
    *TARGETS,
    Check((UNSIGNED, SIGNED_LATE, PROPOSALS, TWO_STEPS), signing),
    Check((ALONE, OVERDUE), both_sides),
    Check((REVIEW_MISSING, REVIEW_EARLY, OTHER_YEAR), reviews),
)
