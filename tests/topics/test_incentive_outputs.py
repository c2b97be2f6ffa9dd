"""The card of rebates on a dealer's page, as the internal reader and as the dealer sees it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.topics.builders import contract, dealer
from tests.topics.incentive_builders import TERMS, judged, quarter, settlement, workspace
from toolkit.kernel.text import Text
from toolkit.network.view import Views
from toolkit.plan.card import Card
from toolkit.topics.incentive.outputs import cards
from toolkit.topics.topic import Now

ROOT = Path(__file__).parents[2]
ISSUED = 'status: issued\nlines: [{component: target, amount: "47250.00"}]\npayable: "47250.00"\nissued_on: "2026-04-10"\naccrued: "45000"\n'
PAID = (
    ISSUED
    + 'payments: [{reference: A1, form: transfer, paid_at: "2026-05-12", amount: "47250.00", payee: 杭州第1商贸有限公司}]\n'
)


def card(files: dict[str, str], as_of: date = date(2026, 10, 20), own: bool = False) -> list[Card]:
    views = Views(*judged(files, as_of))
    view = views.of_dealer("D-2025-0001") if own else views.internal
    return list(cards(view, Now(as_of, lambda paths: ""), "D-2025-0001"))


def html(made: Card, locale: str) -> str:
    environment = Environment(loader=FileSystemLoader(ROOT / "templates"), undefined=StrictUndefined, autoescape=True)
    environment.filters["words"] = lambda text, locale: text.within(locale)
    return environment.get_template(made.template).render(c=made.context, locale=locale)


def test_the_card_says_what_was_paid_and_what_is_ahead() -> None:
    """The finding is the amount and the day; the next step stands in money, with a word against overstocking."""
    (made,) = card(workspace(quarter(gross="2700000"), settlement("status: draft\n")))
    assert made.finding == Text("2026Q1 应付 ¥13,500.00", "2026Q1: ¥13,500.00 payable")
    shown = html(made, "zh")
    assert "再完成 ¥300,000.00 可升一档（1.5%）" in shown
    assert "不必为此压货" in shown
    assert "rebate@2026-1" in shown


def test_a_paid_statement() -> None:
    """Good news first, with the day."""
    (made,) = card(workspace(quarter(), settlement(PAID)))
    assert made.finding == Text(
        "2026Q1 返利 ¥47,250.00，已于2026年5月12日付清", "2026Q1: ¥47,250.00, paid on 12 May 2026"
    )
    assert "已兑付" in html(made, "zh")


def test_our_own_lateness_is_said() -> None:
    """The dealer's page does not hide that we owe."""
    (made,) = card(workspace(quarter(), settlement(ISSUED)), date(2026, 5, 18))
    assert ("我方逾期 3 天" in html(made, "zh"), "we are 3 days late" in html(made, "en")) == (True, True)


def test_a_row_without_a_basis_is_marked() -> None:
    """无依据 stands in the row, in both languages."""
    rows = 'adjustments: [{id: oral, kind: correction, amount: "5000", reason: {zh: 口头承诺, en: An oral promise}}]\n'
    (made,) = card(workspace(quarter(), settlement(rows)))
    assert ("无依据" in html(made, "zh"), "no basis" in html(made, "en")) == (True, True)


def test_the_dealer_sees_the_same_without_our_books() -> None:
    """Made from the dealer's view, where what we accrued cannot be read; no other dealer's figures appear."""
    other = {**dealer(number=2), **contract(TERMS, 2, 2), **quarter(holder=2, gross="4000000")}
    files = workspace(quarter(), settlement(PAID), other)
    (made,), (seen,) = card(files), card(files, own=True)
    assert html(seen, "zh") == html(made, "zh")
    assert "4,000,000" not in html(seen, "zh")
    assert "45,000" not in html(seen, "zh")


def test_earlier_periods_bond_and_awards() -> None:
    """The latest period in full, those before it in a line each; the bond and what was given beside money."""
    plan = """\
announced_on: "2025-12-18"
approved_by: S-2022-0001
offers: [{id: cooler, kind: material, form: equipment, name: {zh: 冷柜投放, en: Coolers on loan}, criteria: 有计划}]
"""
    award = 'awards: [{id: a1, plan: "2026", offer: cooler, facts: 事实, granted_on: "2026-03-01", valid_from: "2026-03-01", valid_to: "2026-12-31", approved_by: S-2022-0001}]\n'
    bond = 'contract: QY-JX-2025-0001\nentries: [{date: "2026-01-02", kind: paid, amount: "50000"}]\n'
    files = workspace(quarter(), quarter(period="2026Q2"), {
        "content/incentives/2026.yaml": plan,
        "dealers/D-2025-0001/rebates/awards.yaml": award,
        "dealers/D-2025-0001/rebates/bond.yaml": bond,
    })  # fmt: skip
    (made,) = card(files)
    for locale, words in (
        ("zh", ("2026Q1", "冷柜投放", "物质激励", "¥50,000.00")),
        ("en", ("2026Q2", "Coolers on loan", "until 31 December 2026")),
    ):
        shown = html(made, locale)
        assert [word for word in words if word not in shown] == []


def test_a_dealer_without_anything_has_no_card() -> None:
    """No empty box."""
    assert card(workspace()) == []
