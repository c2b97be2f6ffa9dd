"""Two networks become a list of typed changes: records added, removed and renamed, and the fields that say something else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import LOCALES, NO_TEXT, Text
from toolkit.network.comparing import ABSENT
from toolkit.network.kinds import Kind
from toolkit.network.network import Entry, Network
from toolkit.network.record import Record, Value, mark
from toolkit.network.showing import NOTHING, Part, Titles, bare_id
from toolkit.review.change import FILE_KINDS, Change
from toolkit.review.renames import Renames
from toolkit.review.walking import Found, Way, walked
from toolkit.sources.document import Data, Step
from toolkit.sources.prose import Prose

APPROVAL = "change-approval"
"""The kind of the approvals themselves: they are bound to the digest of the changes and cannot be among them."""
HIDDEN = "•••"
"""What stands for a person's data: a report of a change is read by more people than the record."""


def changes(old: Network, new: Network, moved: Renames, titles: Titles = bare_id) -> Iterator[Change]:
    """Yields every change between two networks, by kind in the order of the business, by id, in the order of the fields.

    Records that are one object on both sides, because their files are the same, are not looked into.
    """
    back = {(kind, after): before for (kind, before), after in moved.items()}
    for kind in new.kinds.all:
        if kind.name == APPROVAL:
            continue
        keys = dict.fromkeys((*old.ids(kind.name), *new.ids(kind.name)))
        for key in sorted(keys):
            before = old.named(kind.name, back.get((kind.name, key), key))
            after = new.named(kind.name, key)
            if after is None:
                if before is not None and (kind.name, key) not in moved:
                    yield _whole("removed", kind, before, old)
            elif before is None:
                yield _whole("added", kind, after, new)
            elif before.record is not after.record:
                yield from _inside(kind, before, after, old, new, titles)


def _whole(op: str, kind: Kind, entry: Entry, network: Network) -> Change:
    place, came = network.origin(entry.record), op == "added"
    return Change(
        "added" if came else "removed",
        kind.name,
        kind.title,
        entry.id,
        _dealer(entry.record, kind),
        before_at=None if came else place,
        after_at=place if came else None,
        old=ABSENT if came else entry.record,
        new=entry.record if came else ABSENT,
    )


def _inside(kind: Kind, before: Entry, after: Entry, old: Network, new: Network, titles: Titles) -> Iterator[Change]:
    besides: frozenset[str] = frozenset()
    if before.id != after.id:
        besides = frozenset(kind.identity_fields)
        yield Change(
            "renamed",
            kind.name,
            kind.title,
            after.id,
            _dealer(after.record, kind),
            before=before.id,
            after=after.id,
            shown=(Text(before.id), Text(after.id)),
            before_at=old.origin(before.record),
            after_at=new.origin(after.record),
            new={name: getattr(after.record, name) for name in kind.identity_fields},
        )
    for found in walked(before.record, after.record, besides):
        yield _change(kind, before, after, found, old, new, titles)


def _change(
    kind: Kind, before: Entry, after: Entry, found: Found, old: Network, new: Network, titles: Titles
) -> Change:
    way = found.way
    secret = mark(way.model, way.name, "personal") != "none" or _holds_a_person(found)
    texts = (
        _source(before, found.old, way.before, found.op),
        _source(after, found.new, way.after, found.op),
    )
    shown = tuple(
        _shown(way, held, holders, found.op, titles)
        for held, holders in zip((found.old, found.new), way.holders, strict=True)
    )
    if secret:
        texts, shown = (HIDDEN, HIDDEN), (Text(HIDDEN), Text(HIDDEN))
    return Change(
        found.op,
        kind.name,
        kind.title,
        after.id,
        _dealer(after.record, kind),
        way.path,
        Text(" ".join(name.zh for name in way.names), " · ".join(name.within("en") for name in way.names)),
        mark(way.model, way.name, "unit"),
        *texts,
        (shown[0], shown[1]),
        _place(old, before, way.before, found.old),
        _place(new, after, way.after, found.new),
        found.old,
        found.new,
    )


def _place(network: Network, entry: Entry, steps: tuple[Step, ...], held: object) -> Origin | None:
    return None if held is ABSENT else network.origin(entry.record, *steps)


def _dealer(record: Record, kind: Kind) -> str:
    return str(vars(record).get("id" if kind.name == "dealer" else "dealer", ""))


def _source(entry: Entry, held: object, steps: tuple[Step, ...], op: str) -> str:
    """The value as its file writes it: a text by its letters, a group as JSON; a default that is not written is empty."""
    if held is ABSENT:
        return ""
    if isinstance(held, Prose):
        return held.source.strip()
    if op == "ordered" and isinstance(held, tuple):
        return ", ".join(held)
    data: Data | None = entry.document.data
    for step in (*entry.base, *steps):
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return ""
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


def _shown(way: Way, held: object, holders: tuple[Value, ...], op: str, titles: Titles) -> Text:
    if held is ABSENT:
        return Text(NOTHING)
    if isinstance(held, Prose):
        return Text(held.source.strip())
    if op == "ordered" and isinstance(held, tuple):
        return Text("、".join(held), ", ".join(held))
    part = Part(way.model, way.name, held, way.item, holders)
    say = partial(part.text, titles=titles)
    return Text(*(say(locale) for locale in LOCALES))


def _holds_a_person(found: Found) -> bool:
    """Whether a group that came or went as a whole has fields that are a person's."""
    held = found.new if isinstance(found.new, Value) else found.old
    return isinstance(held, Value) and any(mark(type(held), name, "personal") != "none" for name in vars(held))


def file_changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Yields the changes of files that hold no record, by path → digest of what they say."""
    for path in sorted(old.keys() | new.keys()):
        before, after = old.get(path), new.get(path)
        if before != after:
            kind = "template" if path.startswith("templates/") else "file"
            op = "added" if before is None else "removed" if after is None else "changed"
            yield Change(
                "added" if op == "added" else "removed" if op == "removed" else "changed",
                kind,
                FILE_KINDS[kind],
                path,
                label=NO_TEXT,
                before_at=None if before is None else Origin(path),
                after_at=None if after is None else Origin(path),
                old=ABSENT if before is None else before,
                new=ABSENT if after is None else after,
            )
