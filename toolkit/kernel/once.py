"""Work done once for the same objects: frozen values are told apart by which they are, not by all that they hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


class _Same:
    """A row of objects, equal to another when they are the very same ones; it keeps them, so that no id is given twice."""

    __slots__ = ("held",)

    def __init__(self, held: tuple[object, ...]) -> None:
        self.held = held

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.held)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Same) or len(self.held) != len(other.held):
            return False
        return all(one is two for one, two in zip(self.held, other.held, strict=True))


def once(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Returns a decorator for pure functions of frozen values: what was made of the same objects is made once.

    The `size` results asked for last are kept, with the objects; equal objects that are not the same are asked anew.
    Arguments are passed by place: those passed by name are not remembered.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        made_of = cast(Callable[..., T], function)

        @lru_cache(maxsize=size)
        def made(same: _Same) -> T:
            return made_of(*same.held)

        @wraps(function)
        def asked(*values: P.args, **named: P.kwargs) -> T:
            return function(*values, **named) if named else made(_Same(values))

        return asked

    return decorate
