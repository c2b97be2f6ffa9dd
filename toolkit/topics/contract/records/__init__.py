"""What the files say about contracts: the particular terms of each, and the standard behind them."""

from __future__ import annotations

from toolkit.topics.contract.records.grant import Scope
from toolkit.topics.contract.records.particular import KINDS, Contract
from toolkit.topics.contract.records.standard import Clause, ContractLimits, Template

__all__ = ["KINDS", "Clause", "Contract", "ContractLimits", "Scope", "Template"]
