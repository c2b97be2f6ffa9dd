"""A dealer's last four quarters: sales, margin, growth, the months (reference K.1, A.12). Amounts without VAT."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from toolkit.kernel.period import FiscalQuarter, quarter_of
from toolkit.network.network import Network
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules import quarters_of
from toolkit.topics.evaluation.rules.facts import Facts, facts_of

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Annual:
    """Sales and margin of a year, from the `quarters` that are there; None stands for what is not known."""

    quarters: tuple[str, ...] = ()
    sales: Decimal | None = None
    margin: Decimal | None = None
    growth: Decimal | None = None


def before(quarter: FiscalQuarter, number: int) -> FiscalQuarter:
    """Returns the quarter that lies `number` quarters earlier."""
    place = quarter.year * 4 + quarter.number - 1 - number
    return FiscalQuarter(place // 4, place % 4 + 1)


def last_quarters(network: Network, as_of: date, number: int = QUARTERS) -> tuple[str, ...]:
    """Returns the names of the last quarters that are over on `as_of`, the earliest first."""
    now = quarter_of(as_of, fiscal_start(network))
    return tuple(str(before(now, n)) for n in range(number, 0, -1))


def facts_within(network: Network, dealer: str, quarters: Iterable[str], as_of: date) -> tuple[Facts, ...]:
    """Returns a dealer's quarters among those named, in order; drafts are left out."""
    wanted = frozenset(quarters)
    rows: Iterable[QuarterData] = quarters_of(network, dealer)
    return tuple(facts_of(network, row, as_of) for row in rows if row.quarter in wanted and not row.draft)


def annual(rows: Iterable[Facts]) -> Annual:
    """Returns the year of some quarters. Where fewer than four are there, their mean stands for the others.

    A quarter with a line whose figure is missing counts for that axis not at all; growth compares like with like.
    """
    facts = tuple(rows)
    sales = {row.data.quarter: net_sales(row) for row in facts}
    margins = {row.data.quarter: margin(row) for row in facts}
    earlier = {row.data.quarter: last_year(row) for row in facts}
    pairs = [(now, earlier[name]) for name, now in sales.items() if now is not None and earlier[name] is not None]
    past = sum((then for _, then in pairs if then is not None), Decimal(0))
    gained = sum((now for now, _ in pairs), Decimal(0))
    with localcontext() as context:
        context.prec = 40
        growth = gained / past - 1 if past > 0 else None
    return Annual(
        quarters=tuple(name for name, amount in sales.items() if amount is not None),
        sales=_year(sales),
        margin=_year(margins),
        growth=growth,
    )


def net_sales(facts: Facts) -> Decimal | None:
    """Returns a quarter's net sell-in over all lines, or None when a line's is missing."""
    parts = [facts.net(n) for n in range(len(facts.data.lines))]
    if not parts or any(gross.missing or back.missing for gross, back in parts):
        return None
    return sum((gross.number - back.number for gross, back in parts), Decimal(0))


def margin(facts: Facts) -> Decimal | None:
    """Returns a quarter's margin contribution over all lines, which is without VAT by its nature; None when one lacks."""
    parts = [line.margin_contribution for line in facts.data.lines]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if parts and len(known) == len(parts) else None


def last_year(facts: Facts) -> Decimal | None:
    """Returns the net sell-in of the same quarter a year before, or None when a line's is missing."""
    parts = [facts.of_line(n, "last_year") for n in range(len(facts.data.lines))]
    if not parts or any(part.missing for part in parts):
        return None
    return sum((part.number for part in parts), Decimal(0))


def months(rows: Iterable[Facts]) -> dict[str, Decimal]:
    """Returns sell-in by month; a month that a line of its quarter does not tell is left out."""
    found: dict[str, Decimal] = {}
    for facts in rows:
        given: dict[str, list[Decimal]] = {}
        for line in facts.data.lines:
            part = 1 + facts.vat.get(line.line, Decimal(0)) if line.tax == "incl" else Decimal(1)
            for month in line.months:
                given.setdefault(month.month, []).append(month.sell_in / part)
        whole = {name: sum(parts, Decimal(0)) for name, parts in given.items() if len(parts) == len(facts.data.lines)}
        found.update(whole)
    return found


def _year(amounts: Mapping[str, Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts.values() if amount is not None]
    with localcontext() as context:
        context.prec = 40
        return sum(known, Decimal(0)) * QUARTERS / len(known) if known else None
