"""What each dealer is given and gives in a year, side by side, so that people and money go where they do most (M101, reference K.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, localcontext

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.contract.records import JointPlan
from toolkit.topics.segment.records.strategy import StrategyCard
from toolkit.topics.segment.rules.results import SegmentStanding
from toolkit.topics.support.rules import FundBalance

ZERO = Decimal(0)


class DealerInvestment(InternalResult):
    """Money of both sides for one dealer; its subject is the dealer. Amounts in yuan; None where nothing is on record.

    `fund` is this year's marketing budget, `card` what the strategy card puts in, `plan_brand` and `plan_dealer` what the
    joint plan of the year names in money. The plan may name the same money as the other two, so it is not added to them.
    """

    topic = "segment"
    year: int = field("年度", "Year")
    segment: str = field("分群", "Segment", default="")
    sales: Decimal | None = field("年净进货", "Net sell-in of a year", unit="元", default=None)
    fund: Decimal | None = field("市场费用预算", "Marketing budget", unit="元", default=None)
    card: Decimal | None = field("策略卡投入", "Investments of the card", unit="元", default=None)
    plan_brand: Decimal | None = field("联合计划我方资源", "Our resources in the plan", unit="元", default=None)
    plan_dealer: Decimal | None = field(
        "联合计划经销商资源", "The dealer's resources in the plan", unit="元", default=None
    )
    ours: Decimal = field("我方投入", "We put in", unit="元")
    rate: Decimal | None = field("占净进货", "Share of sell-in", default=None)


def investments(
    network: Network, results: Results, standings: tuple[SegmentStanding, ...], as_of: date
) -> Iterator[DealerInvestment]:
    """Yields the line of every running dealer, also of one that gets nothing: that is what one wants to see."""
    for standing in standings:
        yield _investment(network, results, standing, as_of)


def _investment(network: Network, results: Results, standing: SegmentStanding, as_of: date) -> DealerInvestment:
    dealer = standing.subject
    card = network.find(StrategyCard, dealer)
    put = [row.amount for row in card.investments] if card is not None else []
    plans = [row for row in network.of_dealer(JointPlan, dealer) if row.year == as_of.year]
    named = [(row.side, row.amount) for plan in plans for row in plan.resources if row.amount is not None]
    budgets = [row.budget for row in results.all(FundBalance) if row.dealer == dealer and row.year == as_of.year]
    sales = next((axis.amount for axis in standing.axes if axis.axis == "sales"), None)
    fund, given = _sum(budgets), _sum(put)
    ours = (fund or ZERO) + (given or ZERO)
    with localcontext() as context:
        context.prec = 40
        rate = ours / sales if sales else None
    said = f"{fund or 0} + {given or 0} = {ours}"
    return DealerInvestment(
        subject=dealer,
        dealer=dealer,
        year=as_of.year,
        segment=standing.recorded,
        sales=sales,
        fund=fund,
        card=given,
        plan_brand=_sum(amount for side, amount in named if side == "brand"),
        plan_dealer=_sum(amount for side, amount in named if side == "dealer"),
        ours=ours,
        rate=rate,
        trace=(
            Step(what=Text("市场费用预算加策略卡投入", "marketing budget and investments of the card"), value=said, gives="ours"),
        ),
    )  # fmt: skip


def _sum(amounts: Iterator[Decimal] | list[Decimal]) -> Decimal | None:
    """The sum, or None where there is nothing to add."""
    held = list(amounts)
    return sum(held, ZERO) if held else None
