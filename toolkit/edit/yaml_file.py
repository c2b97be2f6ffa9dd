"""Records as YAML files: quoted so that every reader of YAML sees text, and the same bytes from the same data always."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.kernel import characters
from toolkit.sources.document import Data

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/.@-]*\Z", re.ASCII)
_RESERVED = frozenset("y n yes no true false on off null none nan inf".split())
_UNSEEN = re.compile(
    f"{characters.FORBIDDEN.pattern}|{characters.INVISIBLE.pattern}|{characters.COMPATIBILITY.pattern}|\t"
)


def yaml_file(data: dict[str, Data], comment: str = "") -> str:
    """Returns the text of a file that says `data`; texts of several lines stand as blocks, below the comment of one line."""
    head = f"# {comment}\n" if comment else ""
    return head + "\n".join(_mapping(data, 0)) + "\n"


def _mapping(data: dict[str, Data], depth: int) -> Iterator[str]:
    for key, value in data.items():
        name = f'"{key}"' if key.lower() in _RESERVED else key
        yield from _entry(f"{'  ' * depth}{name}:", value, depth + 1)


def _entry(head: str, value: Data, depth: int) -> Iterator[str]:
    """A key or a dash with its value: beside it, or below, `depth` levels in."""
    if isinstance(value, str):
        yield from _scalar(head, value, depth)
    elif not value:
        yield f"{head} {'{}' if isinstance(value, dict) else '[]'}"
    elif isinstance(value, dict):
        yield head
        yield from _mapping(value, depth)
    else:
        yield head
        for item in value:
            yield from _item(item, depth)


def _item(item: Data, depth: int) -> Iterator[str]:
    dash = f"{'  ' * depth}-"
    if not isinstance(item, dict) or not item:
        yield from _entry(dash, item, depth + 1)
        return
    rows = list(_mapping(item, depth + 1))
    yield f"{dash} {rows[0].lstrip()}"
    yield from rows[1:]


def _scalar(head: str, value: str, depth: int) -> Iterator[str]:
    if "\n" in value and not _UNSEEN.search(value) and _stands_as_block(value):
        yield f"{head} |-"
        yield from (f"{'  ' * depth}{row}" if row else "" for row in value.split("\n"))
    elif _PLAIN.match(value) and value.lower() not in _RESERVED:
        yield f"{head} {value}"
    else:
        yield f"{head} {_quoted(value)}"


def _stands_as_block(value: str) -> bool:
    """A block keeps a text as it is unless that begins with a space or a line feed, or ends with a line feed."""
    return (
        value[0] not in " \n" and not value.endswith("\n") and all(row.strip() or not row for row in value.split("\n"))
    )


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _UNSEEN.sub(lambda found: f"\\U{ord(found.group()):08x}", escaped) + '"'
