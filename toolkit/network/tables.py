"""Lists of values as tables that people read: all or some of their fields, lists inside lists, and two keys against each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.text import Locale
from toolkit.network.record import Value, label
from toolkit.network.showing import NOTHING, NoSuchPart, Part, Titles, bare_id, field_text, filled, part_of

EACH = "each"
"""The step of a path that stands for every item of a list, as in `dimensions.each.indicators`."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list of values of one type as rows: names of the columns, cells as text, and which columns after the first hold numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a list, and the values that it lies in, the outermost first; `of` is the item whose list it is in, if any."""

    item: Value
    holders: tuple[Value, ...] = ()
    of: Value | None = None


def rows_of(record: Value, path: Iterable[str]) -> tuple[Row, ...]:
    """Returns the items of the list at a path; with EACH in it, those of all the lists there, in order.

    Empty where the path leads to no list of groups. Raises NoSuchPart.
    """
    steps = tuple(path)
    if EACH not in steps:
        return _items(part_of(record, steps))
    place = steps.index(EACH)
    return tuple(
        Row(row.item, (*outer.holders, *row.holders), outer.item)
        for outer in _items(part_of(record, steps[:place]))
        for row in rows_of(outer.item, steps[place + 1 :])
    )


def _items(part: Part) -> tuple[Row, ...]:
    held = part.held
    if isinstance(held, tuple) and all(isinstance(item, Value) for item in held):
        return tuple(Row(item, part.holders) for item in held)
    return ()


def table_of(
    model: type[Value],
    items: Iterable[Value],
    locale: Locale,
    columns: tuple[str, ...] = (),
    titles: Titles = bare_id,
    holders: tuple[Value, ...] = (),
) -> Table:
    """Returns a list of values as a table of the fields named, else of all that any of them fills in. Raises NoSuchPart."""
    return listed(tuple(Row(item, holders) for item in items), locale, columns, titles, model)


def listed(
    rows: tuple[Row, ...],
    locale: Locale,
    columns: tuple[str, ...] = (),
    titles: Titles = bare_id,
    model: type[Value] | None = None,
) -> Table:
    """Returns rows as a table of the fields named, else of all that any of them fills in. Raises NoSuchPart.

    Where the rows are of lists inside a list, the first column says inside which item each is.
    """
    form = model or type(rows[0].item)
    _known(form, columns)
    shown = columns or tuple(name for name in form.model_fields if any(filled(row.item, name) for row in rows))
    head, lead = tuple(label(form, name).within(locale) for name in shown), 0
    outer = rows[0].of if rows else None
    if outer is not None:
        head, lead = (label(type(outer), outer.KEY[0]).within(locale), *head), 1
    body = tuple((*_lead(row, locale, titles), *(_cell(row, name, locale, titles) for name in shown)) for row in rows)
    return Table(head, body, frozenset(n + lead for n, name in enumerate(shown) if n + lead and _is_number(rows, name)))


def grid_of(rows: tuple[Row, ...], fields: tuple[str, str, str], locale: Locale, titles: Titles = bare_id) -> Table:
    """Returns a list with two keys as a grid: a row for each value of the first field, a column for each of the second, and
    the third in the cells. Raises NoSuchPart."""
    down, across, inside = fields
    form = type(rows[0].item)
    _known(form, fields)
    cells = {(_cell(row, down, locale, titles), _cell(row, across, locale, titles)): row for row in rows}
    heads, sides = dict.fromkeys(key[1] for key in cells), dict.fromkeys(key[0] for key in cells)
    body = tuple(
        (
            side,
            *(_cell(cells[side, head], inside, locale, titles) if (side, head) in cells else NOTHING for head in heads),
        )
        for side in sides
    )
    numeric = frozenset(range(1, len(heads) + 1)) if _is_number(rows, inside) else frozenset()
    return Table((label(form, down).within(locale), *heads), body, numeric)


def _known(model: type[Value], names: Iterable[str]) -> None:
    for name in names:
        if name not in model.model_fields:
            raise NoSuchPart(name, tuple(model.model_fields))


def _lead(row: Row, locale: Locale, titles: Titles) -> tuple[str, ...]:
    if row.of is None:
        return ()
    name = "name" if "name" in vars(row.of) else row.of.KEY[0]
    return (field_text(type(row.of), name, vars(row.of)[name], locale, titles),)


def _cell(row: Row, name: str, locale: Locale, titles: Titles) -> str:
    held = vars(row.item).get(name)
    return field_text(type(row.item), name, held, locale, titles, (*row.holders, row.item))


def _is_number(rows: tuple[Row, ...], name: str) -> bool:
    held = [vars(row.item).get(name) for row in rows]
    known = [value for value in held if value is not None]
    return bool(known) and all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in known)
