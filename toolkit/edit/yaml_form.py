"""Values as YAML in the form of this house: codes and Chinese plain, digits in quotes, short groups on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from toolkit.edit.yaml_file import _RESERVED, _UNSEEN, _quoted, _stands_as_block
from toolkit.network.leaves import inner_of
from toolkit.network.record import Value
from toolkit.sources.document import Data

LONGEST_LINE = 110
_STARTS = re.compile(r"[A-Za-z\u3400-\u9fff]")
_SPECIAL = re.compile(r"[,\[\]{}\"]|\s#|:(?:\s|\Z)|\s\Z|\n")
_DIGITS = re.compile(r"\d{1,12}\Z", re.ASCII)


def scalar(value: str, *, number: bool = False, quoted: bool = False) -> str:
    """Returns a value on one line; a `number` is one whose field holds whole numbers, which stand without quotes."""
    if number and _DIGITS.match(value) and not quoted:
        return value
    if quoted or (value in ("true", "false") and not number):
        return _quoted(value)
    plain = _STARTS.match(value) and not _SPECIAL.search(value) and not _UNSEEN.search(value)
    if value in ("true", "false") or (plain and value.lower() not in _RESERVED):
        return value
    return _quoted(value)


def is_whole(model: type[Value] | None, key: str) -> bool:
    """Returns whether a field holds whole numbers, or yes and no: they are written without quotes."""
    if model is None or key not in model.model_fields:
        return False
    return _is_whole(model.model_fields[key].annotation)


def _is_whole(annotation: Any) -> bool:
    if annotation in (int, bool):
        return True
    return any(_is_whole(part) for part in get_args(annotation))


def flow(value: Data, model: type[Value] | None, key: str = "") -> str:
    """Returns a value within brackets; `model` holds the field `key`."""
    if isinstance(value, str):
        return scalar(value, number=is_whole(model, key))
    if isinstance(value, dict):
        inner = inner_of(model, key) if key else model
        return "{" + ", ".join(f"{_key(name)}: {flow(held, inner, name)}" for name, held in value.items()) + "}"
    return "[" + ", ".join(flow(item, model, key) for item in value) + "]"


def entry(key: str, value: Data, indent: int, model: type[Value] | None) -> list[str]:
    """Returns the lines of a key with its value, the first without the indentation before it."""
    return list(_beside(f"{_key(key)}:", value, indent, model, key))


def item(value: Data, indent: int, model: type[Value] | None, key: str) -> list[str]:
    """Returns the lines of an item of the list in the field `key`, dash included; the first without indentation."""
    if not isinstance(value, dict) or not value or _is_short(value, model, key, most=6, width=100):
        return list(_beside("-", value, indent, model, key, listed=True))
    inner, rows = inner_of(model, key), list[str]()
    for name, held in value.items():
        lines = entry(name, held, indent + 2, inner)
        rows += [" " * (indent + 2) + lines[0], *lines[1:]]
    return ["- " + rows[0].lstrip(), *rows[1:]]


def mapping(data: dict[str, Data], model: type[Value]) -> str:
    """Returns the text of a file that says `data`."""
    return "\n".join(line for key, value in data.items() for line in entry(key, value, 0, model)) + "\n"


def _beside(
    head: str, value: Data, indent: int, model: type[Value] | None, key: str, *, listed: bool = False
) -> Iterator[str]:
    inside = " " * (indent + 2)
    if isinstance(value, str):
        if "\n" in value and not _UNSEEN.search(value) and _stands_as_block(value):
            yield f"{head} |-"
            yield from (inside + row if row else "" for row in value.split("\n"))
        else:
            yield f"{head} {scalar(value, number=is_whole(model, key))}"
    elif not value or _fits(head, value, indent, model, key, listed=listed):
        yield f"{head} {flow(value, model, key)}"
    elif isinstance(value, dict):
        yield head
        inner = inner_of(model, key)
        for name, held in value.items():
            lines = entry(name, held, indent + 2, inner)
            yield inside + lines[0]
            yield from lines[1:]
    else:
        yield head
        for held in value:
            lines = item(held, indent + 2, model, key)
            yield inside + lines[0]
            yield from lines[1:]


def _fits(head: str, value: Data, indent: int, model: type[Value] | None, key: str, *, listed: bool) -> bool:
    if isinstance(value, dict):
        return _is_short(value, model, key, most=6, width=LONGEST_LINE)
    return all(isinstance(held, str) and "\n" not in held for held in value) and (
        len(flow(value, model, key)) + indent + len(head) <= LONGEST_LINE
    )


def _is_short(value: dict[str, Data], model: type[Value] | None, key: str, *, most: int, width: int) -> bool:
    flat = all(isinstance(held, str) and "\n" not in held for held in value.values())
    return flat and len(value) <= most and len(flow(value, model, key)) <= width


def _key(name: str) -> str:
    return f'"{name}"' if name.lower() in _RESERVED or name.isdigit() else name
