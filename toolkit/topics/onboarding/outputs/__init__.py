"""What the onboarding chapter makes and shows: the kit of every new dealer, and a card on the dealer's page."""

from __future__ import annotations

from toolkit.topics.onboarding.outputs.cards import cards
from toolkit.topics.onboarding.outputs.kits import kits

__all__ = ["cards", "kits"]
