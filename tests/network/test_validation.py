"""What is wrong with a record is told at its line, by the path of the field, with what was probably meant."""

from __future__ import annotations

import pytest

from tests.network.ledger import KINDS, dealer, loaded, told, written
from toolkit.kernel.problem import Problem
from toolkit.network.validation import _REASONS

PATH = "dealers/D-2025-0001/profile.yaml"


def found(text: str) -> list[tuple[str, int, int, str]]:
    """Code, line, column and field of each problem of one dealer's file."""
    rows = loaded({PATH: text}).problems
    return [(p.code, p.origin.line, p.origin.column, p.field) for p in rows]


CASES = {
    "missing": ("state: active\n", [("REC001", 1, 1, "legal_name")]),
    "missing inside a list": (
        """
        legal_name: 甲
        targets:
          - quarter: 2026Q1
            amount: "1.00"
        """,
        [("REC001", 3, 5, "targets[1].line")],
    ),
    "missing inside a mapping": (
        """
        legal_name: 甲
        seat:
          keeper: C-2025-0001
        """,
        [("REC001", 3, 3, "seat.city")],
    ),
    "unknown": ("legal_name: 甲\nlegal_nmae: 乙\n", [("REC002", 2, 1, "legal_nmae")]),
    "unknown inside": (
        """
        legal_name: 甲
        targets:
          - {quarter: 2026Q1, line: tea, amount: "1.00", colour: red}
        """,
        [("REC002", 3, 50, "targets[2026Q1+tea].colour")],
    ),
    "wrong type": ("legal_name: 甲\nscore: many\n", [("REC003", 2, 8, "score")]),
    "wrong type inside, by the item's key": (
        """
        legal_name: 甲
        targets:
          - {quarter: 2026Q1, line: tea, amount: "1.00"}
          - quarter: 2026Q2
            line: tea
            amount: 1,000
        """,
        [("REC003", 6, 13, "targets[2026Q2+tea].amount")],
    ),
    "wrong type in a table": (
        """
        legal_name: 甲
        offices:
          north:
            city: {en: Beijing}
        """,
        [("REC003", 4, 11, "offices.north.city")],
    ),
    "wrong type in a list of ids": (
        "legal_name: 甲\ndeputies: [C-2025-0001, X-2025-0002]\n",
        [("REC003", 2, 25, "deputies[X-2025-0002]")],
    ),
    "a mapping where a text belongs": ("legal_name:\n  zh: 甲\n", [("REC003", 2, 3, "legal_name")]),
    "a text where a list belongs": ("legal_name: 甲\ntargets: none\n", [("REC003", 2, 10, "targets")]),
    "a text where a mapping belongs": ("legal_name: 甲\nseat: 杭州\n", [("REC003", 2, 7, "seat")]),
    "a list where a mapping belongs": ("legal_name: 甲\noffices: [杭州]\n", [("REC003", 2, 10, "offices")]),
    "a text in a list of mappings": ("legal_name: 甲\ntargets: [x]\n", [("REC003", 2, 11, "targets[x]")]),
    "several at once": (
        "state: Active\nsince: 2024-02-30\nscore: -1\nid: D-2025-0001\nx: y\n",
        [
            ("REC001", 1, 1, "legal_name"),
            ("REC003", 1, 8, "state"),
            ("REC003", 2, 8, "since"),
            ("REC003", 3, 8, "score"),
            ("REC002", 5, 1, "x"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "problems"), CASES.values(), ids=CASES)
def test_each_mistake_is_told_where_it_stands(text: str, problems: list[tuple[str, int, int, str]]) -> None:
    """Missing, unknown and wrong: the line and column of the value, of the key, or of the group that lacks it."""
    assert sorted(found(written(text))) == sorted(problems)


def one(text: str) -> Problem:
    """The only problem of a dealer's file."""
    (problem,) = loaded({PATH: text}).problems
    return problem


def test_an_unknown_field_is_told_what_was_meant() -> None:
    """The nearest field of the same group is offered; a word that is near to none offers nothing."""
    near = one("legal_name: 甲\nlegal_nmae: 乙\n")
    assert "legal_name" in near.hint.zh
    assert "legal_name" in near.hint.en
    assert (
        "margin" in one("legal_name: 甲\ntargets:\n  - {quarter: 2026Q1, line: a, amount: '1', margn: '1'}\n").hint.zh
    )
    assert not one("legal_name: 甲\nzzz: 乙\n").hint.zh


def test_a_code_is_told_what_was_meant() -> None:
    """All codes are listed, and the nearest one is named."""
    problem = one("legal_name: 甲\nstate: actve\n")
    assert ("active, closed" in problem.hint.zh, "did you mean active" in problem.hint.en) == (True, True)


def test_a_problem_names_its_record() -> None:
    """Reports can be grouped by dealer."""
    assert one("legal_name: 甲\nscore: x\n").record == "D-2025-0001"


@pytest.mark.parametrize("value", ["{x}", "{0.__class__}", "{", "}", "{{}}", "%s", "{given}"])
def test_braces_in_a_value_are_shown_as_they_are(value: str) -> None:
    """A value that a message quotes is data: it is not taken for a place to fill."""
    assert f"“{value}”" in one(f"legal_name: 甲\nscore: '{value}'\n").message.zh
    assert value in one(f"legal_name: 甲\nstate: '{value}'\n").message.en


def test_a_long_value_is_shortened() -> None:
    """A message stays readable whatever stands in the file."""
    assert len(one(f"legal_name: 甲\nscore: {'9' * 5000}\n").message.zh) < 120


def test_a_draft_may_lack_fields() -> None:
    """In a record marked as a draft a missing field is a warning, a wrong one is still an error; neither reaches the network."""
    result = loaded({PATH: "draft: true\nscore: x\n"})
    assert [(p.code, p.severity) for p in result.problems] == [("REC001", "warning"), ("REC003", "error")]
    assert result.network.ids("dealer") == ()


def test_every_reason_is_worded_in_both_languages() -> None:
    """No message falls back to the other language."""
    assert [code for code, (reason, _) in _REASONS.items() if not (reason.zh and reason.en)] == []
    assert [code for code, (_, hint) in _REASONS.items() if bool(hint.zh) != bool(hint.en)] == []


def test_a_sound_record_has_no_problem() -> None:
    """The small product of these tests is right in itself."""
    assert told(loaded(dealer(1)).problems) == []
    assert len(KINDS.all) == 5
