"""What the contract chapter makes: the papers, and cards on a dealer's page."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.network.view import View, Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.card import Card
from toolkit.topics.contract.outputs.cards import cards as contract_cards
from toolkit.topics.contract.outputs.duties import duty_cards
from toolkit.topics.contract.outputs.joint_plan import joint_plan_cards
from toolkit.topics.contract.outputs.letters import letters
from toolkit.topics.contract.outputs.minutes import minutes
from toolkit.topics.contract.outputs.negotiation import negotiation_cards
from toolkit.topics.contract.outputs.papers import contract_path
from toolkit.topics.contract.outputs.papers import papers as contracts
from toolkit.topics.contract.outputs.review import review_cards
from toolkit.topics.contract.outputs.word import word_beside
from toolkit.topics.topic import Now

__all__ = ["cards", "contract_path", "papers"]


def papers(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields the contracts, each with its Word file, the letters and short agreements beside them, and the minutes of negotiations."""
    for contract in contracts(views, now):
        yield contract
        yield from word_beside(contract)
    yield from letters(views, now)
    yield from minutes(views, now)


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the cards of a dealer: the contract and its territory, its dates and duties, its review, the latest talks, the joint plan."""
    yield from contract_cards(view, now, dealer)
    yield from duty_cards(view, now, dealer)
    yield from review_cards(view, now, dealer)
    yield from negotiation_cards(view, now, dealer)
    yield from joint_plan_cards(view, now, dealer)
