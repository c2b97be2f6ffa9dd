"""What was paid of a statement, what to accrue, and how a bond stands: each step with its place (reference E.2, E-13, CAS 14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.explaining import read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.incentive.records import BondLedger
from toolkit.topics.incentive.records.vocabularies import BOND
from toolkit.topics.incentive.rules.accrual import RebateAccrual
from toolkit.topics.incentive.rules.bond import bond_state, is_grounded, sign_of
from toolkit.topics.incentive.rules.facts import ZERO
from toolkit.topics.incentive.rules.settle import Settled
from toolkit.topics.incentive.rules.standing import BondBalance, bond_agreement
from toolkit.topics.incentive.rules.statement import RebateStatement


def payout_steps(network: Network, row: Settled, as_of: date) -> Iterator[Step]:
    """Yields what of a statement is a service fee, what was paid and how late, and what was accrued for it."""
    case, statement = row.case, row.statement
    policy = case.policy
    if not statement.carried_in:
        yield Step(what=Text("上期结转待扣", "owed back from before"), value=ZERO, gives="carried_in")
    if not statement.carried_out:
        yield Step(what=Text("结转下期待扣", "owed back, carried on"), value=ZERO, gives="carried_out")
    fees = Text("其中服务费", "of it service fees")
    yield Step(what=fees, value=statement.service_fee, policy=policy.reference, gives="service_fee")
    yield from _paid(network, row, as_of)
    yield read(network, policy, "payout", "within_days")
    due = statement.due
    if statement.late_days and due is not None:
        until = statement.paid_on or as_of
        shown = f"{until} − {due} = {statement.late_days}"
    else:
        shown = "0"
    words = Text(f"我方逾期天数（{due} 到期）", f"days we are late (due {due})")
    yield Step(what=words, value=shown, policy=policy.reference, gives="late_days")
    if case.settlement is not None and statement.accrued is not None:
        yield read(network, case.settlement, "accrued", gives="accrued")
        shown = f"{statement.payable} − {statement.accrued} = {statement.difference}"
        yield Step(what=Text("应付减已计提", "payable less accrued"), value=shown, gives="difference")


def _paid(network: Network, row: Settled, as_of: date) -> Iterator[Step]:
    statement: RebateStatement = row.statement
    file = row.case.settlement
    amounts: list[Decimal] = []
    for n, payment in enumerate(file.payments if file is not None else ()):
        if payment.paid_at <= as_of and file is not None:
            amounts.append(payment.amount)
            yield read(network, file, "payments", n, "paid_at")
            yield read(network, file, "payments", n, "amount")
    sums = f"{' + '.join(map(str, amounts))} = {statement.paid}" if amounts else "0"
    yield Step(what=Text("已付", "paid"), value=sums, gives="paid")


def accrual_steps(network: Network, results: Results, result: RebateAccrual, as_of: date) -> Iterator[Step]:
    """Yields the purchases so far, the targets by which the rest of the year is expected, and what each month bears."""
    held = [r for r in results.all(RebateStatement) if r.dealer == result.dealer and r.period[:4] == result.year]
    for row in held:
        words = Text(f"{row.period} 净进货额", f"{row.period} net sell-in")
        yield Step(what=words, value=row.net_sell_in)
    signed = network.find(Contract, held[0].contract) if held else None
    contract = terms_on(network, signed, as_of) if signed is not None else None
    for n, target in enumerate(contract.targets.years if contract is not None else ()):
        if str(target.year) == result.year and contract is not None:
            yield read(network, contract, "targets", "years", n, "amount")
    words = Text("预计全年净进货额：各线按目标放大", "expected net sell-in: each line scaled to its target of the year")
    yield Step(what=words, value=result.expected_sell_in, policy=result.policy, gives="expected_sell_in")
    words = Text("预计年度返利", "expected annual rebate")
    yield Step(what=words, value=result.expected, policy=result.policy, gives="expected")
    for month in result.months:
        yield Step(what=Text(f"{month.month} 计提", f"{month.month} accrued"), value=month.amount, policy=result.policy)
    sums = " + ".join(str(month.amount) for month in result.months)
    shown = f"{sums} = {sum((month.amount for month in result.months), ZERO)}" if result.months else "0"
    yield Step(what=Text("应计提累计", "to be accrued by now"), value=shown, policy=result.policy, gives="accrued")


def bond_steps(network: Network, results: Results, result: BondBalance, as_of: date) -> Iterator[Step]:
    """Yields what the contract says of a bond, every entry up to the day, the balance, and what is to be topped up."""
    ledger = network.get(BondLedger, result.subject)
    signed = network.find(Contract, ledger.contract)
    contract = terms_on(network, signed, as_of) if signed is not None else None
    if contract is not None and contract.deposit is not None:
        yield read(network, contract, "deposit", "amount", gives="agreed")
        yield read(network, contract, "deposit", "top_up_days")
    else:
        yield Step(what=Text("合同没有约定保证金", "the contract has no bond"), value="0", gives="agreed")
    shown: list[str] = []
    for n, entry in enumerate(ledger.entries):
        if entry.date > as_of:
            continue
        step = read(network, ledger, "entries", n, "amount")
        kind = BOND.label(entry.kind)
        counted = is_grounded(entry)
        grounds = Text("", "") if counted else Text("（无依据，不扣）", " (no ground: not taken)")
        words = Text(f"{entry.date} {kind.zh}{grounds.zh}", f"{entry.date} {kind.en}{grounds.en}")
        yield step.model_copy(update={"what": words})
        if counted:
            shown.append(f"{'+' if sign_of(entry) > 0 else '−'} {entry.amount}")
    agreed, days = bond_agreement(network, ledger, as_of)
    state = bond_state(agreed, ledger.entries, days, as_of)
    sums = f"0 {' '.join(shown)} = {state.balance}"
    yield Step(what=Text("余额", "balance"), value=sums, gives="balance")
    lacking = Text("应补足", "to be topped up")
    due = f"max({agreed} − {state.balance}, 0) = {state.missing}"
    if state.missing != max(agreed - state.balance, 0):
        lacking, due = Text("已退还，不再补足", "refunded: nothing is to be topped up"), str(state.missing)
    yield Step(what=lacking, value=due, gives="missing")
    if state.top_up_by is not None:
        by = Text("补足期限", "top up by")
        yield Step(what=by, value=str(state.top_up_by), gives="top_up_by")
