"""The arithmetic of contracts: which are in force, where territories overlap, and how a paper is put together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.contract.rules.standing import contracts_of, current, in_force, in_force_span
from toolkit.topics.contract.rules.standing import derive as standings
from toolkit.topics.contract.rules.territory import Overlap, counties_of, overlaps
from toolkit.topics.contract.rules.white_space import white_space

__all__ = ["Overlap", "contracts_of", "counties_of", "current", "in_force", "in_force_span", "overlaps"]


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how each dealer stands contractually, and which ground nobody works yet."""
    yield from standings(network, results, as_of)
    yield from white_space(network, results, as_of)
