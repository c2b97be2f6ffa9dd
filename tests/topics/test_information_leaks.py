"""No dealer sees another one: neither its id nor its name, nor any of its figures, in records, results or cards (C67, A.22)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from tests.sample import ROOT
from tests.topics.builders import TODAY, contract, dealer
from tests.topics.information_files import (
    KINDS,
    SOME,
    briefing,
    bulletin,
    everything,
    ground,
    launch,
    launching,
    network,
    quarter,
    year,
)
from toolkit.kernel.text import LOCALES
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.view import INTERNAL, PUBLIC, Lens, View
from toolkit.render.html import Templates
from toolkit.sources.tree import WorkingTree
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.information.outputs import cards
from toolkit.topics.information.rules import (
    ForecastAccuracy,
    InformationStanding,
    LaunchStanding,
    NetworkInformation,
    PeerTrend,
    derive,
)
from toolkit.topics.topic import Now

RESULTS = (ForecastAccuracy, InformationStanding, LaunchStanding, NetworkInformation, PeerTrend)
ONE = "D-2025-0001"
COUNT = 7
TEMPLATES = Templates((WorkingTree(ROOT),))


def world() -> dict[str, str]:
    """Seven dealers, each with figures, forecasts, receipts, an answer, data of its own and a briefing that only it has."""
    audience = "acknowledgements:\n" + "".join(
        f'  - {{dealer: D-2025-{n:04d}, version: "1", date: "2026-04-{14 + n}"}}\n' for n in range(1, COUNT + 1)
    )
    files = {**ground(COUNT), **launching(COUNT), **launch(), **bulletin(audience)}
    for n in range(1, COUNT + 1):
        files |= quarter(n, f"10{n}3{n}17", f"9{n}5{n}33", f"8{n}7{n}21")
        share = SOME.format(direction="from_dealer", kind="stock", value=f"4{n}{n}9{n}3")
        talk = briefing(f'concerns: [{{id: a, text: 担心第{n}种, raised_on: "2026-01-20"}}]')
        forecast = f'forecasts: [{{month: "2026-11", line: ambient, side: dealer, amount: "77{n}{n}{n}5", tax: excl, made_on: "2026-09-20"}}]'
        answer = f'answers: [{{bulletin: brief, date: "2026-04-{20 + n}", text: 打法第{n}套}}]'
        files |= year("\n".join((share, talk.rstrip(), forecast, answer)), n)
    return files


@cache
def judged() -> tuple[Network, Results]:
    held = network(world())
    return held, Results(derive(held, Results(), TODAY))


def seen(view: View, dealer_id: str) -> str:
    """All that a view holds of every kind, of this chapter's results, and the cards of a dealer's page."""
    parts = [text for kind in KINDS.all for record in view.all(kind.model) for text in everything(record)]
    parts += [text for model in RESULTS for row in view.results(model) for text in everything(row)]
    for card in cards(view, Now(TODAY, lambda records: "0"), dealer_id):
        parts += [TEMPLATES.filled(card.template, {"c": card.context, "locale": locale}) for locale in LOCALES]
        parts += everything(card.finding)
    return "\n".join(parts)


def secrets(held: Network, dealer_id: str) -> set[str]:
    """What only that dealer and we may know: its id, names and raw figures, plain and as pages write them."""
    profile = held.get(DealerProfile, dealer_id)
    found = {profile.id, profile.name, profile.short_name, f"担心第{dealer_id[-1]}种", f"打法第{dealer_id[-1]}套"}
    for data in held.of_dealer(QuarterData, dealer_id):
        for line in data.lines:
            numbers = (line.sell_in_gross, line.last_year, line.sell_out)
            found |= {f"{m.value:{form}}" for m in numbers if m.value is not None for form in (",f", "f")}
    n = dealer_id[-1]
    return found | {shown for number in (f"4{n}{n}9{n}3", f"77{n}{n}{n}5") for shown in (number, f"{int(number):,}")}


def leaks(held: Network, results: Results, lens: Lens, dealer_id: str) -> set[str]:
    text = seen(View(held, results, lens), dealer_id)
    others = (profile.id for profile in held.all(DealerProfile) if profile.id != dealer_id)
    return {secret for other in others for secret in secrets(held, other) if secret in text}


@pytest.mark.parametrize("number", range(1, COUNT + 1))
def test_a_dealers_view_holds_no_other_dealer(number: int) -> None:
    """Whoever looks: no id, no name, no figure of another, in any record, result or card."""
    dealer_id = f"D-2025-{number:04d}"
    assert leaks(*judged(), Lens("dealer", dealer_id), dealer_id) == set()


def test_the_dealer_does_see_its_own() -> None:
    """The scan above looks where something is: the same scan finds the dealer's own figures, and its peers' trend."""
    held, results = judged()
    view = View(held, results, Lens("dealer", ONE))
    text = seen(view, ONE)
    assert {secret for secret in secrets(held, ONE) if secret in text} >= {
        ONE,
        "担心第1种",
        "打法第1套",
        "411913",
        "1013117",
    }
    trend = view.result(PeerTrend, ONE)
    assert trend is not None
    assert [row.state for row in trend.rows] == ["shown"]


def test_the_public_sees_nothing_of_it() -> None:
    """A result about one dealer is not public, and what is about all is internal."""
    held, results = judged()
    view = View(held, results, PUBLIC)
    text = "\n".join(text for model in RESULTS for row in view.results(model) for text in everything(row))
    assert {s for profile in held.all(DealerProfile) for s in secrets(held, profile.id) if s in text} == set()


def test_a_product_that_is_not_told_yet_is_not_on_the_dealers_page() -> None:
    """A dealer learns of a new product from a person, never from a list of what it is still to hear."""
    files = {**launching(2), **launch('announced_on: "2026-10-01"\nlaunch_on: "2026-12-01"'), **bulletin()}
    held = network(files)
    results = Results(derive(held, Results(), TODAY))
    standing = results.find(InformationStanding, ONE)
    assert standing is not None
    assert standing.untold == ("QY-A1",)
    now = Now(TODAY, lambda records: "0")
    (inside,) = cards(View(held, results, INTERNAL), now, ONE)
    (outside,) = cards(View(held, results, Lens("dealer", ONE)), now, ONE)
    assert (inside.context["untold"], outside.context["untold"]) == (("QY-A1",), ())


def test_the_scan_sees_a_mark_that_was_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard above can fail: where every field is shown, the ids of all who were told stand in a dealer's view."""
    held, results = judged()
    leak = lambda model, *_: tuple((name, False) for name in model.model_fields)  # noqa: E731
    monkeypatch.setattr("toolkit.network.projecting._passing", leak)
    assert leaks(held, results, Lens("dealer", ONE), ONE) >= {"D-2025-0002", "D-2025-0007"}


def test_the_scan_sees_a_raw_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard above can fail: an aggregate that hands one dealer's sum on instead of a share is caught."""
    held = network(world())
    monkeypatch.setattr("toolkit.topics.information.rules.trends.rounded_to", lambda value, step: Decimal("1023217"))
    results = Results(derive(held, Results(), TODAY))
    assert "1023217" in leaks(held, results, Lens("dealer", ONE), ONE)


def test_the_scan_sees_a_name_in_a_text() -> None:
    """The guard above can fail: a bulletin that praises one dealer by name is caught."""
    named = '[{version: "1", published_on: "2026-04-14", acknowledge_by: "2026-12-31", text: 第4商贸做得最好}]'
    held = network({**world(), **bulletin(f"issues: {named}")})
    results = Results(derive(held, Results(), TODAY))
    assert leaks(held, results, Lens("dealer", ONE), ONE) == {"第4商贸"}


def test_a_dealer_that_joins_with_nothing_has_no_card() -> None:
    """Nothing shared, nothing forecast: no empty card."""
    held = network({**dealer(), **contract()})
    results = Results(derive(held, Results(), TODAY))
    assert list(cards(View(held, results, INTERNAL), Now(TODAY, lambda records: "0"), ONE)) == []
