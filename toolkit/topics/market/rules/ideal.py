"""A candidate held against the ideal dealer of a region and line: each requirement that is not met is named (C5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.topics.market.records import IdealDealer, Plan
from toolkit.topics.market.rules.research import funds_needed

TEAM, WAREHOUSE, STORAGE, FUNDS, CHANNELS = "team", "warehouse", "storage", "funds", "channels"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a candidate brings: values as found, or as claimed where nobody looked yet; None where neither is known."""

    team: Decimal | None
    warehouse_m2: Decimal | None
    storage: Collection[str]
    funds: Decimal | None
    channels: Collection[str]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement and what is offered for it; `met` is None where the offer is not known.

    `lacks` says by how much a number falls short; `missing` names the channels or temperatures that are lacking.
    """

    name: str
    met: bool | None
    needed: Decimal | None = None
    offered: Decimal | None = None
    missing: tuple[str, ...] = ()

    @property
    def lacks(self) -> Decimal:
        """Returns how much a number falls short; 0 when it does not, or when it is not known."""
        if self.needed is None or self.offered is None:
            return Decimal(0)
        return max(self.needed - self.offered, Decimal(0))


def requirements(ideal: IdealDealer, plan: Plan | None, offer: Offer) -> Iterator[Requirement]:
    """Yields every requirement of an ideal dealer with what the candidate offers for it.

    Funds are the plan's first order and `capital_multiple` months of its first target; without a plan they are left out.
    """
    yield _number(TEAM, Decimal(ideal.min_team), offer.team)
    yield _number(WAREHOUSE, Decimal(ideal.min_warehouse_m2), offer.warehouse_m2)
    yield _set(STORAGE, (ideal.storage,), offer.storage)
    needed = funds_needed(plan, ideal.capital_multiple) if plan else None
    if needed is not None:
        yield _number(FUNDS, needed, offer.funds)
    yield _set(CHANNELS, ideal.channels, offer.channels)


def gaps(ideal: IdealDealer, plan: Plan | None, offer: Offer) -> tuple[Requirement, ...]:
    """Returns the requirements that a candidate is known not to meet."""
    return tuple(row for row in requirements(ideal, plan, offer) if row.met is False)


def _number(name: str, needed: Decimal, offered: Decimal | None) -> Requirement:
    return Requirement(name, None if offered is None else offered >= needed, needed, offered)


def _set(name: str, needed: Collection[str], offered: Collection[str]) -> Requirement:
    missing = tuple(code for code in needed if code not in offered)
    return Requirement(name, (not missing) if offered else None, missing=missing if offered else ())
