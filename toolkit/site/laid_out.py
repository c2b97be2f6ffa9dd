"""A record as pages show it whole: its single values first, then its groups and lists, each under its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.network.policy import Policy
from toolkit.network.record import Value, label
from toolkit.network.showing import field_text, filled
from toolkit.network.tables import Table, table_of
from toolkit.site.pages import Book


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together under a heading: single values, or a list as a table."""

    title: str = ""
    caption: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a record under a heading of its own."""

    anchor: str
    title: str
    pieces: tuple[Piece, ...]


def blocks(the: Book, record: Value, without: frozenset[str] = frozenset()) -> Iterator[Block]:
    """Yields the parts of a record: its single values, then each group and list; what says nothing and `without` are left out."""
    model = type(record)
    names = [
        name for name in model.model_fields if name not in without and vars(record).get(name) not in (None, (), {})
    ]
    single = tuple(name for name in names if not _has_block(vars(record)[name]))
    if single:
        yield Block("values", the.word("values"), (_piece(the, (record,), single),))
    for name in names:
        if name not in single:
            held, title = vars(record)[name], label(model, name).within(the.locale)
            yield Block(name, title, tuple(_pieces(the, held, record)))


def _has_block(held: object) -> bool:
    """Whether a value gets a heading of its own: a group, or a list of groups that is no list of points."""
    return isinstance(held, Value) or (_is_list(held) and not _are_points(held))


def _is_list(held: object) -> bool:
    return isinstance(held, tuple) and bool(held) and all(isinstance(item, Value) for item in held)


def _are_points(held: object) -> bool:
    """Whether a list holds points of a curve or of a scale: two fields each, which read well in a row."""
    return isinstance(held, tuple) and all(
        isinstance(item, Value) and len(type(item).model_fields) <= 2 for item in held
    )


def _pieces(the: Book, held: object, record: Value) -> Iterator[Piece]:
    if isinstance(held, Value):
        yield from _group(the, (record, held), "", frozenset())
    elif isinstance(held, tuple) and not any(_holds_lists(item) for item in held):
        yield Piece(table=_table(the, held, (record,)))
    elif isinstance(held, tuple):
        for item in held:
            key = " ".join(_text(the, (record, item), name) for name in item.KEY)
            name = name_of(the, item)
            yield from _group(the, (record, item), name or key, frozenset((*item.KEY, "name") if name else item.KEY))


def _text(the: Book, holders: tuple[Value, ...], name: str) -> str:
    """A field of the innermost of `holders`, which lie in each other, the outermost first."""
    group = holders[-1]
    return field_text(type(group), name, vars(group).get(name), the.locale, the.titles, holders)


def _group(the: Book, holders: tuple[Value, ...], title: str, without: frozenset[str]) -> Iterator[Piece]:
    """A group's single values, then a table for each list of it."""
    group = holders[-1]
    names = [n for n in type(group).model_fields if n not in without and vars(group).get(n) not in (None, (), {})]
    lists = [name for name in names if _is_list(vars(group)[name]) and not _are_points(vars(group)[name])]
    single = tuple(name for name in names if name not in lists)
    if single or title:
        yield _piece(the, holders, single, title)
    for name in lists:
        held = vars(group)[name]
        words = label(type(group), name).within(the.locale)
        yield Piece(caption=words, table=_table(the, held, holders))


def _table(the: Book, items: tuple[Value, ...], holders: tuple[Value, ...]) -> Table:
    """A list as a table. In a policy what has a name is not told by its code besides: readers of rules need none."""
    model = type(items[0])
    columns: tuple[str, ...] = ()
    if isinstance(holders[0], Policy) and model.KEY == ("id",) and all(_is_called(item) for item in items):
        columns = tuple(
            name for name in model.model_fields if name != "id" and any(filled(item, name) for item in items)
        )
    return table_of(model, items, the.locale, columns, titles=the.titles, holders=holders)


def _is_called(item: Value) -> bool:
    """Whether words stand for the item: it bears a text in both languages, and its id is a code of small letters."""
    code = str(vars(item).get("id", ""))
    return code == code.lower() and any(isinstance(held, Text) for held in vars(item).values())


def _piece(the: Book, holders: tuple[Value, ...], names: tuple[str, ...], title: str = "") -> Piece:
    model = type(holders[-1])
    rows = ((label(model, name).within(the.locale), _text(the, holders, name)) for name in names)
    return Piece(title=title, pairs=tuple(rows))


def _holds_lists(item: Value) -> bool:
    return any(_is_list(held) and not _are_points(held) for held in vars(item).values()) or any(
        _is_list(held) and len(held) > 3 for held in vars(item).values()
    )


def name_of(the: Book, item: Value) -> str:
    """Returns the name that a value bears in both languages; empty when it has none."""
    held = vars(item).get("name")
    return held.within(the.locale) if isinstance(held, Text) else ""
