"""Settling one period of one dealer: calculation, clawback of earlier periods, adjustments, and what is left to pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.money import allocate
from toolkit.kernel.text import Text
from toolkit.topics.contract.records import Contract
from toolkit.topics.incentive.records import RebatePolicy, RebateSettlement
from toolkit.topics.incentive.records.settlement import Forfeiture, LaterReturn
from toolkit.topics.incentive.records.vocabularies import ISSUED
from toolkit.topics.incentive.rules.calculation import Calculation, Withheld, calculate, net_sell_in
from toolkit.topics.incentive.rules.facts import ZERO, RebateFacts
from toolkit.topics.incentive.rules.gathering import period_span
from toolkit.topics.incentive.rules.red_letter import red_letter_state
from toolkit.topics.incentive.rules.settling import Returned, clawback, in_time
from toolkit.topics.incentive.rules.statement import (
    LineShare,
    RebateLine,
    RebateStatement,
    Sums,
    lines_of,
    short_trace,
    statement_subject,
    sums,
    tax_parts,
)


@dataclass(frozen=True, slots=True)
class Case:
    """One period of one dealer, ready to be settled."""

    dealer: str
    period: str
    contract: Contract
    policy: RebatePolicy
    facts: RebateFacts
    settlement: RebateSettlement | None
    fiscal_start: int = 1


@dataclass(frozen=True, slots=True)
class Settled:
    """A period settled: its case, the calculation, and the statement."""

    case: Case
    calculation: Calculation
    statement: RebateStatement


@dataclass(slots=True)
class Ledger:
    """What a dealer's periods leave for those that follow: cases, what was paid on account, returns, what is owed back."""

    done: dict[str, Case] = field(default_factory=dict)
    withheld: dict[str, tuple[Withheld, ...]] = field(default_factory=dict)
    paid: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    returned: dict[str, list[Returned]] = field(default_factory=dict)
    owed_back: Decimal = ZERO


def settle(case: Case, ledger: Ledger, as_of: date) -> Settled:
    """Returns the settlement of a period and leaves in the ledger what later periods need of it. Periods come in order."""
    settlement, policy, facts = case.settlement, case.policy, case.facts
    withheld = withheld_of(settlement, as_of)
    before = _on_account(ledger, case) if facts.kind == "year" else {}
    calculation = calculate(policy, facts, before, withheld)
    ledger.done[case.period], ledger.withheld[case.period] = case, withheld
    ledger.paid[case.period] = _paid(settlement, calculation)
    lines = (*lines_of(calculation, facts, policy), *_clawed_back(settlement, ledger), *_adjusted(settlement))
    carried_in = ledger.owed_back
    found = sums(lines, carried_in)
    ledger.owed_back = found.carried_out
    return Settled(case, calculation, _statement(case, calculation, lines, carried_in, found, as_of))


def _statement(
    case: Case,
    calculation: Calculation,
    lines: Sequence[RebateLine],
    carried_in: Decimal,
    found: Sums,
    as_of: date,
) -> RebateStatement:
    settlement, policy, facts = case.settlement, case.policy, case.facts
    due = period_span(case.period, case.fiscal_start).last + timedelta(days=policy.payout.within_days)
    payments = tuple(row for row in (settlement.payments if settlement else ()) if row.paid_at <= as_of)
    paid = sum((row.amount for row in payments), ZERO)
    paid_on = max((row.paid_at for row in payments), default=None) if paid >= found.payable else None
    accrued = settlement.accrued if settlement else None
    return RebateStatement(
        subject=statement_subject(case.dealer, case.period),
        dealer=case.dealer,
        trace=short_trace(policy.reference, calculation, found),
        statement=settlement.id if settlement else "",
        period=case.period,
        contract=case.contract.contract_no,
        policy=policy.reference,
        status=settlement.status if settlement else "draft",
        net_sell_in=net_sell_in(facts, policy),
        lines=tuple(lines),
        total=calculation.total,
        cap=calculation.cap,
        carried_in=carried_in,
        payable=found.payable,
        carried_out=found.carried_out,
        service_fee=found.service_fee,
        tax_parts=tax_parts(lines, facts),
        due=due,
        paid=paid,
        paid_on=paid_on,
        late_days=max(((paid_on or as_of) - due).days, 0) if found.payable else 0,
        red_letter=red_letter_state(settlement.red_letter if settlement else None, as_of),
        accrued=accrued,
        difference=None if accrued is None else found.payable - accrued,
    )


def may_forfeit(row: Forfeiture, day: date) -> bool:
    """Returns whether a component may be withheld by `day`: clause, final case and served notice together (E.2 10)."""
    if row.case is None or row.clause is None or row.final_on is None or row.notice_served_on is None:
        return False
    return row.final_on <= row.notice_served_on <= day


def withheld_of(settlement: RebateSettlement | None, as_of: date) -> tuple[Withheld, ...]:
    """Returns what a statement's file withholds with right; a forfeiture without clause, case or notice takes nothing."""
    day = (settlement.issued_on if settlement else None) or as_of
    return tuple(
        Withheld(row.component, row.share, Text(f"{row.case}，{row.clause}", f"{row.case}, {row.clause}"))
        for row in (settlement.forfeitures if settlement else ())
        if may_forfeit(row, day)
    )


def _on_account(ledger: Ledger, case: Case) -> dict[str, Decimal]:
    """What was paid in the quarters of a year by component, clawback taken out."""
    totals: dict[str, Decimal] = {}
    for period, paid in ledger.paid.items():
        for component, amount in paid.items() if period.startswith(f"{case.period}Q") else ():
            totals[component] = totals.get(component, ZERO) + amount
    return totals


def _paid(settlement: RebateSettlement | None, calculation: Calculation) -> dict[str, Decimal]:
    """The rows as they were issued, else as they are computed."""
    if settlement is not None and settlement.status in ISSUED and settlement.lines:
        return {row.component: row.amount for row in settlement.lines}
    return {row.worked.component.id: row.amount for row in calculation.rows}


def _clawed_back(settlement: RebateSettlement | None, ledger: Ledger) -> Iterator[RebateLine]:
    rows: dict[str, list[LaterReturn]] = {}
    for row in settlement.later_returns if settlement else ():
        rows.setdefault(row.period, []).append(row)
    for period, listed in sorted(rows.items()):
        if period in ledger.done:
            yield from _clawed_back_of(ledger.done[period], listed, ledger)


def _clawed_back_of(case: Case, listed: Sequence[LaterReturn], ledger: Ledger) -> Iterator[RebateLine]:
    """The rows by which one earlier period's rebate is taken back, under the version that governed it."""
    period, policy = case.period, case.policy
    end = period_span(period, case.fiscal_start).last
    counted = [
        Returned(row.line, row.amount, row.returned_on)
        for row in listed
        if in_time(row.returned_on, end, policy.clawback_months)
    ]
    earlier = ledger.returned.setdefault(period, [])
    found = clawback(policy, case.facts, counted, tuple(earlier), ledger.withheld[period])
    earlier.extend(counted)
    components = {component.id: component for component in policy.components}
    back: dict[str, Decimal] = {}
    for row in counted:
        back[row.line] = back.get(row.line, ZERO) + row.amount
    for id_, amount in found.rows:
        component = components[id_]
        ledger.paid[period][id_] = ledger.paid[period].get(id_, ZERO) - amount
        yield RebateLine(
            kind="clawback",
            id=f"{period}-{id_}",
            name=Text(f"{period} 退货追回：{component.name.zh}", f"{period} clawback: {component.name.within('en')}"),
            basis=policy.reference,
            type=component.type,
            tax=component.tax,
            tax_nature=component.tax_nature,
            amount=-amount,
            by_line=tuple(
                LineShare(line=line, amount=-share)
                for line, share in zip(back, allocate(amount, tuple(back.values())), strict=True)
            ),
        )


def _adjusted(settlement: RebateSettlement | None) -> Iterator[RebateLine]:
    for row in settlement.adjustments if settlement else ():
        yield RebateLine(
            kind="adjustment", id=row.id, name=row.reason, basis=row.policy or "", reason=row.reason, amount=row.amount
        )
