"""Any value of any record as people read it: by its field's type, unit and vocabulary, in either language.

Pages that show policies and playbooks that quote them use this, so that a threshold is written once, in the policy's file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Locale, Text
from toolkit.kernel.units import with_unit
from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text, yes_no
from toolkit.network import fields
from toolkit.network.describe import is_of, reference_of, vocabulary_of
from toolkit.network.record import Value, label, mark

NOTHING = "–"
Titles = Callable[[str, str, Locale], str]
"""The name of a record by its kind and id, such as a product line's; its id when there is none."""


def bare_id(kind: str, key: str, locale: Locale) -> str:
    """Returns the id itself: how a reference is shown where nobody knows names."""
    return key


@dataclass(frozen=True, slots=True)
class Table:
    """A list of values of one type as rows: names of the columns, cells as text, and which columns after the first hold numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]


class NoSuchPart(LookupError):
    """A path names a field or an item that a record does not have; `step` is the word that leads nowhere, `known` what does."""

    def __init__(self, step: str, known: tuple[str, ...]) -> None:
        super().__init__(step)
        self.step = step
        self.known = known


@dataclass(frozen=True, slots=True)
class Part:
    """A value inside a record: the type that it is a field of, the field's name, and the value; an item of a list has both."""

    model: type[Value]
    name: str
    held: object
    item: bool = False

    def text(self, locale: Locale, titles: Titles = bare_id) -> str:
        """Returns the value as people read it."""
        if self.item:
            return _value(self.held, self.model, self.name, locale, titles)
        return field_text(self.model, self.name, self.held, locale, titles)


def part_of(record: Value, path: Iterable[str]) -> Part:
    """Returns the part of a record at a path of field names and item keys; raises NoSuchPart.

    An item of a list is named by its key, as in `grades.A.factor`; keys of more than one field are joined by `+`. Case does not
    matter in keys.
    """
    steps = tuple(path)
    part = Part(type(record), "", record, item=True)
    for step in steps:
        part = _step(part, step)
    return part


def _step(part: Part, step: str) -> Part:
    held = part.held
    if isinstance(held, Value):
        if step not in vars(held):
            raise NoSuchPart(step, tuple(vars(held)))
        return Part(type(held), step, getattr(held, step))
    if isinstance(held, dict):
        if step not in held:
            raise NoSuchPart(step, tuple(held))
        return Part(part.model, part.name, held[step], item=True)
    if isinstance(held, tuple) and all(isinstance(item, Value) for item in held):
        keys = {_key(item): item for item in held}
        found = next((item for key, item in keys.items() if key.lower() == step.lower()), None)
        if found is not None:
            return Part(part.model, part.name, found, item=True)
        raise NoSuchPart(step, tuple(keys))
    raise NoSuchPart(step, ())


def _key(item: Value) -> str:
    return "+".join(str(getattr(item, name)) for name in item.KEY)


def field_text(model: type[Value], name: str, held: object, locale: Locale, titles: Titles = bare_id) -> str:
    """Returns the value of a field: amounts in yuan, shares in percent, codes by their words, lists joined, groups in a row."""
    if held is None or held == ():
        return NOTHING
    if isinstance(held, tuple):
        joint = "；" if any(isinstance(item, Value) for item in held) else "、"
        return _joined((_value(item, model, name, locale, titles) for item in held), joint, locale)
    return _value(held, model, name, locale, titles)


def table_of(
    model: type[Value], items: Iterable[Value], locale: Locale, columns: tuple[str, ...] = (), titles: Titles = bare_id
) -> Table:
    """Returns a list of values as a table of the fields named, else of all that any of them fills in. Raises NoSuchPart."""
    rows = tuple(items)
    unknown = next((name for name in columns if name not in model.model_fields), None)
    if unknown is not None:
        raise NoSuchPart(unknown, tuple(model.model_fields))
    shown = columns or tuple(name for name in model.model_fields if any(_filled(row, name) for row in rows))
    return Table(
        head=tuple(label(model, name).within(locale) for name in shown),
        rows=tuple(
            tuple(field_text(type(row), name, vars(row).get(name), locale, titles) for name in shown) for row in rows
        ),
        numeric=frozenset(n for n, name in enumerate(shown) if n and _is_number(rows, name)),
    )


def group_rows(group: Value, locale: Locale, titles: Titles = bare_id) -> Iterator[tuple[str, str]]:
    """Yields name and text of every field of a group that has a value."""
    model = type(group)
    for name in model.model_fields:
        if _filled(group, name):
            yield label(model, name).within(locale), field_text(model, name, getattr(group, name), locale, titles)


def _filled(group: Value, name: str) -> bool:
    return vars(group).get(name) not in (None, (), {})


def _is_number(rows: tuple[Value, ...], name: str) -> bool:
    held = [vars(row).get(name) for row in rows]
    known = [value for value in held if value is not None]
    return bool(known) and all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in known)


def _value(held: object, model: type[Value], name: str, locale: Locale, titles: Titles) -> str:
    if isinstance(held, Value):
        if (point := _point(held, locale)) is not None:
            return point
        pairs = (f"{title}{'：' if locale == 'zh' else ': '}{text}" for title, text in group_rows(held, locale, titles))
        return _joined(pairs, "，", locale)
    if isinstance(held, dict):
        pairs = (f"{key} {_value(item, model, name, locale, titles)}" for key, item in held.items())
        return _joined(pairs, "；", locale)
    if isinstance(held, Text):
        return held.within(locale)
    if isinstance(held, bool):
        return yes_no(held).within(locale)
    if isinstance(held, date):
        return day_text(held, locale)
    if isinstance(held, Decimal | int):
        return _number(held, model, name, locale)
    return _word(str(held), model, name, locale, titles)


def _point(held: Value, locale: Locale) -> str | None:
    """A point of a curve, a group of two numbers and nothing else, as `0.85 → 60分`; None for any other group."""
    model = type(held)
    names = [name for name in model.model_fields if _filled(held, name)]
    numbers = [vars(held)[name] for name in names]
    if len(model.model_fields) != 2 or len(names) != 2:
        return None
    if not all(isinstance(number, Decimal | int) and not isinstance(number, bool) for number in numbers):
        return None
    return " → ".join(_number(number, model, name, locale) for name, number in zip(names, numbers, strict=True))


def _number(held: Decimal | int, model: type[Value], name: str, locale: Locale) -> str:
    annotation, unit = _annotation(model, name), mark(model, name, "unit")
    if is_of(annotation, fields.Rate):
        return percent_text(Decimal(held))
    if unit == "元" and isinstance(held, Decimal):
        return amount_text(held)
    if "year" in name and isinstance(held, int) and not unit:
        return str(held)
    return with_unit(number_text(held), unit, locale)


def _word(held: str, model: type[Value], name: str, locale: Locale, titles: Titles) -> str:
    annotation = _annotation(model, name)
    vocabulary = vocabulary_of(annotation)
    if vocabulary is not None and held in vocabulary:
        return vocabulary.label(held).within(locale)
    kind = reference_of(annotation)
    return titles(kind, held, locale) if kind else held


def _annotation(model: type[Value], name: str) -> Any:
    info = model.model_fields.get(name)
    return (info.annotation, *info.metadata) if info is not None else ()


def _joined(parts: Iterable[str], joint: str, locale: Locale) -> str:
    return (joint if locale == "zh" else {"；": "; ", "、": ", ", "，": ", "}[joint]).join(parts)
