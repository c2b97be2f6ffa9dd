"""What the rebate engine needs to know of a period, whoever measured it.

Nothing is rounded here. None means that there is no such figure, as last year's of a new line; what is named in `pending` is not
known yet, and what depends on it is not paid until it is: it is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from toolkit.topics.incentive.records.policy import Only

ZERO = Decimal(0)
PRECISION = 40


@dataclass(frozen=True, slots=True)
class Excluded:
    """Purchases of a line that may not count: which exclusion, how much (excl. VAT)."""

    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class LineSales:
    """A product line in the period, excl. VAT: all purchases, what may not count, and what they are held against."""

    line: str
    gross: Decimal
    excluded: tuple[Excluded, ...] = ()
    target: Decimal | None = None
    last_year: Decimal | None = None
    focus: Decimal | None = None
    focus_target: Decimal | None = None
    sell_out: Decimal | None = None
    quantity: Decimal | None = None
    vat_rate: Decimal = Decimal("0.13")
    pending: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money received for one invoice (incl. VAT) and after how many days."""

    amount: Decimal
    days: int
    invoice: str = ""


@dataclass(frozen=True, slots=True)
class RebateFacts:
    """One dealer's period, a quarter `2026Q1` or a year `2026`, as the engine sees it."""

    period: str
    sales: tuple[LineSales, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    due: Decimal | None = None
    received: Decimal | None = None
    received_on_time: Decimal | None = None
    late_payments: int | None = None
    store_months: int | None = None
    store_months_passed: int | None = None
    territory_cases: int | None = None
    years: int | None = None
    grade: str = ""
    score: Decimal | None = None
    segment: str = ""
    regions: frozenset[str] = frozenset()
    bond_balance: Decimal | None = None
    target_on_sell_out: bool = False
    pending: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """Returns `quarter` or `year`."""
        return "quarter" if "Q" in self.period else "year"


def concerned(facts: RebateFacts, only: Only | None) -> RebateFacts | None:
    """Returns the facts of the lines that a component is for, or None when it is not for this dealer."""
    if only is None:
        return facts
    if (only.segments and facts.segment not in only.segments) or (
        only.regions and not facts.regions.intersection(only.regions)
    ):
        return None
    sales = tuple(row for row in facts.sales if not only.lines or row.line in only.lines)
    return replace(facts, sales=sales) if sales else None


def year_of(period: str, quarters: Iterable[RebateFacts], **also: object) -> RebateFacts:
    """Returns the facts of a year from those of its quarters: amounts are added, what one of them lacks the year lacks too.

    `also` gives what is no sum: the grade of the year, the segment, the years of co-operation.
    """
    rows = tuple(quarters)
    lines = dict.fromkeys(row.line for facts in rows for row in facts.sales)
    held = {line: tuple(row for facts in rows for row in facts.sales if row.line == line) for line in lines}
    return RebateFacts(
        period=period,
        sales=tuple(_added(line, held[line]) for line in lines),
        receipts=tuple(row for facts in rows for row in facts.receipts),
        due=_total(facts.due for facts in rows),
        received=_total(facts.received for facts in rows),
        received_on_time=_total(facts.received_on_time for facts in rows),
        late_payments=_count(facts.late_payments for facts in rows),
        store_months=_count(facts.store_months for facts in rows),
        store_months_passed=_count(facts.store_months_passed for facts in rows),
        territory_cases=_count(facts.territory_cases for facts in rows),
        target_on_sell_out=any(facts.target_on_sell_out for facts in rows),
        pending=frozenset().union(*(facts.pending for facts in rows)),
        **also,  # type: ignore[arg-type]
    )


def _added(line: str, rows: tuple[LineSales, ...]) -> LineSales:
    kinds = dict.fromkeys(out.kind for row in rows for out in row.excluded)
    return LineSales(
        line=line,
        gross=sum((row.gross for row in rows), ZERO),
        excluded=tuple(
            Excluded(kind, sum((out.amount for row in rows for out in row.excluded if out.kind == kind), ZERO))
            for kind in kinds
        ),
        target=_total(row.target for row in rows),
        last_year=_total(row.last_year for row in rows),
        focus=_total(row.focus for row in rows),
        focus_target=_total(row.focus_target for row in rows),
        sell_out=_total(row.sell_out for row in rows),
        quantity=_total(row.quantity for row in rows),
        vat_rate=rows[0].vat_rate,
        pending=frozenset().union(*(row.pending for row in rows)),
    )


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    total = ZERO
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _count(values: Iterable[int | None]) -> int | None:
    rows = tuple(values)
    return None if None in rows else sum(row for row in rows if row is not None)
