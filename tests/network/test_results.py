"""Results are computed once, found by type and subject, and never overwrite each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.record import NotVisible, field
from toolkit.network.results import InternalResult, Result, Results, Step
from toolkit.network.view import Lens, View
from toolkit.sources.tree import MemoryTree


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


class Margin(InternalResult):
    amount: int = field("毛利", "Margin")


def test_the_steps_of_an_internal_result_stay_inside() -> None:
    """A dealer reads the steps of what it may see, and not those of a result that is all internal."""
    trace = (Step(what=Text("甲"), value="1"),)
    subject = "D-2025-0001"
    results = Results((Score(subject=subject, points=1, trace=trace), Margin(subject=subject, amount=2, trace=trace)))
    view = View(load(MemoryTree({}), Kinds(())).network, results, Lens("dealer", subject))
    assert [step.value for step in view.results(Score)[0].trace] == ["1"]
    with pytest.raises(NotVisible):
        _ = view.results(Margin)[0].trace


def test_a_value_is_shown_in_the_language_of_the_reader() -> None:
    """Words have two languages, numbers and formulas one."""
    shown = [
        Step(what=Text("甲"), value=value).shown("en") for value in (Text("是", "yes"), "1 + 1 = 2", Decimal("1.50"))
    ]
    assert shown == ["yes", "1 + 1 = 2", "1.50"]
