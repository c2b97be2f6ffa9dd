"""A record as a table of leaves: every value under the path by which people name it; and a record with some of them changed.

Items of a list are named by their key, codes by themselves, others by their number: `targets.quarters[2026Q1+tea].amount`,
`scopes[city].regions[330106]`, `support[2].zh`. An amount has one form, so `"5000"` and `"5000.00"` are the same leaf.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, get_origin

from toolkit.kernel.text import Text
from toolkit.network.record import Value, mark
from toolkit.network.validation import inner_model
from toolkit.sources.document import Data, Step

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What a file could say, open to change."""
Shown = Callable[[type[Value], str], bool]
_TOKEN = re.compile(r"\.?(\w+)|\[([^\]]*)\]")


class Unfitting(ValueError):
    """A path names no leaf of the record, or the place for it is not there; `name` is the path."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def plain(value: Any, *, defaults: bool = True, exact: bool = False) -> Plain:
    """Returns a value as a file could say it; what may be left out and is empty is not there, without `defaults` nor what goes unsaid.

    Amounts have one form, `exact` ones the zeros that were written.
    """
    if isinstance(value, Value):
        model, held = type(value), vars(value)
        return {
            info.alias or name: plain(held[name], defaults=defaults, exact=exact)
            for name, info in model.model_fields.items()
            if held.get(name) is not None and (info.is_required() or _is_said(held[name], info.default, defaults))
        }
    if isinstance(value, dict):
        return {key: plain(inner, defaults=defaults, exact=exact) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(item, defaults=defaults, exact=exact) for item in value]
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en} if value.en else {"zh": value.zh}
    return str(value) if exact and isinstance(value, Decimal) else leaf_text(value)


def _is_said(value: Any, default: Any, defaults: bool) -> bool:
    return value not in ((), {}) and (defaults or value != default)


def leaf_text(value: Any) -> str:
    """Returns the one form of a single value as text: amounts without trailing zeros, days as `2026-01-15`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def leaves(
    value: Value, shown: Shown = lambda model, name: True, *, defaults: bool = True
) -> Iterator[tuple[str, tuple[Step, ...], str]]:
    """Yields name, path and text of every leaf of a record; `shown` says which fields are looked into.

    A table that is kept leaves out `defaults`: a field that a later version of the toolkit adds is then no change of it.
    """
    yield from _leaves(type(value), plain(value, defaults=defaults), "", (), shown)


def _leaves(
    model: type[Value] | None, held: Plain, name: str, path: tuple[Step, ...], shown: Shown
) -> Iterator[tuple[str, tuple[Step, ...], str]]:
    if isinstance(held, str):
        yield name, path, held
    elif isinstance(held, list):
        for place, item in enumerate(held):
            yield from _leaves(model, item, f"{name}[{_item(model, item, place)}]", (*path, place), shown)
    else:
        for key, inner in held.items():
            if model is None or shown(model, key):
                below, inside = inner_of(model, key), f"{name}.{key}" if name else key
                for own, part in inner.items() if _is_table(model, key) and isinstance(inner, dict) else ():
                    yield from _leaves(below, part, f"{inside}.{own}", (*path, key, own), shown)
                if not _is_table(model, key):
                    yield from _leaves(below, inner, inside, (*path, key), shown)


def _is_table(model: type[Value] | None, key: str) -> bool:
    """Whether a field holds groups under keys of the file's own, which are read here but not written."""
    known = model is not None and key in model.model_fields
    return known and model is not None and get_origin(model.model_fields[key].annotation) is dict


def dealers_own(model: type[Value], name: str) -> bool:
    """Returns whether a field is one that a dealer may see: what the two sides share, and nothing internal."""
    return name not in model.model_fields or mark(model, name, "audience") != "internal"


def inner_of(model: type[Value] | None, key: str) -> type[Value] | None:
    """Returns the group of fields that a field holds, alone or in a list; None for a single value."""
    known = model is not None and key in model.model_fields
    return inner_model(model.model_fields[key].annotation) if known and model is not None else None


def _item(model: type[Value] | None, item: Plain, place: int) -> str:
    keys = model.KEY if model is not None else ()
    if isinstance(item, dict) and keys and all(isinstance(item.get(key), str) for key in keys):
        return "+".join(str(item[key]) for key in keys)
    return item if isinstance(item, str) else str(place + 1)


def named(value: Value, path: Iterable[Step]) -> str:
    """Returns the name of a path into a record; steps that lead nowhere are named as they are."""
    model: type[Value] | None = type(value)
    held: Plain = plain(value)
    name = ""
    for step in path:
        if isinstance(step, int):
            item = held[step] if isinstance(held, list) and step < len(held) else {}
            name += f"[{_item(model, item, step)}]"
            held = item
        else:
            name += f".{step}" if name else step
            model, held = inner_of(model, step), held.get(step, {}) if isinstance(held, dict) else {}
    return name


def located(value: Value, name: str) -> tuple[Step, ...] | None:
    """Returns the path of a name in a record, of a leaf or of a group; None when nothing of that name is there."""
    model: type[Value] | None = type(value)
    held: Plain = plain(value)
    path: list[Step] = []
    for key, item in ((found.group(1), found.group(2)) for found in _TOKEN.finditer(name)):
        if isinstance(held, list):
            place = next((n for n, other in enumerate(held) if _item(model, other, n) == item), None)
            if place is None:
                return None
            path.append(place)
            held = held[place]
        elif isinstance(held, dict) and key in held:
            path.append(key)
            model, held = inner_of(model, key), held[key]
        else:
            return None
    return tuple(path)


def rewritten(value: Value, changes: Iterable[tuple[str, str | None]]) -> dict[str, Data]:
    """Returns the data of a record with some leaves put, or taken away where the text is None. Raises Unfitting.

    A leaf of a list item that is not there yet makes the item, its key taken from the path; an item or an optional group
    goes when its last leaf goes.
    """
    data = plain(value, exact=True)
    for name, text in changes:
        tokens = [(found.group(1), found.group(2)) for found in _TOKEN.finditer(name)]
        whole = "".join(f".{field}" if field else f"[{item}]" for field, item in tokens)
        if not tokens or whole.lstrip(".") != name:
            raise Unfitting(name)
        _put(type(value), data, tokens, text, name)
    sealed = _sealed(data)
    return sealed if isinstance(sealed, dict) else {}


Tokens = list[tuple[str | None, str | None]]


def _put(model: type[Value] | None, held: Plain, tokens: Tokens, text: str | None, name: str) -> None:
    (key, item), rest = tokens[0], tokens[1:]
    if isinstance(held, list) and item is not None:
        _put_item(model, held, item, rest, text, name)
    elif isinstance(held, dict) and key is not None:
        _put_field(model, held, key, rest, text, name)
    else:
        raise Unfitting(name)


def _put_field(
    model: type[Value] | None, held: dict[str, Plain], key: str, rest: Tokens, text: str | None, name: str
) -> None:
    if key not in _keys_of(model):
        raise Unfitting(name)
    if rest:
        empty: Plain = [] if rest[0][1] is not None else {}
        below = held.setdefault(key, empty)
        _put(inner_of(model, key), below, rest, text, name)
        if not below:
            del held[key]
    elif text is None:
        if not isinstance(held.pop(key, None), str):
            raise Unfitting(name)
    elif isinstance(held.get(key, ""), str):
        held[key] = text
    else:
        raise Unfitting(name)


def _keys_of(model: type[Value] | None) -> set[str]:
    """The keys that a group may have; of a text its two languages."""
    return {"zh", "en"} if model is None else {info.alias or name for name, info in model.model_fields.items()}


def _put_item(
    model: type[Value] | None, held: list[Plain], item: str, rest: Tokens, text: str | None, name: str
) -> None:
    place = next((n for n, other in enumerate(held) if _item(model, other, n) == item), None)
    if not rest:
        if model is not None or (text is not None and text != item) or (text is None) != (place is not None):
            raise Unfitting(name)
        if place is None:
            held.append(item)
        else:
            held.pop(place)
        return
    if place is None:
        place = len(held)
        held.append(_new_item(model, item, name, place))
    below = held[place]
    _put(model, below, rest, text, name)
    keys = set(model.KEY) if model is not None else set()
    if text is None and isinstance(below, dict) and set(below) <= keys:
        held.pop(place)


def _new_item(model: type[Value] | None, item: str, name: str, place: int) -> dict[str, Plain]:
    """An item that a leaf is put into: with its key, or the next of a list of texts."""
    keys = model.KEY if model is not None else ()
    parts = item.split("+") if keys else []
    if len(parts) != len(keys) or (not keys and item != str(place + 1)):
        raise Unfitting(name)
    return dict(zip(keys, parts, strict=True))


def _sealed(held: Plain) -> Data:
    if isinstance(held, list):
        return tuple(_sealed(item) for item in held)
    return {key: _sealed(inner) for key, inner in held.items()} if isinstance(held, dict) else held


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str | None, str | None]]:
    """Yields (name, before, after) of every leaf that two tables do not share, in the order of the names as they come."""
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)
