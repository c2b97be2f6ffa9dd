"""Faults planted in candidates, gates, scorecards, decisions, visits and policies, and right ones that pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.topics.builders import TODAY, company, contract, dealer, marked, product_line
from tests.topics.screening_workspace import (
    C1,
    DEALER_1,
    DIVISIONS,
    PEOPLE,
    POLICIES,
    candidate,
    card,
    cards,
    credit_check,
    found,
    gates,
    market,
    problems,
    screening,
    visit,
)
from toolkit.topics.market.checks import CHECKS as MARKET_CHECKS
from toolkit.topics.screening.checks import (
    CHECKS,
    decisions,
    pace,
    policies,
    prospects,
    scorecards,
    scoring,
    visits,
)
from toolkit.topics.screening.checks import gates as gate_checks
from toolkit.topics.topic import Check

A, B, C = "S-2025-0001", "S-2025-0002", "S-2025-0003"
PROFILE = f"dealers/{DEALER_1}/profile.yaml"
RECORD = f"dealers/{DEALER_1}/screening.yaml"
VISIT = f"dealers/{DEALER_1}/visits/VS-2026-0001.yaml"
VISITED = "2026-06-01 lead, 2026-06-10 qualified, 2026-07-20 visited"
SCORED = VISITED + ", 2026-08-04 scored 77"
TALK = 'talks: [{date: "2026-07-01", team: [S-2025-0001], persons: [C-2025-0001]}]\n'
CHECKED = credit_check("2026-07-25")
CARDS = cards(card(A, "2026-08-03", C1), card(B, "2026-08-04", C1))
LICENCES = 'licences: [{type: business, number: "1"}]\n'
APPROVED = 'approvals: [{role: SA_head, staff: S-2025-0001, date: "2026-08-05"}, {role: CO, staff: S-2025-0002, date: "2026-08-05"}]'


def decision(kind: str, more: str = "", approvals: str = APPROVED, told: str = 'told_on: "2026-08-06"') -> str:
    rest = f"  {told}\n" if told else ""
    return f'decision:\n  decision: {kind}\n  date: "2026-08-05"\n  reason: 因\n  {approvals}\n{rest}{more}'


def whole(text: str, states: str = SCORED, visits: str = "") -> tuple[Mapping[str, str], ...]:
    """A candidate with everything else in order."""
    lines = product_line("required_licences: [business]")
    return (POLICIES, PEOPLE, lines, candidate(states, LICENCES), screening(text), visit(visits))


def codes(checks: Iterable[Check], *files: Mapping[str, str], as_of: date = TODAY) -> list[tuple[str, str, str]]:
    return [(p.code, p.severity, p.field) for p in problems(checks, *files, as_of=as_of)]


def test_a_right_screening_passes() -> None:
    """Source, talk, gates, visit, two cards, a decision that follows them, told in time: nothing to tell."""
    text = TALK + "lines: [ambient]\n" + CHECKED + gates() + CARDS + decision("approve")
    states = SCORED + ", 2026-08-20 negotiating"
    assert (
        found(CHECKS, *whole(text + 'nda: {signed_on: "2026-08-19"}\nprice_list_given: "2026-08-19"\n', states)) == []
    )


def test_every_kind_of_problem_has_a_planted_fault() -> None:
    """No check of the two chapters goes untested: each code stands in the tests that plant its fault."""
    folder = Path(__file__).parent
    tests = "".join(
        path.read_text("utf-8") for path in (*folder.glob("test_screening_*.py"), *folder.glob("test_market_*.py"))
    )
    told = {kind.code for check in (*CHECKS, *MARKET_CHECKS) for kind in check.kinds}
    assert sorted(code for code in told if code not in tests and not code.startswith("POL")) == []


# --- candidates -------------------------------------------------------------------------------------------------------


def test_candidates_without_a_record_or_an_owner() -> None:
    """An early candidate has a record, and an owner who has not left; a dealer of long standing needs none."""
    files = {**candidate("2026-10-15 lead"), **dealer("", 2), **candidate("2026-10-15 lead", number=3)}
    kept = screening("owner: S-2025-0006  # error[SCR102]", 3)
    told = found(prospects.CHECKS, PEOPLE, files, kept)
    assert told == sorted([f"{PROFILE}:1 warning[SCR101]", *marked(kept)])


@pytest.mark.parametrize(
    ("nda", "given", "expected"),
    [
        ("", '"2026-08-01"', ["SCR103"]),
        ('nda: {signed_on: "2026-08-02"}\n', '"2026-08-01"', ["SCR103"]),
        ('nda: {signed_on: "2026-08-01"}\n', '"2026-08-01"', []),
    ],
)
def test_prices_are_given_under_an_agreement(nda: str, given: str, expected: list[str]) -> None:
    """On the day of signature they may be; before it, or without one, they are told."""
    files = (candidate(VISITED), screening(TALK + nda + f"price_list_given: {given}"))
    assert [code for code, *_ in codes(prospects.CHECKS, *files)] == expected


def test_negotiations_open_after_the_agreement() -> None:
    """Signed later, or not at all, is told at its line."""
    states = SCORED + ", 2026-08-20 negotiating"
    late = screening(TALK + 'nda:\n  signed_on: "2026-08-21"  # error[SCR104]\n')
    assert found(prospects.CHECKS, candidate(states), late) == marked(late)
    none = codes(prospects.CHECKS, candidate(states), screening(TALK))
    assert [row[0] for row in none] == ["SCR104"]


def test_ties_to_our_staff_are_declared() -> None:
    """An undeclared tie is told, a declared one and one to nobody of ours are not."""
    files = screening("""
        related:
          - {id: a, relation: 亲属, staff: S-2025-0001}  # error[SCR105]
          - {id: b, relation: 亲属, staff: S-2025-0002, declared_on: "2026-06-01"}
          - {id: c, relation: 同一实控人}
        """)
    assert found(prospects.CHECKS, candidate("2026-06-01 lead"), files) == marked(files)


def test_talks_come_before_visits_and_are_answered() -> None:
    """No talk, a talk after the visit, a doubt without an answer, and an expectation open when a contract is drafted."""
    assert [row[0] for row in codes(prospects.CHECKS, candidate(VISITED), screening())] == ["SCR106"]
    late = screening(TALK.replace("2026-07-01", "2026-07-21"))
    assert [row[0] for row in codes(prospects.CHECKS, candidate(VISITED), late)] == ["SCR106"]
    text = """
        nda: {signed_on: "2026-08-19"}
        talks:
          - date: "2026-07-01"
            team: [S-2025-0001]
            persons: [C-2025-0001]
            doubts:
              - {id: a, text: 社保人数}  # warning[SCR107]
              - {id: b, text: 照片, answer: 旧照片}
            expectations:
              - {id: a, text: 账期}  # warning[SCR108]
              - {id: b, text: 培训, answer: 可以}
        """
    states = SCORED + ", 2026-08-20 negotiating, 2026-09-20 drafted"
    files = screening(text)
    assert found(prospects.CHECKS, candidate(states), files) == marked(files)
    early = codes(prospects.CHECKS, candidate(VISITED), files)
    assert [row[0] for row in early] == ["SCR107"]


def test_brands_are_parts_of_one_turnover() -> None:
    """Shares of 60 % and 41 % are too much."""
    rows = ", ".join(
        f'{{brand: {b}, category: 茶, share: "{s}", relation: neutral, as_of: "2026-07-01"}}' for b, s in (("甲", "0.6"), ("乙", "0.41"))
    )  # fmt: skip
    files = screening(f"brands: [{rows}]  # error[SCR109]")
    assert found(prospects.CHECKS, candidate("2026-06-01 lead"), files) == marked(files)


# --- pace -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("states", "as_of", "expected"),
    [
        ("2026-10-05 lead", "2026-10-19", []),
        ("2026-10-05 lead", "2026-10-20", ["SCR111"]),
        ("2026-01-01 lead, 2026-08-01 qualified", "2026-09-30", []),
        ("2026-01-01 lead, 2026-08-01 qualified", "2026-10-01", ["SCR112"]),
        ("2026-01-01 lead, 2026-08-01 visited", "2026-09-30", []),
        ("2026-01-01 lead, 2026-08-01 visited", "2026-10-01", ["SCR113"]),
        ("2025-01-01 lead, 2025-10-20 pooled", "2026-10-19", []),
        ("2025-01-01 lead, 2025-10-20 pooled", "2026-10-20", ["SCR114"]),
    ],
)
def test_nobody_waits_longer_than_the_policy_says(states: str, as_of: str, expected: list[str]) -> None:
    """Ten working days for a lead, 60 days to the visit and to the score, twelve months in the pool: to the day."""
    day = date.fromisoformat(as_of)
    assert [code for code, *_ in codes(pace.CHECKS, POLICIES, candidate(states), as_of=day)] == expected
    assert codes(pace.CHECKS, candidate(states), as_of=day) == []


def test_holidays_do_not_count_against_a_lead() -> None:
    """With the national holiday in the calendar the same lead has waited less."""
    off = ", ".join(f'"2026-10-{day:02d}"' for day in (6, 7, 8))
    year = {"content/calendar/2026.yaml": f'year: "2026"\nsource: 通知\noff: [{off}]\n'}
    assert codes(pace.CHECKS, POLICIES, year, candidate("2026-10-05 lead")) == []


@pytest.mark.parametrize(("day", "expected"), [("2026-07-22", []), ("2026-07-21", ["SCR116"])])
def test_credit_checks_of_candidates_grow_old(day: str, expected: list[str]) -> None:
    """90 days hold; then the registers are searched anew."""
    files = (POLICIES, candidate("2026-07-01 lead, 2026-08-30 qualified"), screening(credit_check(day)))
    assert [code for code, *_ in codes(pace.CHECKS, *files)] == expected
    rejected = (POLICIES, candidate("2026-07-01 lead, 2026-08-30 rejected"), screening(credit_check(day)))
    assert codes(pace.CHECKS, *rejected) == []


def person(until: str) -> dict[str, str]:
    row = "{id: C-2025-0001, name: 甲, purpose: 招商, legal_basis: consent%s}"
    return {
        "private/contacts.yaml": "contacts:\n  - " + row % (f', retention_until: "{until}"' if until else "") + "\n"
    }


@pytest.mark.parametrize(
    ("rejected", "until", "expected"),
    [("2025-10-18", "", ["SCR115"]), ("2025-10-20", "", []), ("2025-10-18", "2026-12-31", []), ("2025-10-18", "2026-10-19", ["SCR115"])],
)  # fmt: skip
def test_people_of_rejected_candidates_are_erased(rejected: str, until: str, expected: list[str]) -> None:
    """After twelve months, unless they agreed to be kept; once erased there is nothing to tell."""
    states = f"2025-06-01 lead, {rejected} rejected"
    assert [code for code, *_ in codes(pace.CHECKS, POLICIES, candidate(states), person(until))] == expected
    assert codes(pace.CHECKS, POLICIES, candidate(states)) == []


# --- gates ------------------------------------------------------------------------------------------------------------


def test_gates_that_the_policy_does_not_know_or_that_nothing_proves() -> None:
    """A misspelt gate is told with the nearest, a passed one without evidence with what it takes."""
    files = screening(
        CHECKED
        + """gates:
  - {gate: G0l, result: pass, checked_by: S-2025-0002, at: "2026-08-01", evidence: [{name: 材料}]}  # error[SCR121]
  - {gate: G02, result: fail, checked_by: S-2025-0002, at: "2026-08-01"}
  - {gate: G03, result: pass, checked_by: S-2025-0002, at: "2026-08-01"}  # warning[SCR129]
"""
    )
    assert found(gate_checks.CHECKS, POLICIES, candidate(VISITED), files) == marked(files)
    hint = next(
        p.hint.en for p in problems(gate_checks.CHECKS, POLICIES, candidate(VISITED), files) if p.code == "SCR121"
    )
    assert "did you mean G" in hint


def test_a_gate_passed_against_the_data() -> None:
    """A listing in the registers contradicts G03: an error once scored, a warning before, nothing after a refusal."""
    text = credit_check("2026-08-01", dishonest="found") + gates()
    place = text.splitlines().index(next(row for row in text.splitlines() if "G03" in row)) + 1
    for more, states, expected in (
        ("", VISITED, [f"{RECORD}:{place} warning[SCR122]"]),
        (CARDS, VISITED, [f"{RECORD}:{place} error[SCR122]"]),
        ("", VISITED + ", 2026-08-02 rejected", []),
    ):
        told = found(gate_checks.CHECKS, POLICIES, candidate(states, LICENCES), screening(text + more))
        assert told == expected


WAIVED = '{gate: G03, result: waived, checked_by: S-2025-0002, at: "2026-08-01", waived_by: [%s]%s}'
GM = '{role: GM, staff: S-2025-0004, date: "2026-08-01"}'
LG = '{role: LG, staff: S-2025-0005, date: "2026-08-01"}'
TERMS = ', reason: 已和解, until: "2026-12-31"'


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        (WAIVED % (f"{GM}, {LG}", TERMS), []),
        (WAIVED % (GM, TERMS), ["SCR124"]),
        (WAIVED % (f"{GM}, {LG}".replace("08-01", "08-02"), TERMS), ["SCR124"]),
        (WAIVED % (f"{GM}, {LG.replace('0005', '0001')}", TERMS), ["SCR125"]),
        (WAIVED % (f"{GM}, {LG}", ""), ["SCR126"]),
        (WAIVED % (f"{GM}, {LG}", TERMS.replace("12-31", "10-19")), ["SCR127"]),
        ((WAIVED % (f"{GM}, {LG}", TERMS)).replace("G03", "G10"), ["SCR123"]),
    ],
)
def test_waivers(gate: str, expected: list[str]) -> None:
    """By all who must, on time, by people who may, with reason and end, of gates that can be waived."""
    name = "G10" if "G10" in gate else "G03"
    files = (POLICIES, PEOPLE, candidate(VISITED, LICENCES), screening(CHECKED + gates(**{name: gate})))
    assert [code for code, *_ in codes(gate_checks.CHECKS, *files)] == expected


def test_few_gates_are_waived() -> None:
    """Two may be, a third is told."""
    one = WAIVED % (f"{GM}, {LG}", TERMS)
    finance = '{gate: G07, result: waived, checked_by: S-2025-0003, at: "2026-08-01", waived_by: [{role: FI, staff: S-2025-0003, date: "2026-08-01"}], reason: 担保, until: "2026-12-31"}'
    rival = finance.replace("G07", "G09").replace("FI, staff: S-2025-0003", "GM, staff: S-2025-0004")
    two = screening(CHECKED + gates(G03=one, G07=finance))
    three = screening(CHECKED + gates(G03=one, G07=finance, G09=rival))
    base = (POLICIES, PEOPLE, candidate(VISITED, LICENCES))
    assert codes(gate_checks.CHECKS, *base, two) == []
    assert codes(gate_checks.CHECKS, *base, three) == [("SCR128", "warning", "gates")]


SOUGHT = "market: hangzhou\nlines: [ambient]\nchannels: [traditional]\n"


@pytest.mark.parametrize(
    ("sought", "grant", "told"),
    [
        (SOUGHT, "exclusive", True),
        (SOUGHT, "sole", True),
        (SOUGHT, "non_exclusive", False),
        (SOUGHT + "exclusive_sought: true\n", "non_exclusive", True),
        (SOUGHT + 'regions: ["330112"]\n', "exclusive", False),
        (SOUGHT.replace("ambient", "chilled"), "exclusive", False),
        (SOUGHT.replace("traditional", "cvs"), "exclusive", False),
    ],
)
def test_a_territory_that_is_not_vacant(sought: str, grant: str, told: bool) -> None:
    """G10 against another dealer's contract for 330106: same county, line and channel, exclusive or sole (0b 17)."""
    other = contract(
        f'scopes: [{{id: main, grant: {grant}, lines: [ambient], channels: [traditional], regions: ["330106"]}}]',
        holder=2,
    )
    files = (
        POLICIES,
        DIVISIONS,
        market(),
        candidate(VISITED, LICENCES),
        screening(sought + CHECKED + gates()),
        dealer("", 2),
        other,
    )
    found_codes = [(code, field) for code, _, field in codes(gate_checks.CHECKS, *files) if code == "SCR130"]
    assert found_codes == ([("SCR130", "gates[G10].result")] if told else [])


def test_ones_own_contract_and_one_that_has_ended_leave_a_territory_vacant() -> None:
    """Only other dealers' contracts that still bind or will do so count."""
    gate = screening(SOUGHT + CHECKED + gates())
    base = (POLICIES, DIVISIONS, market(), candidate(VISITED, LICENCES), gate, dealer("", 2))
    own = contract(holder=1)
    over = contract(
        'term: {start: "2025-01-01", end: "2026-10-19", renewal: none, renewal_notice_days: "60"}', holder=2
    )
    assert [code for code, *_ in codes(gate_checks.CHECKS, *base, own)] == []
    assert [code for code, *_ in codes(gate_checks.CHECKS, *base, over)] == []


# --- scorecards -------------------------------------------------------------------------------------------------------


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


# --- order of scoring -------------------------------------------------------------------------------------------------


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


# --- decisions --------------------------------------------------------------------------------------------------------

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


# --- visits -----------------------------------------------------------------------------------------------------------


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


# --- policies ---------------------------------------------------------------------------------------------------------

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
        ('{item: delivry, change: "3", reason: 因}', ["SCR185"]),
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
