"""One reported change: which record, which field, what it said before and what it says now, with both places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from toolkit.kernel.digest import digest_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.comparing import ABSENT
from toolkit.network.record import Value
from toolkit.sources.prose import Prose

Operation = Literal["added", "removed", "renamed", "changed", "ordered"]
FILE_KINDS: dict[str, Text] = {
    "template": Text("版式文件", "templates"),
    "file": Text("其他文件", "other files"),
}
"""Changed files that hold no record: they count as changes too, so that nothing passes unseen."""


@dataclass(frozen=True, slots=True)
class Change:
    """A record that came, went or got another id, or a value inside one that is not what it was.

    `path` leads to the value, list items as `[key]`; `old` and `new` are the values themselves (ABSENT on the side that lacks
    them), `before` and `after` how the files write them, `shown` how people read them. A place is None on the side that lacks it.
    """

    op: Operation
    kind: str
    title: Text
    id: str
    dealer: str = ""
    path: tuple[str, ...] = ()
    label: Text = NO_TEXT
    unit: str = ""
    before: str = ""
    after: str = ""
    shown: tuple[Text, Text] = (NO_TEXT, NO_TEXT)
    before_at: Origin | None = None
    after_at: Origin | None = None
    old: object = field(default=ABSENT, repr=False)
    new: object = field(default=ABSENT, repr=False)

    @property
    def field(self) -> str:
        """Returns the path as people write it, `targets.quarters[2026Q1+ambient].amount`; empty for the record itself."""
        return written(self.path)

    @property
    def names(self) -> tuple[str, ...]:
        """Returns the names of the fields that lead to the value, without the keys of list items."""
        return tuple(step for step in self.path if not step.startswith("["))


def written(path: Iterable[str]) -> str:
    """Returns a path as people write it."""
    return "".join(step if step.startswith("[") else f".{step}" for step in path).removeprefix(".")


def plain(value: object) -> object:
    """Returns a value in the form that digests and comparisons take: texts by their source, whatever their file is called."""
    if value is ABSENT:
        return ("absent",)
    if isinstance(value, Prose):
        return value.source.strip()
    if isinstance(value, Value):
        return {name: plain(held) for name, held in vars(value).items()}
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def digest_of_changes(changes: Iterable[Change]) -> str:
    """Returns the digest that approvals are bound to: of what is changed, not of where it stands or how it is formatted."""
    rows = ((c.op, c.kind, c.id, c.path, plain(c.old), plain(c.new)) for c in changes)
    return digest_of(tuple(sorted(rows, key=lambda row: (row[1], row[2], row[3], row[0]))))
