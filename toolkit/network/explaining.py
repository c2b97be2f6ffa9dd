"""How a figure came about: which results hold figures, how one is asked for, and its steps with their places (reference 0.5).

A figure is asked for by its word and its subject: `evaluation D-2025-0007 2026Q1`. Steps are made when somebody asks: the
places cost a second reading of the files, and all steps of ten thousand dealers do not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.policy import Policy
from toolkit.network.record import Record, Value, label, mark
from toolkit.network.restated import place_of
from toolkit.network.results import Result, Results, Step
from toolkit.network.validation import inner_model
from toolkit.sources.document import Data
from toolkit.sources.document import Step as PathStep

T = TypeVar("T", bound=Result)
_BETWEEN = re.compile(r"[/+\s]+")
_ENGLISH = {"：": ": ", "，": ", ", "＝": " = "}


def traced(network: Network, results: Results, result: Result, as_of: date) -> Iterable[Step]:
    """Returns the steps that a result carries itself: for figures whose trace tells all, with its places."""
    return result.trace


@dataclass(frozen=True, slots=True)
class Figure(Generic[T]):
    """A sort of figure that can be explained: the word that asks for it, the results that hold it, and their steps.

    `values` are the fields that it consists of; a dot leads into a group (`tickets.on_time`). `also` are fields that hold
    other ids under which people know the result, such as a statement's number.
    """

    name: str
    title: Text
    model: type[T]
    values: tuple[str, ...] = ()
    steps: Callable[[Network, Results, T, date], Iterable[Step]] = traced
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One value of a figure: its name, its value and its unit."""

    field: str
    name: Text
    value: object
    unit: str


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of one subject."""

    figure: Figure[Any]
    result: Result

    @property
    def address(self) -> str:
        """Returns the words that ask for it, and for nothing else."""
        return " ".join((self.figure.name, *_BETWEEN.split(self.result.subject)))

    def values(self) -> tuple[Told, ...]:
        """Returns what it consists of; a value that is not known is None."""
        return tuple(_told(self.result, path) for path in self.figure.values)

    def steps(self, network: Network, results: Results, as_of: date) -> tuple[Step, ...]:
        """Returns how it came about."""
        return tuple(self.figure.steps(network, results, self.result, as_of))


class Figures:
    """All figures, by their words. Raises ValueError for a word that stands twice, or a value that the result lacks."""

    def __init__(self, figures: Iterable[Figure[Any]]) -> None:
        self.all = tuple(figures)
        self._by_name = {figure.name: figure for figure in self.all}
        if len(self._by_name) != len(self.all):
            raise ValueError("two figures of one name")
        for figure in self.all:
            for path in (*figure.values, *figure.also):
                if path.partition(".")[0] not in figure.model.model_fields:
                    raise ValueError(f"{figure.name}: {figure.model.__name__} has no {path}")

    def named(self, word: str) -> Figure[Any] | None:
        """Returns the figure that a word means, its title in either language too; None when there is none."""
        wanted = word.casefold()
        names = ((figure, (figure.name, figure.title.zh, figure.title.en)) for figure in self.all)
        return next((figure for figure, held in names if wanted in map(str.casefold, held)), None)

    def find(self, results: Results, words: Iterable[str]) -> tuple[Found, ...]:
        """Returns what the words may mean, figures in order, each by subject; the best sort of match only.

        `[figure] subject…`: the whole subject or another id of it; else a dealer, or the first parts of the subject; else
        some of its parts.
        """
        first, *rest = words
        figure = self.named(first)
        wanted = _parts(" ".join(rest if figure else (first, *rest)))
        pool = [_Place(found) for found in self.held(results, (figure,) if figure else self.all)]
        whole = [place.found for place in pool if place.is_called(wanted)]
        part = [place.found for place in pool if place.is_called(wanted) or place.begins(wanted)]
        # A bare id means all that is known of it; after a figure's word, the one whose subject it is.
        chosen = (whole or part) if figure else part
        return tuple(chosen or (place.found for place in pool if place.holds(wanted)))

    def using(self, results: Results, policy: str) -> Iterator[tuple[tuple[Figure[Any], ...], tuple[Result, ...]]]:
        """Yields the figures that rest on a version of a policy, those of one sort of result together, with the results."""
        by_model: dict[type[Result], list[Figure[Any]]] = {}
        for figure in self.all:
            by_model.setdefault(figure.model, []).append(figure)
        for model, figures in by_model.items():
            found = tuple(result for result in results.all(model) if policy in names_in(result))
            if found:
                yield tuple(figures), found

    def held(self, results: Results, figures: Iterable[Figure[Any]] | None = None) -> Iterator[Found]:
        """Yields the figures that the results hold, in the order of the figures, each by subject."""
        for figure in self.all if figures is None else figures:
            for result in results.all(figure.model):
                yield Found(figure, result)

    def meant(self, results: Results, words: Iterable[str], more: Iterable[str] = ()) -> str:
        """Returns the nearest address, id or one of `more` that was probably meant, or an empty text."""
        first, *rest = words
        asked = " ".join((first, *rest))
        figure = self.named(first)
        if figure is not None:
            return nearest(asked, [found.address for found in self.held(results, (figure,))])
        if rest and (word := nearest(first, [figure.name for figure in self.all])):
            return " ".join((word, *rest))
        ids = {found.result.subject for found in self.held(results)} | {figure.name for figure in self.all} | set(more)
        # Comparing with every id of a large network takes seconds; a slip in the first letter is rare.
        return nearest(asked, sorted(one for one in ids if one[:1].casefold() == asked[:1].casefold()))


@dataclass(frozen=True)
class _Place:
    """A figure's subject in parts, as people may write it."""

    found: Found

    @cached_property
    def parts(self) -> tuple[str, ...]:
        return _parts(self.found.result.subject)

    def is_called(self, wanted: tuple[str, ...]) -> bool:
        result = self.found.result
        return self.parts == wanted or any(_parts(str(getattr(result, n))) == wanted for n in self.found.figure.also)

    def begins(self, wanted: tuple[str, ...]) -> bool:
        return self.parts[: len(wanted)] == wanted or _parts(self.found.result.dealer) == wanted

    def holds(self, wanted: tuple[str, ...]) -> bool:
        return set(wanted) <= set(self.parts)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in _BETWEEN.split(text.casefold()) if part)


def held_at(value: object, path: str) -> object:
    """Returns what stands at a dotted path inside a value; None where the way ends early."""
    for part in path.split("."):
        if isinstance(value, tuple):
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = None if value is None else getattr(value, part)
    return value


def names_in(value: object) -> Iterator[str]:
    """Yields every text that a value holds, all the way down: among them the versions of policies that it names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from names_in(item)
    elif isinstance(value, Value):
        yield from names_in(tuple(vars(value).values()))


def _told(result: Result, path: str) -> Told:
    owner: type[Value] = type(result)
    *groups, name = path.split(".")
    names: list[Text] = []
    for group in groups:
        if not group.isdigit():
            names.append(label(owner, group))
            owner = inner_model(owner.model_fields[group].annotation) or owner
    names.append(label(owner, name))
    title = Text(" ".join(each.zh for each in names), ", ".join(each.within("en") for each in names))
    return Told(path, title, held_at(result, path), mark(owner, name, "unit"))


def read(network: Network, record: Record, /, *path: PathStep, about: Text = NO_TEXT, gives: str = "") -> Step:
    """Returns the step of a value as its file says it, named by its fields, at its own place.

    A measure is told by its number, or by why it is missing; a value that an amendment changed, where the change is written.
    `about` stands before the name.
    """
    name = named(record, path)
    source, at = place_of(record, path)
    entry = network.entry(source)
    data = _written(entry.document.data, (*entry.base, *at))
    if isinstance(data, dict) and ("value" in data or "missing" in data):
        at = (*at, "value" if "value" in data else "missing")
        data = _written(entry.document.data, (*entry.base, *at))
    return Step(
        what=joined(about, "：", name) if about else name,
        value=data if isinstance(data, str) else _plain(data, record, path),
        origin=network.origin(source, *at),
        policy=record.reference if isinstance(record, Policy) else "",
        raw=isinstance(data, str) and "\n" not in data,
        gives=gives,
    )


def _written(data: Data, path: tuple[PathStep, ...]) -> Data | None:
    held: Any = data
    for step in path:
        try:
            held = held[step]
        except (KeyError, IndexError, TypeError):
            return None
    return held  # type: ignore[no-any-return]


def _plain(data: Data | None, record: Value, path: tuple[PathStep, ...]) -> str | Text:
    """A value that is no plain text in its file: a list, words in two languages, or a default that is not written."""
    if isinstance(data, tuple):
        return "、".join(item if isinstance(item, str) else "…" for item in data)
    held: Any = record
    for step in path:
        held = held[step] if isinstance(step, int) else getattr(held, _attribute(held, step), None)
    return held if isinstance(held, Text) else "–" if held is None else str(held)


def _attribute(held: object, key: str) -> str:
    """The name in code of a key in a file."""
    fields = type(held).model_fields if isinstance(held, Value) else {}
    return next((name for name, info in fields.items() if info.alias == key), key)


def named(record: Value, path: Iterable[PathStep]) -> Text:
    """Returns the name of a value inside a record: those of the fields that lead to it, list items by their keys."""
    names: list[Text] = []
    held: object = record
    for step in path:
        if isinstance(held, Value) and isinstance(step, str):
            name = _attribute(held, step)
            names.append(label(type(held), name) if name in type(held).model_fields else Text(step))
            held = vars(held).get(name)
        elif isinstance(held, tuple) and isinstance(step, int):
            held = held[step]
            key = "+".join(str(vars(held)[name]) for name in held.KEY) if isinstance(held, Value) else ""
            names.append(Text(key or str(step + 1)))
    return Text(" ".join(n.zh for n in names), " · ".join(n.within("en") for n in names))


def joined(first: Text, between: str, second: Text) -> Text:
    """Returns two texts with a mark between them (`：`, `，` or `＝`), as each language writes it."""
    return Text(f"{first.zh}{between}{second.zh}", f"{first.within('en')}{_ENGLISH[between]}{second.within('en')}")
