"""A part of the site that can be made by itself: a build takes all of them, a preview the one that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from toolkit.plan.artifact import Artifact


@dataclass(frozen=True, slots=True)
class _Begun:
    """Files that are being made: what will still come, and what has."""

    rest: Iterator[Artifact]
    made: list[Artifact] = field(default_factory=list)


@dataclass(frozen=True)
class Shelf:
    """Some files of the site, whose paths all begin with `under`, and what makes them.

    `one` makes a single file by its path, None where there is no such file: for shelves of which each file costs much.
    """

    under: str
    make: Callable[[], Iterable[Artifact]]
    one: Callable[[str], Artifact | None] | None = None

    @cached_property
    def artifacts(self) -> tuple[Artifact, ...]:
        """Returns all files of the shelf, made once."""
        return tuple(self._made())

    def find(self, path: str) -> Artifact | None:
        """Returns the file at `path`, or None when it is not on this shelf. Files behind it are not made for its sake."""
        if not path.startswith(self.under):
            return None
        if self.one is not None:
            return self.one(path)
        return next((artifact for artifact in self._made() if artifact.path == path), None)

    def _made(self) -> Iterator[Artifact]:
        """All files: those that were made before, then the others as they are made."""
        begun, place = self._begun, 0
        while True:
            if place == len(begun.made):
                try:
                    begun.made.extend(islice(begun.rest, 1))
                except Exception:
                    # What failed is tried anew, from the start: its iterator has ended and would seem to hold no more.
                    self.__dict__.pop("_begun", None)
                    raise
                if place == len(begun.made):
                    return
            yield begun.made[place]
            place += 1

    @cached_property
    def _begun(self) -> _Begun:
        return _Begun(iter(self.make()))
