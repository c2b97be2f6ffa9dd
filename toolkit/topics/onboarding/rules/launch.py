"""The arithmetic of a launch plan: outlets aimed at, first order, budget, return on a promotion (reference G.4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal, localcontext
from itertools import chain, islice, repeat
from typing import NamedTuple

from toolkit.kernel.money import to_fen
from toolkit.network.reader import Reader
from toolkit.topics.company.records import PriceList, ProductLine
from toolkit.topics.contract.records import Contract
from toolkit.topics.onboarding.records import LaunchPlan, PromotionReview, RampUpPolicy, Stocking

PriceOf = Callable[[str, str], Decimal | None]
"""The supply price of a case: of a line and a SKU."""


class FirstOrder(NamedTuple):
    """The first order that the stocking plan leads to. `amount` is None when a price is missing, `cap` when no target is."""

    cases: Decimal
    amount: Decimal | None
    cap: Decimal | None

    @property
    def proposed(self) -> Decimal | None:
        """Returns what should be ordered at most: the amount, cut at the cap."""
        return self.amount if self.amount is None or self.cap is None else min(self.amount, self.cap)


class Budget(NamedTuple):
    """What launch costs and who bears it, in yuan; both shares are rounded to fen line by line."""

    total: Decimal
    brand: Decimal
    dealer: Decimal


def target_outlets(rows: Iterable[Stocking]) -> int:
    """Returns how many outlets the plan aims at. A class that takes two lines counts once, with its larger number."""
    by_class: dict[str, int] = {}
    for row in rows:
        by_class[row.outlet_class] = max(by_class.get(row.outlet_class, 0), row.outlets)
    return sum(by_class.values())


def reserve_of(policy: RampUpPolicy, line: str) -> Decimal:
    """Returns the reserve on a line's opening quantity; short-lived lines have one of their own."""
    return next((row.reserve for row in policy.line_reserves if row.line == line), policy.reserve)


def first_order(rows: Iterable[Stocking], policy: RampUpPolicy, price: PriceOf, cap: Decimal | None) -> FirstOrder:
    """Returns Σ outlets × opening quantity × SKUs × (1 + reserve), in cases and in yuan (reference G.4)."""
    cases, amount, known = Decimal(0), Decimal(0), True
    for row in rows:
        each = row.outlets * row.opening_cases * (1 + reserve_of(policy, row.line))
        cases += each * len(row.skus)
        prices = [price(row.line, sku) for sku in row.skus]
        known = known and None not in prices
        amount += sum((each * value for value in prices if value is not None), Decimal(0))
    return FirstOrder(cases, to_fen(amount) if known else None, cap)


def target_cap(contract: Contract, months: int, lines: Collection[str]) -> Decimal | None:
    """Returns the target of the first `months` months of some lines, a third of a quarter a month; None without targets."""
    by_quarter: dict[str, Decimal] = {}
    for row in contract.targets.quarters:
        if row.line in lines:
            by_quarter[row.quarter] = by_quarter.get(row.quarter, Decimal(0)) + row.amount
    if not by_quarter:
        return None
    monthly = chain.from_iterable(repeat(by_quarter[quarter] / 3, 3) for quarter in sorted(by_quarter))
    return to_fen(sum(islice(monthly, months), Decimal(0)))


def contract_prices(reader: Reader, contract: Contract) -> PriceOf:
    """Returns the supply prices of a contract: its lists less its discounts, on the tax basis of its targets."""
    table: dict[tuple[str, str], Decimal] = {}
    for use in contract.prices:
        listed = reader.find(PriceList, use.list)
        line = reader.find(ProductLine, listed.line) if listed else None
        if listed is None or line is None:
            continue
        with localcontext() as context:
            context.prec = 40
            factor = 1 - use.discount
            if (listed.tax, contract.targets.tax) == ("incl", "excl"):
                factor /= 1 + line.vat_rate
            elif (listed.tax, contract.targets.tax) == ("excl", "incl"):
                factor *= 1 + line.vat_rate
        table.update({(listed.line, row.sku): row.dealer_price * factor for row in listed.prices})
    return lambda line, sku: table.get((line, sku))


def budget(plan: LaunchPlan) -> Budget:
    """Returns what promotions and advertising cost together, and how it is split."""
    parts = [(row.budget, row.brand_share, row.dealer_share) for row in plan.promotions]
    parts += [(row.cost, row.brand_share, row.dealer_share) for row in plan.advertising]
    return Budget(
        sum((cost for cost, _, _ in parts), Decimal(0)),
        sum((to_fen(cost * brand) for cost, brand, _ in parts), Decimal(0)),
        sum((cost - to_fen(cost * brand) if brand + dealer == 1 else to_fen(cost * dealer) for cost, brand, dealer in parts), Decimal(0)),
    )  # fmt: skip


def incremental_cases(review: PromotionReview) -> Decimal:
    """Returns what a promotion sold beyond the usual, less what was only bought earlier."""
    return review.sold - review.baseline - review.pulled_forward


def roi(review: PromotionReview) -> Decimal | None:
    """Returns the incremental gross profit for each yuan spent; None when nothing was spent (reference G.4)."""
    if review.spend == 0:
        return None
    return incremental_cases(review) * review.margin_per_case / review.spend
