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
from toolkit.network.reader import Reader
from toolkit.network.record import Value, field
from toolkit.network.results import Result, Results, Step
from toolkit.network.shared import SIDES
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.grant import TargetYear
from toolkit.topics.contract.records.joint_plan import JointPlan, Proposal
from toolkit.topics.contract.records.negotiation_policy import NegotiationPolicy
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.negotiation.readiness import POLICY
from toolkit.topics.contract.rules.standing import contracts_of, in_force_span


@dataclass(frozen=True, slots=True)
class ContractTarget:
    """A contract's target of a quarter and line, with its place in the contract as its terms then read."""

    contract: Contract
    place: int
    amount: Decimal


class MovedTarget(Value):
    """A target of a plan that an amendment of the contract has replaced."""

    quarter: str = field("季度", "Quarter", audience="dealer")
    line: str = field("产品线", "Product line", audience="dealer")
    agreed: Decimal = field("计划商定", "Agreed in the plan", audience="dealer", unit="元")
    amount: Decimal = field("现行目标", "Target in force", audience="dealer", unit="元")


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
    amended: tuple[MovedTarget, ...] = field(
        "补充协议调整的目标", "Targets moved by amendments", audience="dealer", default=()
    )
    in_force: Decimal | None = field(
        "现行年度目标", "Target in force for the year", audience="dealer", unit="元", default=None
    )


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how every joint plan stands on the as-of date."""
    start = fiscal_start(network)
    policy = in_force(network.all(NegotiationPolicy), POLICY, as_of)
    for plan in network.all(JointPlan):
        total = agreed_total(plan)
        moved = moved_since(network, plan, as_of)
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
            amended=moved,
            in_force=total + sum((row.amount - row.agreed for row in moved), Decimal(0)) if total is not None else None,
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


def contract_targets(reader: Reader, dealer: str, year: int, known: date) -> Mapping[tuple[str, str], ContractTarget]:
    """Returns by quarter and line what the signed contracts of a dealer target in a year; the latest contract rules.

    Each quarter by the terms of its last day, as far as they were signed up to `known`: an amendment moves the targets of the
    quarters that end after it takes effect, as in the evaluation.
    """
    start = fiscal_start(reader)
    found: dict[tuple[str, str], ContractTarget] = {}
    for contract in contracts_of(reader, dealer):
        span = in_force_span(contract)
        if span is None or span.meets(year_span(year, start)) is None:
            continue
        for number in (1, 2, 3, 4):
            quarter = FiscalQuarter(year, number)
            terms = terms_on(reader, contract, quarter.span(start).last, known)
            for place, row in enumerate(terms.targets.quarters):
                if row.quarter == str(quarter):
                    found[row.quarter, row.line] = ContractTarget(terms, place, row.amount)
    return found


def moved_since(reader: Reader, plan: JointPlan, as_of: date) -> tuple[MovedTarget, ...]:
    """Returns the agreed targets that an amendment of the contract has replaced since the plan was made, by quarter and line.

    Only those are meant that were the contract's, amended or not, when both had signed the plan: any other difference is a fault
    of the plan, or one that it gives a reason for.
    """
    targets, made = plan.agreed_targets, signed_on(plan, as_of)
    if targets is None or made is None:
        return ()
    then = contract_targets(reader, plan.dealer, plan.year, made)
    now = contract_targets(reader, plan.dealer, plan.year, as_of)
    found = []
    for row in targets.quarters:
        key = (row.quarter, row.line)
        before, after = then.get(key), now.get(key)
        if before is None or after is None or before.contract.contract_no != after.contract.contract_no:
            continue
        same = (after.contract.targets.basis, after.contract.targets.tax) == (targets.basis, targets.tax)
        if same and before.amount == row.amount != after.amount:
            found.append(MovedTarget(quarter=row.quarter, line=row.line, agreed=row.amount, amount=after.amount))
    return tuple(found)


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
