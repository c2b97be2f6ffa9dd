"""Rows of a table laid over the data of a record: what they say replaces what was there, what they do not say stays."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from toolkit.edit.incoming.cells import Meaning
from toolkit.edit.shape import VALUE, Keys
from toolkit.kernel.origin import Origin
from toolkit.network.leaves import inner_of
from toolkit.network.record import Value
from toolkit.sources.document import Data, Step

Places = dict[tuple[Step, ...], Origin]
_FRACTION = re.compile(r"-?\d{1,15}\.\d{1,6}", re.ASCII)
_MONEY, _ROUND = re.compile(r"-?\d{1,13}\.\d\d", re.ASCII), re.compile(r"-?\d{1,13}(\.\d)?", re.ASCII)
_NUMBERS = ("amount", "number", "rate", "whole")


@dataclass
class Item:
    """What a row says of a record or of an item of a list: values by their keys, cells left empty, and lists inside.

    `place` is the number of the item that it stands for where the row itself does not tell; it is None where it does.
    """

    origin: Origin
    values: dict[Keys, tuple[Meaning, Data, Origin]] = field(default_factory=dict)
    empty: list[Keys] = field(default_factory=list)
    lists: dict[Keys, list[Item]] = field(default_factory=dict)
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Merging:
    """How rows are laid over data: with `clear`, an empty cell takes a value away, and so does a list that lacks an item."""

    clear: bool
    places: Places

    def merged(
        self, old: dict[str, Data], item: Item, model: type[Value], base: tuple[Step, ...] = ()
    ) -> dict[str, Data]:
        """Returns the data of a record or an item, and notes where each value of it was written in the table."""
        made = dict(old)
        self.places[base] = item.origin
        for keys, (meaning, data, origin) in item.values.items():
            made = _put(made, keys, data, meaning)
            self.places[(*base, *keys)] = origin
            if meaning.bilingual:
                self.places.setdefault((*base, *keys[:-1]), origin)
        for keys in item.empty if self.clear else ():
            made = _without(made, keys)
        for keys, items in item.lists.items():
            held = _at(made, keys)
            listed = self._list(held if isinstance(held, tuple) else (), items, _model_at(model, keys), (*base, *keys))
            made = _put(made, keys, listed, None) if listed else _without(made, keys)
        return made

    def _list(
        self, old: tuple[Data, ...], items: list[Item], model: type[Value] | None, base: tuple[Step, ...]
    ) -> tuple[Data, ...]:
        keys = model.KEY if model is not None else ()
        names: dict[Known, list[int]] = {}
        for spot, each in enumerate(old):
            names.setdefault(_known_by(each, keys), []).append(spot)
        made: dict[int, Data] = dict(enumerate(old)) if keys and not self.clear else {}
        for number, item in enumerate(items):
            place: int | None = item.place if item.place is not None else number
            if keys and item.place is None:
                same = names.get(_known_by(_alone(item, keys), keys))
                place = same.pop(0) if same else None
            known = place is not None and place < len(old)
            at = place if known and place is not None else len(old) + number
            before = old[at] if known else {}
            # Several rows of one new key stay several: the record's own check tells of them.
            spot = sum(1 for each in sorted(made) if each < at)
            made[at] = self._one(before, item, model, (*base, spot))
        return tuple(made[at] for at in sorted(made))

    def _one(self, old: Data, item: Item, model: type[Value] | None, base: tuple[Step, ...]) -> Data:
        if model is not None:
            return self.merged(old if isinstance(old, dict) else {}, item, model, base)
        held: dict[str, Data] = old if isinstance(old, dict) else {"zh": old} if old else {}
        for keys, (_, data, origin) in item.values.items():
            held = {**held, keys[0]: data}
            self.places[(*base, *keys)] = self.places[base] = origin
        return _short(held, old)


Known = tuple[str, ...]


def _alone(item: Item, keys: Keys) -> dict[str, Data]:
    """The values of an item's key, as they will stand."""
    values = ((path, data) for path, (_, data, _) in item.values.items())
    return {path[0]: data for path, data in values if path[0] in keys and path[1:] in ((), ("zh",))}


def _known_by(held: Data, keys: Keys) -> Known:
    """What tells an item apart: a number without the zeros that say nothing, words by the Chinese, nothing for what goes unsaid."""
    if not isinstance(held, dict):
        return ()
    parts = (held.get(key, "") for key in keys)
    texts = (str(part.get("zh", "") if isinstance(part, dict) else part) for part in parts)
    return tuple(format(Decimal(text).normalize(), "f") if _FRACTION.fullmatch(text) else text for text in texts)


def _model_at(model: type[Value], keys: Keys) -> type[Value] | None:
    found: type[Value] | None = model
    for key in keys:
        found = inner_of(found, key)
    return found


def _at(held: Data, keys: Keys) -> Data | None:
    for key in keys:
        if not isinstance(held, dict) or key not in held:
            return None
        held = held[key]
    return held


def _put(held: dict[str, Data], keys: Keys, data: Data, meaning: Meaning | None) -> dict[str, Data]:
    """A group with a value at keys below it; what says the same already stays as it is written."""
    key, rest = keys[0], keys[1:]
    old = held.get(key)
    if not rest or rest == (VALUE,):
        data = _styled(old, data, meaning)
    if meaning is not None and meaning.bilingual and len(rest) == 1 and rest[0] in ("zh", "en"):
        words: dict[str, Data] = old if isinstance(old, dict) else {"zh": old} if isinstance(old, str) else {}
        if _same(words.get(rest[0]), data, meaning):
            return held
        return {**held, key: _short({**words, rest[0]: data}, old)}
    if rest == (VALUE,) and not isinstance(old, dict):
        return held if meaning is not None and _same(old, data, meaning) else {**held, key: data}
    if rest:
        inner: dict[str, Data] = old if isinstance(old, dict) else {VALUE: old} if isinstance(old, str) else {}
        return {**held, key: _put(inner, rest, data, meaning)}
    return held if meaning is not None and _same(old, data, meaning) else {**held, key: data}


def _styled(old: Data | None, data: Data, meaning: Meaning | None) -> Data:
    """An amount with its two decimals, and so a figure that was written with two."""
    money = (meaning is not None and meaning.form == "amount") or (isinstance(old, str) and _MONEY.fullmatch(old))
    return f"{Decimal(data):.2f}" if money and isinstance(data, str) and _ROUND.fullmatch(data) else data


def _short(words: dict[str, Data], old: Data | None) -> Data:
    """Words in one language only stand plainly, unless they were written otherwise."""
    return words["zh"] if set(words) == {"zh"} and not isinstance(old, dict) else words


def _same(old: Data | None, new: Data, meaning: Meaning) -> bool:
    if old is None or old == new:
        return old == new
    if isinstance(old, tuple) or isinstance(new, tuple):
        return (
            isinstance(old, tuple)
            and isinstance(new, tuple)
            and len(old) == len(new)
            and all(_same(a, b, meaning) for a, b in zip(old, new, strict=True))
        )
    if isinstance(old, dict) or isinstance(new, dict):
        return False
    if meaning.form in _NUMBERS:
        try:
            return Decimal(old) == Decimal(new)
        except InvalidOperation:
            return False
    return _bare(old) == _bare(new)


def _bare(text: str) -> str:
    return text.replace("\r\n", "\n").strip("\u3000\xa0 \t\r\n")


def _without(held: dict[str, Data], keys: Keys) -> dict[str, Data]:
    """A group without the value at keys; a group in which nothing is left goes too."""
    key, rest = keys[0], keys[1:]
    old = held.get(key)
    left = _without(old, rest) if rest and isinstance(old, dict) else None
    if rest and isinstance(old, str):
        left = {"zh": old} if rest not in (("zh",), (VALUE,)) else None
        return held if left else {name: each for name, each in held.items() if name != key}
    if left:
        return {**held, key: left}
    return {name: each for name, each in held.items() if name != key}
