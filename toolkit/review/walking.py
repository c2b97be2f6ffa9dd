"""Two versions of one record walked together: which values differ, each with its way on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit.kernel.text import Text
from toolkit.network.comparing import ABSENT, key_of
from toolkit.network.record import Record, Value, label
from toolkit.review.change import Operation
from toolkit.sources.document import Step
from toolkit.sources.prose import Prose


@dataclass(frozen=True, slots=True)
class Way:
    """How a value is reached: its path in a change, the steps on each side, the names of the fields, and what it lies in."""

    model: type[Value]
    name: str = ""
    path: tuple[str, ...] = ()
    before: tuple[Step, ...] = ()
    after: tuple[Step, ...] = ()
    names: tuple[Text, ...] = ()
    holders: tuple[tuple[Value, ...], tuple[Value, ...]] = ((), ())
    item: bool = False

    def field(self, old: Value, new: Value, name: str) -> Way:
        """Returns the way to a field of two values of one type."""
        model = type(new)
        step = model.model_fields[name].alias or name
        return Way(
            model, name, (*self.path, name), (*self.before, step), (*self.after, step),
            (*self.names, label(model, name)), ((*self.holders[0], old), (*self.holders[1], new)),
        )  # fmt: skip

    def entry(self, key: str, before: Step | None, after: Step | None) -> Way:
        """Returns the way to an item of a list, or to an entry of a table; None where the side lacks it."""
        return replace(
            self,
            path=(*self.path, f"[{key}]"),
            before=self.before if before is None else (*self.before, before),
            after=self.after if after is None else (*self.after, after),
            names=(*self.names, Text(key)),
            item=True,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A difference: what happened, on which way, and both values."""

    op: Operation
    way: Way
    old: object
    new: object


def walked(old: Record, new: Record, besides: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Yields what differs between two records of one type, in the order of the fields; `besides` are fields not looked at."""
    yield from _values(old, new, Way(type(new)), besides)


def _values(old: Value, new: Value, way: Way, besides: frozenset[str] = frozenset()) -> Iterator[Found]:
    for name in type(new).model_fields:
        if name not in besides:
            yield from _held(vars(old).get(name), vars(new).get(name), way.field(old, new, name))


def _held(old: object, new: object, way: Way) -> Iterator[Found]:
    if old is new or same(old, new):
        return
    if isinstance(old, Value) and isinstance(new, Value) and type(old) is type(new):
        yield from _values(old, new, way)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _entries(old, new, way)
    elif keyed(old) and keyed(new) and (old or new):
        yield from _items(by_key(old), by_key(new), way)
    else:
        yield Found("changed", way, old, new)


def _entries(old: dict[str, object], new: dict[str, object], way: Way) -> Iterator[Found]:
    for key in dict.fromkeys((*old, *new)):
        here = way.entry(str(key), key if key in old else None, key if key in new else None)
        yield from _one(old.get(key, ABSENT), new.get(key, ABSENT), here)


def _items(old: dict[str, tuple[int, Value]], new: dict[str, tuple[int, Value]], way: Way) -> Iterator[Found]:
    for key in dict.fromkeys((*old, *new)):
        here = way.entry(key, old[key][0] if key in old else None, new[key][0] if key in new else None)
        yield from _one(old[key][1] if key in old else ABSENT, new[key][1] if key in new else ABSENT, here)
    kept = (*(key for key in old if key in new), *(key for key in new if key not in old))
    if kept != tuple(new):
        yield Found("ordered", way, tuple(old), tuple(new))


def _one(old: object, new: object, way: Way) -> Iterator[Found]:
    if old is ABSENT or new is ABSENT:
        yield Found("added" if old is ABSENT else "removed", way, old, new)
    else:
        yield from _held(old, new, way)


def same(old: object, new: object) -> bool:
    """Returns whether two values say the same; of texts their source counts, not the line that they begin at."""
    if isinstance(old, Prose) and isinstance(new, Prose):
        return old.source.strip() == new.source.strip()
    return type(old) is type(new) and old == new


def keyed(held: object) -> bool:
    """Returns whether a value is a list whose items can be told apart by their keys; with a key that stands twice they cannot."""
    if not isinstance(held, tuple) or not all(isinstance(item, Value) and item.KEY for item in held):
        return False
    return len(by_key(held)) == len(held)


def by_key(held: object) -> dict[str, tuple[int, Value]]:
    """Returns the items of a list by their keys, each with its place."""
    rows = held if isinstance(held, tuple) else ()
    return {key_of(item): (place, item) for place, item in enumerate(rows)}
