"""Views: a network and its results as one audience may see them. A view contains only that; nothing downstream filters.

A dealer's view holds the dealer's own records and what is public; the internal view holds all. A field whose mark is above
the audience is not there at all: reading it raises NotVisible.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from toolkit.network.explaining import Figure
from toolkit.network.kinds import Kinds
from toolkit.network.network import Network
from toolkit.network.projecting import INTERNAL, PUBLIC, Lens, PersonalData, Projections, masked, project
from toolkit.network.record import Record, Value
from toolkit.network.results import Result, Results, Step

__all__ = ["INTERNAL", "PUBLIC", "Lens", "PersonalData", "View", "Views", "masked", "project"]

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Result)
V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The values of one type by whom they belong to, each with its place in the order of all; under `""` what is nobody's."""

    by_dealer: dict[str, list[tuple[int, Value]]]

    def seen_by(self, dealer: str) -> list[Value]:
        """What a dealer sees, in the order of all; with `""` what everybody sees."""
        found = self.by_dealer.get("", [])
        if dealer and (own := self.by_dealer.get(dealer)):
            found = sorted((*found, *own), key=lambda row: row[0])
        return [value for _, value in found]


class _Shared:
    """What the views of one run have in common: whose each value is, and the copies of what is nobody's."""

    def __init__(self) -> None:
        self._shelves: dict[type[Value], _Shelf] = {}
        self._copies: dict[tuple[str, str], Projections] = {}

    def shelf(self, model: type[Value], rows: Iterable[Value]) -> _Shelf:
        """Returns the values of a type by owner. `rows` are gone through once a run, not once for each dealer."""
        held = self._shelves.get(model)
        if held is None:
            by_dealer: dict[str, list[tuple[int, Value]]] = {}
            for place, value in enumerate(rows):
                by_dealer.setdefault(_dealer_of(value), []).append((place, value))
            held = self._shelves[model] = _Shelf(by_dealer)
        return held

    def copies(self, lens: Lens) -> Projections:
        """Returns the copies of what belongs to no dealer, which all lenses of an audience share."""
        return self._copies.setdefault((lens.audience, lens.personal), Projections(lens))


class View:
    """Read-only access to what a lens lets through, by the same calls as Network and Results."""

    def __init__(self, network: Network, results: Results, lens: Lens, shared: _Shared | None = None) -> None:
        """`shared` is what the views of a run have in common; without it the view shares nothing."""
        self._network = network
        self._results = results
        self._shared = shared or _Shared()
        self._own = Projections(lens)
        self.lens = lens

    @property
    def kinds(self) -> Kinds:
        """Returns the kinds of records of the workspace's program."""
        return self._network.kinds

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Returns every visible record of a type, by id."""
        return self._seen(model, self._network.all(model))

    def find(self, model: type[R], key: str) -> R | None:
        """Returns the visible record of a type with that id, or None."""
        record = self._network.find(model, key)
        return self._project(record) if record is not None and self._visible(record) else None

    def get(self, model: type[R], key: str) -> R:
        """Returns the visible record with that id. Raises KeyError when the view has none."""
        record = self.find(model, key)
        if record is None:
            raise KeyError(key)
        return record

    def only(self, model: type[R]) -> R | None:
        """Returns the one visible record of a type of which a workspace has one."""
        rows = self.all(model)
        return rows[0] if rows else None

    def of_dealer(self, model: type[R], dealer: str) -> tuple[R, ...]:
        """Returns the visible records of a type that belong to a dealer, by id."""
        return tuple(self._project(r) for r in self._network.of_dealer(model, dealer) if self._visible(r))

    def count(self, model: type[Record]) -> int:
        """Returns how many visible records of a type there are."""
        rows = self._network.all(model)
        internal = self.lens.audience == "internal"
        return len(rows) if internal else len(self._shared.shelf(model, rows).seen_by(self.lens.dealer))

    def results(self, model: type[T]) -> tuple[T, ...]:
        """Returns every visible result of a type, by subject."""
        return self._seen(model, self._results.all(model))

    def result(self, model: type[T], subject: str) -> T | None:
        """Returns the visible result of a type about `subject`, or None."""
        found = self._results.find(model, subject)
        return self._project(found) if found is not None and self._visible(found) else None

    def paths(self, records: Iterable[tuple[type[Record], str]]) -> tuple[str, ...]:
        """Returns the files of the named records, for the manifest."""
        found = (self._network.find(model, key) for model, key in records)
        return tuple(sorted({self._network.entry(record).document.path for record in found if record is not None}))

    def _seen(self, model: type[V], rows: tuple[V, ...]) -> tuple[V, ...]:
        """What of all values of a type the lens lets through."""
        if self.lens.audience == "internal":
            return tuple(map(self._own.of, rows))
        seen = self._shared.shelf(model, rows).seen_by(self.lens.dealer)
        return tuple(map(self._project, seen))  # type: ignore[arg-type]

    def _visible(self, value: Value) -> bool:
        if self.lens.audience == "internal":
            return True
        dealer = _dealer_of(value)
        return not dealer or dealer == self.lens.dealer

    def _project(self, value: V) -> V:
        if self.lens.audience == "internal" or _dealer_of(value):
            return self._own.of(value)
        return self._shared.copies(self.lens).of(value)


class Views:
    """Makes the views of one run; the views of the dealers asked for last are kept, with what they have copied."""

    KEPT = 64

    def __init__(self, network: Network, results: Results) -> None:
        self._network = network
        self._results = results
        self._shared = _Shared()
        self._kept: OrderedDict[Lens, View] = OrderedDict()
        self.internal = View(network, results, INTERNAL, self._shared)
        self.public = View(network, results, PUBLIC, self._shared)

    def of_dealer(self, dealer: str, personal: PersonalData = "hidden") -> View:
        """Returns what one dealer may see; with `full` personal data for letters, contracts and kits only."""
        lens = Lens("dealer", dealer, personal)
        held = self._kept.get(lens)
        if held is None:
            held = self._kept[lens] = View(self._network, self._results, lens, self._shared)
            if len(self._kept) > self.KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(lens)
        return held

    def steps(self, figure: Figure[Any], subject: str, as_of: date, lens: Lens = INTERNAL) -> tuple[Step, ...]:
        """Returns how a figure of a subject came about, each step as a lens lets it through; nothing where there is no such result.

        What the steps say in words is not looked into: whoever shows them to a dealer leaves out those that tell of others.
        Only people of the company see where a step stands, so for others no file is read again to find it.
        """
        found = self._results.find(figure.model, subject)
        if found is None:
            return ()
        if lens.audience == "internal":
            return tuple(figure.steps(self._network, self._results, found, as_of))
        steps = figure.steps(self._network.without_places(), self._results, found, as_of)
        return tuple(project(step, lens) for step in steps)


def _dealer_of(value: Value) -> str:
    """The dealer that a value belongs to: the one that it names, else the one that it is about: their ids begin with D-."""
    held = vars(value)
    named = held.get("dealer")
    about = (held.get(name) for name in ("id", "subject"))
    return named or next((key for key in about if isinstance(key, str) and key.startswith("D-")), "")
