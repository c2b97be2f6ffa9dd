"""The head of a dealer's page: what stands first, what folds, and what a few figures say."""

from __future__ import annotations

import pytest

from tests.sample import AS_OF, judged
from toolkit.kernel.text import LOCALES, Text
from toolkit.network.view import Views
from toolkit.plan.card import Card
from toolkit.site.dealer_head import arranged, facts_of, figures
from toolkit.topics.dealer.records import DealerProfile


def cards(*ids: str) -> tuple[Card, ...]:
    return tuple(Card(name, Text(name), "none.html", {}, order=n) for n, name in enumerate(ids))


PAGE = ("rebates", "contract", "evaluation", "onboarding", "improvement", "screening")


@pytest.mark.parametrize(
    ("state", "first"),
    [("active", "evaluation"), ("onboarding", "onboarding"), ("improvement", "improvement"), ("scored", "screening")],
)
def test_the_card_of_the_stage_stands_first_and_open(state: str, first: str) -> None:
    """Of many cards one is open: the one that says most about the stage; the others keep their order and unfold."""
    shown, folded = arranged(cards(*PAGE), state)
    assert shown[0].id == first
    assert [card.id for card in shown[1:]] == [name for name in PAGE if name != first]
    assert folded == frozenset(PAGE) - {first}


def test_a_short_page_folds_nothing_that_does_not_ask_for_it() -> None:
    """Four cards or fewer are read as they are."""
    shown, folded = arranged(cards("contract", "profile"), "active")
    assert ([card.id for card in shown], folded) == (["contract", "profile"], frozenset())


def test_every_figure_leads_to_a_card_of_its_page() -> None:
    """A figure of the head links to the card behind it, and to none that the page lacks."""
    view = Views(judged().network, judged().results).internal
    profile = view.find(DealerProfile, "D-2025-0007")
    assert profile is not None
    held = cards("evaluation", "rebates", "contract", "timeline")
    found = figures(view, facts_of(view), profile, "p.html", held, AS_OF)
    assert [figure.label.en for figure in found][:5] == ["Evaluation", "Next date", "Overdue to us", "Rebate", "Contract ends in"]  # fmt: skip
    assert [figure.target for figure in found] == [
        "p.html#evaluation", "", "p.html#evaluation", "p.html#rebates", "p.html#contract", "p.html#timeline",
    ]  # fmt: skip
    assert all(figure.value.within(locale) for figure in found for locale in LOCALES)
