"""What the information chapter makes and shows."""

from __future__ import annotations

from toolkit.topics.information.outputs.cards import cards

__all__ = ["cards"]
