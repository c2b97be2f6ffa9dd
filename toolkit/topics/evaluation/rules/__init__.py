"""The arithmetic of evaluations: from a quarter's figures to scores, grade, rank, trend and year, and the network's quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.dues import once
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.evaluation.rules.dues import dues
from toolkit.topics.evaluation.rules.explain import FIGURES as EXPLAINED
from toolkit.topics.evaluation.rules.network_wide import (
    NETWORK_FIGURES,
    NetworkGrades,
    NetworkReceivables,
    NetworkSales,
    NetworkStock,
    places,
    totals,
)
from toolkit.topics.evaluation.rules.results import (
    AnnualEvaluation,
    AppealRate,
    Evaluation,
    EvaluationStanding,
    PeerQuarter,
)
from toolkit.topics.evaluation.rules.standing import derive as standings
from toolkit.topics.evaluation.rules.standing import governing, quarters, quarters_of

__all__ = [
    "FIGURES",
    "AnnualEvaluation",
    "AppealRate",
    "Evaluation",
    "EvaluationStanding",
    "NetworkGrades",
    "NetworkReceivables",
    "NetworkSales",
    "NetworkStock",
    "PeerQuarter",
    "derive",
    "governing",
    "quarters_of",
]
FIGURES = (*EXPLAINED, *NETWORK_FIGURES)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields every dealer's evaluations, years and standing, the network's quarters, and what of the procedure is due."""
    scored = quarters(network, as_of)
    rows = tuple(standings(network, results, scored, as_of))
    yield from rows
    evaluations = (row for row in rows if isinstance(row, Evaluation))
    yield from totals(scored.facts, evaluations, places(network, results))
    yield from once(dues(network, as_of))
