"""Pure rules of conflicts: level, amounts, deadlines, detection, profit split, standing, and the network as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.dues import once
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.conflict.rules.dues import dues
from toolkit.topics.conflict.rules.explain import FIGURES as EXPLAINED
from toolkit.topics.conflict.rules.network_totals import NETWORK_FIGURES, NetworkConflicts, totals
from toolkit.topics.conflict.rules.proposals import SPLIT_FIGURES, SplitTrial, simulations
from toolkit.topics.conflict.rules.results import CaseStanding, ConflictStanding
from toolkit.topics.conflict.rules.split import simulate
from toolkit.topics.conflict.rules.standing import derive as standings

__all__ = ["FIGURES", "NetworkConflicts", "SplitTrial", "derive", "simulate"]
FIGURES = (*EXPLAINED, *NETWORK_FIGURES, *SPLIT_FIGURES)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how each case and each dealer stands, the leads from goods found, the network in numbers, splits that were tried, and what is due."""
    rows = tuple(standings(network, results, as_of))
    cases = tuple(row for row in rows if isinstance(row, CaseStanding))
    yield from rows
    yield totals(cases, (row for row in rows if isinstance(row, ConflictStanding)))
    yield from simulations(network, as_of)
    yield from once(dues(network, cases, as_of))
