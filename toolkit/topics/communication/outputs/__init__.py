"""What the communication chapter makes and shows."""

from __future__ import annotations

from toolkit.topics.communication.outputs.cards import cards

__all__ = ["cards"]
