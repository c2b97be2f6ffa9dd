"""An answer of `build explain`: one value, shown to people as lines and tables, to programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from toolkit.cli.table import padded, table, width
from toolkit.kernel.characters import made_visible
from toolkit.kernel.origin import Origin
from toolkit.kernel.text import NO_TEXT, Locale, Text
from toolkit.kernel.wording import yes_no

FORMAT = 1
DECIMALS = 6
"""More are not shown to people; JSON has all of them."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; `most` are the cells that each column may take, 0 for as many as it needs."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    most: tuple[int, ...]
    title: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Answer:
    """A title, named facts, tables, notes below; and the same for programs."""

    title: Text
    facts: tuple[tuple[Text, Text], ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[Text, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)


def plain(value: object) -> Text:
    """Returns a value as people read it: `–` for what is not known, six decimals at most."""
    if isinstance(value, Text):
        return value
    if value is None or value == "":
        return Text("–")
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -DECIMALS:
            value = round(value, DECIMALS).normalize()
        return Text(f"{value:f}")
    return Text(str(value))


def where(origin: Origin | None) -> str:
    """Returns `path:line`, or an empty text for no place."""
    return "" if origin is None else f"{origin.path}:{origin.line}" if origin.line else origin.path


def as_text(answer: Answer, locale: Locale) -> Iterator[str]:
    """Yields the lines of an answer. What it quotes of the data stays on its line."""
    yield made_visible(answer.title.within(locale))
    facts = [(name.within(locale), made_visible(value.within(locale))) for name, value in answer.facts]
    widest = max((width(name) for name, _ in facts), default=0)
    for name, value in facts:
        yield f"  {padded(name, widest)}  {value}".rstrip()
    for each in answer.tables:
        yield ""
        if each.title:
            yield made_visible(each.title.within(locale))
        rows = [[cell.within(locale) for cell in row] for row in each.rows]
        yield from table([name.within(locale) for name in each.head], rows, each.most)
    if answer.notes:
        yield ""
    for note in answer.notes:
        yield made_visible(note.within(locale))


def as_json(answer: Answer, as_of: date | None, locale: Locale) -> str:
    """Returns the answer as JSON: texts follow the language, with both languages beside them; numbers are texts, exact."""
    head = {"format": FORMAT, "as_of": as_of.isoformat() if as_of else None}
    title = {"title": answer.title.within(locale), "title_zh": answer.title.zh, "title_en": answer.title.within("en")}
    return json.dumps(
        {**head, **title, **{k: _json(v, locale) for k, v in answer.data.items()}}, ensure_ascii=False, indent=1
    )


def _json(value: object, locale: Locale) -> object:
    if isinstance(value, Text):
        return value.within(locale)
    if isinstance(value, Mapping):
        return {name: inner for key, held in value.items() for name, inner in _named(str(key), held, locale)}
    if isinstance(value, tuple | list):
        return [_json(item, locale) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _named(key: str, value: object, locale: Locale) -> Iterator[tuple[str, object]]:
    """A text stands under its key in the language asked for, and under `_zh` and `_en` in both."""
    yield key, _json(value, locale)
    if isinstance(value, Text):
        yield f"{key}_zh", value.zh
        yield f"{key}_en", value.within("en")
