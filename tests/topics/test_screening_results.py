"""Candidates side by side, the pipeline as a whole, steps with their places, and who sees what."""

from __future__ import annotations

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import TODAY
from tests.topics.explained_steps import steps_of
from tests.topics.screening_workspace import (
    C1,
    CARDS,
    CHECKED,
    DEALER_1,
    IDEAL_MARKET,
    POLICIES,
    SEEKS,
    VISITED,
    A,
    B,
    candidate,
    card,
    cards,
    claims,
    gates,
    network,
    results,
    screening,
    seen,
    workspace,
)
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.view import INTERNAL, PUBLIC, Lens, View
from toolkit.plan.card import Card
from toolkit.topics.screening.outputs import cards as shown
from toolkit.topics.screening.records import ScorecardPolicy, Screening, Visit
from toolkit.topics.screening.rules import FIGURES, Comparison, ScreeningResult, SourceYield, StageDays
from toolkit.topics.screening.rules.pipeline import median
from toolkit.topics.topic import Now

NOW = Now(TODAY, lambda paths: "")
FAILED = '{gate: G03, result: fail, checked_by: S-2025-0002, at: "2026-08-01"}'
WAIVED = '{gate: G03, result: waived, checked_by: S-2025-0002, at: "2026-08-01", reason: 已和解, until: "2026-12-31", waived_by: [%s]}'
BY_GM = '{role: GM, staff: S-2025-0004, date: "2026-08-01"}'
BY_LG = '{role: LG, staff: S-2025-0005, date: "2026-08-01"}'

# --- comparison -------------------------------------------------------------------------------------------------------


def rival(number: int, marks: tuple[int, ...], sales: int = 100, more: str = "", **gate: str) -> dict[str, str]:
    text = SEEKS + CHECKED + gates(**gate) + cards(card(A, "2026-08-03", marks), card(B, "2026-08-04", marks))
    return {
        **candidate(VISITED, number=number),
        **screening(text + claims(annual_sales=sales) + more, number),
    }


def compared(*files: dict[str, str]) -> Comparison:
    records = network(POLICIES, IDEAL_MARKET, *files)
    (found,) = results(records).all(Comparison)
    return found


def test_candidates_for_one_territory_side_by_side() -> None:
    """By total; within 3 points of the first they are even; those without a total stand last, without a rank."""
    best = (5, *C1[1:])
    open_ = {**candidate(VISITED, number=4), **screening(SEEKS, 4)}
    found = compared(rival(1, C1), rival(2, best, sales=200), rival(3, (3,) * 12), open_)
    assert (found.subject, found.policy) == ("hangzhou+ambient", "scorecard@2026-1")
    assert [(row.dealer, row.total, row.rank, row.even) for row in found.rows] == [
        ("D-2025-0002", D("79.4"), 1, True),
        ("D-2025-0001", D("77.4"), 2, True),
        ("D-2025-0003", D("60.0"), 3, False),
        ("D-2025-0004", None, None, False),
    ]
    assert [row.relative for row in found.rows] == [D(100), D("65"), D("57.5"), None]


def test_ties_are_decided_by_reputation_then_outlets() -> None:
    """Equal totals: the better name first; equal names: more outlets first; equal all through: one rank."""
    reputation = (3, 3, 3, 3, 5, 3, 3, 3, 3, 3, 3, 3)
    outlets = (3, 3, 3, 3, 3, 5, 3, 3, 3, 3, 3, 3)
    found = compared(rival(1, outlets), rival(2, reputation), rival(3, outlets))
    assert [(row.dealer, row.total, row.rank) for row in found.rows] == [
        ("D-2025-0002", D("64.8"), 1),
        ("D-2025-0001", D("64.8"), 2),
        ("D-2025-0003", D("64.8"), 2),
    ]


def test_a_waiver_stands_behind_those_without() -> None:
    """More points do not make up for a gate that was waived."""
    waived = WAIVED % f"{BY_GM}, {BY_LG}"
    found = compared(rival(1, (5, *C1[1:]), G03=waived), rival(2, C1))
    assert [(row.dealer, row.waivers, row.rank) for row in found.rows] == [("D-2025-0002", 0, 1), ("D-2025-0001", 1, 2)]


# --- the pipeline -----------------------------------------------------------------------------------------------------


def test_yield_of_the_sources_of_leads() -> None:
    """Leads, qualified, signed and retained by source; a rejected lead never qualified; fewer than ten are said to be few."""
    signed = "2025-01-01 lead, 2025-02-01 qualified, 2025-06-01 signed, 2025-10-20 active"
    gone = "2025-01-01 lead, 2025-02-01 qualified, 2025-06-01 signed, 2026-01-01 terminating, 2026-03-01 closed"
    fresh = "2026-01-01 lead, 2026-02-01 qualified, 2026-06-01 signed"
    records = network(
        POLICIES,
        candidate(signed, number=1), screening(number=1),
        candidate(gone, number=2), screening(number=2),
        candidate(fresh, number=3), screening(number=3),
        candidate("2026-06-01 lead, 2026-06-10 rejected", number=4), screening(number=4),
        candidate("2026-06-01 lead", number=5), screening("source: online", 5),
        candidate("2026-06-01 lead", number=6), screening('source: online\nfirst_contact: "2026-11-01"', 6),
    )  # fmt: skip
    found = {row.subject: row for row in results(records).all(SourceYield)}
    referral = found["referral"]
    assert (referral.leads, referral.qualified, referral.signed, referral.due, referral.retained) == (4, 3, 3, 2, 1)
    assert (referral.qualified_rate, referral.signed_rate, referral.retained_rate) == (D("0.75"), D("0.75"), D("0.5"))
    assert (found["online"].leads, found["online"].retained_rate, found["online"].few) == (1, None, True)
    assert set(found) == {"referral", "online"}


def test_days_in_every_state_before_business() -> None:
    """The median of those who left, and who waits now; business itself is not watched."""
    records = network(
        candidate("2026-06-01 lead, 2026-06-11 qualified, 2026-07-01 visited", number=1),
        candidate("2026-06-01 lead, 2026-06-21 qualified", number=2),
        candidate("2026-06-01 lead, 2026-06-02 signed, 2026-06-12 onboarding, 2026-07-01 active", number=3),
    )
    found = {row.subject: row for row in results(records).all(StageDays)}
    assert [(found[s].passed, found[s].median, found[s].waiting) for s in ("lead", "qualified", "visited")] == [
        (3, D(10), 0),
        (1, D(20), 1),
        (0, None, 1),
    ]
    assert (found["visited"].longest, "active" in found, found["onboarding"].median) == (111, False, D(19))


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_half_of_all_values_lie_on_each_side_of_the_median(values: list[int]) -> None:
    """At least half are no larger, at least half no smaller."""
    middle = median(values)
    assert middle is not None
    assert sum(v <= middle for v in values) * 2 >= len(values)
    assert sum(v >= middle for v in values) * 2 >= len(values)
    assert median(()) is None


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_steps_have_their_places_when_somebody_asks() -> None:
    """Every score stands with its line, counted scores with what was given, and the total closes; nothing behind a gate."""
    bare = cards(card(A, "2026-08-03", C1, bare=("years",)), card(B, "2026-08-04", C1))
    records, derived = workspace(CHECKED + gates() + bare + claims(warehouse_m2=600), seen(warehouse_m2=450))
    steps = steps_of(FIGURES, "screening", DEALER_1, records, derived, TODAY)
    years = [step for step in steps if step.what.en.startswith("Years")]
    assert [step.value for step in years] == ["5 → 3", "5", "(3 + 5) ÷ 2 = 4; 8 × 4 ÷ 5 = 6.4"]
    assert [step.origin.line > 0 if step.origin else None for step in years] == [True, True, True]
    assert [step.value for step in steps[:2]] == ["600", "450 (−25.0%)"]
    records, derived = workspace(CHECKED + gates(G03=FAILED) + CARDS)
    steps = steps_of(FIGURES, "screening", DEALER_1, records, derived, TODAY)
    assert [
        step.what.en for step in steps if step.gives in ("total", "proposed") or "scorecards" in str(step.what)
    ] == []
    assert steps_of(FIGURES, "screening", "D-2025-0009", records, derived, TODAY) == ()


def shown_to(lens: Lens, records: Network, derived: Results) -> tuple[Card, ...]:
    return tuple(shown(View(records, derived, lens), NOW, DEALER_1))


def test_screening_is_ours_alone() -> None:
    """For the dealer itself and the public there are no cards, no scores and no visits; for us there are both cards."""
    records, derived = workspace(CHECKED + gates() + CARDS + claims(staff=10), seen(staff=10))
    assert [card_.id for card_ in shown_to(INTERNAL, records, derived)] == ["screening", "visits"]
    for lens in (PUBLIC, Lens("dealer", DEALER_1), Lens("dealer", DEALER_1, "full")):
        view = View(records, derived, lens)
        assert shown_to(lens, records, derived) == ()
        seen_fields = [set(vars(row)) - {"dealer", "subject"} for row in view.results(ScreeningResult)]
        assert seen_fields in ([], [set()])
        assert all(not vars(record) for record in (*view.all(Screening), *view.all(Visit)))
        policies = {name for policy in view.all(ScorecardPolicy) for name in vars(policy)}
        assert policies & {"relative", "override_limit", "guide_margin"} == set()


def test_cards_of_a_candidate_nobody_has_scored() -> None:
    """A lead has a card that says so; a dealer without a record has none."""
    records, derived = workspace("", states="2026-10-19 lead")
    (only,) = shown_to(INTERNAL, records, derived)
    assert (only.id, only.finding.en) == ("screening", "not scored")
    bare = network(candidate(VISITED))
    assert shown_to(INTERNAL, bare, results(bare)) == ()
