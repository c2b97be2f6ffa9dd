"""Two outputs never want one path, on any system; told before anything is written, at the record that the second comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from toolkit.plan.artifact import Artifact, BytesJob
from toolkit.plan.collisions import collisions


def artifact(path: str, *because: str) -> Artifact:
    """An output that holds nothing."""
    return Artifact(path, BytesJob(b""), "internal", because)


@pytest.mark.parametrize(
    ("one", "two", "collide"),
    [
        ("site/zh/a.html", "site/zh/a.html", True),
        ("site/zh/a.html", "site/zh/A.html", True),
        ("site/zh/\u00e9.html", "site/zh/e\u0301.html", True),
        ("site/zh/straße.html", "site/zh/STRASSE.html", True),
        ("site/zh/a.html", "site/en/a.html", False),
        ("site/zh/a.html", "site/zh/a.htm", False),
        ("site/zh/神.html", "site/zh/申.html", False),
    ],
)
def test_paths_that_are_one_somewhere(one: str, two: str, collide: bool) -> None:
    """Case and the form of accents make no second file on macOS and Windows."""
    found = collisions((artifact(one, "a.yaml"), artifact(two, "b.yaml")))
    assert [(p.code, p.origin.path) for p in found] == ([("PLN001", "b.yaml")] if collide else [])


@given(st.lists(st.sampled_from("aAbBcé"), max_size=8))
def test_each_later_one_is_told_once(names: list[str]) -> None:
    """Of any number of outputs all but the first for a path are problems, and no others."""
    found = collisions(artifact(f"site/{name}") for name in names)
    assert len(found) == len(names) - len({name.casefold() for name in names})


@given(st.lists(strategies.han(1, 4), unique=True, max_size=8))
def test_different_names_do_not_collide(names: list[str]) -> None:
    """Characters that only look alike are different files everywhere."""
    assert collisions(artifact(f"site/{name}") for name in names) == ()


def test_an_output_lies_in_a_section() -> None:
    """The first folder of its path is what is put in place as a whole; without a record the path itself is told."""
    assert artifact("contracts/D-2025-0001/x.pdf").section == "contracts"
    (problem,) = collisions((artifact("site/a"), artifact("site/a")))
    assert problem.origin.path == "site/a"
