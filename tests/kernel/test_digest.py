"""One digest for one value, on every machine; another for every other value."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from toolkit.kernel.digest import digest_bytes, digest_of, short

ROOT = Path(__file__).resolve().parents[2]

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.text(max_size=6),
    st.binary(max_size=6),
    st.decimals(allow_nan=False, places=2),
    st.dates(),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=4), inner, max_size=4),
        st.frozensets(st.one_of(st.text(max_size=3), st.integers()), max_size=4),
    ),
    max_leaves=12,
)


def tagged(value: object) -> object:
    """The value with the type of every part beside it: what Python calls equal across types is told apart."""
    if isinstance(value, dict):
        return ("map", frozenset((tagged(k), tagged(v)) for k, v in value.items()))
    if isinstance(value, tuple):
        return ("row", tuple(map(tagged, value)))
    if isinstance(value, frozenset):
        return ("set", frozenset(map(tagged, value)))
    return (type(value).__name__, str(value) if isinstance(value, Decimal) else value)


@given(values, values)
def test_different_values_never_share_a_digest(one: object, two: object) -> None:
    """Two values have one digest when, and only when, they are the same value of the same types."""
    assert (digest_of(one) == digest_of(two)) == (tagged(one) == tagged(two))


pieces = st.lists(st.text("as:1;l2", max_size=5), max_size=4)


@given(pieces, pieces)
def test_pieces_do_not_run_together(one: list[str], two: list[str]) -> None:
    """Lists of pieces that join to one text are still different lists."""
    assert (digest_of((one, two)) == digest_of((two, one))) == (one == two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("ab", "c"), ("a", "bc")),
        (("asb", "c"), ("a", "bsc")),
        (("as1:b",), ("a", "b")),
        ((1,), ("1",)),
        ((True,), (1,)),
        ((None,), ("",)),
        ((("a",), "b"), ("a", ("b",))),
        (({"a": 1},), ((("a", 1),),)),
        ((b"a",), ("a",)),
        ((Decimal("1.0"),), (Decimal("1.00"),)),
        ((Decimal(1),), (1,)),
        ((date(2026, 1, 1),), ("2026-01-01",)),
        ((date(2026, 1, 1),), (datetime(2026, 1, 1),)),  # noqa: DTZ001
        ((frozenset({1}),), ((1,),)),
        (({},), ((),)),
        (("é",), ("e\u0301",)),
    ],
)
def test_near_values_are_told_apart(one: object, two: object) -> None:
    """Values that some canonical form or other takes for one."""
    assert digest_of(one) != digest_of(two)


@given(st.dictionaries(st.text(max_size=4), leaves, min_size=2, max_size=6))
def test_the_order_of_keys_is_irrelevant(value: dict[str, object]) -> None:
    """A mapping is known by what it holds."""
    assert digest_of(value) == digest_of(dict(reversed(value.items())))


def test_the_order_of_a_sequence_counts() -> None:
    """A sequence is known by its order too."""
    assert digest_of((1, 2)) != digest_of((2, 1))


@dataclass(frozen=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class Place:
    x: int
    y: int


class Model(BaseModel):
    x: int
    y: int = 2


def test_types_with_the_same_fields_are_told_apart() -> None:
    """A dataclass or a model is known by its name and its fields."""
    found = [digest_of(v) for v in (Point(1, 2), Point(2, 1), Place(1, 2), Model(x=1), Model(x=2), (1, 2))]
    assert len(set(found)) == len(found)
    assert digest_of(Point(1, 2)) == digest_of(Point(1, 2))


@pytest.mark.parametrize("value", [1.5, object(), Point, iter(())])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    """A float, or an object that knows no fields, would give one digest here and another there."""
    with pytest.raises(TypeError):
        digest_of({"key": value})


def test_another_process_finds_the_same_digest() -> None:
    """The hash seed of the interpreter has no say in it."""
    program = "from toolkit.kernel.digest import digest_of; print(digest_of({'a': frozenset('xyz'), '乙': (1, None)}))"
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {digest_of({"乙": (1, None), "a": frozenset("zyx")})}


def test_the_digest_of_bytes_is_sha_256() -> None:
    """Anybody can check it with sha256sum; people read its first twelve digits."""
    full = digest_bytes(b"abc")
    assert full == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert short(full) == "ba7816bf8f01"
