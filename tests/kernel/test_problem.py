"""Problems come in one order whatever the run did first, each of them once, and say where and what in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind, has_errors, in_order
from toolkit.kernel.text import Text

KIND = ProblemKind("ABC101", "warning", Text("{what}不对", "{what} is wrong"), Text("写 {right}", "write {right}"))

problems = st.builds(
    Problem,
    code=st.sampled_from(("A1", "B1")),
    severity=st.sampled_from(("error", "warning", "info")),
    message=st.sampled_from((Text("甲", "a"), Text("乙", "b"))),
    origin=st.builds(Origin, st.sampled_from(("a.yaml", "b.yaml")), st.integers(0, 2), st.integers(0, 2)),
    record=st.sampled_from(("", "D-1")),
    field=st.sampled_from(("", "name")),
)


@given(st.lists(problems, max_size=8).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_does_not_depend_on_the_run(rows: tuple[list[Problem], list[Problem]]) -> None:
    """Two runs that find the same problems in another order print the same."""
    given_first, shuffled = rows
    assert in_order(tuple(given_first)) == in_order(tuple(shuffled))


@given(st.lists(problems, max_size=8))
def test_nothing_is_lost_and_nothing_stands_twice(rows: list[Problem]) -> None:
    """Equal problems are told once; sorting again changes nothing."""
    ordered = in_order(tuple(rows))
    assert set(ordered) == set(rows)
    assert len(ordered) == len(set(rows))
    assert in_order(ordered) == ordered


def test_problems_stand_by_place_then_by_weight() -> None:
    """A file is read from top to bottom; at one place errors come first."""
    places = (("b", 1, 1), ("a", 10, 1), ("a", 2, 9), ("a", 2, 1))
    rows = tuple(KIND.at(Origin(*place), what="x", right="y") for place in places)
    error = KIND.at(Origin("a", 2, 1), what="x", right="y", severity="error")
    ordered = in_order((*rows, error))
    assert [(p.origin[:3], p.severity) for p in ordered] == [
        (("a", 2, 1), "error"),
        (("a", 2, 1), "warning"),
        (("a", 2, 9), "warning"),
        (("a", 10, 1), "warning"),
        (("b", 1, 1), "warning"),
    ]


def test_a_kind_fills_its_wording() -> None:
    """The values of a finding go into message and hint; a place outside any line is the file."""
    found = KIND.at(Origin("a.yaml", 3, 5), what=Text("税率", "the rate"), right="0.13", record="D-1", field="rate")
    assert (found.line("zh"), found.line("en")) == (
        "a.yaml:3:5: 税率不对 [ABC101]",
        "a.yaml:3:5: the rate is wrong [ABC101]",
    )
    assert (found.hint, str(Origin("a.yaml"))) == (Text("写 0.13", "write 0.13"), "a.yaml")


@pytest.mark.parametrize(
    ("severity", "strict", "fails"),
    [
        ("error", False, True),
        ("error", True, True),
        ("warning", False, False),
        ("warning", True, True),
        ("info", True, False),
    ],
)
def test_what_fails_a_run(severity: str, strict: bool, fails: bool) -> None:
    """Errors always do, warnings with --strict, notes never."""
    found = Problem("A1", severity, Text("x"), Origin("a"))  # type: ignore[arg-type]
    assert has_errors((found,), strict=strict) is fails
