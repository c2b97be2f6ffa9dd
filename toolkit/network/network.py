"""The network: every record of a workspace, found by kind and id, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import TypeVar

from toolkit.kernel.origin import Origin
from toolkit.network.kinds import Kind, Kinds
from toolkit.network.leaves import named
from toolkit.network.record import Record
from toolkit.network.restated import place_of, restated
from toolkit.network.validation import field_path
from toolkit.sources.document import KEY, Document, Locator, Step

R = TypeVar("R", bound=Record)
Key = tuple[str, str]
"""The name of a kind, and an id within it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its kind, its id, its document, and the path to it inside the document."""

    kind: Kind
    id: str
    record: Record
    document: Document
    base: tuple[Step, ...] = ()


class Network:
    """All records. Read-only; lookups by a record's type, so that what they return is typed."""

    def __init__(
        self,
        kinds: Kinds,
        entries: Iterable[Entry],
        locator: Locator | None,
        left_out: frozenset[Key] = frozenset(),
        files: frozenset[str] = frozenset(),
    ) -> None:
        """`left_out` are records that are in the files but could not be judged; `files` are the paths of all files read."""
        self.kinds = kinds
        self.left_out = left_out
        self.files = files
        self._locator: Locator | None = locator
        self._rows: dict[str, tuple[Record, ...]] = {}
        self._unplaced: Network | None = None
        self._entries: dict[str, dict[str, Entry]] = {kind.name: {} for kind in kinds.all}
        for entry in sorted(entries, key=lambda e: (e.kind.name, e.id)):
            self._entries[entry.kind.name][entry.id] = entry
        self._by_record = {id(e.record): e for rows in self._entries.values() for e in rows.values()}
        self._by_dealer: dict[tuple[str, str], list[Record]] = {}
        for rows in self._entries.values():
            for entry in rows.values():
                dealer = getattr(entry.record, "dealer", "") if "dealer" in type(entry.record).model_fields else ""
                if dealer:
                    self._by_dealer.setdefault((entry.kind.name, dealer), []).append(entry.record)

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Returns every record of a type, by id."""
        kind = self.kinds.of(model).name
        rows = self._rows.get(kind)
        if rows is None:
            rows = self._rows[kind] = tuple(entry.record for entry in self._entries[kind].values())
        return rows  # type: ignore[return-value]

    def find(self, model: type[R], key: str) -> R | None:
        """Returns the record of a type with that id, or None."""
        entry = self._entries[self.kinds.of(model).name].get(key)
        return entry.record if entry else None  # type: ignore[return-value]

    def get(self, model: type[R], key: str) -> R:
        """Returns the record of a type with that id. Raises KeyError when there is none: ask only after references hold."""
        return self._entries[self.kinds.of(model).name][key].record  # type: ignore[return-value]

    def named(self, kind: str, key: str) -> Entry | None:
        """Returns the entry of a kind, by its name, with that id, or None; also for a kind that this product does not have."""
        return self._entries.get(kind, {}).get(key)

    def without(self, *models: type[Record]) -> Network:
        """Returns the same network without the records of some types, as if their files were not there."""
        gone = {self.kinds.of(model).name for model in models}
        return self._of(entry for entry in self.entries() if entry.kind.name not in gone)

    def holding(self, model: type[R], records: Mapping[str, R]) -> Network:
        """Returns the same network with these records, by id, in the place of all of their type. Their places stay known."""
        kind = self.kinds.of(model).name
        held = (replace(self._entries[kind][key], record=record) for key, record in records.items())
        beside = (entry for entry in self.entries() if entry.kind.name != kind)
        changed = self._of((*held, *beside))
        changed._by_record.update(self._by_record)
        return changed

    def made_of(self, entries: Iterable[Entry]) -> Network:
        """Returns a network of other entries over the same files, as a simulation needs it."""
        return self._of(entries)

    def without_places(self) -> Network:
        """Returns the same network, in which each value stands nowhere but in its file: for steps that show no place.

        Finding places reads the files a second time.
        """
        if self._unplaced is None:
            unplaced = copy(self)
            unplaced._locator, unplaced._unplaced = None, unplaced
            self._unplaced = unplaced  # one for all: what is worked out once for a network is not worked out again
        return self._unplaced

    def _of(self, entries: Iterable[Entry]) -> Network:
        return Network(self.kinds, entries, self._locator, self.left_out, self.files)

    def only(self, model: type[R]) -> R | None:
        """Returns the one record of a type of which a workspace has one, such as the company."""
        rows = self.all(model)
        return rows[0] if rows else None

    def of_dealer(self, model: type[R], dealer: str) -> tuple[R, ...]:
        """Returns the records of a type that belong to a dealer, by id."""
        return tuple(self._by_dealer.get((self.kinds.of(model).name, dealer), ()))  # type: ignore[arg-type]

    def ids(self, kind: str) -> tuple[str, ...]:
        """Returns the ids of a kind, in order."""
        return tuple(self._entries[kind])

    def entry(self, record: Record) -> Entry:
        """Returns where a record of this network came from; of a restated one, where the record it was made from did.

        Raises KeyError for a record of another network or a view.
        """
        made = restated(record)
        return self._by_record[id(made.base if made is not None else record)]

    def entries(self) -> Iterable[Entry]:
        """Yields every entry, by kind and id."""
        for rows in self._entries.values():
            yield from rows.values()

    def origin(self, record: Record, *path: Step) -> Origin:
        """Returns the place of a record, or of the value at `path` inside it."""
        record, path = place_of(record, path)
        entry = self.entry(record)
        return self._place(entry, *path)

    def key_origin(self, record: Record, *path: Step) -> Origin:
        """Returns the place of the key, not the value, at `path`."""
        record, path = place_of(record, path)
        entry = self.entry(record)
        return self._place(entry, *path, KEY)

    def _place(self, entry: Entry, *path: Step) -> Origin:
        if self._locator is None:
            return Origin(entry.document.path)
        return self._locator.origin(entry.document, (*entry.base, *path))

    def field(self, record: Record, *path: Step) -> str:
        """Returns the path of a field as people read it, list items by their keys."""
        if restated(record) is not None:
            return named(record, path)
        entry = self.entry(record)
        data = entry.document.data
        for step in entry.base:
            data = data[step]  # type: ignore[index]
        return field_path(type(record), data, path)

    def stamps(self, records: Iterable[Record]) -> Mapping[str, str]:
        """Returns path → digest of the files that the records were read from."""
        return {entry.document.path: entry.document.digest for entry in map(self.entry, records)}
