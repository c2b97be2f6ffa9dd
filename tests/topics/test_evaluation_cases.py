"""The copy that a quarter keeps of a conflict case, held against the case."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.conflict_files import LADDER_PATH, POLICIES
from tests.topics.evaluation_files import CROSSING, DEALER, found, marked, problems, world
from toolkit.topics.evaluation.checks import cases, comments

PATH = f"dealers/{DEALER}/cases/CF-2026-0003.yaml"
CASE = """\
type: CF1
subject: 邻区发现我区货物
complainant: {kind: other_dealer, mask: P-1}
respondent: dealer
received_on: "2026-02-09"
opened_on: "2026-02-10"
lead: S-2025-0001
status: final
decision: {date: "2026-03-12", finding: 非故意, clause: 第二十三条, level: 2}
final_on: "2026-03-30"
"""


def with_case(deductions: str, case: str = CASE) -> dict[str, str]:
    """The worked quarter with other deductions, the case beside it, and the ladder that gives its effect."""
    return {**world(f"deductions: {deductions}"), PATH: case, LADDER_PATH: POLICIES[LADDER_PATH]}


def test_what_agrees_passes() -> None:
    """The deduction of D-1 and its case say the same."""
    assert found(cases.CHECKS, with_case(f"[{CROSSING}]")) == []


@pytest.mark.parametrize(
    ("given", "wrong"), [('points: "3"', 'points: "2"'), ('level: "2"', 'level: "3"'), ("2026-03-30", "2026-03-29")]
)
def test_what_differs_is_told(given: str, wrong: str) -> None:
    """Points, level and final day of the quarter are those of the case."""
    files = with_case("\n  - " + CROSSING.replace(given, wrong) + "  # error[EVA322]")
    assert found(cases.CHECKS, files) == marked(files)


def test_a_case_of_nobody_is_told() -> None:
    """A number of which this dealer has no case takes no points."""
    files = with_case("\n  - " + CROSSING.replace("CF-2026-0003", "CF-2026-0009") + "  # error[EVA321]")
    del files[PATH]
    assert found(cases.CHECKS, files) == marked(files)


def test_a_final_case_is_not_forgotten() -> None:
    """A case that cost points by the ladder is missing from the quarter in which it became final."""
    (problem,) = problems(cases.CHECKS, with_case("[]"))
    assert (problem.code, problem.field) == ("EVA323", "quarter")
    assert "CF-2026-0003" in problem.message.zh


def test_a_case_without_points_is_no_matter_of_the_quarter() -> None:
    """Level 1 is a reminder."""
    assert found(cases.CHECKS, with_case("[]", CASE.replace("level: 2", "level: 1"))) == []


def test_a_comment_on_a_draft_is_answered_before_the_committee() -> None:
    """EVA451: five working days, or until the committee meets; an answer ends it."""
    path = f"dealers/{DEALER}/evaluations/2026Q1.yaml"
    text = 'id: EV-2026-0001\ncomments:\n  - date: "2026-04-15"{}\n    text: 请核{}\n'
    late = {**world(), path: text.format("  # warning[EVA451]", "")}
    assert found(comments.CHECKS, late) == marked(late)
    assert found(comments.CHECKS, {**world(), path: text.format("", "\n    answer: 已核")}) == []
    assert found(comments.CHECKS, late, date(2026, 4, 22)) == []
