"""How rebates are worked out: pure functions of facts and policy, and what they derive from the network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.dues import once
from toolkit.network.explaining import Figure
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.incentive.rules.accrual import RebateAccrual
from toolkit.topics.incentive.rules.dues import payouts, top_ups
from toolkit.topics.incentive.rules.explaining import FIGURES as EXPLAINED
from toolkit.topics.incentive.rules.network_totals import NETWORK_FIGURES, NetworkRebates, totals
from toolkit.topics.incentive.rules.reviews import CreditLimit, limit_steps, limits
from toolkit.topics.incentive.rules.standing import BondBalance
from toolkit.topics.incentive.rules.standing import derive as statements
from toolkit.topics.incentive.rules.statement import RebateLine, RebateStatement

__all__ = ["FIGURES", "BondBalance", "CreditLimit", "NetworkRebates", "RebateLine", "RebateStatement", "derive"]
FIGURES = (
    *EXPLAINED,
    *NETWORK_FIGURES,
    Figure("credit", Text("授信额度", "Credit limit"), CreditLimit, ("factor", "limit"), limit_steps),
)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields statements, accruals and bonds of all dealers, the network's year in sum, and what is to be paid by when."""
    rows = tuple(statements(network, results, as_of))
    found = tuple(row for row in rows if isinstance(row, RebateStatement))
    yield from rows
    yield from limits(network, as_of)
    yield from totals(found, (row for row in rows if isinstance(row, RebateAccrual)))
    yield from once(
        (
            *payouts(network, found, as_of),
            *top_ups(network, (row for row in rows if isinstance(row, BondBalance)), as_of),
        )
    )
