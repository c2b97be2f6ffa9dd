"""How rebates are worked out: pure functions of facts and policy, and what they derive from the network."""

from __future__ import annotations

from toolkit.topics.incentive.rules.explaining import FIGURES
from toolkit.topics.incentive.rules.standing import BondBalance, derive
from toolkit.topics.incentive.rules.statement import RebateLine, RebateStatement

__all__ = ["FIGURES", "BondBalance", "RebateLine", "RebateStatement", "derive"]
