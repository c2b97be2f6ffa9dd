"""What the communication chapter makes and shows: the packs of conferences, contact and promises on the dealer's page."""

from __future__ import annotations

from toolkit.topics.communication.outputs.cards import cards
from toolkit.topics.communication.outputs.conference import conference_path
from toolkit.topics.communication.outputs.conference import packs as papers

__all__ = ["cards", "conference_path", "papers"]
