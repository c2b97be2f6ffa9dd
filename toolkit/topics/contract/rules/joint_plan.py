"""How a joint business plan stands (reference 0b): proposals, what is overdue of both sides, reviews that are due.

Sales beside the targets are not worked out here: quarters belong to the evaluation chapter, which comes later. The card reads
both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter, Span
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import field
from toolkit.network.results import Result, Results, Step
from toolkit.network.shared import SIDES
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.grant import TargetYear
from toolkit.topics.contract.records.joint_plan import JointPlan, Proposal
from toolkit.topics.contract.records.negotiation_policy import NegotiationPolicy
from toolkit.topics.contract.rules.negotiation.readiness import POLICY
from toolkit.topics.contract.rules.standing import in_force_span


@dataclass(frozen=True, slots=True)
class ContractTarget:
    """A contract's target of a quarter and line, with its place in the contract."""

    contract: Contract
    place: int
    amount: Decimal


class JointPlanStanding(Result):
    """How a dealer's plan for a year stands on the as-of date; `subject` is `dealer/year`.

    `signed_on` is the day of the later signature, once both have signed; `reviews_due` are quarters whose review is late.
    """

    topic = "contract"
    year: int = field("财年", "Fiscal year", audience="dealer")
    total: Decimal | None = field("商定年度目标", "Agreed for the year", audience="dealer", unit="元", default=None)
    moved: Decimal | None = field(
        "较我方首次提案", "Against our first proposal", audience="dealer", unit="元", default=None
    )
    signed_on: date | None = field("双方签署", "Signed by both", audience="dealer", default=None)
    late: tuple[str, ...] = field("逾期资源", "Resources overdue", audience="dealer", default=())
    reviews_due: tuple[str, ...] = field("应做未做的回顾", "Reviews overdue", audience="dealer", default=())


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how every joint plan stands on the as-of date."""
    start = fiscal_start(network)
    policy = in_force(network.all(NegotiationPolicy), POLICY, as_of)
    for plan in network.all(JointPlan):
        total = agreed_total(plan)
        first = next((sum_of(row.years) for row in by_date(plan) if row.side == "brand"), None)
        yield JointPlanStanding(
            subject=f"{plan.dealer}/{plan.year}",
            dealer=plan.dealer,
            year=plan.year,
            total=total,
            moved=total - first if total is not None and first is not None else None,
            signed_on=signed_on(plan, as_of),
            late=tuple(row.id for row in plan.resources if row.done is None and row.is_late(as_of)),
            reviews_due=tuple(reviews_due(plan, start, policy.plan_review_days, as_of)) if policy else (),
            trace=_trace(network, plan, total),
        )


def by_date(plan: JointPlan) -> tuple[Proposal, ...]:
    """Returns the proposals of both sides, the earliest first."""
    return tuple(sorted(plan.proposals, key=lambda row: row.date))


def sum_of(years: tuple[TargetYear, ...]) -> Decimal:
    """Returns the sum of the targets of all lines."""
    return sum((row.amount for row in years), Decimal(0))


def agreed_total(plan: JointPlan) -> Decimal | None:
    """Returns what both agreed for the year over all lines; None before they agreed."""
    return sum_of(plan.agreed_targets.years) if plan.agreed_targets is not None else None


def signed_on(plan: JointPlan, as_of: date) -> date | None:
    """Returns the day on which the second side signed; None while a signature is missing."""
    days = {row.side: row.date for row in plan.signatures if row.date <= as_of}
    return max(days.values()) if len(days) == len(SIDES) else None


def year_span(year: int, start: int) -> Span:
    """Returns the days of a fiscal year that starts in month `start`."""
    return Span(FiscalQuarter(year, 1).span(start).first, FiscalQuarter(year, 4).span(start).end)


def reviews_due(plan: JointPlan, start: int, days: int, as_of: date) -> Iterator[str]:
    """Yields the quarters that ended more than `days` days ago and have no review on or before the as-of date."""
    done = {row.quarter for row in plan.reviews if row.date <= as_of}
    for number in (1, 2, 3, 4):
        quarter = FiscalQuarter(plan.year, number)
        if str(quarter) not in done and quarter.span(start).last + timedelta(days=days) < as_of:
            yield str(quarter)


def contract_targets(
    contracts: tuple[Contract, ...], year: int, start: int
) -> Mapping[tuple[str, str], ContractTarget]:
    """Returns by quarter and line what the contracts that were signed for a year's quarters target; the latest rules."""
    found: dict[tuple[str, str], ContractTarget] = {}
    for contract in contracts:
        span = in_force_span(contract)
        if span is None or span.meets(year_span(year, start)) is None:
            continue
        for place, row in enumerate(contract.targets.quarters):
            if FiscalQuarter.parse(row.quarter).year == year:
                found[row.quarter, row.line] = ContractTarget(contract, place, row.amount)
    return found


def _trace(network: Network, plan: JointPlan, total: Decimal | None) -> tuple[Step, ...]:
    rounds = tuple(
        Step(
            what=Text(
                f"{row.date} {SIDES.label(row.side).zh}提案", f"{row.date} proposed by the {SIDES.label(row.side).en}"
            ),
            value=sum_of(row.years),
        )
        for row in by_date(plan)
    )
    if total is None:
        return rounds
    place = network.origin(plan, "agreed_targets", "years")
    return (*rounds, Step(what=Text("商定", "agreed"), value=total, origin=place, gives="total"))
