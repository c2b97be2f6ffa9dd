"""The arithmetic of onboarding: gates, certificates, first order, acceptance, and the network's training."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.dues import once
from toolkit.network.explaining import Figure
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.onboarding.rules.dues import dues
from toolkit.topics.onboarding.rules.explain import FIGURES as EXPLAINED
from toolkit.topics.onboarding.rules.network_totals import NETWORK_FIGURES, NetworkTraining, totals
from toolkit.topics.onboarding.rules.progress import derive as progress
from toolkit.topics.onboarding.rules.results import OnboardingProgress
from toolkit.topics.onboarding.rules.years import TrainingStanding, years

__all__ = ["FIGURES", "NetworkTraining", "OnboardingProgress", "TrainingStanding", "derive"]
FIGURES = (
    *EXPLAINED,
    *NETWORK_FIGURES,
    Figure("training-year", Text("开张后的培训", "Training after the opening"), TrainingStanding),
)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how far every onboarding on record has come, the network's training, and what of it is due."""
    rows = tuple(row for row in progress(network, results, as_of) if isinstance(row, OnboardingProgress))
    yield from rows
    if rows:
        yield totals(rows)
    yield from once(dues(network, rows, as_of))
    yield from years(network, as_of)
