"""Faults planted in candidates, their pace and their gates, and right ones that pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.topics.builders import contract, dealer, marked
from tests.topics.sample_faults import CODES as PLANTED_IN_SAMPLE
from tests.topics.screening_workspace import (
    CARDS,
    CHECKED,
    DEALER_1,
    DIVISIONS,
    LICENCES,
    PEOPLE,
    POLICIES,
    SCORED,
    TALK,
    VISITED,
    candidate,
    codes,
    credit_check,
    found,
    gates,
    market,
    problems,
    screening,
)
from toolkit.topics.market.checks import CHECKS as MARKET_CHECKS
from toolkit.topics.screening.checks import CHECKS, pace, prospects, vacancy
from toolkit.topics.screening.checks import gates as gate_checks

PROFILE = f"dealers/{DEALER_1}/profile.yaml"
RECORD = f"dealers/{DEALER_1}/screening.yaml"


def test_every_kind_of_problem_has_a_planted_fault() -> None:
    """No check of the two chapters goes untested: each code stands in the tests that plant its fault."""
    folder = Path(__file__).parent
    tests = "".join(
        path.read_text("utf-8") for path in (*folder.glob("test_screening_*.py"), *folder.glob("test_market_*.py"))
    )
    told = {kind.code for check in (*CHECKS, *MARKET_CHECKS) for kind in check.kinds}
    assert sorted(code for code in told - PLANTED_IN_SAMPLE if code not in tests and not code.startswith("POL")) == []


# --- candidates ---------------------------------------------------------------------------------------------------------


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


# --- pace ---------------------------------------------------------------------------------------------------------------


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


# --- gates --------------------------------------------------------------------------------------------------------------


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
    found_codes = [(code, field) for code, _, field in codes(vacancy.CHECKS, *files) if code == "SCR130"]
    assert found_codes == ([("SCR130", "gates[G10].result")] if told else [])


def test_ones_own_contract_and_one_that_has_ended_leave_a_territory_vacant() -> None:
    """Only other dealers' contracts that still bind or will do so count."""
    gate = screening(SOUGHT + CHECKED + gates())
    base = (POLICIES, DIVISIONS, market(), candidate(VISITED, LICENCES), gate, dealer("", 2))
    own = contract(holder=1)
    over = contract(
        'term: {start: "2025-01-01", end: "2026-10-19", renewal: none, renewal_notice_days: "60"}', holder=2
    )
    assert [code for code, *_ in codes(vacancy.CHECKS, *base, own)] == []
    assert [code for code, *_ in codes(vacancy.CHECKS, *base, over)] == []
