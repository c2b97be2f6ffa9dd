"""The quarter of the whole network: what it bought, owed and stocked, and how it was graded (reference M.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure
from toolkit.network.network import Network
from toolkit.network.results import Result, Results, Step
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import DealerStanding
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.evaluation.rules.network_wide.grades import NetworkGrades, grade_steps, network_grades
from toolkit.topics.evaluation.rules.network_wide.receivables import (
    NetworkReceivables,
    network_receivables,
    receivable_steps,
)
from toolkit.topics.evaluation.rules.network_wide.sales import NetworkSales, Place, network_sales, sales_steps
from toolkit.topics.evaluation.rules.network_wide.stock import NetworkStock, network_stock, stock_steps
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.evaluation.rules.scoring import Sheet
from toolkit.topics.evaluation.rules.standing import work
from toolkit.topics.market.rules import regions

__all__ = ["NETWORK_FIGURES", "NetworkGrades", "NetworkReceivables", "NetworkSales", "NetworkStock", "places", "totals"]
R = TypeVar("R", bound=Result)


def places(network: Network, results: Results) -> dict[str, Place]:
    """Returns the province and the segment of each dealer."""
    tree = regions(network)
    standings = {row.subject: row.segment or "" for row in results.all(DealerStanding)}
    return {
        row.id: Place(tree.province_code(row.region), standings.get(row.id, "")) for row in network.all(DealerProfile)
    }


def totals(facts: Iterable[Facts], evaluations: Iterable[Evaluation], places: Mapping[str, Place]) -> Iterator[Result]:
    """Yields the quarters of the network. `facts` are those of every quarter that was scored."""
    by_quarter: dict[str, list[Facts]] = {}
    for row in facts:
        by_quarter.setdefault(row.data.quarter, []).append(row)
    for quarter in sorted(by_quarter):
        held = by_quarter[quarter]
        found = (network_sales(quarter, held, places), network_receivables(quarter, held), network_stock(quarter, held))
        yield from (row for row in found if row is not None)
    yield from network_grades(evaluations)


def facts_in(network: Network, quarter: str, as_of: date) -> tuple[Facts, ...]:
    """Returns the facts of every dealer whose quarter was scored, by dealer: what the sums of a quarter are made of."""
    sheets: dict[str, Sheet | None] = {}
    dealers = sorted({data.dealer for data in network.all(QuarterData) if data.quarter == quarter})
    rows = (row.facts for dealer in dealers for row in work(network, dealer, as_of, sheets))
    return tuple(facts for facts in rows if facts.data.quarter == quarter)


def _over(steps: Callable[[R, tuple[Facts, ...]], Iterator[Step]]) -> Callable[..., Iterator[Step]]:
    """The steps of a result that is a sum over the facts of its quarter."""

    def told(network: Network, results: Results, result: R, as_of: date) -> Iterator[Step]:
        yield from steps(result, facts_in(network, result.subject, as_of))

    return told


NETWORK_FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "network-sales",
        Text("全网销售", "Sales of the network"),
        NetworkSales,
        (
            *("dealers", "net", "target", "against_target", "attainment"),
            *("last_year", "against_last_year", "growth"),
        ),
        _over(sales_steps),
    ),
    Figure(
        "receivables",
        Text("全网应收", "Receivables of the network"),
        NetworkReceivables,
        (
            *("dealers", "unknown", "closing", "within", "overdue_1_30", "overdue_31_60", "overdue_61_90"),
            *("overdue_over_90", "overdue", "overdue_share", "due", "on_time", "on_time_share", "limit", "used", "use"),
        ),
        _over(receivable_steps),
    ),
    Figure(
        "network-stock",
        Text("全网库存", "Stock of the network"),
        NetworkStock,
        ("dealers", "closing", "aged", "aged_share"),
        _over(stock_steps),
    ),
    Figure(
        "grades",
        Text("全网等级", "Grades of the network"),
        NetworkGrades,
        ("evaluated", "rated", "good", "good_share", "median", "better", "worse"),
        grade_steps,
    ),
)
