"""What the contract chapter makes: the papers, and cards on a dealer's page."""

from __future__ import annotations

from toolkit.topics.contract.outputs.cards import cards
from toolkit.topics.contract.outputs.papers import contract_path, papers

__all__ = ["cards", "contract_path", "papers"]
