"""The deadlines of money: rebates to be paid out by us, and market bonds to be topped up (reference E.2 12, E-13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.dues import Due, in_sight
from toolkit.network.network import Network
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import manager_of
from toolkit.topics.incentive.records import BondLedger, RebateSettlement
from toolkit.topics.incentive.rules.standing import BondBalance
from toolkit.topics.incentive.rules.statement import RebateStatement


def payouts(network: Network, statements: Iterable[RebateStatement], as_of: date) -> Iterator[Due]:
    """Yields the day of every statement of which something is still to be paid."""
    for row in statements:
        left = row.payable - row.paid
        if row.due is None or left <= 0 or not in_sight(row.due, False, as_of):
            continue
        amount = amount_text(left)
        file = network.find(RebateSettlement, row.statement) if row.statement else None
        yield Due(
            subject=f"{row.subject}-rebate",
            dealer=row.dealer,
            topic="incentive",
            on=row.due,
            what=Text(f"兑付 {row.period} 返利 {amount}", f"pay out the rebate of {row.period}, {amount}"),
            side="brand",
            owner=_owner(network, row.dealer),
            source=Origin(network.entry(file).document.path) if file is not None else None,
        )


def top_ups(network: Network, bonds: Iterable[BondBalance], as_of: date) -> Iterator[Due]:
    """Yields by when a bond that was drawn on is to be whole again."""
    for row in bonds:
        if row.top_up_by is None or not row.missing or not in_sight(row.top_up_by, False, as_of):
            continue
        amount = amount_text(row.missing)
        yield Due(
            subject=f"{row.subject}/bond",
            dealer=row.dealer,
            topic="incentive",
            on=row.top_up_by,
            what=Text(f"补足市场保证金 {amount}", f"top up the market bond, {amount}"),
            side="dealer",
            owner=_owner(network, row.dealer),
            source=Origin(network.entry(network.get(BondLedger, row.subject)).document.path),
        )


def _owner(network: Network, dealer: str) -> str:
    """Finance of the dealer's service team; the manager where nobody is named."""
    profile = network.find(DealerProfile, dealer)
    team = profile.service_team if profile is not None else None
    return (team.finance if team is not None else None) or manager_of(profile)
