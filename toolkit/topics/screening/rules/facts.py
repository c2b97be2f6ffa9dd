"""The facts of a candidate that gates, guides and gaps look at: figures, needs of the region, brands, years in the trade."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from itertools import pairwise

from toolkit.kernel.scale import Curve
from toolkit.network.network import Network
from toolkit.topics.company.records import ProductLine
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.records import IdealDealer, Market, Plan
from toolkit.topics.market.rules.ideal import Offer, Requirement, gaps
from toolkit.topics.market.rules.research import funds_needed, ideal_of, months_old, outlets_wanted, plan_of
from toolkit.topics.screening.records import Screening, Visit
from toolkit.topics.screening.records.policy import Guide
from toolkit.topics.screening.rules.differences import Known, known, visits_until

FIRST_MONTH = Decimal(1)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """One candidate on one day. `needs` has, for each line sought, the ideal dealer and the plan of its market."""

    profile: DealerProfile
    screening: Screening
    visits: tuple[Visit, ...]
    figures: Mapping[str, Known]
    needs: Mapping[str, tuple[IdealDealer | None, Plan | None]]
    licences: tuple[str, ...]
    day: date

    def value(self, what: str) -> Decimal | None:
        """Returns a figure as found, else as claimed; None where nobody said."""
        figure = self.figures.get(what)
        return figure.value if figure else None

    def funds_needed(self, months: Decimal) -> Decimal | None:
        """Returns the first orders and so many months of target of all lines sought; None where no plan says."""
        sums = [funds_needed(plan, months) for _, plan in self.needs.values() if plan]
        return sum((amount for amount in sums if amount is not None), Decimal(0)) or None

    @property
    def warehouse_needed(self) -> Decimal | None:
        """Returns the square metres that all lines sought need together; None where no ideal dealer says."""
        areas = [Decimal(ideal.min_warehouse_m2) for ideal, _ in self.needs.values() if ideal]
        return sum(areas, Decimal(0)) or None

    @property
    def outlets_wanted(self) -> Decimal | None:
        """Returns the target outlets of the line that wants most, since lines go to the same ones; None without a plan."""
        return max((outlets_wanted(plan) for _, plan in self.needs.values() if plan), default=None)

    @property
    def offer(self) -> Offer:
        """Returns what the candidate brings, to be held against an ideal dealer."""
        storage = {kind for warehouse in self.profile.warehouses for kind in warehouse.storage}
        if self.value("warehouse_m2"):
            storage.add("ambient")
        if self.value("chilled_m2"):
            storage.add("chilled")
        return Offer(
            team=self.value("dedicated_staff"),
            warehouse_m2=self.value("warehouse_m2"),
            storage=frozenset(storage),
            funds=self.value("working_capital"),
            channels=frozenset(self.screening.channels),
        )

    def gaps(self, line: str) -> tuple[Requirement, ...]:
        """Returns what the candidate lacks of the ideal dealer for a line; nothing where none is described."""
        ideal, plan = self.needs[line]
        return gaps(ideal, plan, self.offer) if ideal else ()


def facts_of(network: Network, screening: Screening, day: date) -> Facts | None:
    """Returns the facts of a candidate on a day, from the visits up to it; None where the dealer has no profile."""
    profile = network.find(DealerProfile, screening.dealer)
    if profile is None:
        return None
    visits = visits_until(network.of_dealer(Visit, screening.dealer), day)
    market = network.find(Market, screening.market) if screening.market else None
    lines = [network.find(ProductLine, line) for line in screening.lines]
    needed = dict.fromkeys(licence for line in lines if line for licence in line.required_licences)
    return Facts(
        profile=profile,
        screening=screening,
        visits=visits,
        figures=known(screening, visits),
        needs={line: (ideal_of(market, line), plan_of(market, line)) for line in screening.lines},
        licences=tuple(needed),
        day=day,
    )


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of a candidate's sales by how its brands stand to ours; `unlisted` is what no brand accounts for (M24)."""

    competing: Decimal
    complementary: Decimal
    neutral: Decimal

    @property
    def unlisted(self) -> Decimal:
        """Returns the share of sales that no listed brand accounts for; not below 0."""
        return max(1 - self.competing - self.complementary - self.neutral, Decimal(0))


def mix(screening: Screening) -> Mix:
    """Returns the product mix of a candidate."""

    def share(relation: str) -> Decimal:
        return sum((brand.share for brand in screening.brands if brand.relation == relation), Decimal(0))

    return Mix(share("competing"), share("complementary"), share("neutral"))


def _ratio(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None or not other:
        return None
    with localcontext() as context:
        context.prec = 40
        return one / other


def _years(facts: Facts) -> Decimal | None:
    registered = facts.screening.registered
    if registered is None:
        return None
    months = months_old(registered.in_category_since or registered.founded, facts.day)
    return _ratio(Decimal(months), Decimal(MONTHS))


READ: Mapping[str, Callable[[Facts], Decimal | None]] = {
    "funds": lambda facts: _ratio(facts.value("working_capital"), facts.funds_needed(FIRST_MONTH)),
    "warehouse": lambda facts: _ratio(facts.value("warehouse_m2"), facts.warehouse_needed),
    "team": lambda facts: facts.value("dedicated_staff"),
    "years": _years,
    "outlets": lambda facts: _ratio(facts.value("outlets_covered"), facts.outlets_wanted),
    "delivery": lambda facts: facts.value("delivery_hours"),
    "competing": lambda facts: mix(facts.screening).competing if facts.screening.brands else None,
}
"""How each fact of the vocabulary of guides is computed; None where it is not known."""


def guess(guide: Guide, facts: Facts) -> Decimal | None:
    """Returns the score at which the facts point, unrounded; None where the fact is not known or the guide is not usable."""
    read = READ.get(guide.measure)
    value = read(facts) if read and ascends(point.at for point in guide.points) else None
    return None if value is None else Curve(tuple((point.at, point.score) for point in guide.points)).at(value)


def ascends(places: Iterable[Decimal]) -> bool:
    """Returns whether the points of a curve ascend strictly, and there is at least one."""
    listed = tuple(places)
    return bool(listed) and all(a < b for a, b in pairwise(listed))
