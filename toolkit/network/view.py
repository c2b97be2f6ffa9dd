"""Views: a network and its results as one audience may see them. A view contains only that; nothing downstream filters.

A dealer's view holds the dealer's own records and what is public; the internal view holds all. A field whose mark is above
the audience is not there at all: reading it raises NotVisible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar

from toolkit.network.explaining import Figure
from toolkit.network.kinds import Kinds
from toolkit.network.network import Network
from toolkit.network.record import AUDIENCES, Audience, Record, Value, mark
from toolkit.network.results import Result, Results, Step

R = TypeVar("R", bound=Record)
T = TypeVar("T", bound=Result)
V = TypeVar("V", bound=Value)
PersonalData = Literal["hidden", "masked", "full"]


@dataclass(frozen=True, slots=True)
class Lens:
    """For whom a view is: an audience, the dealer when it is one, and how personal data are shown."""

    audience: Audience
    dealer: str = ""
    personal: PersonalData = "hidden"

    def __post_init__(self) -> None:
        if self.audience not in AUDIENCES:
            raise ValueError(f"unknown audience {self.audience!r}")
        if (self.audience == "dealer") != bool(self.dealer):
            raise ValueError("a dealer's view names the dealer, and only it does")


MOBILE = 11
"""Digits of a mobile number: a shorter text would show most of itself if seven characters of it stayed."""
INTERNAL = Lens("internal", personal="masked")
PUBLIC = Lens("public")


class View:
    """Read-only access to what a lens lets through, by the same calls as Network and Results."""

    def __init__(self, network: Network, results: Results, lens: Lens) -> None:
        self._network = network
        self._results = results
        self.lens = lens

    @property
    def kinds(self) -> Kinds:
        """Returns the kinds of records of the workspace's program."""
        return self._network.kinds

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Returns every visible record of a type, by id."""
        return tuple(self._project(record) for record in self._network.all(model) if self._visible(record))

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
        return sum(self._visible(record) for record in self._network.all(model))

    def results(self, model: type[T]) -> tuple[T, ...]:
        """Returns every visible result of a type, by subject."""
        return tuple(self._project(result) for result in self._results.all(model) if self._visible(result))

    def result(self, model: type[T], subject: str) -> T | None:
        """Returns the visible result of a type about `subject`, or None."""
        found = self._results.find(model, subject)
        return self._project(found) if found is not None and self._visible(found) else None

    def paths(self, records: Iterable[tuple[type[Record], str]]) -> tuple[str, ...]:
        """Returns the files of the named records, for the manifest."""
        found = (self._network.find(model, key) for model, key in records)
        return tuple(sorted({self._network.entry(record).document.path for record in found if record is not None}))

    def _visible(self, value: Value) -> bool:
        if self.lens.audience == "internal":
            return True
        dealer = _dealer_of(value)
        return not dealer or dealer == self.lens.dealer

    def _project(self, value: V) -> V:
        if self.lens.audience == "internal" and (self.lens.personal == "full" or not _has_personal(type(value))):
            return value
        return project(value, self.lens)


class Views:
    """Makes the views of one run; a view is made once for each lens."""

    def __init__(self, network: Network, results: Results) -> None:
        self._network = network
        self._results = results
        self.internal = View(network, results, INTERNAL)
        self.public = View(network, results, PUBLIC)

    def of_dealer(self, dealer: str, personal: PersonalData = "hidden") -> View:
        """Returns what one dealer may see; with `full` personal data for letters, contracts and kits only."""
        return View(self._network, self._results, Lens("dealer", dealer, personal))

    def steps(self, figure: Figure[Any], subject: str, as_of: date, lens: Lens = INTERNAL) -> tuple[Step, ...]:
        """Returns how a figure of a subject came about, each step as a lens lets it through; nothing where there is no such result.

        What the steps say in words is not looked into: whoever shows them to a dealer leaves out those that tell of others.
        """
        found = self._results.find(figure.model, subject)
        if found is None:
            return ()
        steps = figure.steps(self._network, self._results, found, as_of)
        return tuple(steps if lens.audience == "internal" else (project(step, lens) for step in steps))


def _dealer_of(value: Value) -> str:
    """The dealer that a value belongs to: the one that it names, else the one that it is about: their ids begin with D-."""
    held = vars(value)
    named = held.get("dealer")
    about = (held.get(name) for name in ("id", "subject"))
    return named or next((key for key in about if isinstance(key, str) and key.startswith("D-")), "")


def project(value: V, lens: Lens) -> V:
    """Returns a copy of `value` that holds only the fields that `lens` lets through, all the way down."""
    kept: dict[str, object] = {}
    given = vars(value)
    for name, hidden in _passing(type(value), lens.audience, lens.personal):
        if name in given:
            held = _inside(given[name], lens)
            kept[name] = masked(held) if hidden else held
    copy = type(value).__new__(type(value))
    object.__setattr__(copy, "__dict__", kept)
    object.__setattr__(copy, "__pydantic_fields_set__", set(kept))
    object.__setattr__(copy, "__pydantic_extra__", None)
    object.__setattr__(copy, "__pydantic_private__", None)
    return copy


@cache
def _has_personal(model: type[Value]) -> bool:
    """Whether a model, or one anywhere inside it, has a field of personal data."""
    models = [model]
    for inside in models:
        models.extend(
            group for info in inside.model_fields.values() for group in _groups(info.annotation) if group not in models
        )
    return any(mark(inside, name, "personal") != "none" for inside in models for name in inside.model_fields)


def _groups(annotation: object) -> Iterator[type[Value]]:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _groups(part)


def _inside(held: object, lens: Lens) -> object:
    if isinstance(held, Value):
        return project(held, lens)
    if type(held) is tuple:
        return tuple(_inside(item, lens) for item in held)
    if isinstance(held, dict):
        return {key: _inside(item, lens) for key, item in held.items()}
    return held


@cache
def _passing(model: type[Value], audience: Audience, personal: PersonalData) -> tuple[tuple[str, bool], ...]:
    """The fields of a type that a lens lets through, in order, each with whether its value is masked: asked a million times a run."""
    shown = AUDIENCES.index(audience)
    return tuple(
        (name, personal == "masked" and mark(model, name, "personal") != "none")
        for name in model.model_fields
        if AUDIENCES.index(mark(model, name, "audience")) <= shown
        and (personal != "hidden" or mark(model, name, "personal") == "none")
    )


def masked(held: object) -> object:
    """Returns personal text with its middle hidden: `138****5678`, `张*`; other values are hidden whole."""
    if not isinstance(held, str) or not held:
        return "" if isinstance(held, str) else None
    if len(held) >= MOBILE:
        return f"{held[:3]}****{held[-4:]}"
    return held[0] + "*" * (len(held) - 1) if len(held) > 1 else "*"
