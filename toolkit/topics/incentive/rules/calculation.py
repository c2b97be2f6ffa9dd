"""What a policy gives for a period: every component, then the global cap; and, at the year's end, the true-up (reference E.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.money import allocate
from toolkit.kernel.text import Text
from toolkit.topics.incentive.records.policy import RebateComponent, RebatePolicy
from toolkit.topics.incentive.rules.bases import base, base_by_line, net
from toolkit.topics.incentive.rules.caps import cuts
from toolkit.topics.incentive.rules.components import Worked, cap_amount, work_out
from toolkit.topics.incentive.rules.facts import ZERO, RebateFacts, concerned

OUTSIDE_CAP = "bond_balance"
"""The dealer's own money that is returned: no cap on rebates touches it."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A share of a component that is not paid, by clause, final case and served notice (reference E.2 10)."""

    component: str
    share: Decimal
    reason: Text


@dataclass(frozen=True, slots=True)
class Row:
    """A component in the calculation: what was worked out, what was paid on account before, what the cap cut, what is left.

    `entitled` is what was earned less what is withheld; `by_line` shares `amount` among the product lines and sums to it.
    """

    worked: Worked
    amount: Decimal
    entitled: Decimal = ZERO
    withheld: tuple[Withheld, ...] = ()
    paid_before: Decimal = ZERO
    cut: Decimal = ZERO
    by_line: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Calculation:
    """The rows of a policy for a period, their sum, and the cap that held."""

    rows: tuple[Row, ...]
    total: Decimal
    cap: Decimal | None
    cut: Decimal

    def amount(self, component: str) -> Decimal:
        """Returns what a component comes to; 0 when the policy has none of that id in this period."""
        return sum((row.amount for row in self.rows if row.worked.component.id == component), ZERO)


def calculate(
    policy: RebatePolicy,
    facts: RebateFacts,
    paid: Mapping[str, Decimal] | None = None,
    withheld: Sequence[Withheld] = (),
) -> Calculation:
    """Returns what the policy gives for the facts of a quarter or a year.

    A year holds its own components and the true-up of those that were paid quarter by quarter: entitlement of the year
    less what `paid` says was paid on account, by component; below 0 only where both sides agreed so (E.2 8).
    """
    before = paid or {}
    worked = [work_out(n, facts, policy) for n, c in enumerate(policy.components) if _counts(c, facts.kind)]
    on_account = [before.get(row.component.id, ZERO) if facts.kind == "year" else ZERO for row in worked]
    entitled = [_less_withheld(row, withheld) for row in worked]
    due = [
        true_up(amount, already, both_ways=row.component.true_up == "both")
        for row, amount, already in zip(worked, entitled, on_account, strict=True)
    ]
    limit = cap_amount(policy.cap, facts, policy)
    taken = _cut(worked, due, None if limit is None else limit - sum(before.values(), ZERO))
    rows = tuple(
        Row(
            worked=row,
            amount=due[n] - taken[n],
            entitled=entitled[n],
            withheld=tuple(held for held in withheld if held.component == row.component.id),
            paid_before=on_account[n],
            cut=taken[n],
            by_line=_by_line(row.component, due[n] - taken[n], facts, policy),
        )
        for n, row in enumerate(worked)
    )
    return Calculation(rows, sum((row.amount for row in rows), ZERO), limit, sum(taken, ZERO))


def true_up(entitled: Decimal, paid: Decimal, *, both_ways: bool = False) -> Decimal:
    """Returns what is still due for the year: entitlement less what was paid on account; not below 0 unless agreed (E.2 8)."""
    return entitled - paid if both_ways else max(entitled - paid, ZERO)


def _counts(component: RebateComponent, kind: str) -> bool:
    """Quarters hold the components of quarters; a year its own, and those that are trued up."""
    return component.period == kind or (kind == "year" and component.true_up != "none")


def withheld_share(withheld: Sequence[Withheld]) -> Decimal:
    """Returns the share that is not paid: of several the sum, but never more than all."""
    return min(sum((row.share for row in withheld), ZERO), Decimal(1))


def _less_withheld(worked: Worked, withheld: Sequence[Withheld]) -> Decimal:
    share = withheld_share([row for row in withheld if row.component == worked.component.id])
    return allocate(worked.amount, (1 - share, share))[0] if share and worked.amount else worked.amount


def _cut(worked: Sequence[Worked], due: Sequence[Decimal], room: Decimal | None) -> tuple[Decimal, ...]:
    """What the cap takes of each amount; what is owed back and the returned bond stay as they are."""
    if room is None:
        return (ZERO,) * len(due)
    inside = [n for n, row in enumerate(worked) if due[n] > 0 and row.component.base != OUTSIDE_CAP]
    owed_back = sum((amount for amount in due if amount < 0), ZERO)
    flags = [worked[n].component.standing == "discretionary" for n in inside]
    parts = dict(zip(inside, cuts([due[n] for n in inside], flags, room - owed_back), strict=True))
    return tuple(parts.get(n, ZERO) for n in range(len(due)))


def _by_line(
    component: RebateComponent, amount: Decimal, facts: RebateFacts, policy: RebatePolicy
) -> tuple[tuple[str, Decimal], ...]:
    """The amount shared by what each line gave to the base; by net sell-in where the base knows no lines."""
    mine = concerned(facts, component.only)
    if mine is None or not amount or not mine.sales:
        return ()
    if len(mine.sales) == 1:
        return ((mine.sales[0].line, amount),)
    held = base_by_line(component.base, mine, policy)
    weights = [max(part or ZERO, ZERO) for part in held] if held else [net(row, policy) for row in mine.sales]
    shares = allocate(abs(amount), weights)
    return tuple(
        (row.line, share if amount > 0 else -share) for row, share in zip(mine.sales, shares, strict=True) if share
    )


def net_sell_in(facts: RebateFacts, policy: RebatePolicy) -> Decimal:
    """Returns the purchases that count in a period, excl. VAT; 0 without any."""
    return base("sell_in_net_ex_tax", facts, policy) or ZERO
