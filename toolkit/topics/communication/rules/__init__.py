"""The arithmetic of communication: trust index, cadence, feedback times, quality of information, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.dues import once
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.communication.rules.conferences import (
    CONFERENCE_FIGURES,
    ConferenceStanding,
    CouncilStanding,
    conferences,
)
from toolkit.topics.communication.rules.dues import dues
from toolkit.topics.communication.rules.explain import FIGURES as EXPLAINED
from toolkit.topics.communication.rules.repairs import REPAIR_FIGURES, RepairStanding, repairs
from toolkit.topics.communication.rules.results import CommunicationStanding, NetworkTrust
from toolkit.topics.communication.rules.said import SAID_FIGURES, SaidDone, said_done
from toolkit.topics.communication.rules.standing import derive as standings

__all__ = [
    "FIGURES",
    "CommunicationStanding",
    "ConferenceStanding",
    "CouncilStanding",
    "NetworkTrust",
    "RepairStanding",
    "SaidDone",
    "derive",
]
FIGURES = (*EXPLAINED, *SAID_FIGURES, *REPAIR_FIGURES, *CONFERENCE_FIGURES)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how contact and promises stand, dealer by dealer and for the network, what feedback changed, how repairs come on, and what is due."""
    rows = tuple(standings(network, results, as_of))
    yield from rows
    yield from said_done(network, as_of)
    yield from repairs(network, as_of)
    yield from conferences(network, as_of)
    yield from once(dues(network, (row for row in rows if isinstance(row, CommunicationStanding)), as_of))
