"""Closed lists keep their order and their names, and a slip of the pen is told what was probably meant."""

from __future__ import annotations

import pytest

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary, nearest

GRADES = Vocabulary("grade", {"S": ("卓越", "excellent"), "A": ("优秀", "good"), "B": ("良好", "fair")})


def test_codes_keep_the_order_in_which_they_are_listed() -> None:
    """The order of a list means something: grades, states, severities."""
    assert (list(GRADES), len(GRADES), GRADES.rank("B")) == (["S", "A", "B"], 3, 2)


def test_a_code_has_a_name_in_both_languages() -> None:
    """What is no code has none, and is not in the list."""
    assert (GRADES.label("A"), "A" in GRADES, "a" in GRADES, None in GRADES) == (
        Text("优秀", "good"),
        True,
        False,
        False,
    )
    with pytest.raises(KeyError):
        GRADES.label("C")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("legal_nmae", "legal_name"),
        ("uscc_", "uscc"),
        ("bank", ""),
        ("", ""),
        ("完全不同", ""),
        ("x" * 60_000, ""),
    ],
)
def test_the_nearest_choice(word: str, meant: str) -> None:
    """A near word is offered, a far one is not, and a very long one takes no time."""
    assert nearest(word, ["legal_name", "uscc", "region"]) == meant
