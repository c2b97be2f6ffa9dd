"""The conflicts on the dealer's page: what it says, for whom, and that it renders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.topics.builders import TODAY
from tests.topics.conflict_files import case, loaded, sightings, workspace
from toolkit.kernel.text import LOCALES, Locale
from toolkit.network.results import Results
from toolkit.network.view import View, Views
from toolkit.plan.card import Card
from toolkit.render.html import Templates
from toolkit.sources.tree import WorkingTree
from toolkit.topics.conflict.outputs import cards
from toolkit.topics.conflict.rules import derive
from toolkit.topics.topic import Now

DEALER, HARMED = "D-2025-0001", "D-2025-0002"
NOW = Now(TODAY, lambda _: "stamp")
SHIPPED = Templates((WorkingTree(Path(__file__).resolve().parents[2]),))
PROMISES = (
    "improvements: [{id: a, side: brand, text: 补货改为每周两次, owner: S-2025-0004, due: 2026-04-15, done: 2026-04-13}, "
    "{id: b, side: dealer, text: 扫码出库, owner: C-2025-0001, due: 2026-04-30}]"
)
LEAD = "Z9,330110,traditional,2026-03-05,23\n"


def views() -> Views:
    records = loaded(workspace({**case(PROMISES), **sightings(LEAD)}))
    return Views(records, Results(derive(records, Results(), TODAY)))


def card(view: View) -> Card:
    (only,) = cards(view, NOW, DEALER)
    return only


def shown(one: Card, locale: Locale) -> str:
    return SHIPPED.filled(one.template, {"c": one.context, "locale": locale, "url": lambda path: path, "ui": {}})


@pytest.mark.parametrize("locale", LOCALES)
def test_the_card_renders_for_everyone(locale: Locale) -> None:
    """In both languages, inside and for the dealer itself: the case, its level and amounts, and our promises before its own."""
    made = views()
    for view in (made.internal, made.of_dealer(DEALER)):
        page = shown(card(view), locale)
        assert "CF-2026-0003" in page
        assert "1,880.00" in page
        assert "1,280.00" in page
        assert page.index("补货改为每周两次") < page.index("扫码出库")


def test_the_dealer_sees_neither_complainant_nor_harmed_dealer_nor_leads() -> None:
    """Mask, harmed dealer and leads are ours alone; that leads are shown inside proves that the test can see them."""
    made = views()
    own, internal = shown(card(made.of_dealer(DEALER)), "zh"), shown(card(made.internal), "zh")
    assert "23 箱" in internal
    for secret in ("P-2026-03", HARMED, "23 箱"):
        assert secret not in own


def test_another_dealer_sees_nothing() -> None:
    """In a dealer's view there is no card of anybody else, and a dealer without a case has none."""
    made = views()
    assert tuple(cards(made.of_dealer(HARMED), NOW, DEALER)) == ()
    assert tuple(cards(made.internal, NOW, HARMED)) == ()
