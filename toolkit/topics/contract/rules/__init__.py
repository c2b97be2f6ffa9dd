"""The arithmetic of contracts: which are in force, where territories overlap, and how a paper is put together."""

from __future__ import annotations

from toolkit.topics.contract.rules.standing import contracts_of, current, in_force, in_force_span
from toolkit.topics.contract.rules.territory import Overlap, counties_of, overlaps

__all__ = ["Overlap", "contracts_of", "counties_of", "current", "in_force", "in_force_span", "overlaps"]
