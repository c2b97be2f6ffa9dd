"""A record that was put together from another one and what later records changed in it, such as a contract with its amendments.

It is a record like any other, and every value of it still knows its place: one that was changed stands where the change was
written, the others where they always stood. So rules, checks and traces take it without knowing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from toolkit.network.leaves import located, named
from toolkit.network.record import Record
from toolkit.sources.document import Step

R = TypeVar("R", bound=Record)
Place = tuple[Record, tuple[Step, ...]]
_MARK = "restated"


@dataclass(frozen=True, slots=True)
class Restated:
    """The record that the files hold, and by the name of each changed leaf where the change stands."""

    base: Record
    moved: Mapping[str, Place]


def restate(record: R, base: Record, moved: Mapping[str, Place]) -> R:
    """Returns `record`, which nobody else holds yet, marked as made from `base` by the changes of `moved`."""
    object.__setattr__(record, "__pydantic_private__", {_MARK: Restated(base, moved)})
    return record


def restated(record: Record) -> Restated | None:
    """Returns what a record was made from; None for one that stands in a file as it is."""
    private = record.__pydantic_private__
    found = private.get(_MARK) if private else None
    return found if isinstance(found, Restated) else None


def place_of(record: Record, path: tuple[Step, ...]) -> Place:
    """Returns the record and the path at which a value is written; of a group, the change that reached into it last."""
    made = restated(record)
    if made is None or not path:
        return (record if made is None else made.base), path
    name = named(record, path)
    inside = [place for moved, place in made.moved.items() if _lies_in(moved, name)]
    if inside:
        return inside[-1]
    return made.base, located(made.base, name) or path[:1]


def _lies_in(leaf: str, group: str) -> bool:
    return leaf == group or leaf.startswith((f"{group}.", f"{group}["))
