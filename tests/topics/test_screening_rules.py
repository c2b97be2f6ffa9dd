"""Claims and findings, gates, gaps, comparison, pipeline: from a candidate's files to its results."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import TODAY, product_line
from tests.topics.screening_workspace import (
    C1,
    DEALER_1,
    DIVISIONS,
    MARKET_POLICIES,
    POLICIES,
    candidate,
    card,
    cards,
    credit_check,
    gates,
    market,
    network,
    results,
    screening,
    visit,
)
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.view import INTERNAL, PUBLIC, Lens, View
from toolkit.plan.card import Card
from toolkit.topics.screening.outputs import cards as shown
from toolkit.topics.screening.records import ScorecardPolicy, Screening, Visit
from toolkit.topics.screening.records.vocabularies import CLAIMS, GATE_TESTS, GUIDES, UNITS
from toolkit.topics.screening.rules import Comparison, ScreeningResult, SourceYield, StageDays
from toolkit.topics.screening.rules.differences import Difference, deviation, truthfulness
from toolkit.topics.screening.rules.explain import explained
from toolkit.topics.screening.rules.facts import READ
from toolkit.topics.screening.rules.gates import TESTS
from toolkit.topics.screening.rules.pipeline import median
from toolkit.topics.topic import Now

A, B = "S-2025-0001", "S-2025-0002"
NOW = Now(TODAY, lambda paths: "")
MARKET = market(
    dedent("""\
        lines:
          - line: ambient
            tax: excl
            estimates: []
            growth: "0.05"
            own_sales: "0"
            attainable_share: "0.05"
            attainable_basis: 同类
            in_house_share: "0"
            plan:
              dealers: 1
              grant: non_exclusive
              launch: 2027Q1
              first_order: "200000"
              outlets: 1000
              targets: [{year: 1, amount: "1200000"}]
              budget: "1"
              owner: S-2025-0001
              reason: 空白
            ideal_dealer:
              channels: [cvs]
              min_team: 5
              min_warehouse_m2: 400
              storage: ambient
              capital_multiple: "1.5"
              attitude: 好
              working: 算式
              approved_on: "2026-07-01"
              approved_by: S-2025-0004
        """)
)
SEEKS = "market: hangzhou\nlines: [ambient]\nchannels: [cvs]\n"
STATES = "2026-06-01 lead, 2026-06-20 qualified, 2026-07-20 visited"


def claims(**figures: int) -> str:
    rows = ", ".join(f'{{what: {what}, value: "{value}"}}' for what, value in figures.items())
    return f"claims: [{rows}]\n"


def seen(**figures: int) -> str:
    rows = ", ".join(f'{{what: {what}, value: "{value}", how: 实测}}' for what, value in figures.items())
    return f"found: [{rows}]\n"


def judged(text: str, visits: str = "", states: str = STATES, as_of: date = TODAY, more: str = "") -> ScreeningResult:
    return result(*workspace(text, visits, states, as_of, more)[1:])


def workspace(
    text: str, visits: str = "", states: str = STATES, as_of: date = TODAY, more: str = ""
) -> tuple[Network, Results]:
    licence = 'licences: [{type: business, number: "1"}, {type: food_operation, number: "2", valid_to: "2027-06-01"}]\n'
    records = network(
        DIVISIONS,
        POLICIES,
        MARKET_POLICIES,
        MARKET,
        product_line("required_licences: [business, food_operation]"),
        candidate(states, ("" if "licences:" in more else licence) + more),
        screening(text),
        visit(visits) if visits else {},
    )
    return records, results(records, as_of)


def result(derived: Results) -> ScreeningResult:
    found = derived.find(ScreeningResult, DEALER_1)
    assert found is not None
    return found


# --- claims and findings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claimed", "found", "flagged"), [(600, 480, False), (600, 479, True), (600, 720, False), (600, 721, True), (0, 0, False), (0, 1, True)]
)  # fmt: skip
def test_more_than_20_percent_off_is_flagged_both_ways(claimed: int, found: int, flagged: bool) -> None:
    """Deviation > 20 % from the claim (DOMAIN A.6): 20 % itself is not flagged; something where nothing was claimed is."""
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
        candidate(STATES),
        screening(claims(staff=10)),
        visit(seen(staff=8)),
        visit('date: "2026-09-01"\n' + seen(staff=6), 2),
    )
    late, early = result(results(records)).claims[0], result(results(records, date(2026, 8, 1))).claims[0]
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

SCORED = cards(card(A, "2026-08-03", C1), card(B, "2026-08-04", C1))
CHECKED = credit_check("2026-07-25")


def test_all_gates_passed_show_the_total() -> None:
    """C-1 with every gate: stage, total, dimensions, proposal, policy and steps."""
    found = judged(CHECKED + gates() + SCORED)
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
    """Failed, open, or waived by fewer than must: no total, no points, no proposal, no steps (DOMAIN C.1)."""
    found = judged(CHECKED + gates(G03=gate) + SCORED)
    assert (found.stage, found.total) == (stage, total)
    if total is None:
        assert (found.items, found.dimensions, found.assessors, found.trace, found.proposed, found.critical) == (
            (), (), (), (), "", ()
        )  # fmt: skip


def test_a_gate_that_cannot_be_waived_stays_failed() -> None:
    """Nobody may waive bribery (G05)."""
    gate = (WAIVED % f"{BY_GM}, {BY_LG}").replace("G03", "G05")
    assert judged(CHECKED + gates(G05=gate) + SCORED).stage == "gate_failed"


def test_stages_before_the_total() -> None:
    """Not scored, one assessor, and from an earlier as-of date what was there then."""
    one = CHECKED + gates() + cards(card(A, "2026-08-03", C1))
    assert [judged(text).stage for text in (CHECKED + gates(), one)] == ["unscored", "one_assessor"]
    assert judged(CHECKED + gates() + SCORED, as_of=date(2026, 8, 3)).stage == "one_assessor"
    assert judged(CHECKED + gates() + SCORED, as_of=date(2026, 7, 31)).gates_together == "open"


def test_the_version_in_force_when_scoring_began_governs() -> None:
    """Scored on the turn of the year: the first card decides, and the weights are that version's."""
    early = judged(CHECKED + gates() + cards(card(A, "2025-12-31", C1), card(B, "2026-01-02", C1)))
    assert (early.scorecard_policy, early.total) == ("scorecard@2025-1", D("77.6"))


def test_unexplained_differences_reach_the_score() -> None:
    """Reputation 4 counts 3 once the floor was found short without an explanation: 77.4 becomes 75.0 (C14)."""
    text = CHECKED + gates() + SCORED + claims(warehouse_m2=900)
    assert (judged(text).total, judged(text, seen(warehouse_m2=500)).total) == (D("77.4"), D("75.0"))


def test_the_regions_weights_are_used_when_they_were_there_before_scoring() -> None:
    """An ideal dealer of before the first card moves delivery up; one approved after it does not."""
    moved = (
        "weight_overrides: [{item: delivery, change: '3', reason: 因}, {item: complement, change: '-3', reason: 因}]"
    )
    (path, text), *_ = MARKET.items()
    changed = text.replace("      approved_on", f"      {moved}\n      approved_on")
    totals = []
    for approved in ("2026-08-03", "2026-08-04"):
        files = {path: changed.replace('"2026-07-01"', f'"{approved}"')}
        records = network(POLICIES, files, candidate(STATES), screening(SEEKS + CHECKED + gates() + SCORED))
        totals.append(result(results(records)).total)
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
    found = judged(CHECKED + gates() + SCORED + text + brands + since)
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


# --- comparison -------------------------------------------------------------------------------------------------------


def rival(number: int, marks: tuple[int, ...], sales: int = 100, more: str = "", **gate: str) -> dict[str, str]:
    text = SEEKS + CHECKED + gates(**gate) + cards(card(A, "2026-08-03", marks), card(B, "2026-08-04", marks))
    return {
        **candidate(STATES, number=number),
        **screening(text + claims(annual_sales=sales) + more, number),
    }


def compared(*files: dict[str, str]) -> Comparison:
    records = network(POLICIES, MARKET, *files)
    (found,) = results(records).all(Comparison)
    return found


def test_candidates_for_one_territory_side_by_side() -> None:
    """By total; within 3 points of the first they are even; those without a total stand last, without a rank."""
    best = (5, *C1[1:])
    open_ = {**candidate(STATES, number=4), **screening(SEEKS, 4)}
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
    records, _ = workspace(CHECKED + gates() + bare + claims(warehouse_m2=600), seen(warehouse_m2=450))
    steps = explained(records, DEALER_1, TODAY)
    years = [step for step in steps if step.what.en.startswith("Years")]
    assert [step.value for step in years] == ["5 → 3", "5", "(3 + 5) ÷ 2 = 4; 8 × 4 ÷ 5 = 6.4"]
    assert [step.origin.line > 0 if step.origin else None for step in years] == [True, True, None]
    assert [step.value for step in steps[:2]] == [D(600), "450 (−25.0%)"]
    records, _ = workspace(CHECKED + gates(G03=FAILED) + SCORED)
    assert [step.what.en for step in explained(records, DEALER_1, TODAY) if step.policy.startswith("scorecard")] == []
    assert explained(records, "D-2025-0009", TODAY) == ()


def shown_to(lens: Lens, records: Network, derived: Results) -> tuple[Card, ...]:
    return tuple(shown(View(records, derived, lens), NOW, DEALER_1))


def test_screening_is_ours_alone() -> None:
    """For the dealer itself and the public there are no cards, no scores and no visits; for us there are both cards."""
    records, derived = workspace(CHECKED + gates() + SCORED + claims(staff=10), seen(staff=10))
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
    bare = network(candidate(STATES))
    assert shown_to(INTERNAL, bare, results(bare)) == ()
