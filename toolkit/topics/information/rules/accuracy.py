"""How well both sides forecast, dealer by dealer and quarter by quarter (reference D.2, H.3, M.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.network.network import Network
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.facts import Place
from toolkit.topics.information.records import DealerInformation, Forecast, SharingPolicy
from toolkit.topics.information.rules.forecasts import Compared, compared, in_time, mean_deviation, months_of
from toolkit.topics.information.rules.periods import coming, finished
from toolkit.topics.information.rules.results import ForecastAccuracy, ForecastLine


def forecasts_of(network: Network, dealer: str) -> Iterator[tuple[Forecast, Place]]:
    """Yields a dealer's forecasts of both sides, each with the record and path that says it."""
    for year in network.of_dealer(DealerInformation, dealer):
        for n, row in enumerate(year.forecasts):
            yield row, (year, ("forecasts", n, "amount"))


def rows_of(network: Network, dealer: str, quarter: FiscalQuarter, as_of: date) -> tuple[Compared, ...]:
    """Returns one dealer's quarter by line and month; what was sold counts once the quarter's data say it."""
    start = fiscal_start(network)
    data = network.of_dealer(QuarterData, dealer)
    vat = {line.id: line.vat_rate for line in network.all(ProductLine)}
    return compared(in_time(forecasts_of(network, dealer), as_of), data, vat, months_of(quarter, start))


def accuracies(network: Network, policy: SharingPolicy, as_of: date) -> Iterator[ForecastAccuracy]:
    """Yields each dealer's quarters that somebody forecast, from the policy's past ones to those ahead."""
    start = fiscal_start(network)
    quarters = (*finished(as_of, start, policy.quarters), *coming(as_of, start))
    vat = {line.id: line.vat_rate for line in network.all(ProductLine)}
    wanted = {str(quarter): months_of(quarter, start) for quarter in quarters}
    dealers = {row.dealer for row in network.all(DealerInformation) if row.forecasts}
    dealers |= {row.dealer for row in network.all(QuarterData) if row.quarter in wanted}
    for dealer in sorted(dealers):
        made = in_time(forecasts_of(network, dealer), as_of)
        data = [row for row in network.of_dealer(QuarterData, dealer) if row.quarter in wanted]
        forecast = {key.month for key, _ in made} | {
            month.month for row in data for line in row.lines for month in line.months
        }
        for quarter, months in wanted.items():
            rows = compared(made, data, vat, months) if forecast.intersection(months) else ()
            if rows:
                yield _accuracy(policy, dealer, quarter, rows)


def _accuracy(policy: SharingPolicy, dealer: str, quarter: str, rows: tuple[Compared, ...]) -> ForecastAccuracy:
    return ForecastAccuracy(
        subject=f"{dealer}/{quarter}",
        dealer=dealer,
        governed_by=(policy.reference,),
        quarter=quarter,
        rows=tuple(_line(row) for row in rows),
        ours=mean_deviation(rows, "brand", "sell_in"),
        theirs=mean_deviation(rows, "dealer", "sell_in"),
        ours_out=mean_deviation(rows, "brand", "sell_out"),
        theirs_out=mean_deviation(rows, "dealer", "sell_out"),
    )


def _line(row: Compared) -> ForecastLine:
    return ForecastLine(
        **row.key._asdict(),
        tax=row.tax,
        ours=row.brand.amount if row.brand else None,
        theirs=row.dealer.amount if row.dealer else None,
        actual=row.actual.amount if row.actual else None,
        our_deviation=row.deviation("brand"),
        their_deviation=row.deviation("dealer"),
    )


def over_the_network(rows: Iterable[ForecastAccuracy]) -> tuple[tuple[str, Decimal | None, Decimal | None], ...]:
    """Returns by quarter the mean deviation of net sell-in of ours and of the dealers', over the dealers that have one."""
    found: dict[str, tuple[list[Decimal], list[Decimal]]] = {}
    for row in rows:
        ours, theirs = found.setdefault(row.quarter, ([], []))
        ours.extend(() if row.ours is None else (row.ours,))
        theirs.extend(() if row.theirs is None else (row.theirs,))
    return tuple((quarter, _mean(ours), _mean(theirs)) for quarter, (ours, theirs) in sorted(found.items()))


def _mean(values: list[Decimal]) -> Decimal | None:
    return sum(values, Decimal(0)) / len(values) if values else None
