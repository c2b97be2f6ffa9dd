"""Values that take less memory: which fields were given is kept once for all values that were given the same ones."""

from __future__ import annotations

from typing import TypeVar

from toolkit.network.record import Value

V = TypeVar("V", bound=Value)
_GIVEN: dict[frozenset[str], set[str]] = {}
"""One set for each choice of fields. Values are frozen, so nobody changes theirs; a changed copy gets a set of its own."""


def lean(value: V) -> V:
    """Returns the same value, sharing with its like, all the way down, what says which fields were given.

    That set takes as much as the fields of a small value themselves, and a network of ten thousand dealers has millions.
    """
    given = value.__pydantic_fields_set__
    shared = _GIVEN.setdefault(frozenset(given), given)
    if shared is not given:
        object.__setattr__(value, "__pydantic_fields_set__", shared)
    for held in vars(value).values():
        if isinstance(held, Value):
            lean(held)
        elif type(held) is tuple:
            for item in held:
                if isinstance(item, Value):
                    lean(item)
    return value
