"""What to accrue, month by month, for the part of a year's rebate that is only known at its end (reference E.2 13, CAS 14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Step
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.rules.amending import signed_terms, terms_on
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.incentive.rules.calculation import calculate, net_sell_in
from toolkit.topics.incentive.rules.facts import PRECISION, ZERO, Excluded, LineSales, RebateFacts, year_of
from toolkit.topics.incentive.rules.settle import Settled
from toolkit.topics.incentive.rules.settling import accruals


class MonthAccrual(Value):
    month: str = field("月份", "Month")
    amount: Decimal = field("计提", "Accrued", unit="元")


class RebateAccrual(InternalResult):
    """What the books should hold for a running year's annual rebates; its subject is `D-2025-0007/2026`.

    Expected are the annual components and true-ups if the rest of the year attains its targets as the quarters so far did.
    """

    topic = "incentive"
    year: str = field("财年", "Fiscal year")
    policy: str = field("政策版本", "Policy version")
    expected_sell_in: Decimal = field("预计全年净进货额", "Expected net sell-in", unit="元")
    expected: Decimal = field("预计年度返利", "Expected annual rebate", unit="元")
    accrued: Decimal = field("应计提累计", "To be accrued by now", unit="元")
    months: tuple[MonthAccrual, ...] = field("各月计提", "By month", default=())


def expected_year(
    policy: RebatePolicy, quarters: Sequence[RebateFacts], targets: Mapping[str, Decimal], year: str
) -> RebateFacts | None:
    """Returns the facts of a whole year if its remaining quarters go as those so far: each line scaled to its year's target.

    None when a line has no target to scale by.
    """
    so_far = year_of(
        year,
        quarters,
        grade=quarters[-1].grade,
        score=quarters[-1].score,
        segment=quarters[-1].segment,
        regions=quarters[-1].regions,
        years=quarters[-1].years,
    )
    rows = []
    with localcontext() as context:
        context.prec = PRECISION
        for row in so_far.sales:
            if not row.target or row.line not in targets:
                return None
            rows.append(_scaled(row, targets[row.line] / row.target, targets[row.line]))
    return replace(so_far, sales=tuple(rows))


def accruals_of(network: Network, rows: Sequence[Settled], as_of: date) -> Iterator[RebateAccrual]:
    """Yields the accrual of each year that has quarters but is not settled yet, for one dealer."""
    by_year: dict[str, list[Settled]] = {}
    for row in rows:
        by_year.setdefault(row.case.period[:4], []).append(row)
    for year, held in by_year.items():
        if any(row.case.period == year for row in held):
            continue
        found = _accrual(network, year, held, as_of)
        if found is not None:
            yield found


def _accrual(network: Network, year: str, held: Sequence[Settled], as_of: date) -> RebateAccrual | None:
    case = held[0].case
    terms = terms_on(network, signed_terms(case.contract), as_of)
    if not any(c.period == "year" or c.true_up != "none" for c in case.policy.components):
        return None
    targets = {row.line: row.amount for row in terms.targets.years if str(row.year) == year}
    facts = [row.case.facts for row in held]
    whole = expected_year(case.policy, facts, targets, year)
    if whole is None:
        return None
    to_date = sum((net_sell_in(row, case.policy) for row in facts), ZERO)
    expected_base = net_sell_in(whole, case.policy)
    paid = _expected_paid(held, expected_base, to_date)
    expected = calculate(case.policy, whole, paid).total
    months = _months(network, case.dealer, {row.case.period for row in held})
    booked = accruals([(expected, expected_base)] * len(months), tuple(months.values()))
    reference = case.policy.reference
    return RebateAccrual(
        subject=f"{case.dealer}/{year}",
        dealer=case.dealer,
        year=year,
        policy=reference,
        expected_sell_in=to_fen(expected_base),
        expected=expected,
        accrued=sum(booked, ZERO),
        months=tuple(MonthAccrual(month=m, amount=a) for m, a in zip(months, booked, strict=True)),
        trace=(
            Step(what=Text("至今净进货额", "net sell-in so far"), value=to_date, policy=reference),
            Step(what=Text("预计全年净进货额", "expected net sell-in"), value=to_fen(expected_base), policy=reference),
            Step(what=Text("预计年度返利", "expected annual rebate"), value=expected, policy=reference),
        ),
    )


def _expected_paid(held: Sequence[Settled], expected_base: Decimal, to_date: Decimal) -> dict[str, Decimal]:
    """What the quarters of the whole year will have paid on account, if they go on as so far."""
    totals: dict[str, Decimal] = {}
    for row in held:
        for line in row.statement.lines:
            if line.kind == "component":
                totals[line.id] = totals.get(line.id, ZERO) + line.amount
    with localcontext() as context:
        context.prec = PRECISION
        return {id_: to_fen(amount * expected_base / to_date) if to_date else ZERO for id_, amount in totals.items()}


def _months(network: Network, dealer: str, quarters: set[str]) -> dict[str, Decimal]:
    """Net sell-in of each month, excl. VAT, all lines together."""
    found: dict[str, Decimal] = {}
    for data in network.of_dealer(QuarterData, dealer):
        for line in data.lines if data.quarter in quarters else ():
            product = network.find(ProductLine, line.line)
            rate = product.vat_rate if product and line.tax == "incl" else ZERO
            for month in line.months:
                found[month.month] = found.get(month.month, ZERO) + month.sell_in / (1 + rate)
    return dict(sorted(found.items()))


def _scaled(row: LineSales, by: Decimal, target: Decimal) -> LineSales:
    def up(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * by

    return replace(
        row,
        gross=row.gross * by,
        excluded=tuple(Excluded(out.kind, out.amount * by) for out in row.excluded),
        target=target,
        last_year=up(row.last_year),
        focus=up(row.focus),
        focus_target=up(row.focus_target),
        sell_out=up(row.sell_out),
        quantity=up(row.quantity),
    )
