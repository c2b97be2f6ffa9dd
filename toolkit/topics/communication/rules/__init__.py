"""The arithmetic of communication: trust index, cadence, feedback times, quality of information, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.dues import once
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.communication.rules.dues import dues
from toolkit.topics.communication.rules.explain import FIGURES
from toolkit.topics.communication.rules.results import CommunicationStanding, NetworkTrust
from toolkit.topics.communication.rules.standing import derive as standings

__all__ = ["FIGURES", "CommunicationStanding", "NetworkTrust", "derive"]


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how contact and promises stand, dealer by dealer and for the network, and what of them is due."""
    rows = tuple(standings(network, results, as_of))
    yield from rows
    yield from once(dues(network, (row for row in rows if isinstance(row, CommunicationStanding)), as_of))
