"""The market bonds: nothing is taken without ground, and what was taken is topped up in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.incentive.records import BondLedger
from toolkit.topics.incentive.rules.bond import is_grounded
from toolkit.topics.incentive.rules.standing import BondBalance
from toolkit.topics.topic import Check

UNGROUNDED = ProblemKind(
    "INC501",
    "error",
    Text("扣除 {amount} 缺少案件、条款或已送达的通知，不计入", "the deduction of {amount} lacks case, clause or served notice; it is not taken"),
    Text("扣款前须书面列明事实和依据，并允许申辩", "before money is taken, facts and ground are stated in writing, and answered"),
)  # fmt: skip
TOP_UP_LATE = ProblemKind(
    "INC502",
    "warning",
    Text("保证金应在 {day} 前补足 {missing}", "the bond was to be topped up by {missing} by {day}"),
)
NO_BOND = ProblemKind(
    "INC503",
    "error",
    Text("合同 {contract} 没有约定履约保证金", "the contract {contract} has no performance bond"),
)
OVERDRAWN = ProblemKind(
    "INC504", "error", Text("扣除与退还超过已交的数额：余额 {balance}", "more was taken and refunded than was paid: balance {balance}")
)  # fmt: skip


def deductions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A deduction names the case, the clause and the notice that was served before it (reference T9, standard terms on the bond).

    Until it does, it is not taken from the balance.

    中文：扣保证金写明案件、条款和事先送达的通知；没有写全的不从余额里扣。扣款之前要书面列明事实和依据，并允许申辩。
    """
    for ledger in network.all(BondLedger):
        signed = network.find(Contract, ledger.contract)
        contract = terms_on(network, signed, as_of) if signed is not None else None
        if contract is not None and (contract.deposit is None or contract.deposit.kind != "performance_bond"):
            yield told(network, NO_BOND, ledger, "contract", contract=ledger.contract)
        for n, entry in enumerate(ledger.entries):
            if not is_grounded(entry):
                yield told(network, UNGROUNDED, ledger, "entries", n, "kind", amount=amount_text(entry.amount))


def balances(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What was taken is topped up in the contract's days (reference E-13), and no more leaves the bond than came in.

    中文：扣过的保证金按合同期限补足，扣除与退还合计不超过已交的数额。
    """
    for ledger in network.all(BondLedger):
        state = results.find(BondBalance, ledger.dealer)
        if state is None:
            continue
        if state.balance < 0:
            yield told_at_key(network, OVERDRAWN, ledger, "entries", balance=amount_text(state.balance))
        elif state.top_up_by is not None and state.top_up_by < as_of:
            missing = amount_text(state.missing)
            yield told_at_key(network, TOP_UP_LATE, ledger, "entries", day=state.top_up_by, missing=missing)


CHECKS: tuple[Check, ...] = (
    Check((UNGROUNDED, NO_BOND), deductions),
    Check((TOP_UP_LATE, OVERDRAWN), balances),
)
