"""The same objects are worked on once; equal ones are not taken for the same, and no id is mistaken for another's."""

from __future__ import annotations

import gc

from toolkit.kernel.once import once


class Thing:
    """Equal to every other thing."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing)

    def __hash__(self) -> int:
        return 1


def test_the_same_objects_once() -> None:
    """A second asking returns the very result of the first; equal objects are asked anew, and so is another order."""
    asked: list[tuple[object, object]] = []

    @once(8)
    def made(one: object, two: object) -> object:
        asked.append((one, two))
        return object()

    one, two = Thing(), Thing()
    first = made(one, two)
    assert made(one, two) is first
    assert made(two, one) is not first
    assert made(one, Thing()) is not first
    assert len(asked) == 3


def test_an_id_is_not_given_twice() -> None:
    """Objects come and go: a new one at the place in memory of an old one is never given the old one's result."""

    @once(4)
    def number(held: list[int]) -> int:
        return held[0]

    for n in range(2000):
        assert number([n]) == n
    gc.collect()


def test_results_that_were_asked_for_long_ago_are_forgotten() -> None:
    """What is kept has an end."""
    made: list[int] = []

    @once(2)
    def listed(held: list[int]) -> None:
        made.append(held[0])

    lists = [[n] for n in range(3)]
    for held in (*lists, lists[2], lists[0]):
        listed(held)
    assert made == [0, 1, 2, 0]


def test_names_and_documentation_stay() -> None:
    """A function that is remembered is still called what it is called, and may be asked by name."""

    @once(2)
    def doubled(value: int) -> int:
        """Returns twice the value."""
        return 2 * value

    assert (doubled.__name__, doubled.__doc__) == ("doubled", "Returns twice the value.")
    assert doubled(value=3) == doubled(3) == 6
