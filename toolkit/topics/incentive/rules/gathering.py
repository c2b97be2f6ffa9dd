"""The facts of a rebate, gathered from the quarter's data, the contract, the statement's file and the evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter, Span
from toolkit.network.network import Network
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules import contracts_of, in_force, in_force_span
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import segment
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.facts import Facts, Figure, facts_of
from toolkit.topics.incentive.records import BondLedger, RebatePolicy, RebateSettlement
from toolkit.topics.incentive.rules.bond import bond_state
from toolkit.topics.incentive.rules.facts import Excluded, LineSales, RebateFacts, Receipt
from toolkit.topics.incentive.rules.ratings import Rated
from toolkit.topics.market.rules import Regions

CROSS_TERRITORY = "cross-territory"
"""The deduction by which an evaluation records a final case of cross-territory sales."""
CASE_LEVEL = 2
"""From this level of the ladder on a case costs the reward for keeping to the territory (reference J.2, 0b)."""
NOT_APPLICABLE = "not_applicable"


def period_span(period: str, fiscal_start: int) -> Span:
    """Returns the days of a quarter `2026Q1` or a fiscal year `2026`."""
    if "Q" in period:
        return FiscalQuarter.parse(period).span(fiscal_start)
    year = int(period)
    return Span(FiscalQuarter(year, 1).span(fiscal_start).first, FiscalQuarter(year, 4).span(fiscal_start).end)


def governing_contract(network: Network, dealer: str, span: Span) -> Contract | None:
    """Returns the contract whose rebate policy governs a period: in force on its first day, else the first to bind in it.

    Its terms are those of that day: a policy that an amendment brings governs the periods that begin from then on.
    """
    contracts = contracts_of(network, dealer)
    at_start = next((contract for contract in contracts if in_force(contract, span.first)), None)
    if at_start is not None:
        return terms_on(network, at_start, span.first)
    bound = ((held.first, c) for c in contracts if (held := in_force_span(c)) is not None and held.meets(span))
    day, first = min(bound, key=lambda row: row[0], default=(span.first, None))
    return terms_on(network, first, day) if first is not None else None


def gather(
    network: Network, data: QuarterData, settlement: RebateSettlement | None, rated: Rated, tree: Regions, as_of: date
) -> RebateFacts:
    """Returns the facts of a dealer's quarter. What the statement's file must say is pending until there is one."""
    held = facts_of(network, data, as_of)
    profile = network.find(DealerProfile, data.dealer)
    display = settlement.display if settlement else None
    due, received, on_time, pending = _receipts(held)
    if settlement is None:
        pending |= {"store_months", "receipts"}
    if settlement is None or settlement.late_payments is None:
        pending |= {"late_payments"}
    if rated.pending:
        pending |= {"grade"}
    shown = display.stores * display.months if display else None
    return RebateFacts(
        period=data.quarter,
        sales=tuple(_sales(network, held, settlement)),
        receipts=tuple(_invoices(settlement)),
        due=due,
        received=received,
        received_on_time=on_time,
        late_payments=settlement.late_payments if settlement else None,
        store_months=shown,
        store_months_passed=max(shown - display.failed, 0) if display and shown is not None else None,
        territory_cases=territory_cases(data, as_of),
        years=_years(profile, held.span.last),
        grade=rated.grade,
        score=rated.score,
        segment=(segment(profile, held.span.last) or "") if profile else "",
        regions=frozenset(_above(tree, profile.region)) if profile else frozenset(),
        bond_balance=bond_balance(network, data.dealer, held.span.last),
        target_on_sell_out=any(target.basis == "sell_out" for target in held.targets.values()),
        pending=frozenset(pending),
    )


def territory_cases(data: QuarterData, as_of: date) -> int:
    """Returns how many cases of cross-territory sales are final by `as_of` at a level that counts. Prices play no part."""
    return sum(
        1
        for row in data.deductions
        if row.kind == CROSS_TERRITORY
        and row.final_on is not None
        and row.final_on <= as_of
        and (row.level or 0) >= CASE_LEVEL
    )


def bond_balance(network: Network, dealer: str, day: date) -> Decimal | None:
    """Returns what is left of a dealer's market bond at the end of `day`; None without a ledger."""
    ledger = network.find(BondLedger, dealer)
    if ledger is None:
        return None
    contract = network.find(Contract, ledger.contract)
    agreed = terms_on(network, contract, day).deposit if contract else None
    return bond_state(
        agreed.amount if agreed else Decimal(0), ledger.entries, agreed.top_up_days if agreed else 0, day
    ).balance


def pinned(network: Network, contract: Contract) -> RebatePolicy | None:
    """Returns the policy version that a contract pins, or None when the workspace does not have it."""
    return network.find(RebatePolicy, contract.rebate_policy)


def _sales(network: Network, held: Facts, settlement: RebateSettlement | None) -> Iterator[LineSales]:
    left_out = settlement.excluded if settlement else ()
    agreed = {row.line: row.amount for row in settlement.growth_bases} if settlement else {}
    for n, line in enumerate(held.data.lines):
        gross, returns = held.net(n)
        figures = {name: held.of_line(n, name) for name in ("last_year", "focus", "focus_target", "sell_out")}
        target = held.target(n)
        unknown = {"sell_in": gross, "returns": returns, **figures, **({"target": target} if target else {})}
        pending = {name for name, found in unknown.items() if _is_open(found)}
        if "returns" in pending:
            pending.add("sell_in")
        product = network.find(ProductLine, line.line)
        yield LineSales(
            line=line.line,
            gross=gross.value or Decimal(0),
            excluded=(
                Excluded("returns", returns.value or Decimal(0)),
                *(Excluded(row.kind, row.amount) for row in left_out if row.line == line.line),
            ),
            target=target.value if target else None,
            last_year=agreed.get(line.line, figures["last_year"].value),
            focus=figures["focus"].value,
            focus_target=figures["focus_target"].value,
            sell_out=figures["sell_out"].value,
            vat_rate=product.vat_rate if product else Decimal(0),
            pending=frozenset(pending - {"returns"}),
        )


def _is_open(figure: Figure) -> bool:
    """Whether a figure is missing for a reason that may pass; what does not apply never will."""
    return figure.value is None and figure.missing != NOT_APPLICABLE


def _receipts(held: Facts) -> tuple[Decimal | None, Decimal | None, Decimal | None, set[str]]:
    """Due, received, received on time (incl. VAT), and what is pending of them. Prepaid purchases count as on time."""
    money = held.data.receivables
    found = {
        "due": held.figure(money.due, "receivables", "due"),
        "received": held.figure(money.received, "receivables", "received"),
        "received_on_time": held.figure(money.on_time, "receivables", "on_time"),
    }
    received = found["received"].value
    if held.prepaid:
        return (
            received,
            received,
            received,
            {"received", "due", "received_on_time"} if _is_open(found["received"]) else set(),
        )
    pending = {name for name, figure in found.items() if _is_open(figure)}
    return found["due"].value, received, found["received_on_time"].value, pending


def _invoices(settlement: RebateSettlement | None) -> Iterator[Receipt]:
    for row in settlement.receipts if settlement else ():
        yield Receipt(row.amount, (row.received_on - row.invoiced_on).days, row.invoice)


def _years(profile: DealerProfile | None, day: date) -> int | None:
    """Full years of co-operation."""
    since = profile.cooperation_since if profile else None
    if since is None or since > day:
        return None
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def _above(tree: Regions, code: str) -> Iterator[str]:
    while code:
        yield code
        code = tree.parent(code)
