"""The calendar, the duties of both sides and the legal review on a dealer's page: what they say, and for whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tests.topics.builders import KINDS as BUILT
from tests.topics.builders import TODAY, company
from tests.topics.contract_workspace import FULL, contract, standard_workspace
from tests.topics.review_files import EXPLAINED, PEOPLE, deviation, review, review_policy
from toolkit.kernel.text import LOCALES, Locale
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.results import Result, Results
from toolkit.network.view import View, Views
from toolkit.plan.card import Card
from toolkit.render.html import Templates
from toolkit.sources.tree import MemoryTree, WorkingTree
from toolkit.topics.communication.rules.results import CommunicationStanding
from toolkit.topics.contract.outputs.duties import duty_cards
from toolkit.topics.contract.outputs.keeping import keeping
from toolkit.topics.contract.outputs.review import review_cards
from toolkit.topics.contract.rules.calendar import calendars
from toolkit.topics.contract.rules.deviations import deviations
from toolkit.topics.contract.rules.governing import derive
from toolkit.topics.evaluation.records import KINDS as EVALUATION
from toolkit.topics.evaluation.rules.results import Evaluation, EvaluationStanding
from toolkit.topics.incentive.rules import BondBalance
from toolkit.topics.topic import Now

DEALER, NUMBER = "D-2025-0001", "QY-JX-2025-0001"
SHIPPED = Templates((WorkingTree(Path(__file__).resolve().parents[2]),))
SIGNED = FULL.replace("status: legal_review\nsigned_on: none\n", 'status: signed\nsigned_on: "2026-09-01"\n').replace(
    '  start: "2027-01-01"', '  start: "2026-10-01"'
)


def views(as_of: date = TODAY, *more: Result) -> Views:
    """The full contract in force, with a review that still waits for the general manager."""
    files = standard_workspace(contract(SIGNED), company(), PEOPLE, review_policy())
    entry = deviation("also: [GM]")
    files |= review(f'reviewed_on: "2026-08-20"\noutcome: none\nexplanation: {EXPLAINED}\ndeviations: [{entry}]')
    kinds = Kinds((*BUILT.all, *(kind for kind in EVALUATION if kind.name not in {row.name for row in BUILT.all})))
    loaded = load(MemoryTree(files), kinds)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == []
    network = loaded.network
    found = (*derive(network, Results(), as_of), *calendars(network, as_of), *deviations(network, as_of))
    return Views(network, Results((*found, *more)))


@cache
def made() -> Views:
    return views()


def now(as_of: date = TODAY) -> Now:
    return Now(as_of, lambda _: "stamp")


def shown(card: Card, locale: Locale = "zh") -> str:
    return SHIPPED.filled(card.template, {"c": card.context, "locale": locale, "url": lambda path: path, "ui": {}})


def cards(view: View, as_of: date = TODAY) -> dict[str, Card]:
    rows = (*duty_cards(view, now(as_of), DEALER), *review_cards(view, now(as_of), DEALER))
    return {card.id: card for card in rows}


@pytest.mark.parametrize("locale", LOCALES)
def test_both_sides_stand_side_by_side(locale: Locale) -> None:
    """Article by article, ours first, with when and where; inside and for the dealer the same list."""
    pages = [shown(cards(view)["duties"], locale) for view in (made().internal, made().of_dealer(DEALER))]
    assert pages[0] == pages[1]
    page = pages[0]
    assert page.index("甲方（我方）" if locale == "zh" else "Party A (we)") < page.index(
        "乙方" if locale == "zh" else "Party B"
    )
    assert ("专用条款第16项" if locale == "zh" else "item 16") in page
    assert ("第十三条 付款与对账" if locale == "zh" else "Article 13 ") in page
    assert page.count("<tr>") > 20


@pytest.mark.parametrize("locale", LOCALES)
def test_the_next_dates(locale: Locale) -> None:
    """What is to come by day, with whose it is and how many days are left; what is late says so and is counted."""
    card = cards(made().internal)["contract-calendar"]
    page = shown(card, locale)
    assert ("试销期满" if locale == "zh" else "the trial ends") in page
    assert card.finding.zh == "1 项已到期未办"
    assert ("逾期 40 天" if locale == "zh" else "40 days late") in page
    assert cards(made().of_dealer(DEALER))["contract-calendar"].context == card.context


def test_a_date_of_today() -> None:
    """The day itself is not late."""
    page = shown(cards(views(date(2026, 9, 10)).internal, date(2026, 9, 10))["contract-calendar"])
    assert "今天" in page
    assert "逾期" not in page


@pytest.mark.parametrize("locale", LOCALES)
def test_the_review_is_ours_alone(locale: Locale) -> None:
    """Inside, each departure with who approved and who has not; the dealer's own page has no such card."""
    card = cards(made().internal)["legal-review"]
    page = shown(card, locale)
    assert card.finding.zh == "还缺 1 项批准"
    assert ("已批准：法务；还缺：总经理" if locale == "zh" else "approved by: legal; missing: general manager") in page
    assert "legal-review" not in cards(made().of_dealer(DEALER))
    assert "legal-review" in cards(made().internal)


def test_no_contract_no_cards() -> None:
    """A dealer without a contract has none of them."""
    view = made().internal
    assert list(duty_cards(view, now(), "D-2025-0002")) == []
    assert list(review_cards(view, now(), "D-2025-0002")) == []


def evaluation(kept: int, due: int) -> tuple[Result, ...]:
    one = Evaluation(
        subject=f"{DEALER}/2026Q3", dealer=DEALER, quarter="2026Q3", policy="p@1", status="rated", grade="B", band="B",
        deducted=Decimal(0), coverage=Decimal(1), dimensions=(), orders_kept=kept, orders_due=due,
    )  # fmt: skip
    return one, EvaluationStanding(subject=DEALER, dealer=DEALER, quarters=("2026Q3",), years=(2026,))


@pytest.mark.parametrize(("kept", "mood"), [(10, "good"), (9, "warn")])
def test_how_duties_were_kept(kept: int, mood: str) -> None:
    """Deliveries by the last quarter, promises and answers by the ledger, the bond by its balance; what nobody counts is left out."""
    trust = CommunicationStanding(
        subject=DEALER, dealer=DEALER, late=("CM-1", "CM-2"), open_brand=("CM-1",), open_dealer=("CM-2",),
        feedback_on_time=Decimal("0.9"),
    )  # fmt: skip
    bond = BondBalance(
        subject=DEALER, dealer=DEALER, contract=NUMBER, agreed=Decimal(100), balance=Decimal(80), missing=Decimal(20)
    )
    view = views(TODAY, *evaluation(kept, 10), trust, bond).internal
    found = keeping(view, DEALER)
    assert {key: row.mood for key, row in found.items()} == {
        "delivery": mood,
        "support/reply": "warn",
        "support/oral-promises": "bad",
        "deposit": "warn",
        "top-up": "warn",
    }
    assert f"2026Q3：{kept}/10 单按时足量" in shown(cards(view)["duties"])
    assert keeping(made().internal, DEALER) == {}
