"""Values as a lens lets them through: copies without the fields that an audience may not see, personal data hidden or masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeVar, Union, get_args, get_origin

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.network.record import AUDIENCES, Audience, Value, mark

V = TypeVar("V", bound=Value)
PersonalData = Literal["hidden", "masked", "full"]
_LEAVES = frozenset((str, int, bool, Decimal, date, datetime, NoneType, Text, Origin))
"""Types that hold no value of ours: what is of exactly such a type is let through as it is."""


@dataclass(frozen=True, slots=True)
class Lens:
    """For whom a view is: an audience, the dealer when it is one, and how personal data are shown."""

    audience: Audience
    dealer: str = ""
    personal: PersonalData = "hidden"

    def __post_init__(self) -> None:
        if self.audience not in AUDIENCES:
            raise ValueError(f"unknown audience {self.audience!r}")
        if (self.audience == "dealer") != bool(self.dealer):
            raise ValueError("a dealer's view names the dealer, and only it does")


MOBILE = 11
"""Digits of a mobile number: a shorter text would show most of itself if seven characters of it stayed."""
INTERNAL = Lens("internal", personal="masked")
PUBLIC = Lens("public")


class Projections:
    """Copies that one kind of lens has made, so that each value is copied once however often it is asked for.

    What a lens lets through depends on its audience and on how it shows personal data, not on the dealer: those who see the
    same value share one copy. When there are `MOST`, all are forgotten.
    """

    MOST = 8192

    def __init__(self, lens: Lens) -> None:
        self._lens = lens
        self._made: dict[int, tuple[Value, Value]] = {}

    def of(self, value: V) -> V:
        """Returns the copy of `value`, the same one each time."""
        if self._lens.audience == "internal" and (self._lens.personal == "full" or not has_personal(type(value))):
            return value
        held = self._made.get(id(value))
        if held is None:
            if len(self._made) >= self.MOST:
                self._made.clear()
            # The value is kept beside its copy, so that its id cannot be given to another while the entry lives.
            held = self._made[id(value)] = (value, project(value, self._lens))
        return held[1]  # type: ignore[return-value]


def project(value: V, lens: Lens) -> V:
    """Returns a copy of `value` that holds only the fields that `lens` lets through, all the way down."""
    kept: dict[str, object] = {}
    given = vars(value)
    for name, hidden in _passing(type(value), lens.audience, lens.personal):
        if name in given:
            held = _inside(given[name], lens)
            kept[name] = masked(held) if hidden else held
    copy = type(value).__new__(type(value))
    object.__setattr__(copy, "__dict__", kept)
    object.__setattr__(copy, "__pydantic_fields_set__", set(kept))
    object.__setattr__(copy, "__pydantic_extra__", None)
    object.__setattr__(copy, "__pydantic_private__", None)
    return copy


def _inside(held: object, lens: Lens) -> object:
    kind = type(held)
    if kind in _LEAVES:
        return held
    if kind is tuple:
        return tuple([_inside(item, lens) for item in held])  # type: ignore[attr-defined]
    if isinstance(held, Value):
        return held if _whole(type(held), lens.audience, lens.personal) else project(held, lens)
    if isinstance(held, dict):
        return {key: _inside(item, lens) for key, item in held.items()}
    return held


@cache
def has_personal(model: type[Value]) -> bool:
    """Returns whether a model, or one anywhere inside it, has a field of personal data."""
    models = [model]
    for inside in models:
        models.extend(
            group for info in inside.model_fields.values() for group in _groups(info.annotation) if group not in models
        )
    return any(mark(inside, name, "personal") != "none" for inside in models for name in inside.model_fields)


def _groups(annotation: object) -> Iterator[type[Value]]:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _groups(part)


@cache
def _passing(model: type[Value], audience: Audience, personal: PersonalData) -> tuple[tuple[str, bool], ...]:
    """The fields of a type that a lens lets through, in order, each with whether its value is masked: asked a million times a run."""
    shown = AUDIENCES.index(audience)
    return tuple(
        (name, personal == "masked" and mark(model, name, "personal") != "none")
        for name in model.model_fields
        if AUDIENCES.index(mark(model, name, "audience")) <= shown
        and (personal != "hidden" or mark(model, name, "personal") == "none")
    )


@cache
def _whole(model: type[Value], audience: Audience, personal: PersonalData) -> bool:
    """Whether a lens lets all of a type through, whatever its values are: then a copy would hold the same, and none is made.

    No is the safe answer: it is given for a type whose fields may hold values of other types of ours, or of unknown ones.
    """
    passing = _passing(model, audience, personal)
    if len(passing) != len(model.model_fields) or any(hidden for _, hidden in passing):
        return False
    return all(_is_leaf(info.annotation) for info in model.model_fields.values())


def _is_leaf(annotation: object) -> bool:
    kind, parts = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        return _is_leaf(parts[0])
    if kind in (tuple, Union, UnionType):
        return all(part is Ellipsis or _is_leaf(part) for part in parts)
    return kind is Literal or annotation in _LEAVES


def masked(held: object) -> object:
    """Returns personal text with its middle hidden: `138****5678`, `张*`; other values are hidden whole."""
    if not isinstance(held, str) or not held:
        return "" if isinstance(held, str) else None
    if len(held) >= MOBILE:
        return f"{held[:3]}****{held[-4:]}"
    return held[0] + "*" * (len(held) - 1) if len(held) > 1 else "*"
