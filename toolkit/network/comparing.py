"""What differs between two versions of one record: field by field, items of lists matched by their keys, never by their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.network.record import Value

ABSENT = object()
"""What stands on the side that has no such field or item."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field or an item that is not the same on both sides, with the models and names on the way to it."""

    path: tuple[str, ...]
    model: type[Value]
    name: str
    before: object
    after: object


def differences(
    before: Value, after: Value, path: tuple[str, ...] = (), without: frozenset[str] = frozenset()
) -> Iterator[Difference]:
    """Yields what differs, in the order of the type's fields; `without` are fields of the outermost group to leave out."""
    model = type(after)
    for name in model.model_fields:
        if name not in without:
            yield from _field(model, name, vars(before).get(name), vars(after).get(name), (*path, name))


def _field(model: type[Value], name: str, before: object, after: object, path: tuple[str, ...]) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Value) and isinstance(after, Value) and type(before) is type(after):
        yield from differences(before, after, path)
    elif _keyed(before) and _keyed(after) and (before or after):
        yield from _items(model, name, _by_key(before), _by_key(after), path)
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _field(model, name, before.get(key, ABSENT), after.get(key, ABSENT), (*path, str(key)))
    else:
        yield Difference(path, model, name, before, after)


def _items(
    model: type[Value], name: str, before: dict[str, Value], after: dict[str, Value], path: tuple[str, ...]
) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old is None or new is None or type(old) is not type(new):
            yield Difference((*path, key), model, name, ABSENT if old is None else old, ABSENT if new is None else new)
        elif old != new:
            yield from differences(old, new, (*path, key))


def _keyed(held: object) -> bool:
    return isinstance(held, tuple) and all(isinstance(item, Value) and item.KEY for item in held)


def _by_key(held: object) -> dict[str, Value]:
    rows = held if isinstance(held, tuple) else ()
    return {key_of(item): item for item in rows}


def key_of(item: Value) -> str:
    """Returns what an item of a list is known by: the values of its key, a name by its Chinese wording."""
    held = (getattr(item, part) for part in item.KEY)
    return "+".join(part.zh if isinstance(part, Text) else str(part) for part in held)
