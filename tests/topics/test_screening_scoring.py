"""The scorecard's arithmetic: the reference's worked example, the evidence rule, assessors, thresholds, ties, the relative score."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.screening_workspace import C1, ITEMS, POLICIES, card, cards, network, screening
from toolkit.topics.market.records import WeightChange
from toolkit.topics.screening.records import ScorecardPolicy, Screening
from toolkit.topics.screening.records.scoring import Scorecard
from toolkit.topics.screening.rules.scoring import (
    card_total,
    items_of,
    lowest,
    nearest,
    outcome,
    proposed,
    relative_to_best,
    weights,
    whole_points,
)

VERSIONS = {policy.version: policy for policy in network(POLICIES).all(ScorecardPolicy)}
POLICY = VERSIONS["2026-1"]
WEIGHT = weights(POLICY)
A, B, C = "S-2025-0001", "S-2025-0002", "S-2025-0003"
MARKS = st.lists(st.integers(1, 5), min_size=12, max_size=12)


def given_cards(*rows: tuple[str, tuple[int, ...]], bare: tuple[str, ...] = ()) -> tuple[Scorecard, ...]:
    text = cards(*(card(who, f"2026-08-{n:02d}", marks, bare) for n, (who, marks) in enumerate(rows, 1)))
    return network(screening(text)).all(Screening)[0].scorecards


def total(*rows: tuple[str, tuple[int, ...]], bare: tuple[str, ...] = (), doubtful: bool = False) -> D | None:
    return outcome(given_cards(*rows, bare=bare), POLICY, WEIGHT, doubtful).total


def test_c1_the_worked_example_is_77_4_and_approved() -> None:
    """4,3,4 | 5,4 | 3,4,4 | 4,3 | 4,5 → 18.6 + 17.6 + 17.6 + 10.4 + 13.2 = 77.4 approve (reference C.2)."""
    found = outcome(given_cards((A, C1), (B, C1)), POLICY, WEIGHT)
    sums: dict[str, D] = {}
    for row in found.items:
        sums[row.dimension] = sums.get(row.dimension, D(0)) + row.points
    assert list(sums.values()) == [D("18.6"), D("17.6"), D("17.6"), D("10.4"), D("13.2")]
    assert (found.total, proposed(found.total, found.items, POLICY)) == (D("77.4"), "approve")


def test_c1_two_unproved_fives_for_years_turn_it_into_conditional() -> None:
    """The handbook's example: without evidence the 5 counts 3 for each, and 77.4 becomes 74.2."""
    found = outcome(given_cards((A, C1), (B, C1), bare=("years",)), POLICY, WEIGHT)
    assert (found.total, proposed(found.total, found.items, POLICY)) == (D("74.2"), "conditional")


def test_the_evidence_rule_applies_to_each_assessor_before_the_mean() -> None:
    """One proves a 5, the other does not: the mean is of 5 and 3, not of 5 and 5 (0b number 16)."""
    text = cards(card(A, "2026-08-01", C1), card(B, "2026-08-02", C1, bare=("years",)))
    both = network(screening(text)).all(Screening)[0].scorecards
    found = outcome(both, POLICY, WEIGHT)
    years = next(row for row in found.items if row.item == "years")
    assert (years.counted, years.mean, found.total) == (((A, 5), (B, 3)), D(4), D("75.8"))


def test_low_scores_stay_as_they_are_without_evidence() -> None:
    """The rule takes from 4 and 5 only; 3 and less count as given."""
    low = (3, 2, 1, 3, 2, 1, 3, 2, 1, 3, 2, 1)
    assert total((A, low), (B, low), bare=ITEMS) == card_total(dict(zip(ITEMS, low, strict=True)), WEIGHT)


def test_doubt_about_truthfulness_limits_the_reputation() -> None:
    """With unexplained differences reputation counts at most 3 for each assessor (C14): 4 → 3 costs 2.4."""
    assert total((A, C1), (B, C1), doubtful=True) == D("75.0")


# --- assessors --------------------------------------------------------------------------------------------------------


def test_one_assessor_gives_no_total() -> None:
    """A total takes two; a card that lacks an item does not count."""
    assert total((A, C1)) is None
    cut = cards(card(A, "2026-08-01", C1), card(B, "2026-08-02", C1).rsplit("      - ", 1)[0])
    found = outcome(network(screening(cut)).all(Screening)[0].scorecards, POLICY, WEIGHT)
    assert (found.total, [name for name, _ in found.totals]) == (None, [A])


def test_totals_more_than_15_apart_need_a_third_assessor() -> None:
    """16.0 apart leaves no total until a third scores; then the two nearest count."""
    far = (5, 3, 3, 3, 5, 5, 3, 3, 3, 3, 3, 5)
    found = outcome(given_cards((A, (3,) * 12), (B, far)), POLICY, WEIGHT)
    assert (found.spread, found.third_needed, found.total) == (D("16.0"), True, None)
    third = outcome(given_cards((A, (3,) * 12), (B, far), (C, (4, *far[1:]))), POLICY, WEIGHT)
    assert (third.third_needed, third.used, third.total) == (False, (B, C), D("75.0"))


def test_exactly_15_apart_needs_none() -> None:
    """More than 15 asks for a third; 15 does not."""
    fifteen = (5, 3, 3, 3, 5, 5, 3, 3, 3, 3, 3, 3)
    weight = {**WEIGHT, "capital": D("13.5"), "team": D("4.5")}
    found = outcome(given_cards((A, (3,) * 12), (B, fifteen)), POLICY, weight)
    assert (found.spread, found.third_needed) == (D("15.00"), False)


@pytest.mark.parametrize(
    ("totals", "expected"),
    [((60, 80, 78), (1, 2)), ((60, 70, 80), (0, 1)), ((70, 70, 70), (0, 1)), ((50, 90), (0, 1)), ((50,), (0,)), ((), ())],
)  # fmt: skip
def test_the_two_nearest_totals_count(totals: tuple[int, ...], expected: tuple[int, ...]) -> None:
    """Of equally near pairs the lower one, then the earlier; two or fewer all count."""
    assert nearest(tuple(map(D, totals))) == expected


# --- the proposal -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "expected"),
    [("100", "approve"), ("75", "approve"), ("74.996", "conditional"), ("65", "conditional"), ("64.999", "reject"), ("0", "reject")],
)  # fmt: skip
def test_thresholds_compare_unrounded(points: str, expected: str) -> None:
    """75 approves and 74.996 does not (0b number 16); 65 is conditional."""
    assert proposed(D(points), (), POLICY) == expected


def test_whole_points_are_cut_off() -> None:
    """The profile never shows more than was reached."""
    assert [whole_points(D(text)) for text in ("74.996", "75", "0.9")] == [74, 75, 0]


def test_a_critical_item_whose_mean_rounds_to_1_is_conditional_at_best() -> None:
    """1 and 1, mean 1: conditional whatever the total; 1 and 2, mean 1.5, rounds to 2 and is free."""
    one = (1, *(5,) * 11)
    found = outcome(given_cards((A, one), (B, one)), POLICY, WEIGHT)
    assert (found.total, lowest(found.items, POLICY)) == (D("92"), ("capital",))
    assert proposed(found.total, found.items, POLICY) == "conditional"
    half = outcome(given_cards((A, one), (B, (2, *(5,) * 11))), POLICY, WEIGHT)
    assert proposed(half.total, half.items, POLICY) == "approve"


# --- weights ----------------------------------------------------------------------------------------------------------


def change(item: str, by: str) -> WeightChange:
    return WeightChange.model_validate({"item": item, "change": by, "reason": "因"})


def test_weights_total_100_in_every_shipped_version() -> None:
    """2025 weighs delivery 4 and complement 7, 2026 weighs them 5 and 6 (reference C.2); both total 100."""
    held = {version: weights(policy) for version, policy in VERSIONS.items()}
    assert {
        version: tuple(map(int, (w["delivery"], w["complement"], sum(w.values())))) for version, w in held.items()
    } == {
        "2025-1": (4, 7, 100),
        "2026-1": (5, 6, 100),
    }
    assert tuple(items_of(POLICY)) == ITEMS


def test_a_regions_changes_move_weights_and_bad_ones_are_not_used() -> None:
    """Moved weights still total 100; changes that add weight, name no item or fall below 0 leave the policy's."""
    moved = weights(POLICY, (change("delivery", "3"), change("complement", "-3")))
    assert [moved["delivery"], moved["complement"], sum(moved.values())] == [8, 3, 100]
    for bad in (
        (change("delivery", "3"),),
        (change("delivry", "3"), change("complement", "-3")),
        (change("delivery", "7"), change("complement", "-7")),
    ):
        assert weights(POLICY, bad) == WEIGHT


@given(MARKS, MARKS, st.integers(0, 11))
def test_totals_are_bounded_and_grow_with_every_score(first: list[int], second: list[int], place: int) -> None:
    """Between 20 and 100; the mean of two totals is the total; raising a proved score never lowers it."""
    weight = WEIGHT
    one, other = (dict(zip(ITEMS, marks, strict=True)) for marks in (first, second))
    totals = [card_total(marks, weight) for marks in (one, other)]
    assert all(20 <= row <= 100 for row in totals)
    raised = {**one, ITEMS[place]: min(one[ITEMS[place]] + 1, 5)}
    assert card_total(raised, weight) >= totals[0]
    mean = {item: D(one[item] + other[item]) / 2 for item in ITEMS}
    assert sum((weight[item] * mean[item] for item in ITEMS), D(0)) / 5 == sum(totals) / 2


# --- relative to the best ---------------------------------------------------------------------------------------------


def test_the_best_candidate_per_indicator_has_100_and_the_others_pro_rata() -> None:
    """Sales 70 %, reputation 30 %: half the sales and the best name make 35 + 30."""
    found = relative_to_best(
        {"a": {"annual_sales": D(200), "reputation": D(4)}, "b": {"annual_sales": D(100), "reputation": D(5)}}, POLICY
    )
    assert found == {"a": D("94"), "b": D("65")}


def test_a_missing_indicator_counts_nothing() -> None:
    """A candidate without sales on record keeps its reputation's share; with nobody's sales known no one fails."""
    found = relative_to_best({"a": {"annual_sales": D(200), "reputation": D(5)}, "b": {"reputation": D(5)}}, POLICY)
    assert found == {"a": D(100), "b": D(30)}
    assert relative_to_best({"a": {"reputation": D(5)}}, POLICY) == {"a": D(30)}
    assert relative_to_best({}, POLICY) == {}


@given(st.lists(st.tuples(st.integers(1, 10**9), st.integers(1, 5)), min_size=1, max_size=6))
def test_relative_scores_are_bounded_and_somebody_leads_each_indicator(rows: list[tuple[int, int]]) -> None:
    """Within 0 and 100; the candidate with most sales has at least their whole weight."""
    held = {str(n): {"annual_sales": D(a), "reputation": D(b)} for n, (a, b) in enumerate(rows)}
    found = relative_to_best(held, POLICY)
    best = max(held, key=lambda name: held[name]["annual_sales"])
    assert all(0 <= score <= 100 for score in found.values())
    assert found[best] >= 70


def test_cards_are_read_in_the_order_of_their_dates() -> None:
    """The order in the file decides nothing."""
    rows = given_cards((A, C1), (B, (3,) * 12))
    assert outcome(rows, POLICY, WEIGHT) == outcome(tuple(reversed(rows)), POLICY, WEIGHT)
    assert [card_.date for card_ in rows] == [date(2026, 8, 1), date(2026, 8, 2)]
