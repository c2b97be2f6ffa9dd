"""The card of a dealer's credit: the review's arithmetic beside the contract's limit, for us alone."""

from __future__ import annotations

from tests.sample import AS_OF, judged
from toolkit.kernel.text import Text
from toolkit.network.view import View, Views
from toolkit.plan.card import Card
from toolkit.topics.incentive.outputs import cards
from toolkit.topics.incentive.outputs.credit_card import credit
from toolkit.topics.topic import Now

DEALER = "D-2024-0009"
NOW = Now(AS_OF, lambda paths: "test")


def views() -> Views:
    found = judged()
    return Views(found.network, found.results)


def only(view: View) -> Card:
    (made,) = credit(view, NOW, DEALER)
    return made


def said(card: Card) -> dict[str, str]:
    """What the first review's rows say in Chinese, by their labels."""
    review = card.context["reviews"]
    assert isinstance(review, tuple)
    return {label.zh: value.zh for label, value in review[0]["rows"]}


def test_e17_the_card_shows_the_sum() -> None:
    """The mean of twelve months × the term ÷ 30 × the factor, with the contract's limit and what lies above (E-17)."""
    made = only(views().internal)
    assert made.finding == Text(
        "合同 ¥800,000.00，按政策 ¥729,833.33", "¥800,000.00 by the contract, ¥729,833.33 by the policy"
    )
    assert said(made)["按政策的额度"] == "¥729,833.33 × 30 ÷ 30 × 1 = ¥729,833.33"
    reviews = made.context["reviews"]
    assert isinstance(reviews, tuple)
    assert (reviews[0]["mood"], reviews[0]["state"].zh) == ("warn", "合同高出 ¥70,166.67")


def test_what_is_used_stands_beside() -> None:
    """The receivables of the last quarters as a share of today's limit, the latest first."""
    used = only(views().internal).context["used"]
    assert isinstance(used, tuple)
    assert [value.zh for _, value in used][:1] == ["¥690,000.00，占 86.3%"]
    assert [label.zh for label, _ in used] == ["2026Q3 末应收", "2026Q2 末应收", "2026Q1 末应收", "2025Q4 末应收"]


def test_a_dealer_does_not_see_its_class() -> None:
    """The class and its grounds are our own judgement: no card of it in the dealer's view, nor for one without a review."""
    own = views().of_dealer(DEALER)
    assert list(credit(own, NOW, DEALER)) == []
    assert "credit" not in [card.id for card in cards(own, NOW, DEALER)]
    assert list(credit(views().internal, NOW, "D-2024-0013")) == []
