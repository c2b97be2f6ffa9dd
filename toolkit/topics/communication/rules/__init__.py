"""The arithmetic of communication: trust index, cadence, feedback times, quality of information."""

from __future__ import annotations

from toolkit.topics.communication.rules.explain import FIGURES
from toolkit.topics.communication.rules.results import CommunicationStanding, NetworkTrust
from toolkit.topics.communication.rules.standing import derive

__all__ = ["FIGURES", "CommunicationStanding", "NetworkTrust", "derive"]
