"""The arithmetic of negotiations: how each topic stands, what a draft still waits for, and terms beside each other."""

from __future__ import annotations

from toolkit.topics.contract.rules.negotiation.readiness import (
    Lack,
    governing,
    lack_text,
    lacking_for,
    lacks,
    negotiations_of,
)
from toolkit.topics.contract.rules.negotiation.standing import NegotiationStanding, derive

__all__ = ["Lack", "NegotiationStanding", "derive", "governing", "lack_text", "lacking_for", "lacks", "negotiations_of"]
