"""Faults planted in visits and in the policies of screening, and right ones that pass."""

from __future__ import annotations

import pytest

from tests.topics.builders import company, marked
from tests.topics.screening_workspace import (
    CARDS,
    CHECKED,
    DEALER_1,
    PEOPLE,
    POLICIES,
    SCORED,
    VISITED,
    candidate,
    codes,
    found,
    gates,
    market,
    screening,
    visit,
)
from toolkit.topics.screening.checks import CHECKS, policies, visits

VISIT = f"dealers/{DEALER_1}/visits/VS-2026-0001.yaml"

# --- visits -------------------------------------------------------------------------------------------------------------


def test_teams_and_photographs() -> None:
    """One person, nobody from outside recruiting, hidden data, faces; a routine visit may be one person's."""
    files = visit("""
        team: [S-2025-0001]  # error[SCR161] error[SCR162]
        photos:
          count: "3"
          metadata_removed: false  # error[SCR164]
          faces: true  # warning[SCR165]
        """)
    assert found(visits.CHECKS, POLICIES, PEOPLE, candidate(VISITED), files) == marked(files)
    routine = visit("team: [S-2025-0001]\npurpose: routine")
    assert found(visits.CHECKS, POLICIES, PEOPLE, candidate(VISITED), routine) == []


def test_outlets_ratings_reports_and_review() -> None:
    """Too few outlets of our own choice, no rating, a late report, a review by somebody else, a visit to come."""
    base = (POLICIES, PEOPLE, candidate("2026-06-01 lead"))
    few = visit(
        """
        outlets:  # warning[SCR166]
          - {name: 甲店, type: cvs, our_choice: true, text: 好}
          - {name: 乙店, type: cvs, our_choice: false, text: 好}
          - {name: 丙店, type: cvs, our_choice: false, text: 好}
        purpose: screen  # warning[SCR170]
        culture: none
        date: "2026-07-20"  # warning[SCR167]
        reported_on: "2026-07-28"
        reviewed_by: S-2025-0003  # warning[SCR168]
        """
    )
    assert found(visits.CHECKS, *base, few) == marked(few)
    coming = visit('date: "2026-10-21"  # warning[SCR171]')
    assert found(visits.CHECKS, *base, coming) == marked(coming)
    edge = visit('reported_on: "2026-07-27"')
    assert found(visits.CHECKS, *base, edge) == []


def test_differences_without_an_explanation() -> None:
    """A floor a third short is told at the figure; explained, or for a candidate turned away, it is not."""
    claims = screening('claims: [{what: warehouse_m2, value: "900"}, {what: staff, value: "10"}]')
    files = visit("""
        found:
          - {what: warehouse_m2, value: "600", how: 实测}  # warning[SCR163]
          - {what: staff, value: "9", how: 在岗}
        """)
    base = (POLICIES, PEOPLE, claims)
    assert found(visits.CHECKS, *base, candidate(VISITED), files) == marked(files)
    said = visit(
        files[VISIT].partition("date:")[0] + "explanations: [{what: warehouse_m2, text: 退租, confirmed: true}]\n"
    )
    assert found(visits.CHECKS, *base, candidate(VISITED), said) == []
    assert found(visits.CHECKS, *base, candidate(VISITED + ", 2026-08-01 rejected"), files) == []


def test_a_profile_that_says_visited_has_a_visit() -> None:
    """Told at the transition, of dealers with a screening record; a visit of after that day does not do."""
    told = codes(visits.CHECKS, POLICIES, candidate(VISITED), screening())
    assert told == [("SCR169", "warning", "transitions[2026-07-20+visited].date")]
    after = visit('date: "2026-07-21"\nreported_on: "2026-07-23"')
    assert [row[0] for row in codes(visits.CHECKS, POLICIES, PEOPLE, candidate(VISITED), screening(), after)] == [
        "SCR169"
    ]
    assert codes(visits.CHECKS, POLICIES, candidate(VISITED)) == []


# --- policies -----------------------------------------------------------------------------------------------------------

CARD_FILE = "content/policies/screening/scorecard/2026-1.yaml"
GATE_FILE = "content/policies/screening/gates/2025-1.yaml"


def changed(path: str, *changes: tuple[str, str]) -> dict[str, str]:
    text = POLICIES[path]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return {**POLICIES, path: text}


def test_the_policies_of_the_product_pass() -> None:
    """Gates, both versions of the scorecard and the pipeline have nothing wrong."""
    assert codes(policies.CHECKS, POLICIES, candidate("2026-06-01 lead"), screening()) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "field"),
    [
        (CARD_FILE, "weight: 10", "weight: 11", "SCR183", "dimensions"),
        (CARD_FILE, 'weight: "0.70"', 'weight: "0.80"', "SCR183", "relative"),
        (CARD_FILE, "approve: 75", "approve: 65", "SCR184", "approve"),
        (CARD_FILE, "critical: [capital", "critical: [capitol", "SCR185", "critical[capitol]"),
        (CARD_FILE, "tie_break: [reputation", "tie_break: [reputatoin", "SCR185", "tie_break[reputatoin]"),
        (CARD_FILE, "protected: [reputation", "protected: [fame", "SCR185", "protected[fame]"),
        (CARD_FILE, "item: reputation, most", "item: fame, most", "SCR185", "truthfulness.item"),
        (CARD_FILE, "indicator: annual_sales", "indicator: sales", "SCR185", "relative[sales].indicator"),
        (CARD_FILE, "measure: funds", "measure: cash", "SCR185", "dimensions[strength].items[capital].guide.measure"),
        (CARD_FILE, '{at: "1", score: 1}, {at: "2", score: 3}', '{at: "2", score: 1}, {at: "1", score: 3}', "SCR186", "dimensions[strength].items[capital].guide.points"),
        (CARD_FILE, "- id: complement", "- id: capital", "SCR187", "dimensions[range].items[capital].id"),
        (CARD_FILE, "id: scorecard", "id: score", "SCR182", "id"),
        (GATE_FILE, "test: identity", "test: identiti", "SCR185", "gates[G01].test"),
    ],
)  # fmt: skip
def test_faults_in_policies(path: str, old: str, new: str, code: str, field: str) -> None:
    """Each planted fault is told with its code at its field, and the rest of the run does not fall over it."""
    files = changed(path, (old, new))
    told = codes(policies.CHECKS, files, candidate(SCORED), screening(CHECKED + gates() + CARDS), visit())
    assert (code, "error", field) in told


def test_a_workspace_without_policies_or_with_two_at_once() -> None:
    """Candidates without policies are told of; versions that overlap too; nothing in an empty workspace."""
    told = codes(policies.CHECKS, candidate("2026-06-01 lead"), screening())
    assert [row[0] for row in told] == ["SCR181", "SCR181", "SCR181"]
    overlap = changed(CARD_FILE, ('effective_from: "2026-01-01"', 'effective_from: "2025-12-31"'))
    assert [row[0] for row in codes(policies.CHECKS, overlap)] == ["POL001"]
    assert codes(policies.CHECKS) == []


def ideal(changes: str, approved: str = "2026-08-01") -> dict[str, str]:
    return market(f"""
        lines:
          - line: ambient
            tax: excl
            estimates: []
            growth: "0"
            own_sales: "0"
            attainable_share: "0"
            attainable_basis: 无
            in_house_share: "0"
            ideal_dealer:
              channels: [cvs]
              min_team: "1"
              min_warehouse_m2: "1"
              storage: ambient
              capital_multiple: "1"
              attitude: 好
              working: 算式
              weight_overrides: [{changes}]
              approved_on: "{approved}"
              approved_by: S-2025-0004
        """)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ('{item: delivery, change: "3", reason: 因}, {item: complement, change: "-3", reason: 因}', []),
        ('{item: delivry, change: "3", reason: 因}', ["SCR191"]),
        ('{item: delivery, change: "5.5", reason: 因}', ["SCR189"]),
        ('{item: reputation, change: "-1", reason: 因}', ["SCR190"]),
    ],
)
def test_what_a_region_may_change_in_the_card(changes: str, expected: list[str]) -> None:
    """Items that there are, by five points at most, and never a lower weight for the credit record."""
    assert [code for code, *_ in codes(policies.CHECKS, POLICIES, ideal(changes))] == expected


@pytest.mark.parametrize(("approved", "expected"), [("2026-08-03", []), ("2026-08-04", ["SCR188"])])
def test_an_ideal_dealer_is_not_made_to_measure(approved: str, expected: list[str]) -> None:
    """Approved on the day of the first score it counts; a day later it is told and not used."""
    changes = '{item: delivery, change: "3", reason: 因}, {item: complement, change: "-3", reason: 因}'
    text = "market: hangzhou\nlines: [ambient]\n" + CHECKED + gates() + CARDS
    told = codes(policies.CHECKS, POLICIES, ideal(changes, approved), candidate(SCORED), screening(text))
    assert [code for code, *_ in told] == expected


def test_a_company_and_its_candidates_load_together() -> None:
    """A workspace with nothing but a company has nothing to tell here."""
    assert found(CHECKS, company()) == []
