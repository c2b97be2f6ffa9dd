"""A part of the site that can be made by itself: a build takes all of them, a preview the one that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from toolkit.plan.artifact import Artifact


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
        return tuple(self.make())

    def find(self, path: str) -> Artifact | None:
        """Returns the file at `path`, or None when it is not on this shelf."""
        if not path.startswith(self.under):
            return None
        if self.one is not None:
            return self.one(path)
        return next((artifact for artifact in self.artifacts if artifact.path == path), None)
