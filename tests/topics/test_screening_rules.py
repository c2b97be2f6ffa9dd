"""Claims and findings, gates, total, gaps: from a candidate's files to its result."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import TODAY
from tests.topics.screening_workspace import (
    C1,
    CARDS,
    CHECKED,
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
    credit_check,
    gates,
    judged,
    network,
    result_of,
    results,
    screening,
    seen,
    visit,
)
from toolkit.topics.screening.records.vocabularies import CLAIMS, GATE_TESTS, GUIDES, UNITS
from toolkit.topics.screening.rules.differences import Difference, deviation, truthfulness
from toolkit.topics.screening.rules.facts import READ
from toolkit.topics.screening.rules.gates import TESTS

# --- claims and findings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claimed", "found", "flagged"), [(600, 480, False), (600, 479, True), (600, 720, False), (600, 721, True), (0, 0, False), (0, 1, True)]
)  # fmt: skip
def test_more_than_20_percent_off_is_flagged_both_ways(claimed: int, found: int, flagged: bool) -> None:
    """Deviation > 20 % from the claim (reference A.6): 20 % itself is not flagged; something where nothing was claimed is."""
    (row,) = judged(claims(warehouse_m2=claimed), seen(warehouse_m2=found)).claims
    assert (row.flagged, row.visit) == (flagged, "VS-2026-0001")


def test_the_handbooks_example_is_off_by_a_quarter() -> None:
    """Claimed 600 m², measured 450 m²: −25 %; nobody explained it, so truthfulness is in doubt."""
    found = judged(claims(warehouse_m2=600, vehicles=4), seen(warehouse_m2=450, vehicles=4))
    assert [(row.what, row.deviation) for row in found.claims] == [("vehicles", D(0)), ("warehouse_m2", D("-0.25"))]
    assert found.truth == "doubtful"


@pytest.mark.parametrize(
    ("text", "visits", "expected"),
    [
        (claims(warehouse_m2=600), "", "unchecked"),
        (claims(warehouse_m2=600), seen(warehouse_m2=580), "consistent"),
        (claims(warehouse_m2=600), seen(warehouse_m2=900), "consistent"),
        (claims(delivery_hours=24), seen(delivery_hours=48), "doubtful"),
        (claims(delivery_hours=48), seen(delivery_hours=24), "consistent"),
        (claims(warehouse_m2=600), seen(warehouse_m2=300) + "explanations: [{what: warehouse_m2, text: 退租, confirmed: true}]", "explained"),
        (claims(warehouse_m2=600), seen(warehouse_m2=300) + "explanations: [{what: warehouse_m2, text: 退租, confirmed: false}]", "doubtful"),
    ],
)  # fmt: skip
def test_only_what_is_worse_than_claimed_raises_doubt(text: str, visits: str, expected: str) -> None:
    """Better than claimed is flagged but honest; hours count the other way; only a confirmed explanation settles."""
    assert judged(text, visits).truth == expected


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_deviations_turn_a_claim_into_what_was_found(claimed: int, found: int) -> None:
    """claim × (1 + deviation) is what was found, to 20 digits."""
    off = deviation(D(claimed), D(found))
    if off is None:
        assert (claimed, found > 0) == (0, True)
    else:
        assert abs(D(claimed) * (1 + off) - D(found)) < D("1E-20") * max(found, 1)


def test_truthfulness_of_nothing_and_of_small_differences() -> None:
    """Without a comparison nothing is said; a difference within the limit needs no explanation."""
    small = Difference("staff", D(10), D(9), D("-0.1"), False, True, False, "VS-2026-0001")
    assert (truthfulness(()), truthfulness((small,))) == ("unchecked", "consistent")


def test_the_latest_visit_counts_and_one_to_come_does_not() -> None:
    """Of two visits the later one's figure counts; from an earlier as-of date only the earlier is there."""
    records = network(
        POLICIES,
        candidate(VISITED),
        screening(claims(staff=10)),
        visit(seen(staff=8)),
        visit('date: "2026-09-01"\n' + seen(staff=6), 2),
    )
    late, early = result_of(results(records)).claims[0], result_of(results(records, date(2026, 8, 1))).claims[0]
    assert (late.found, late.visit, early.found, early.visit) == (D(6), "VS-2026-0002", D(8), "VS-2026-0001")


# --- gates ------------------------------------------------------------------------------------------------------------


def holds(text: str, gate: str, visits: str = "", as_of: date = TODAY, more: str = "") -> bool | None:
    return next(row.holds for row in judged(text, visits, as_of=as_of, more=more).gates if row.gate == gate)


@pytest.mark.parametrize(
    ("check", "gate", "expected"),
    [
        ("", "G01", None),
        (credit_check(), "G01", True),
        (credit_check(status="found"), "G01", False),
        (credit_check("2026-07-22"), "G03", True),
        (credit_check("2026-07-21"), "G03", False),
        (credit_check(dishonest="found"), "G03", False),
        (credit_check(abnormal="removed"), "G04", True),
        (credit_check(serious="found"), "G04", False),
        (credit_check(bribery="found"), "G05", False),
        (credit_check(counterfeit="found"), "G05", False),
        (credit_check(lawsuits="found"), "G05", True),
    ],
)
def test_gates_that_look_at_registers(check: str, gate: str, expected: bool | None) -> None:
    """Clear within 90 days, the last of them included; a listing fails, one that was removed does not, none is open."""
    assert holds(check, gate) is expected


def test_no_credit_code_fails_the_first_gate() -> None:
    """A firm without a credit code is not known to exist."""
    assert holds(credit_check(), "G01", more="uscc: none\n") is False


@pytest.mark.parametrize(("day", "expected"), [("2026-12-01", True), ("2026-12-02", False)])
def test_licences_last_six_months(day: str, expected: bool) -> None:
    """Six months everywhere, to the day (0b number 16): valid until 2027-06-01, looked at on the two days."""
    assert holds(SEEKS, "G02", as_of=date.fromisoformat(day)) is expected


def test_a_licence_that_is_missing_fails_and_without_lines_nobody_can_tell() -> None:
    """Every licence of the lines sought is held."""
    assert holds("lines: [ambient]\n", "G02", more='licences: [{type: business, number: "1"}]\n') is False
    assert holds("", "G02") is None


@pytest.mark.parametrize(
    ("claimed", "found", "expected"), [(350000, None, True), (349999, None, False), (900000, 349999, False), (100000, 350000, True)]
)  # fmt: skip
def test_funds_cover_the_first_order_and_a_month_and_a_half(claimed: int, found: int | None, expected: bool) -> None:
    """200 000 + 1.5 × 100 000 = 350 000 (G07); what was found counts before what was claimed."""
    visits = seen(working_capital=found) if found is not None else ""
    assert holds(SEEKS + claims(working_capital=claimed), "G07", visits) is expected


def test_floor_is_what_the_ideal_dealer_needs() -> None:
    """400 m² hold, 399 do not; without a market nobody can tell (G08)."""
    assert [holds(SEEKS + claims(warehouse_m2=m2), "G08") for m2 in (400, 399)] == [True, False]
    assert holds(claims(warehouse_m2=400), "G08") is None


def test_interests_and_exclusive_rivals() -> None:
    """An undeclared tie to our staff fails (G06); exclusive for a rival fails only who seeks exclusivity (G09)."""
    tie = "related: [{id: a, relation: 亲属, staff: S-2025-0001%s}]\n"
    assert [
        holds(tie % more, "G06") for more in ("", ', declared_on: "2026-07-01"', ', declared_on: "2026-10-21"')
    ] == [
        False,
        True,
        False,
    ]
    brand = (
        'brands: [{brand: 甲, category: 茶, share: "0.2", relation: competing, exclusive: true, as_of: "2026-07-01"}]\n'
    )
    assert [holds(brand + more, "G09") for more in ("", "exclusive_sought: true\n")] == [True, False]


def test_every_test_and_fact_of_the_vocabularies_is_computed() -> None:
    """No name of a policy leads nowhere, and every claim has a unit."""
    assert (set(TESTS), set(READ), set(UNITS)) == (set(GATE_TESTS), set(GUIDES), set(CLAIMS))


# --- gates and total --------------------------------------------------------------------------------------------------


def test_all_gates_passed_show_the_total() -> None:
    """C-1 with every gate: stage, total, dimensions, proposal, policy and steps."""
    found = judged(CHECKED + gates() + CARDS)
    assert (found.stage, found.total, found.proposed) == ("scored", D("77.4"), "approve")
    assert [row.points for row in found.dimensions] == [D("18.6"), D("17.6"), D("17.6"), D("10.4"), D("13.2")]
    assert (found.scorecard_policy, found.gates_policy) == ("scorecard@2026-1", "gates@2025-1")
    assert (len(found.trace), found.trace[-1].value) == (13, D("77.4"))


FAILED = '{gate: G03, result: fail, checked_by: S-2025-0002, at: "2026-08-01"}'
WAIVED = '{gate: G03, result: waived, checked_by: S-2025-0002, at: "2026-08-01", reason: 已和解, until: "2026-12-31", waived_by: [%s]}'
BY_GM = '{role: GM, staff: S-2025-0004, date: "2026-08-01"}'
BY_LG = '{role: LG, staff: S-2025-0005, date: "2026-08-01"}'


@pytest.mark.parametrize(
    ("gate", "stage", "total"),
    [
        (FAILED, "gate_failed", None),
        ("none", "gates_open", None),
        (WAIVED % f"{BY_GM}, {BY_LG}", "scored", D("77.4")),
        (WAIVED % BY_GM, "gate_failed", None),
        (WAIVED % f"{BY_GM}, {BY_LG.replace('2026-08-01', '2026-08-02')}", "gate_failed", None),
    ],
)
def test_a_failed_gate_shows_no_total(gate: str, stage: str, total: D | None) -> None:
    """Failed, open, or waived by fewer than must: no total, no points, no proposal, no steps (reference C.1)."""
    found = judged(CHECKED + gates(G03=gate) + CARDS)
    assert (found.stage, found.total) == (stage, total)
    if total is None:
        assert (found.items, found.dimensions, found.assessors, found.trace, found.proposed, found.critical) == (
            (), (), (), (), "", ()
        )  # fmt: skip


def test_a_gate_that_cannot_be_waived_stays_failed() -> None:
    """Nobody may waive bribery (G05)."""
    gate = (WAIVED % f"{BY_GM}, {BY_LG}").replace("G03", "G05")
    assert judged(CHECKED + gates(G05=gate) + CARDS).stage == "gate_failed"


def test_stages_before_the_total() -> None:
    """Not scored, one assessor, and from an earlier as-of date what was there then."""
    one = CHECKED + gates() + cards(card(A, "2026-08-03", C1))
    assert [judged(text).stage for text in (CHECKED + gates(), one)] == ["unscored", "one_assessor"]
    assert judged(CHECKED + gates() + CARDS, as_of=date(2026, 8, 3)).stage == "one_assessor"
    assert judged(CHECKED + gates() + CARDS, as_of=date(2026, 7, 31)).gates_together == "open"


def test_the_version_in_force_when_scoring_began_governs() -> None:
    """Scored on the turn of the year: the first card decides, and the weights are that version's."""
    early = judged(CHECKED + gates() + cards(card(A, "2025-12-31", C1), card(B, "2026-01-02", C1)))
    assert (early.scorecard_policy, early.total) == ("scorecard@2025-1", D("77.6"))


def test_unexplained_differences_reach_the_score() -> None:
    """Reputation 4 counts 3 once the floor was found short without an explanation: 77.4 becomes 75.0 (C14)."""
    text = CHECKED + gates() + CARDS + claims(warehouse_m2=900)
    assert (judged(text).total, judged(text, seen(warehouse_m2=500)).total) == (D("77.4"), D("75.0"))


def test_the_regions_weights_are_used_when_they_were_there_before_scoring() -> None:
    """An ideal dealer of before the first card moves delivery up; one approved after it does not."""
    moved = (
        "weight_overrides: [{item: delivery, change: '3', reason: 因}, {item: complement, change: '-3', reason: 因}]"
    )
    (path, text), *_ = IDEAL_MARKET.items()
    changed = text.replace("      approved_on", f"      {moved}\n      approved_on")
    totals = []
    for approved in ("2026-08-03", "2026-08-04"):
        files = {path: changed.replace('"2026-07-01"', f'"{approved}"')}
        records = network(POLICIES, files, candidate(VISITED), screening(SEEKS + CHECKED + gates() + CARDS))
        totals.append(result_of(results(records)).total)
    assert totals == [D("76.8"), D("77.4")]


# --- gaps, guides, mix ------------------------------------------------------------------------------------------------


def test_gaps_are_named_by_line_from_what_was_found() -> None:
    """Team found short, floor enough, funds not known: one gap with its figures."""
    found = judged(SEEKS + claims(dedicated_staff=6, warehouse_m2=400), seen(dedicated_staff=3))
    assert [(gap.line, gap.requirement, gap.needed, gap.offered) for gap in found.gaps] == [
        ("ambient", "team", D(5), D(3))
    ]


def test_facts_point_at_scores() -> None:
    """Funds 2 × → 3, floor 1 × → 3, four dedicated → 3, 75 % of the outlets → 4, 36 hours → 4, 20 % rivals → 3."""
    brands = 'brands: [{brand: 甲, category: 茶, share: "0.2", relation: competing, as_of: "2026-07-01"}]\n'
    text = SEEKS + claims(
        working_capital=600000, warehouse_m2=400, dedicated_staff=4, outlets_covered=750, delivery_hours=36
    )
    since = 'registered: {founded: "2010-01-01", capital: "1", in_category_since: "2023-08-04"}\n'
    found = judged(CHECKED + gates() + CARDS + text + brands + since)
    guesses = {row.item: row.guess for row in found.items}
    expected = {"capital": 3, "premises": 3, "team": 3, "years": 3, "outlets": 4, "delivery": 4, "conflict": 3}
    assert guesses == {**dict.fromkeys(guesses), **{item: D(score) for item, score in expected.items()}}


def test_the_product_mix_adds_up_by_relation() -> None:
    """Competing, complementary and neutral shares, and what no brand accounts for (M24); nothing without brands."""
    rows = (
        ("甲", "0.2", "competing"),
        ("乙", "0.1", "competing"),
        ("丙", "0.4", "complementary"),
        ("丁", "0.05", "neutral"),
    )
    listed = ", ".join(
        f'{{brand: {b}, category: 茶, share: "{s}", relation: {r}, as_of: "2026-07-01"}}' for b, s, r in rows
    )
    mix = judged(f"brands: [{listed}]\n").mix
    assert mix is not None
    assert (mix.competing, mix.complementary, mix.neutral, mix.unlisted) == (D("0.3"), D("0.4"), D("0.05"), D("0.25"))
    assert judged("").mix is None
