"""Kinds of records: which files hold them, what their type is, and by what they are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from toolkit.kernel.text import Text
from toolkit.network.record import Record

Form = Literal["yaml", "markdown", "csv"]


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    `path` is the pattern of its files: `{name}` stands for one path part and fills the record's field of that name. `items` is
    the key of the list that holds the records where a file holds several. `identity` names the fields whose values, joined
    as the pattern says, name the record within its kind. `fallback` is a second place of the one file, and
    `also` are patterns of more files like it, in which `*` stands for one path part. Records of an `erasable` kind may be gone
    for good reason (a person who was erased), so a reference to a missing one is no error.
    """

    name: str
    title: Text
    model: type[Record]
    path: str
    items: str = ""
    identity: str = "{id}"
    form: Form = "yaml"
    fallback: str = ""
    also: tuple[str, ...] = ()
    erasable: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Returns the regular expression of the file's path; its groups are the path's fields."""
        parts = re.split(r"\{(\w+)\}", self.path)
        main = "".join(rf"(?P<{p}>[^/]+?)" if i % 2 else re.escape(p) for i, p in enumerate(parts))
        others = [re.escape(other).replace(r"\*", "[^/]+") for other in (self.fallback, *self.also) if other]
        return re.compile(f"(?:{'|'.join((main, *others))})\\Z")

    @cached_property
    def detail(self) -> int:
        """Returns how many characters of the path stand fast."""
        return len(re.sub(r"\{\w+\}", "", self.path))

    @cached_property
    def path_fields(self) -> tuple[str, ...]:
        """Returns the names of the fields that the path gives."""
        return tuple(re.findall(r"\{(\w+)\}", self.path))

    @cached_property
    def identity_fields(self) -> tuple[str, ...]:
        """Returns the names of the fields that make up the id."""
        return tuple(re.findall(r"\{(\w+)\}", self.identity))

    def id_of(self, record: Record) -> str:
        """Returns the id of a record of this kind."""
        return self.identity.format(**{name: getattr(record, name) for name in self.identity_fields})


class Kinds:
    """The kinds of a product, in the order of their topics. Raises ValueError for a name or a model that stands twice."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.all: tuple[Kind, ...] = tuple(kinds)
        self._by_name = {kind.name: kind for kind in self.all}
        self._by_model = {kind.model: kind for kind in self.all}
        # A pattern that says more of the path stands before one that would fit it too, whatever the topics' order.
        self._by_detail = tuple(sorted(self.all, key=lambda kind: -kind.detail))
        self._nearby: dict[tuple[str, str], tuple[Kind, ...]] = {}
        if len(self._by_name) != len(self.all) or len(self._by_model) != len(self.all):
            raise ValueError("two kinds of one name or of one model")

    def __contains__(self, name: object) -> bool:
        """Returns whether there is a kind called `name`."""
        return name in self._by_name

    def named(self, name: str) -> Kind:
        """Returns the kind called `name`; raises KeyError when there is none."""
        return self._by_name[name]

    def of(self, model: type[Record]) -> Kind:
        """Returns the kind whose records are of type `model`; raises KeyError when there is none."""
        return self._by_model[model]

    def for_path(self, path: str) -> tuple[Kind, re.Match[str]] | None:
        """Returns the kind whose pattern `path` fits, and the match; None when it is no record's file.

        Of two that fit, such as `{number}.yaml` and `{number}.signed.yaml`, it is the one that says more of the path.
        """
        for kind in self._near(path.split("/", 1)[0], path.rpartition(".")[2]):
            match = kind.pattern.match(path)
            if match:
                return kind, match
        return None

    def _near(self, folder: str, ending: str) -> tuple[Kind, ...]:
        """The kinds that have files of this ending in this first folder: few, where all would be asked for each file."""
        found = self._nearby.get((folder, ending))
        if found is None:
            found = tuple(
                kind
                for kind in self._by_detail
                if any(
                    path.split("/", 1)[0] == folder and path.rpartition(".")[2] == ending
                    for path in (kind.path, kind.fallback, *kind.also)
                )
            )
            self._nearby[(folder, ending)] = found
        return found
