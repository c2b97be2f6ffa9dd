"""Faults planted in quarters and evaluations, each found at its line, and right ones that pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.topics.builders import dealer, staff
from tests.topics.evaluation_files import (
    CROSSING,
    DEALER,
    ISSUE_FILE,
    LINE,
    OLD,
    POLICY,
    QUARTER_FILE,
    RECEIVABLES,
    found,
    marked,
    problems,
    quarter,
    refused,
    terms,
    version,
    world,
)
from tests.topics.sample_faults import CODES as PLANTED_IN_SAMPLE
from toolkit.topics.evaluation.checks import CHECKS, appeals, events, figures, issues, quarters

NOTED = "lines: [{}]"
MONTHS = (
    'months: [{{month: "2026-01", sell_in: "{}", sell_out: "{}"}}, {{month: "2026-02", sell_in: "1000000", sell_out: "1000000"}}, '
    '{{month: "{}", sell_in: "1000000", sell_out: "1000000"}}], tax: excl'
)


def lines(old: str, new: str, mark: str) -> str:
    assert old in LINE, old
    return f"lines: [{LINE.replace(old, new)}]  # {mark}"


def money(old: str, new: str, mark: str = "right") -> str:
    assert old in RECEIVABLES, old
    return f"receivables: {RECEIVABLES.replace(old, new)}  # {mark}"


def test_the_quarter_of_d1_is_right() -> None:
    """The worked example passes every check of figures, quarters and events."""
    checks = (*figures.CHECKS, *quarters.CHECKS, *events.CHECKS)
    assert found(checks, world()) == []


@pytest.mark.parametrize(
    "text",
    [
        lines("tax: excl", 'target: {value: "2900000"}, tax: excl', "warning[EVA202]"),
        lines("tax: excl", 'target: {value: "2900000", note: 我方缺货}, tax: excl', "right"),
        lines("line: ambient", "line: chilled", "error[EVA203] warning[EVA201]"),
        "complaints: {done: 21, of: 20, source: erp}  # error[EVA204]",
        "training: {done: 10, of: 9, source: survey}  # error[EVA204]",
        "counties: {done: 3, of: 2, source: erp}  # right: more than planned is welcome",
        lines('sell_out: "2980000"', 'sell_out: "-1"', "error[EVA205]"),
        lines('returns: "0"', 'returns: {value: "-1", source: erp}', "error[EVA205]"),
        'stock_count: {counted: "1400000", gap: "-1", tax: excl, source: audit}  # error[EVA205]',
        'brand_points: "-1"  # error[EVA205]',
        'brand_points: "101"  # error[EVA206]',
        'display_score: "100.5"  # error[EVA206]',
        'display_score: "100"  # right',
        lines("tax: excl", MONTHS.format(1150000, 980000, "2026-03"), "right"),
        lines("tax: excl", MONTHS.format(1150000, 980000, "2026-04"), "error[EVA207]"),
        lines("tax: excl", MONTHS.format(1150001, 980000, "2026-03"), "error[EVA208]"),
        lines("tax: excl", MONTHS.format(1150000, 980001, "2026-03"), "error[EVA208]"),
        lines("tax: excl", 'stock_ages: {life_high: "1302000", life_low: "98000"}, tax: excl', "right"),
        lines("tax: excl", 'stock_ages: {life_high: "1302001", life_low: "98000"}, tax: excl', "error[EVA209]"),
        lines("tax: excl", 'stock_ages: {life_high: "1302000", life_middle: "98000"}, tax: excl', "error[EVA209]"),
        lines("tax: excl", 'stock_ages: {days_0_30: "1302000", days_91_180: "90000", days_over_180: "8000"}, tax: excl', "right"),
        money("54000", "900001", "error[EVA210] warning[EVA308]"),
        money("2910000", "3000001", "error[EVA211]"),
        money("tax: incl", "tax: excl", "warning[EVA212]"),
    ],
)  # fmt: skip
def test_figures_that_cannot_be(text: str) -> None:
    """Nothing above what was due, nothing negative, months and ages that add up, targets that are explained."""
    files = world(text)
    assert found((*figures.CHECKS, *events.CHECKS), files) == marked(files)


def test_a_line_without_any_target() -> None:
    """The contract grants it no target for the quarter, and none is written: told at the line."""
    nothing = {path: text.replace('quarter: "2026Q1"', 'quarter: "2024Q1"') for path, text in terms().items()}
    assert [row.code for row in problems(figures.CHECKS, {**world(), **nothing})] == ["EVA201"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("complaints: {done: 19}", "REC003"),
        ("complaints: {done: 19, of: 20}", "REC003"),
        ("complaints: {missing: pending, done: 1, of: 2, source: erp}", "REC003"),
        ("display_score: {}", "REC003"),
        ("outlets: {active: 1, target: 2, source: dms}", "REC003"),
        ("training: none", "REC001"),
        ("display_score: none", "REC001"),
        ("training: {missing: forgotten}", "REC003"),
        (f"lines: [{LINE.replace('tax: excl, ', '')}]", "REC001"),
        (f"lines: [{LINE.replace('tax: excl', 'months: [{month: 2026-13, sell_in: 1}], tax: excl')}]", "REC003"),
    ],
)
def test_a_figure_is_there_or_says_why_not(text: str, code: str) -> None:
    """Half a tally, no cause, no source, no tax basis: such a quarter is not read at all, so it cannot score (trap T1)."""
    assert refused(world(text)) == [code]


def test_a_quarter_before_the_first_version() -> None:
    """It is told at the quarter, since no later version reaches back."""
    files = {**world(), **version(POLICY.replace('"2026-01-01"', '"2026-04-01"'))}
    assert found(quarters.CHECKS, files) == [f"{QUARTER_FILE}:1 error[EVA221]"]


@pytest.mark.parametrize(
    "text",
    [
        'frozen_on: "2026-03-31"  # error[EVA222]',
        'frozen_on: "2026-04-08"  # right: five working days, around 6 April',
        'frozen_on: "2026-04-09"  # warning[EVA223]',
        "reports: {done: 13, of: 13, source: dms}  # warning[EVA224]\ntraining: {missing: not_reported}",
        "reports: {done: 12, of: 13, source: dms}\ntraining: {missing: not_reported}",
        "reports: {done: 13, of: 13, source: dms}\ntraining: {missing: pending}",
    ],
)
def test_freezing_and_late_reports(text: str) -> None:
    """The freeze is after the quarter and within five working days; what is not reported is a late report too."""
    files = world(text)
    assert found(quarters.CHECKS, files) == marked(files)


def test_a_quarter_that_was_never_frozen() -> None:
    """Once the days have passed it is told; before, it is not."""
    files = world("frozen_on: none")
    assert found(quarters.CHECKS, files) == [f"{QUARTER_FILE}:1 warning[EVA223]"]
    assert found(quarters.CHECKS, files, date(2026, 4, 6)) == []


def test_a_series_with_a_hole() -> None:
    """A quarter missing between two, or after the last where other dealers go on, is told; a dealer that left is not."""
    old, third = quarter('frozen_on: "2026-01-08"', "2025Q4"), quarter('frozen_on: "2026-10-13"', "2026Q3")
    files = {**world(), **version(OLD, "2024-1"), **old, **third}
    assert found(quarters.CHECKS, files) == [f"{QUARTER_FILE}:1 warning[EVA225]"]
    second = {**world(), **dealer(number=2), **terms(number=2), **quarter('frozen_on: "2026-07-07"', "2026Q2", 2)}
    assert found(quarters.CHECKS, second) == [f"{QUARTER_FILE}:1 warning[EVA225]"]
    left = dealer('transitions: [{date: "2025-01-01", to: active}, {date: "2026-05-01", to: closed}]')
    assert found(quarters.CHECKS, {**second, **left}) == []


@pytest.mark.parametrize(
    "text",
    [
        f"deductions: [{CROSSING}]",
        f"deductions: [{CROSSING.replace('cross-territory', 'lateness')}]  # error[EVA301]",
        f"deductions: [{CROSSING.replace('points: ' + chr(34) + '3', 'points: ' + chr(34) + '4')}]  # error[EVA302]",
        f"deductions: [{CROSSING.replace(', final_on: ' + chr(34) + '2026-03-30' + chr(34), '')}]  # info[EVA303]",
        f"deductions: [{CROSSING.replace('2026-03-30', '2026-10-21')}]  # info[EVA303]",
        f"deductions: [{CROSSING.replace('level: ' + chr(34) + '2', 'level: ' + chr(34) + '1')}]  # info[EVA304]",
        'red_lines: [{red_line: R99, case: X, final_on: "2026-04-10"}]  # error[EVA306]',
        'red_lines: [{red_line: R7, case: X, final_on: "2026-04-10"}]  # error[EVA307]',
        'red_lines: [{red_line: R7, case: X, cap: A, final_on: "2026-04-10"}]  # error[EVA307]',
        'red_lines: [{red_line: R7, case: X, cap: D, final_on: "2026-04-10"}]  # right',
        'red_lines: [{red_line: R8, case: X, cap: C, final_on: "2026-04-10"}]  # right',
        money('overdue_61_90: "0"', 'overdue_61_90: "1"', "warning[EVA308]"),
        money('overdue_31_60: "0"', 'overdue_31_60: "186000"'),
        money('overdue_31_60: "0"', 'overdue_31_60: "186001"', "warning[EVA308]"),
        f"deductions: [{CROSSING.replace('level:', 'note: 低价销售, level:')}]  # error[EVA310]",
        'red_lines: [{red_line: R8, case: X, final_on: "2026-04-10", note: 低于建议零售价}]  # error[EVA310]',
    ],
)
def test_events(text: str) -> None:
    """Events are the policy's, final, of the level that costs points; signs of a red line ask for a decision."""
    files = world(text)
    assert found(events.CHECKS, files) == marked(files)


def test_a_recorded_red_line_answers_its_sign() -> None:
    """Overdue for more than 60 days with R5 on record is no longer a question."""
    text = (
        money('overdue_over_90: "0"', 'overdue_over_90: "1"')
        + '\nred_lines: [{red_line: R5, case: X, final_on: "2026-04-10"}]'
    )
    assert found(events.CHECKS, world(text)) == []


@pytest.mark.parametrize(("until", "told"), [("2026-02-28", 1), ("2026-03-01", 0), ("2026-12-31", 0)])
def test_a_licence_that_had_run_out(until: str, told: int) -> None:
    """More than 30 days before the quarter's end asks for R6; 30 days do not."""
    files = {**world(), **dealer(f'licences: [{{type: food_operation, number: "1", valid_to: "{until}"}}]')}
    assert [row.code for row in problems(events.CHECKS, files)] == ["EVA309"] * told


def test_a_case_costs_points_once() -> None:
    """The same case in the next quarter is told there."""
    later = quarter(f'frozen_on: "2026-07-07"\ndeductions: [{CROSSING}]  # error[EVA305]', "2026Q2")
    files = {**world(), **later}
    assert found(events.CHECKS, files) == marked(files)


PEOPLE = staff("""
    id: S-2025-0001, roles: [CO]
    id: S-2025-0002, roles: [SA]
    id: S-2025-0003, roles: [FI], department: FI
    id: S-2025-0004, roles: [LG], department: LG
    """)
ISSUE = '{version: "1", issued_on: "2026-04-24", served_on: "2026-04-27", approved_by: S-2025-0002, policy: dealer-evaluation@2026-1, total: "82.5", grade: B}'
FILE = f"""\
id: EV-2026-0001
draft_sent_on: "2026-04-15"
committee:
  date: "2026-04-23"
  members:
    - {{department: CO, staff: S-2025-0001}}
    - {{department: SA, staff: S-2025-0002}}
    - {{department: FI, staff: S-2025-0003}}
issues:
  - {ISSUE}
result_talk: {{date: "2026-05-08", our_persons: [], their_persons: [], praise: [好], joint_actions: []}}
"""


def issued(old: str = "", new: str = "", text: str = FILE) -> dict[str, str]:
    assert old in text, old
    return {**world(), **PEOPLE, ISSUE_FILE: text.replace(old, new, 1) if old else text}


def test_a_right_procedure_passes() -> None:
    """Draft, comments, committee, issue, service, talk, and the number that is computed today: nothing to tell."""
    assert found((*issues.CHECKS, *appeals.CHECKS), issued()) == []


SECOND = (
    ISSUE.replace('version: "1"', 'version: "2"')
    .replace("2026-04-24", "2026-05-18")
    .replace("2026-04-27", "2026-05-19")
)
EXPLAINED = SECOND.replace("grade: B", "grade: B, reason: 更正, changes: [{what: B1, before: '84', after: '86'}]")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ISSUE, ISSUE.replace('version: "1"', 'version: "2"') + "  # error[EVA401]"),
        (ISSUE, f"{ISSUE}\n  - {SECOND}  # error[EVA402]"),
        (ISSUE, f"{ISSUE}\n  - {EXPLAINED}  # right"),
        (ISSUE, f"{ISSUE}\n  - {EXPLAINED.replace('2026-05-18', '2026-04-23')}  # error[EVA401]"),
        (ISSUE, ISSUE.replace('"82.5"', '"82.6"') + "  # error[EVA403]"),
        (ISSUE, ISSUE.replace("grade: B", "grade: A") + "  # error[EVA403]"),
        (ISSUE, ISSUE.replace(' total: "82.5",', "") + "  # error[EVA403]"),
        (ISSUE, ISSUE.replace("@2026-1", "@2024-1") + "  # error[EVA404]"),
        ("    - {department: FI, staff: S-2025-0003}\n", ""),
        ("  members:\n", "  members:\n    - {department: AU, staff: S-2025-0004}  # error[EVA407]\n"),
        ("issues:\n", "  observers: [{department: AU, staff: S-2025-0004}]\nissues:\n"),
        (ISSUE, ISSUE.replace("2026-04-24", "2026-04-21") + "  # warning[EVA408]"),
        ('draft_sent_on: "2026-04-15"\n', ""),
        (ISSUE, ISSUE.replace("approved_by: S-2025-0002", "approved_by: S-2025-0003") + "  # error[EVA411]"),
    ],
)
def test_issues(old: str, new: str) -> None:
    """Versions in order and explained, reproduced by the right policy, decided and approved by those who may."""
    files = issued(old, new)
    expected = marked(files)
    if old.startswith("    - {department: FI"):
        line = next(n for n, row in enumerate(files[ISSUE_FILE].splitlines(), 1) if row.startswith("  date:"))
        expected = [f"{ISSUE_FILE}:{line} error[EVA406]"]
    if old.startswith("draft"):
        line = next(n for n, row in enumerate(files[ISSUE_FILE].splitlines(), 1) if ISSUE in row)
        expected = [f"{ISSUE_FILE}:{line} warning[EVA409]"]
    assert found(issues.CHECKS, files) == expected


def test_changed_data_are_noticed_after_the_issue() -> None:
    """A figure that somebody corrects after the issue no longer gives the issued number: told at the number (trap T5)."""
    files = issued() | quarter('display_score: "90"')
    line = next(n for n, row in enumerate(files[ISSUE_FILE].splitlines(), 1) if ISSUE in row)
    assert found(issues.CHECKS, files) == [f"{ISSUE_FILE}:{line} error[EVA403]"]


def test_an_issue_without_a_result_or_without_the_finance_check() -> None:
    """No quarter, or one that nobody in finance verified."""
    without = {path: text for path, text in issued().items() if path != QUARTER_FILE}
    assert [row.code for row in problems(issues.CHECKS, without)] == ["EVA405"]
    unverified = issued() | quarter("verified_by: none")
    assert [row.code for row in problems(issues.CHECKS, unverified)] == ["EVA410"]


def test_a_committee_is_needed() -> None:
    """An issue without any committee lacks all three departments."""
    text = FILE[: FILE.index("committee")] + FILE[FILE.index("issues") :]
    assert [row.code for row in problems(issues.CHECKS, issued(text=text))] == ["EVA406"]


TALK = FILE[FILE.index("result_talk") :]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("", "EVA421"),
        (TALK.replace("2026-05-08", "2026-05-14"), "EVA422"),
        (TALK.replace("2026-05-08", "2026-05-13"), None),
    ],
)
def test_talks(new: str, code: str | None) -> None:
    """Within ten working days of service, or it is told."""
    assert [row.code for row in problems(appeals.CHECKS, issued(TALK, new))] == ([code] if code else [])


APPEAL = '{received_on: "2026-05-07", indicator: B1, claimed_value: "90", text: 有误, acknowledged_on: "2026-05-08", decision: {date: "2026-05-15", by: [S-2025-0004], outcome: upheld, reason: 核对无误}}'


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        ("", "", "right"),
        ("2026-05-07", "2026-05-14", "info[EVA423]"),
        ('acknowledged_on: "2026-05-08"', 'acknowledged_on: "2026-05-11"', "warning[EVA424]"),
        (', acknowledged_on: "2026-05-08"', "", "warning[EVA424]"),
        ('date: "2026-05-15"', 'date: "2026-05-21"', "warning[EVA425]"),
        ('date: "2026-05-15"', 'date: "2026-05-20"', "right"),
        ("by: [S-2025-0004]", "by: [S-2025-0003]", "error[EVA426]"),
        ("by: [S-2025-0004]", "by: [S-2025-0002]", "error[EVA426]"),
        ("indicator: B1", "indicator: B9", "warning[EVA427]"),
        ("indicator: B1", "indicator: CF-2026-0003", "right"),
        ("outcome: upheld", "outcome: changed", "error[EVA428]"),
        ("outcome: upheld", "outcome: partly", "error[EVA428]"),
    ],
)
def test_appeals(old: str, new: str, mark: str) -> None:
    """In time, by others, about something that exists; what is granted needs a new version."""
    changed = APPEAL.replace(old, new, 1) if old else APPEAL
    if mark == "info[EVA423]":
        changed = changed.replace("2026-05-08", "2026-05-15")
    files = issued(text=f"{FILE}appeals:\n  - {changed}  # {mark}\n")
    assert found(appeals.CHECKS, files) == marked(files)


def test_an_appeal_nobody_answered() -> None:
    """Late is late on the as-of date too; before that day nothing is told."""
    open_one = APPEAL[: APPEAL.index(", acknowledged_on")] + "}"
    files = issued(text=f"{FILE}appeals:\n  - {open_one}\n")
    assert [row.code for row in problems(appeals.CHECKS, files)] == ["EVA424", "EVA425"]
    assert problems(appeals.CHECKS, files, date(2026, 5, 9)) == ()


def test_a_granted_appeal_with_its_new_version_is_settled() -> None:
    """The second version is issued after the decision."""
    granted = APPEAL.replace("outcome: upheld", "outcome: changed")
    text = FILE.replace(ISSUE, f"{ISSUE}\n  - {EXPLAINED}") + f"appeals:\n  - {granted}\n"
    assert problems((*appeals.CHECKS, *issues.CHECKS), issued(text=text)) == ()


def test_every_kind_is_planted_somewhere() -> None:
    """The marks of this file and of the policy's tests name every problem that the chapter knows."""
    folder = Path(__file__).parent
    here = "".join(
        (folder / name).read_text("utf-8")
        for name in ("test_evaluation_checks.py", "test_evaluation_policy_checks.py", "test_evaluation_cases.py")
    )
    own = {kind.code for check in CHECKS for kind in check.kinds if kind.code.startswith("EVA")}
    named = {code for code in own if code in here}
    assert own - named - PLANTED_IN_SAMPLE - {f"EVA{n}" for n in (106, 107, 112, 115, 116, 121, 122)} == set()


def test_the_dealer_of_these_tests() -> None:
    """All of them speak of one dealer."""
    assert QUARTER_FILE.split("/")[1] == DEALER
