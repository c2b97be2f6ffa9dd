"""Results are computed once, found by type and subject, and never overwrite each other."""

from __future__ import annotations

import pytest

from toolkit.kernel.text import Text
from toolkit.network.results import Result, Results, Step


class Score(Result):
    points: int


class Grade(Result):
    letter: str


def score(subject: str, points: int) -> Score:
    """A result about one dealer."""
    return Score(subject=subject, dealer=subject, points=points)


def test_results_are_found_by_type_and_subject() -> None:
    """Each type has its own; the order is that of the subjects, not of the computation."""
    results = Results((score("b", 1), score("a", 2), Grade(subject="a", letter="S")))
    assert [r.subject for r in results.all(Score)] == ["a", "b"]
    assert (results.find(Score, "a"), results.find(Score, "c"), results.all(Result)) == (score("a", 2), None, ())
    assert [type(r).__name__ for r in results.everything()] == ["Grade", "Score", "Score"]


def test_one_subject_has_one_result() -> None:
    """A second figure for the same thing is a fault of ours, also when it comes later."""
    with pytest.raises(ValueError, match="two results of Score for a"):
        Results((score("a", 1), score("a", 1)))
    with pytest.raises(ValueError, match="two results"):
        Results((score("a", 1),)).joined((score("a", 2),))


def test_joining_leaves_the_earlier_ones_as_they_were() -> None:
    """A topic sees what earlier topics made, and adds to it without changing it."""
    first = Results((score("a", 1),))
    both = first.joined((Grade(subject="a", letter="A"),))
    assert (len(first.everything()), len(both.everything())) == (1, 2)


def test_a_result_cannot_be_changed() -> None:
    """What was computed stays as it was."""
    with pytest.raises(ValueError, match="frozen"):
        score("a", 1).points = 2  # type: ignore[misc]
    step = Step(what=Text("甲"), value="1")
    assert (step.policy, step.origin) == ("", None)
