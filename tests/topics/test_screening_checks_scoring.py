"""Faults planted in scorecards, in the order of scoring and in decisions, and right ones that pass."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.topics.builders import product_line
from tests.topics.screening_workspace import (
    C1,
    CARDS,
    CHECKED,
    LICENCES,
    PEOPLE,
    POLICIES,
    SCORED,
    TALK,
    VISITED,
    A,
    B,
    C,
    candidate,
    card,
    cards,
    codes,
    found,
    gates,
    problems,
    screening,
    visit,
)
from toolkit.topics.screening.checks import CHECKS, decisions, scorecards, scoring

APPROVED = 'approvals: [{role: SA_head, staff: S-2025-0001, date: "2026-08-05"}, {role: CO, staff: S-2025-0002, date: "2026-08-05"}]'


def decision(kind: str, more: str = "", approvals: str = APPROVED, told: str = 'told_on: "2026-08-06"') -> str:
    rest = f"  {told}\n" if told else ""
    return f'decision:\n  decision: {kind}\n  date: "2026-08-05"\n  reason: 因\n  {approvals}\n{rest}{more}'


def whole(text: str, states: str = SCORED, visits: str = "") -> tuple[Mapping[str, str], ...]:
    """A candidate with everything else in order."""
    lines = product_line("required_licences: [business]")
    return (POLICIES, PEOPLE, lines, candidate(states, LICENCES), screening(text), visit(visits))


def test_a_right_screening_passes() -> None:
    """Source, talk, gates, visit, two cards, a decision that follows them, told in time: nothing to tell."""
    text = TALK + "lines: [ambient]\n" + CHECKED + gates() + CARDS + decision("approve")
    states = SCORED + ", 2026-08-20 negotiating"
    assert (
        found(CHECKS, *whole(text + 'nda: {signed_on: "2026-08-19"}\nprice_list_given: "2026-08-19"\n', states)) == []
    )


# --- scorecards ---------------------------------------------------------------------------------------------------------


def test_faults_on_a_card() -> None:
    """An unknown item, a missing one, a high score without proof, a low one without a reason."""
    text = CHECKED + gates() + CARDS.replace("item: team,", "item: teem,  ", 1)
    text = text.replace("{item: capital, score: 4, evidence: [{name: 材料}]}", "{item: capital, score: 4}", 1)
    text = text.replace("{item: premises, score: 3, evidence: [{name: 材料}]}", "{item: premises, score: 2}", 1)
    told = codes(scorecards.CHECKS, POLICIES, candidate(VISITED), screening(text))
    assert told == [
        ("SCR132", "error", f"scorecards[{A}].scores"),
        ("SCR133", "warning", f"scorecards[{A}].scores[capital].score"),
        ("SCR134", "warning", f"scorecards[{A}].scores[premises].score"),
        ("SCR131", "error", f"scorecards[{A}].scores[teem].item"),
    ]
    lines = {p.code: p.origin.line for p in problems(scorecards.CHECKS, POLICIES, candidate(VISITED), screening(text))}
    rows = text.splitlines()
    assert [rows[lines[code] - 1].split(",")[0].strip() for code in ("SCR133", "SCR134", "SCR131")] == [
        "- {item: capital",
        "- {item: premises",
        "- {item: teem",
    ]


def test_signed_dealers_are_not_asked_for_proof_any_more() -> None:
    """What cannot be made good any more is not told: after signature only what makes a card unreadable is."""
    bare = CHECKED + gates() + cards(card(A, "2026-08-03", C1, bare=("capital",)), card(B, "2026-08-04", C1))
    assert [row[0] for row in codes(scorecards.CHECKS, POLICIES, candidate(SCORED), screening(bare))] == ["SCR133"]
    assert codes(scorecards.CHECKS, POLICIES, candidate(SCORED + ", 2026-09-01 signed"), screening(bare)) == []


def test_assessors_who_lie_apart_explain() -> None:
    """Two points apart on an item need a note; the counted scores decide, so an unproved 5 against 3 does not."""
    apart = (C1[0], 5, *C1[2:])
    text = CHECKED + gates() + cards(card(A, "2026-08-03", C1), card(B, "2026-08-04", apart))
    files = (POLICIES, candidate(VISITED))
    assert codes(scorecards.CHECKS, *files, screening(text)) == [
        ("SCR135", "warning", f"scorecards[{B}].scores[premises].score")
    ]
    noted = screening(text + "notes: [{item: premises, text: 看了不同库房}]\n")
    assert codes(scorecards.CHECKS, *files, noted) == []
    unproved = cards(card(A, "2026-08-03", C1), card(B, "2026-08-04", apart, bare=("premises",)))
    assert [row[0] for row in codes(scorecards.CHECKS, *files, screening(CHECKED + gates() + unproved))] == ["SCR133"]


def test_two_assessors_and_a_third_when_they_differ() -> None:
    """One card, or totals 16 apart without a third, once the dealer is recorded as scored."""
    far = (5, 3, 3, 3, 5, 5, 3, 3, 3, 3, 3, 5)
    notes = (
        "notes: ["
        + ", ".join(f"{{item: {i}, text: 因}}" for i in ("capital", "reputation", "outlets", "complement"))
        + "]\n"
    )
    one = CHECKED + gates() + cards(card(A, "2026-08-03", C1))
    two = CHECKED + gates() + cards(card(A, "2026-08-03", (3,) * 12), card(B, "2026-08-04", far)) + notes
    three = two.replace("notes:", card(C, "2026-08-05", far).rstrip() + "\nnotes:")
    base = (POLICIES, PEOPLE, candidate(SCORED))
    assert codes(scorecards.CHECKS, *base, screening(one)) == [("SCR137", "error", "scorecards")]
    assert codes(scorecards.CHECKS, *base, screening()) == [("SCR137", "error", "dealer")]
    assert codes(scorecards.CHECKS, *base, screening(two)) == [("SCR136", "error", "scorecards")]
    assert codes(scorecards.CHECKS, *base, screening(three)) == []
    assert codes(scorecards.CHECKS, POLICIES, candidate(VISITED), screening(one)) == []


def test_who_introduced_the_candidate_does_not_count_alone() -> None:
    """A card of the introducer is fine beside another; a tie to the candidate voids a card."""
    alone = f"introduced_by: [{A}, {B}]\n" + CHECKED + gates() + CARDS
    beside = f"introduced_by: [{A}]\n" + CHECKED + gates() + CARDS
    base = (POLICIES, PEOPLE, candidate(SCORED))
    assert codes(scorecards.CHECKS, *base, screening(alone)) == [("SCR144", "error", "introduced_by")]
    assert codes(scorecards.CHECKS, *base, screening(beside)) == []
    tie = "related: [{id: a, relation: 亲属, staff: S-2025-0002, declared_on: '2026-06-01'}]\n"
    told = codes(scorecards.CHECKS, *base, screening(tie + CHECKED + gates() + CARDS))
    assert told == [("SCR138", "error", f"scorecards[{B}].assessor")]


# --- order of scoring ---------------------------------------------------------------------------------------------------


def test_scoring_comes_after_gates_and_visit() -> None:
    """A gate open, no visit, a visit of 61 days, a score in the profile that the cards do not give."""
    base = (POLICIES, candidate(SCORED, LICENCES))
    right = screening(CHECKED + gates() + CARDS)
    assert codes(scoring.CHECKS, *base, right, visit()) == []
    open_ = screening(CHECKED + gates(G05="none") + CARDS)
    assert codes(scoring.CHECKS, *base, open_, visit()) == [("SCR139", "error", "scorecards")]
    assert codes(scoring.CHECKS, *base, right) == [("SCR140", "error", "scorecards")]
    old, edge = visit('date: "2026-06-04"'), visit('date: "2026-06-05"')
    assert codes(scoring.CHECKS, *base, right, old) == [("SCR141", "warning", "scorecards")]
    assert codes(scoring.CHECKS, *base, right, edge) == []
    wrong = candidate(SCORED.replace("77", "78"), LICENCES)
    assert codes(scoring.CHECKS, POLICIES, wrong, right, visit()) == [
        ("SCR142", "error", "transitions[2026-08-04+scored].score")
    ]


def test_scores_above_the_facts() -> None:
    """Four dedicated point at 3: a mean of 4 is within the margin, 5 is not; told, the total stays."""
    claims = 'claims: [{what: dedicated_staff, value: "4"}]\n'
    five = (*C1[:2], 5, *C1[3:])
    base = (POLICIES, candidate(VISITED, LICENCES), visit())
    fine = screening(CHECKED + gates() + CARDS + claims)
    high = screening(CHECKED + gates() + cards(card(A, "2026-08-03", five), card(B, "2026-08-04", five)) + claims)
    assert codes(scoring.CHECKS, *base, fine) == []
    assert codes(scoring.CHECKS, *base, high) == [("SCR143", "warning", "scorecards")]


# --- decisions ----------------------------------------------------------------------------------------------------------

MARKS_70 = (4, 3, 4, 4, 3, 3, 4, 3, 4, 3, 4, 4)
CONDITION = '  conditions: [{id: c%d, side: dealer, text: 配齐两人, owner: C-2025-0001, due: "%s"}]\n'


def scored(marks: tuple[int, ...], rest: str) -> str:
    return TALK + CHECKED + gates() + cards(card(A, "2026-08-03", marks), card(B, "2026-08-04", marks)) + rest


@pytest.mark.parametrize(
    ("marks", "kind", "expected"),
    [
        (C1, "approve", []),
        (C1, "conditional", ["SCR152"]),
        (C1, "pool", ["SCR152"]),
        (MARKS_70, "approve", ["SCR151"]),
        (MARKS_70, "conditional", []),
        (MARKS_70, "reject", ["SCR152"]),
        ((3,) * 12, "conditional", ["SCR151"]),
        ((3,) * 12, "pool", []),
        ((3,) * 12, "reject", []),
    ],
)
def test_a_decision_against_its_score(marks: tuple[int, ...], kind: str, expected: list[str]) -> None:
    """77.4 approves, 70 something is conditional, 60 is not; stricter is a note, more generous an error."""
    more = CONDITION % (1, "2026-12-31") if kind == "conditional" else ""
    files = whole(scored(marks, decision(kind, more)), VISITED)
    assert [code for code, *_ in codes(decisions.CHECKS, *files)] == expected


def test_a_decision_without_a_total() -> None:
    """Approving behind an open gate is told; turning a candidate away takes no score."""
    text = TALK + CHECKED + gates(G05="none") + CARDS
    assert [row[0] for row in codes(decisions.CHECKS, *whole(text + decision("approve"), VISITED))] == ["SCR153"]
    assert codes(decisions.CHECKS, *whole(text + decision("reject"), VISITED)) == []


@pytest.mark.parametrize(
    ("approvals", "sought", "expected"),
    [
        (APPROVED, "", []),
        (APPROVED, "exclusive_sought: true\n", ["SCR154"]),
        (APPROVED.replace("CO, staff", "FI, staff"), "", ["SCR154", "SCR155"]),
        (APPROVED.replace("2026-08-05", "2026-08-06"), "", ["SCR154"]),
        (APPROVED.replace("SA_head, staff: S-2025-0001", "SA_head, staff: S-2025-0003"), "", ["SCR155"]),
    ],
)
def test_who_approves(approvals: str, sought: str, expected: list[str]) -> None:
    """The head of sales and channel operations, the general manager for exclusivity, no later, by people who may."""
    files = whole(scored(C1, sought + decision("approve", approvals=approvals)), VISITED)
    assert [code for code, *_ in codes(decisions.CHECKS, *files)] == expected


def test_conditions_are_few_dated_and_kept() -> None:
    """None where conditional, four where three are allowed, one whose day has passed."""
    rows = ", ".join(f'{{id: c{n}, side: brand, text: 协助, owner: S-2025-0001, due: "2026-12-31"}}' for n in range(4))
    none = scored(MARKS_70, decision("conditional"))
    four = scored(MARKS_70, decision("conditional", f"  conditions: [{rows}]\n"))
    late = scored(MARKS_70, decision("conditional", CONDITION % (1, "2026-10-19")))
    done = late.replace('due: "2026-10-19"', 'due: "2026-10-19", done: "2026-10-25"')
    expected = [["SCR156"], ["SCR156"], ["SCR157"], []]
    assert [
        [code for code, *_ in codes(decisions.CHECKS, *whole(text, VISITED))] for text in (none, four, late, done)
    ] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (decision("approve"), []),
        ("", ["SCR158"]),
        (decision("pool"), ["SCR152", "SCR158"]),
        (decision("approve").replace('date: "2026-08-05"\n  reason', 'date: "2026-08-21"\n  reason'), ["SCR158"]),
    ],
)
def test_nobody_is_negotiated_with_against_the_decision(text: str, expected: list[str]) -> None:
    """No decision, one to pool, one of the day after the opening."""
    files = whole(scored(C1, text), SCORED + ", 2026-08-20 negotiating")
    assert [code for code, *_ in codes(decisions.CHECKS, *files)] == expected


@pytest.mark.parametrize(
    ("told", "expected"), [('told_on: "2026-08-12"', []), ('told_on: "2026-08-13"', ["SCR159"]), ("", ["SCR159"])]
)
def test_candidates_are_told(told: str, expected: list[str]) -> None:
    """Within five working days of the decision of Wednesday, 5 August 2026."""
    files = whole(scored(C1, decision("approve", told=told)), VISITED)
    assert [code for code, *_ in codes(decisions.CHECKS, *files)] == expected
