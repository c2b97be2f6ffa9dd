"""Any value of any record as people read it: by its field's type, unit and vocabulary, in either language.

Pages that show policies and playbooks that quote them use this, so that a threshold is written once, in the policy's file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Protocol, TypeGuard

from toolkit.kernel.text import Locale, Text
from toolkit.kernel.units import with_unit
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text, yes_no
from toolkit.network import fields
from toolkit.network.describe import is_named_inside, is_of, reference_of, vocabulary_of
from toolkit.network.record import Value, label, mark

NOTHING = "–"
SHARE, YES = "share", "yes"
"""What `units_inside` may say beside the units of fields: shown in percent, and as a word."""
BOUNDS: Mapping[str, str] = {"at_least": "≥ ", "at_most": "≤ "}
"""Fields that bound a number, by their names: how the bound is written before it."""
Units = Mapping[str, str]
Titles = Callable[[str, str, Locale], str]
"""The name of a record by its kind and id, such as a product line's; its id when there is none."""


def bare_id(kind: str, key: str, locale: Locale) -> str:
    """Returns the id itself: how a reference is shown where nobody knows names."""
    return key


class Measured(Protocol):
    """A value whose numbers are counted in what it says itself, such as a threshold in the unit of what it watches."""

    def units_inside(self) -> Units:
        """Returns units by the names of fields, its own and those of the values inside it."""


class Naming(Protocol):
    """A value that names the codes used inside it, such as a policy whose rules refer to its own items."""

    def names_inside(self) -> Mapping[str, Text]:
        """Returns names by codes."""


class Worded(Protocol):
    """A group that is read as one thing, such as a time with its clock."""

    def in_words(self) -> Text:
        """Returns the group in both languages."""


def is_measured(held: object) -> TypeGuard[Measured]:
    """Returns whether a value says units of what is inside it."""
    return isinstance(held, Value) and _can(type(held), "units_inside")


def is_naming(held: object) -> TypeGuard[Naming]:
    """Returns whether a value names the codes inside it."""
    return isinstance(held, Value) and _can(type(held), "names_inside")


def is_worded(held: object) -> TypeGuard[Worded]:
    """Returns whether a group is read as one thing."""
    return isinstance(held, Value) and _can(type(held), "in_words")


@cache
def _can(model: type[Value], name: str) -> bool:
    """Asked once a type: a protocol's own answer is worked out anew for each of a million values."""
    return hasattr(model, name)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a value and says how to read it: titles of records, units by fields, names by codes."""

    titles: Titles = bare_id
    units: Units | None = None
    names: Mapping[str, Text] | None = None

    def inside(self, held: object) -> Around:
        """Returns what stands around the parts of a value."""
        units = held.units_inside() if is_measured(held) else {}
        names = held.names_inside() if is_naming(held) else {}
        if not units and not names:
            return self
        return replace(self, units={**(self.units or {}), **units}, names={**(self.names or {}), **names})


def around(titles: Titles, holders: Iterable[object]) -> Around:
    """Returns what stands around a value that lies inside `holders`, the outermost first."""
    found = Around(titles)
    for held in holders:
        found = found.inside(held)
    return found


class NoSuchPart(LookupError):
    """A path names a field or an item that a record does not have; `step` is the word that leads nowhere, `known` what does."""

    def __init__(self, step: str, known: tuple[str, ...]) -> None:
        super().__init__(step)
        self.step = step
        self.known = known


@dataclass(frozen=True, slots=True)
class Part:
    """A value inside a record: the type that it is a field of, the field's name, and the value; an item of a list has both.

    `holders` are the values that it lies in, the outermost first.
    """

    model: type[Value]
    name: str
    held: object
    item: bool = False
    holders: tuple[Value, ...] = ()

    def text(self, locale: Locale, titles: Titles = bare_id) -> str:
        """Returns the value as people read it."""
        if self.item:
            return _value(self.held, self.model, self.name, locale, around(titles, self.holders))
        return field_text(self.model, self.name, self.held, locale, titles, self.holders)


def part_of(record: Value, path: Iterable[str]) -> Part:
    """Returns the part of a record at a path of field names and item keys; raises NoSuchPart.

    An item of a list is named by its key, as in `grades.A.factor`; keys of more than one field are joined by `+`. Case does not
    matter in keys.
    """
    part = Part(type(record), "", record, item=True)
    for step in path:
        part = _step(part, step)
    return part


def key_of(item: Value) -> str:
    """Returns the key by which a path names an item of a list."""
    return "+".join(str(getattr(item, name)) for name in item.KEY)


def _step(part: Part, step: str) -> Part:
    held = part.held
    if isinstance(held, Value):
        if step not in vars(held):
            raise NoSuchPart(step, tuple(vars(held)))
        return Part(type(held), step, getattr(held, step), holders=(*part.holders, held))
    if isinstance(held, dict):
        if step not in held:
            raise NoSuchPart(step, tuple(held))
        return replace(part, held=held[step], item=True)
    if isinstance(held, tuple) and all(isinstance(item, Value) for item in held):
        keys = {key_of(item): item for item in held}
        found = next((item for key, item in keys.items() if key.lower() == step.lower()), None)
        if found is not None:
            return replace(part, held=found, item=True)
        raise NoSuchPart(step, tuple(keys))
    raise NoSuchPart(step, ())


def field_text(
    model: type[Value],
    name: str,
    held: object,
    locale: Locale,
    titles: Titles = bare_id,
    holders: Iterable[object] = (),
) -> str:
    """Returns the value of a field: amounts in yuan, shares in percent, codes by their words, lists joined, groups in a row.

    `holders` are the values that it lies in, the outermost first: they may name units and codes.
    """
    return _field(held, model, name, locale, around(titles, holders))


def group_rows(
    group: Value, locale: Locale, titles: Titles = bare_id, holders: Iterable[object] = ()
) -> Iterator[tuple[str, str]]:
    """Yields name and text of every field of a group that has a value."""
    yield from _rows(group, locale, around(titles, (*holders, group)))


def filled(group: Value, name: str) -> bool:
    """Returns whether a field says something: neither empty, nor a no that nobody wrote."""
    held = vars(group).get(name)
    return held not in (None, (), {}) and not (held is False and type(group).model_fields[name].default is False)


def _field(held: object, model: type[Value], name: str, locale: Locale, near: Around) -> str:
    if held is None or held == ():
        return NOTHING
    if isinstance(held, tuple):
        joint = "；" if any(isinstance(item, Value) for item in held) else "、"
        return _joined((_value(item, model, name, locale, near) for item in held), joint, locale)
    return _value(held, model, name, locale, near)


def _rows(group: Value, locale: Locale, near: Around) -> Iterator[tuple[str, str]]:
    model = type(group)
    for name in model.model_fields:
        if filled(group, name):
            yield label(model, name).within(locale), _field(getattr(group, name), model, name, locale, near)


def _value(held: object, model: type[Value], name: str, locale: Locale, near: Around) -> str:
    if isinstance(held, Value):
        if is_worded(held):
            return held.in_words().within(locale)
        return _group(held, locale, near.inside(held))
    if isinstance(held, dict):
        pairs = (f"{key} {_value(item, model, name, locale, near)}" for key, item in held.items())
        return _joined(pairs, "；", locale)
    if isinstance(held, Text):
        return held.within(locale)
    if isinstance(held, bool):
        return yes_no(held).within(locale)
    if isinstance(held, date):
        return day_text(held, locale)
    if isinstance(held, Decimal | int):
        return _number(held, model, name, locale, near)
    return _word(str(held), model, name, locale, near)


def _group(held: Value, locale: Locale, near: Around) -> str:
    colon = "：" if locale == "zh" else ": "
    pair = _pair(held)
    if pair is not None:
        first, second = (_field(vars(held)[name], type(held), name, locale, near) for name in pair)
        joint = " → " if _is_number(vars(held)[pair[0]]) and _is_number(vars(held)[pair[1]]) else colon
        bound = "" if (near.units or {}).get(pair[1]) == YES else BOUNDS.get(pair[1], "")
        return f"{first}{joint}{bound}{second}"
    return _joined((f"{title}{colon}{text}" for title, text in _rows(held, locale, near)), "，", locale)


def _pair(held: Value) -> tuple[str, str] | None:
    """The two fields of a point of a curve (`0.85 → 60分`), or of a key and what it stands for (`A：1.1`); None otherwise."""
    names = tuple(name for name in type(held).model_fields if filled(held, name))
    if len(names) != 2:
        return None
    point = len(type(held).model_fields) == 2 and all(_is_number(vars(held)[name]) for name in names)
    return (names[0], names[1]) if point or names[:1] == type(held).KEY else None


def _is_number(held: object) -> bool:
    return isinstance(held, Decimal | int) and not isinstance(held, bool)


def _number(held: Decimal | int, model: type[Value], name: str, locale: Locale, near: Around) -> str:
    form = _form(model, name)
    unit = (near.units or {}).get(name) or form.unit
    if unit == YES:
        return yes_no(bool(held)).within(locale)
    if unit == SHARE or form.is_rate:
        return percent_text(Decimal(held))
    if unit == "元" and isinstance(held, Decimal):
        return amount_text(held)
    if "year" in name and isinstance(held, int) and not unit:
        return str(held)
    return with_unit(number_text(held), unit, locale)


def _word(held: str, model: type[Value], name: str, locale: Locale, near: Around) -> str:
    form = _form(model, name)
    if form.vocabulary is not None and held in form.vocabulary:
        return form.vocabulary.label(held).within(locale)
    if near.names and held in near.names and form.is_named:
        return near.names[held].within(locale)
    return near.titles(form.reference, held, locale) if form.reference else held


@dataclass(frozen=True, slots=True)
class _Form:
    """What a field's type says of how its values are read."""

    unit: str
    is_rate: bool
    is_named: bool
    vocabulary: Vocabulary | None
    reference: str


@cache
def _form(model: type[Value], name: str) -> _Form:
    """Worked out once a field, for a page that shows whole records asks it a hundred thousand times."""
    info = model.model_fields.get(name)
    kind: Any = (info.annotation, *info.metadata) if info is not None else ()
    unit = mark(model, name, "unit") if info is not None else ""
    return _Form(unit, is_of(kind, fields.Rate), is_named_inside(kind), vocabulary_of(kind), reference_of(kind) or "")


def _joined(parts: Iterable[str], joint: str, locale: Locale) -> str:
    return (joint if locale == "zh" else {"；": "; ", "、": ", ", "，": ", "}[joint]).join(parts)
