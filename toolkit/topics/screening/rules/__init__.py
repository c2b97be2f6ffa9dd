"""The arithmetic of screening: differences, gates, scorecard, comparison, and the pipeline as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.screening.records import Screening
from toolkit.topics.screening.rules.comparison import Comparison, comparisons
from toolkit.topics.screening.rules.explain import FIGURES as EXPLAINED
from toolkit.topics.screening.rules.funnel import FUNNEL, PipelineFunnel, funnel
from toolkit.topics.screening.rules.judging import judged
from toolkit.topics.screening.rules.pipeline import SourceYield, StageDays, stage_days, yields
from toolkit.topics.screening.rules.results import ScreeningResult


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields each candidate's result, the comparisons for each territory, yield by source, days by state, the funnel."""
    found = {
        screening.dealer: result
        for screening in network.all(Screening)
        if (result := judged(network, screening, as_of)) is not None
    }
    yield from found.values()
    yield from comparisons(network, found, as_of)
    yield from yields(network, as_of)
    yield from stage_days(network.all(DealerProfile), as_of)
    yield from funnel(network, as_of)


FIGURES = (*EXPLAINED, FUNNEL)
__all__ = ["FIGURES", "Comparison", "PipelineFunnel", "ScreeningResult", "SourceYield", "StageDays", "derive"]
