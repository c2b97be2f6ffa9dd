"""What research says of a region for a product line: its size, our share, how old it is, what target follows (reference A.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, localcontext

from toolkit.kernel.money import to_fen
from toolkit.kernel.period import FiscalQuarter, add_months
from toolkit.network.policy import in_force
from toolkit.topics.market.records import LineMarket, Market, PriorityPolicy, ResearchPolicy
from toolkit.topics.market.records.profile import Estimate, IdealDealer, Plan
from toolkit.topics.market.rules.regions import Regions

RESEARCH = "research"
PRIORITY = "priority"
"""The ids of the two policies, which are also the names of their folders."""
MONTHS = 12


def research_policy(versions: Iterable[ResearchPolicy], day: date) -> ResearchPolicy | None:
    """Returns the version of the research policy in force on `day`, or None."""
    return in_force(versions, RESEARCH, day)


def priority_policy(versions: Iterable[PriorityPolicy], day: date) -> PriorityPolicy | None:
    """Returns the version of the priority policy in force on `day`, or None."""
    return in_force(versions, PRIORITY, day)


def line_of(market: Market | None, line: str) -> LineMarket | None:
    """Returns what a market's research says on a product line, or None."""
    return next((row for row in market.lines if row.line == line), None) if market else None


def ideal_of(market: Market | None, line: str) -> IdealDealer | None:
    """Returns the ideal dealer for a line in a market, or None."""
    held = line_of(market, line)
    return held.ideal_dealer if held else None


def plan_of(market: Market | None, line: str) -> Plan | None:
    """Returns the plan for a line in a market, or None."""
    held = line_of(market, line)
    return held.plan if held else None


def counted(line: LineMarket) -> Estimate | None:
    """Returns the estimate that counts as the market's size: the smaller one, for a target that can be met; None without any."""
    return min(line.estimates, key=lambda estimate: estimate.amount, default=None)


def difference(line: LineMarket) -> Decimal | None:
    """Returns how far the largest estimate lies above the smallest, as a share of the smallest; None with fewer than two."""
    amounts = sorted(estimate.amount for estimate in line.estimates)
    if len(amounts) < 2 or not amounts[0]:
        return None
    return _divided(amounts[-1] - amounts[0], amounts[0])


def share(line: LineMarket) -> Decimal | None:
    """Returns our sales as a share of the market's size; None where there is no size."""
    size = counted(line)
    return _divided(line.own_sales, size.amount) if size and size.amount else None


def territory_target(line: LineMarket) -> Decimal | None:
    """Returns market size × attainable share × (1 − what we sell ourselves), in yuan a year, to fen (reference A.3)."""
    size = counted(line)
    return to_fen(size.amount * line.attainable_share * (1 - line.in_house_share)) if size else None


def month_target(plan: Plan) -> Decimal | None:
    """Returns one dealer's month of the first target year, unrounded: the region's target ÷ 12 ÷ dealers planned.

    None for a plan without targets.
    """
    first = min(plan.targets, key=lambda target: target.year, default=None)
    return _divided(first.amount, Decimal(MONTHS * max(plan.dealers, 1))) if first else None


def funds_needed(plan: Plan, months: Decimal) -> Decimal | None:
    """Returns one dealer's first order and so many months of its target; None for a plan without targets."""
    month = month_target(plan)
    return None if month is None else plan.first_order + months * month


def outlets_wanted(plan: Plan) -> Decimal:
    """Returns how many outlets one dealer is to reach: those of the plan ÷ dealers planned."""
    return _divided(Decimal(plan.outlets), Decimal(max(plan.dealers, 1)))


def coming(plan: Plan | None, as_of: date, fiscal_start: int) -> bool:
    """Returns whether there is a plan whose launch quarter is not over on `as_of`: such regions are ranked."""
    return plan is not None and FiscalQuarter.parse(plan.launch).span(fiscal_start).end > as_of


def stale_since(day: date, policy: ResearchPolicy) -> date:
    """Returns the first day on which research of `day` is too old."""
    return add_months(day, policy.research_months)


def months_old(day: date, as_of: date) -> int:
    """Returns how many full months lie between `day` and `as_of`; 0 when it is later."""
    months = (as_of.year - day.year) * MONTHS + as_of.month - day.month
    return max(months - (add_months(day, months) > as_of), 0)


def counties_of(market: Market, tree: Regions) -> frozenset[str]:
    """Returns the smallest divisions that a market covers, exclusions taken out."""
    return tree.expand(market.regions, market.exclusions)


def county_shares(market: Market, tree: Regions) -> tuple[Mapping[str, Decimal], bool]:
    """Returns each county's share of the market, and whether population says so.

    By population where the research has it for every county; else all counties count alike. The shares total 1.
    """
    counties = sorted(counties_of(market, tree))
    people = {row.region: Decimal(row.population) for row in market.people}
    total = sum((people.get(county, Decimal(0)) for county in counties), Decimal(0))
    if counties and total and all(county in people for county in counties):
        return {county: _divided(people[county], total) for county in counties}, True
    return {county: _divided(Decimal(1), Decimal(len(counties))) for county in counties}, False


def _divided(one: Decimal, other: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 40
        return one / other
