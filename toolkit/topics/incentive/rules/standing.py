"""What the network derives: the rebate statement of every dealer and period, and the balance of every market bond."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import field
from toolkit.network.results import Result, Results, Step
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.records import BondLedger, RebatePolicy, RebateSettlement
from toolkit.topics.incentive.records.vocabularies import BOND
from toolkit.topics.incentive.rules.accrual import accruals_of
from toolkit.topics.incentive.rules.bond import bond_state
from toolkit.topics.incentive.rules.facts import ZERO, year_of
from toolkit.topics.incentive.rules.faults import policy_faults
from toolkit.topics.incentive.rules.gathering import gather, governing_contract, period_span, pinned
from toolkit.topics.incentive.rules.ratings import rated
from toolkit.topics.incentive.rules.settle import Case, Ledger, Settled, settle
from toolkit.topics.incentive.rules.settling import with_returns
from toolkit.topics.market.rules import Regions, regions


class BondBalance(Result):
    """How a dealer's market bond stands on the as-of date (reference E-13)."""

    topic = "incentive"
    contract: str = field("合同", "Contract", audience="dealer")
    agreed: Decimal = field("约定金额", "Agreed", audience="dealer", unit="元")
    balance: Decimal = field("余额", "Balance", audience="dealer", unit="元")
    missing: Decimal = field("应补足", "To be topped up", audience="dealer", unit="元")
    top_up_by: date | None = field("补足期限", "Top up by", audience="dealer", default=None)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields the rebate statements of all dealers that have a quarter's data, oldest first, what to accrue, and the bonds.

    A policy with a fault pays nothing: a check tells of it, and no amount comes about silently.
    """
    tree, sound = regions(network), sound_policies(network)
    for dealer in sorted({data.dealer for data in network.all(QuarterData)}):
        rows = tuple(settled(network, results, dealer, as_of, tree, sound))
        yield from (row.statement for row in rows)
        yield from accruals_of(network, rows, as_of)
    for ledger in network.all(BondLedger):
        yield _bond(network, ledger, as_of)


def settled(
    network: Network, results: Results, dealer: str, as_of: date, tree: Regions, sound: frozenset[str]
) -> Iterator[Settled]:
    """Yields a dealer's periods that are over, quarter by quarter, and each year after its last quarter.

    `sound` are the policy versions without a fault. A period without a contract or a sound policy is left out.
    """
    start, ledger = fiscal_start(network), Ledger()
    files = {row.period: row for row in network.of_dealer(RebateSettlement, dealer) if row.status != "void"}
    rows = sorted(network.of_dealer(QuarterData, dealer), key=lambda data: data.quarter)
    rows = [data for data in rows if not data.draft and period_span(data.quarter, start).end <= as_of]
    for n, data in enumerate(rows):
        contract = governing_contract(network, dealer, period_span(data.quarter, start))
        policy = pinned(network, contract) if contract else None
        if contract is not None and policy is not None and policy.reference in sound:
            file = files.get(data.quarter)
            facts = gather(network, data, file, rated(results, dealer, data.quarter), tree, as_of)
            yield settle(Case(dealer, data.quarter, contract, policy, facts, file, start), ledger, as_of)
        year = data.quarter[:4]
        if n + 1 == len(rows) or rows[n + 1].quarter[:4] != year:
            whole = _year(results, dealer, year, files.get(year), ledger)
            if whole is not None:
                yield settle(whole, ledger, as_of)


def sound_policies(network: Network) -> frozenset[str]:
    """Returns the references of the rebate policies without a fault."""
    return frozenset(policy.reference for policy in network.all(RebatePolicy) if not policy_faults(policy))


def _year(results: Results, dealer: str, year: str, file: RebateSettlement | None, ledger: Ledger) -> Case | None:
    """The year whose four quarters are there, or that has a file, under the policy of its first quarter; None without."""
    cases = [ledger.done[period] for period in sorted(ledger.done) if period.startswith(f"{year}Q")]
    cases = [case for case in cases if case.policy.id == cases[0].policy.id]
    if not cases or (len(cases) < 4 and file is None):
        return None
    first, last = cases[0], cases[-1]
    if not any(c.period == "year" or c.true_up != "none" for c in first.policy.components):
        return None
    verdict = rated(results, dealer, year)
    facts = year_of(
        year,
        [with_returns(case.facts, ledger.returned.get(case.period, ())) for case in cases],
        grade=verdict.grade,
        score=verdict.score,
        segment=last.facts.segment,
        regions=last.facts.regions,
        years=last.facts.years,
        bond_balance=last.facts.bond_balance,
    )
    pending = facts.pending | {"grade"} if verdict.pending else facts.pending - {"grade"}
    facts = replace(facts, pending=pending)
    return Case(dealer, year, first.contract, first.policy, facts, file, first.fiscal_start)


def bond_agreement(network: Network, ledger: BondLedger, day: date) -> tuple[Decimal, int]:
    """Returns what the contract says of a bond on a day: its amount and the days to top it up; zeros without a deposit."""
    contract = network.find(Contract, ledger.contract)
    deposit = terms_on(network, contract, day).deposit if contract else None
    return (deposit.amount, deposit.top_up_days) if deposit else (ZERO, 0)


def _bond(network: Network, ledger: BondLedger, as_of: date) -> BondBalance:
    agreed, days = bond_agreement(network, ledger, as_of)
    state = bond_state(agreed, ledger.entries, days, as_of)
    past: Sequence[Step] = [
        Step(
            what=Text(f"{row.date} {BOND.label(row.kind).zh}", f"{row.date} {BOND.label(row.kind).en}"),
            value=row.amount,
        )
        for row in ledger.entries
        if row.date <= as_of
    ]
    return BondBalance(
        subject=ledger.dealer,
        dealer=ledger.dealer,
        contract=ledger.contract,
        agreed=agreed,
        balance=state.balance,
        missing=state.missing,
        top_up_by=state.top_up_by,
        trace=tuple(past),
    )
