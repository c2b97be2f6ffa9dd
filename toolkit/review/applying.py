"""Reported changes put into old records: what comes out are the new ones. It is how a report is known to be complete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.network.comparing import ABSENT
from toolkit.network.record import Record, Value
from toolkit.review.change import FILE_KINDS, Change
from toolkit.review.walking import by_key

Key = tuple[str, str]


def applied(records: Mapping[Key, Record], changes: Iterable[Change]) -> dict[Key, Record]:
    """Returns the records, by kind and id, as the changes leave them. Raises KeyError for a change of a record that is not there."""
    found = dict(records)
    for change in changes:
        key = (change.kind, change.id)
        if change.kind in FILE_KINDS:
            continue
        if change.path:
            found[key] = _put(found[key], change.path, change)
        elif change.op == "removed":
            del found[key]
        elif change.op == "renamed" and isinstance(change.new, dict):
            found[key] = found.pop((change.kind, change.before)).model_copy(update=change.new)
        elif isinstance(change.new, Record):
            found[key] = change.new
    return found


def _put(held: Any, path: tuple[str, ...], change: Change) -> Any:
    """The value with the change at `path` inside it."""
    if not path:
        if change.op != "ordered" or not isinstance(change.new, tuple):
            return change.new
        rows = by_key(held)
        return tuple(rows[key][1] for key in change.new)
    step, rest = path[0], path[1:]
    if isinstance(held, Value):
        return held.model_copy(update={step: _put(vars(held)[step], rest, change)})
    key = step[1:-1]
    if isinstance(held, dict):
        inner = _put(held.get(key, ABSENT), rest, change)
        kept = {name: item for name, item in held.items() if name != key or inner is not ABSENT}
        return kept if inner is ABSENT else {**kept, key: inner}
    items = {name: item for name, (_, item) in by_key(held or ()).items()}
    items[key] = _put(items.get(key, ABSENT), rest, change)
    return tuple(item for item in items.values() if item is not ABSENT)
