"""What support derives for the whole network: tickets, funds, supply, who owns what, sales policies, a dealer's standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from toolkit.kernel.period import quarter_of
from toolkit.kernel.text import Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Result, Results, Step
from toolkit.topics.company.rules import fiscal_start, work_calendar
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.standing import in_force as is_binding
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import PARTNERS, segment, state
from toolkit.topics.support.records import (
    Fund,
    FundBudget,
    FundPolicy,
    SalesPolicy,
    SlaPolicy,
    SupplyOrder,
    SupportYear,
)
from toolkit.topics.support.rules.funds import fund_standing
from toolkit.topics.support.rules.open_items import open_items
from toolkit.topics.support.rules.ownership import duties, owner_of
from toolkit.topics.support.rules.results import (
    FundBalance,
    FundStanding,
    Offer,
    SupplyPerformance,
    SupportStanding,
    TicketSla,
    WhoOwnsWhat,
)
from toolkit.topics.support.rules.sales import mechanic_for, open_to, standing
from toolkit.topics.support.rules.statistics import figures, statistics
from toolkit.topics.support.rules.supply import supply
from toolkit.topics.support.rules.tickets import end_of, ticket_sla

SLA, FUND = "sla", "fund"
SETTLING = frozenset(("to_settle", "part_settled", "settled"))
"""The amount is decided; the approval no longer counts."""
T = TypeVar("T", TicketSla, FundStanding)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every ticket and fund of a run is judged by."""

    calendar: WorkCalendar
    times: tuple[SlaPolicy, ...]
    rules: tuple[FundPolicy, ...]
    fiscal_start: int
    as_of: date

    @property
    def now(self) -> datetime:
        """Returns the moment of the run: the end of the as-of date."""
        return end_of(self.as_of)

    def sla(self, day: date) -> SlaPolicy | None:
        """Returns the times in force on the day a ticket was opened."""
        return in_force(self.times, SLA, day)

    def fund(self, fund: Fund) -> FundPolicy | None:
        """Returns the rules in force on the day of the request; before there is one, on the day it starts."""
        return in_force(self.rules, FUND, fund.request.date if fund.request else fund.start)

    def year(self, day: date) -> int:
        """Returns the fiscal year of a day."""
        return quarter_of(day, self.fiscal_start).year


def ground_of(network: Network, as_of: date) -> Ground:
    """Returns the calendar, the policies and the fiscal year of a network."""
    policies = network.all(SlaPolicy), network.all(FundPolicy)
    return Ground(work_calendar(network), *policies, fiscal_start(network), as_of)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields every result of support; where two files repeat an id, the first one's."""
    ground = ground_of(network, as_of)
    tickets = _first(row for year in network.all(SupportYear) for row in _tickets(network, ground, year))
    funds = _first(row for year in network.all(SupportYear) for row in _funds(ground, year))
    yield from tickets
    yield from funds
    yield from _balances(network, funds)
    yield from _supply(network, as_of)
    by_year: dict[int, list[TicketSla]] = defaultdict(list)
    for row in tickets:
        by_year[ground.year(row.opened.date())].append(row)
    for year in sorted(by_year):
        yield statistics(year, by_year[year])
    policies = network.all(SalesPolicy)
    for policy in policies:
        yield standing(policies, policy, as_of)
    yield from _dealers(network, ground, tickets, funds)


def _first(rows: Iterable[T]) -> tuple[T, ...]:
    """The rows by subject, the first of each; a repeated id is told by a check."""
    held: dict[str, T] = {}
    for row in rows:
        held.setdefault(row.subject, row)
    return tuple(held.values())


def _tickets(network: Network, ground: Ground, year: SupportYear) -> Iterator[TicketSla]:
    profile = network.find(DealerProfile, year.dealer)
    team = profile.service_team if profile else None
    for ticket in year.tickets:
        policy = ground.sla(ticket.opened_at.date())
        owner = owner_of(team, policy, ticket.category)
        sla = ticket_sla(ticket, policy, ground.calendar, ground.now, dealer=year.dealer, owner=owner)
        if sla is not None:
            yield sla


def _funds(ground: Ground, year: SupportYear) -> Iterator[FundStanding]:
    for fund in year.funds:
        policy = ground.fund(fund)
        if policy is not None:
            yield fund_standing(fund, policy, ground.calendar, ground.as_of, dealer=year.dealer, year=year.year)


def _balances(network: Network, funds: Sequence[FundStanding]) -> Iterator[FundBalance]:
    by_owner: dict[tuple[str, int], list[FundStanding]] = defaultdict(list)
    for fund in funds:
        by_owner[fund.dealer, fund.year].append(fund)
    for year in network.all(SupportYear):
        if year.fund_budget is not None:
            rows = by_owner[year.dealer, year.year]
            yield balance(year, year.fund_budget, rows)


def balance(year: SupportYear, budget: FundBudget, funds: Sequence[FundStanding]) -> FundBalance:
    """Returns what is left of a year's budget: less what was payable, and our share of what is approved and open."""
    decided = [fund for fund in funds if fund.state in SETTLING]
    settled = sum((fund.reserved for fund in decided), Decimal(0))
    reserved = sum((fund.reserved for fund in funds if fund.state not in SETTLING), Decimal(0))
    return FundBalance(
        subject=f"{year.dealer}/{year.year}",
        dealer=year.dealer,
        year=year.year,
        tax=budget.tax,
        budget=budget.amount,
        reserved=reserved,
        settled=settled,
        paid=sum((fund.paid for fund in funds), Decimal(0)),
        balance=budget.amount - settled - reserved,
        trace=(
            Step(
                what=Text("预算 − 已定应付 − 已批未结", "budget − payable − approved and open"),
                value=f"{budget.amount} − {settled} − {reserved} = {budget.amount - settled - reserved}",
            ),
        ),
    )


def _supply(network: Network, as_of: date) -> Iterator[SupplyPerformance]:
    by_quarter: dict[tuple[str, str], list[SupplyOrder]] = defaultdict(list)
    for order in network.all(SupplyOrder):
        if order.date <= as_of:
            by_quarter[order.dealer, order.quarter].append(order)
    for dealer, quarter in sorted(by_quarter):
        yield supply(dealer, quarter, by_quarter[dealer, quarter], as_of)


def _dealers(
    network: Network, ground: Ground, tickets: Sequence[TicketSla], funds: Sequence[FundStanding]
) -> Iterator[Result]:
    """Who owns what for every partner, and the standing of each that has a record or a policy open to it."""
    own_tickets: dict[str, list[TicketSla]] = defaultdict(list)
    own_funds: dict[str, list[FundStanding]] = defaultdict(list)
    for row in tickets:
        own_tickets[row.dealer].append(row)
    for fund in funds:
        own_funds[fund.dealer].append(fund)
    times = ground.sla(ground.as_of)
    for profile in network.all(DealerProfile):
        if profile.service_team is not None and state(profile, ground.as_of) in PARTNERS:
            rows = duties(network, profile.service_team, times)
            yield WhoOwnsWhat(subject=profile.id, dealer=profile.id, governed_by=_named(times), duties=rows)
        yield from _standing(network, ground, profile, own_tickets[profile.id], own_funds[profile.id])


def _named(policy: SlaPolicy | None) -> tuple[str, ...]:
    return () if policy is None else (policy.reference,)


def _standing(
    network: Network,
    ground: Ground,
    profile: DealerProfile,
    tickets: Sequence[TicketSla],
    funds: Sequence[FundStanding],
) -> Iterator[SupportStanding]:
    years = network.of_dealer(SupportYear, profile.id)
    offers = tuple(_offers(network, profile, ground.as_of))
    if not years and not offers:
        return
    now = ground.year(ground.as_of)
    times = ground.sla(ground.as_of)
    yield SupportStanding(
        subject=profile.id,
        dealer=profile.id,
        governed_by=_named(times),
        year=now,
        tickets=figures([row for row in tickets if ground.year(row.opened.date()) == now]),
        target=times.on_time_target if times else None,
        open_items=open_items(
            tickets,
            funds,
            (row for year in years for row in year.materials),
            (row for year in years for row in year.handovers),
            ground.as_of,
        ),
        sales_policies=offers,
    )


def _offers(network: Network, profile: DealerProfile, as_of: date) -> Iterator[Offer]:
    """The sales policies in which a partner may take part: its segment and the lines of its contract in force."""
    policies = network.all(SalesPolicy)
    if not policies or state(profile, as_of) not in PARTNERS:
        return
    contracts = [row for row in contracts_on(network, profile.id, as_of) if is_binding(row, as_of)]
    lines = {line for row in contracts for scope in row.scopes for line in scope.lines}
    held = segment(profile, as_of)
    for policy in policies:
        if open_to(policy, held, lines, as_of):
            yield Offer(policy=policy.reference, name=policy.name, mechanic=mechanic_for(policy, held))
