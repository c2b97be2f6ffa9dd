"""What the rebate engine needs to know of a period, whoever measured it; and the bases and measures that follow from it.

Nothing is rounded here. None means that there is no such figure, as last year's of a new line; what is named in `pending` is not
known yet, and what depends on it is not paid until it is: it is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from toolkit.topics.incentive.records.policy import Only, RebatePolicy

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


def net(sales: LineSales, policy: RebatePolicy) -> Decimal:
    """Returns a line's purchases without what the policy leaves out, excl. VAT (DOMAIN E.2 2); not below 0."""
    return max(sales.gross - sum((row.amount for row in sales.excluded if row.kind in policy.exclusions), ZERO), ZERO)


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


def base_by_line(code: str, facts: RebateFacts, policy: RebatePolicy) -> tuple[Decimal | None, ...] | None:
    """Returns a base for each line of the facts; None for a line that has none, None in all when it has no lines."""
    by_line = _LINE_BASES.get(code)
    return tuple(by_line(row, policy) for row in facts.sales) if by_line else None


def base(code: str, facts: RebateFacts, policy: RebatePolicy) -> Decimal | None:
    """Returns the base of a component, unrounded; None when there is none. An increment is not below 0.

    Growth counts all lines together: what one line loses another must make good.
    """
    by_line = base_by_line(code, facts, policy)
    if by_line is not None:
        total = _present(by_line)
        return max(total, ZERO) if total is not None and code == "increment_ex_tax" else total
    return _DEALER_BASES[code](facts)


def measure(code: str, facts: RebateFacts, policy: RebatePolicy) -> Decimal | None:
    """Returns a measure to 40 digits, so that comparing it with a threshold is exact; None when there is none."""
    with localcontext() as context:
        context.prec = PRECISION
        return _MEASURES[code](facts, policy)


def is_pending(code: str, facts: RebateFacts) -> bool:
    """Returns whether a base or a measure rests on a figure that is not known yet."""
    needed = _NEEDS.get(code, frozenset())
    return bool(needed & facts.pending) or any(needed & row.pending for row in facts.sales)


def mean_days(receipts: Iterable[Receipt]) -> Decimal | None:
    """Returns the mean days to collection weighted by amount; None without receipts (DOMAIN T5, E-11)."""
    rows = tuple(receipts)
    amount = sum((row.amount for row in rows), ZERO)
    return _ratio(sum((row.amount * row.days for row in rows), ZERO), amount)


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


def _present(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of those that there are; None when there is none at all."""
    rows = tuple(value for value in values if value is not None)
    return sum(rows, ZERO) if rows else None


def _count(values: Iterable[int | None]) -> int | None:
    rows = tuple(values)
    return None if None in rows else sum(row for row in rows if row is not None)


def _ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part of whole; None when either is not known or the whole is nothing: a ratio to zero says nothing (DOMAIN D.6)."""
    if part is None or whole is None or whole <= 0:
        return None
    with localcontext() as context:
        context.prec = PRECISION
        return part / whole


def _attainment(facts: RebateFacts, policy: RebatePolicy) -> Decimal | None:
    """Only lines with a target count, above and below the stroke."""
    aimed = tuple(row for row in facts.sales if row.target)
    done = (row.sell_out if facts.target_on_sell_out else net(row, policy) for row in aimed)
    return _ratio(_present(done), _total(row.target for row in aimed))


def _growth(facts: RebateFacts, policy: RebatePolicy) -> Decimal | None:
    known = tuple(row for row in facts.sales if row.last_year is not None)
    before = _present(row.last_year for row in known)
    return None if before is None else _ratio(sum((net(row, policy) for row in known), ZERO) - before, before)


def _optional(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


_LINE_BASES: dict[str, Callable[[LineSales, RebatePolicy], Decimal | None]] = {
    "sell_in_net_ex_tax": net,
    "sell_in_net_incl_tax": lambda row, policy: net(row, policy) * (1 + row.vat_rate),
    "increment_ex_tax": lambda row, policy: None if row.last_year is None else net(row, policy) - row.last_year,
    "focus_net_ex_tax": lambda row, policy: row.focus,
    "sell_out": lambda row, policy: row.sell_out,
    "quantity": lambda row, policy: row.quantity,
}
_DEALER_BASES: dict[str, Callable[[RebateFacts], Decimal | None]] = {
    "received_incl_tax": lambda facts: (
        sum((row.amount for row in facts.receipts), ZERO) if facts.receipts else facts.received
    ),
    "received_on_time_incl_tax": lambda facts: facts.received_on_time,
    "store_months": lambda facts: _optional(facts.store_months_passed),
    "bond_balance": lambda facts: facts.bond_balance,
    "none": lambda facts: ZERO,
}
_MEASURES: dict[str, Callable[[RebateFacts, RebatePolicy], Decimal | None]] = {
    "attainment": _attainment,
    "focus_attainment": lambda facts, policy: _ratio(
        _present(row.focus for row in facts.sales if row.focus_target),
        _present(row.focus_target for row in facts.sales if row.focus_target),
    ),
    "net_sell_in": lambda facts, policy: base("sell_in_net_ex_tax", facts, policy),
    "growth_rate": _growth,
    "on_time_rate": lambda facts, policy: _ratio(facts.received_on_time, facts.due),
    "collection_days": lambda facts, policy: mean_days(facts.receipts),
    "late_payments": lambda facts, policy: _optional(facts.late_payments),
    "pass_rate": lambda facts, policy: _ratio(_optional(facts.store_months_passed), _optional(facts.store_months)),
    "territory_cases": lambda facts, policy: _optional(facts.territory_cases),
    "years": lambda facts, policy: _optional(facts.years),
    "score": lambda facts, policy: facts.score,
    "quantity": lambda facts, policy: base("quantity", facts, policy),
}
_NEEDS: dict[str, frozenset[str]] = {
    "increment_ex_tax": frozenset(("sell_in", "last_year")),
    "sell_in_net_ex_tax": frozenset(("sell_in",)),
    "sell_in_net_incl_tax": frozenset(("sell_in",)),
    "focus_net_ex_tax": frozenset(("focus",)),
    "received_incl_tax": frozenset(("received",)),
    "received_on_time_incl_tax": frozenset(("received_on_time",)),
    "sell_out": frozenset(("sell_out",)),
    "quantity": frozenset(("quantity",)),
    "store_months": frozenset(("store_months",)),
    "bond_balance": frozenset(("bond_balance",)),
    "attainment": frozenset(("sell_in", "target")),
    "focus_attainment": frozenset(("focus", "focus_target")),
    "net_sell_in": frozenset(("sell_in",)),
    "growth_rate": frozenset(("sell_in", "last_year")),
    "on_time_rate": frozenset(("due", "received_on_time")),
    "collection_days": frozenset(("receipts",)),
    "late_payments": frozenset(("late_payments",)),
    "pass_rate": frozenset(("store_months",)),
    "territory_cases": frozenset(("territory_cases",)),
    "years": frozenset(("years",)),
    "score": frozenset(("grade",)),
    "grade": frozenset(("grade",)),
}
"""Which facts each base and measure rests on, as `pending` names them."""
