"""When each file of a workspace was last changed, as git knows it: one walk over the history for all files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.kernel.text import Text
from toolkit.sources.git import GitFailed, git

_MARK = "\x1e"
_FORMAT = f"--format={_MARK}%H%x00%cs%x00%p%x00"
"""A commit, its day and its parents; the names of its files follow, each ended by a NUL. No name begins with the mark, since
each begins with one of the folders that are asked for."""
SHORT = 8
"""How many digits of a commit are shown."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A commit by its day and short id. Who made it is not told: people stay out of what is built."""

    day: date
    commit: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A commit that touched a folder, for a page: its day, its short id, what it changed, and how much more. No person."""

    day: date
    commit: str
    what: tuple[Text, ...]
    more: int = 0


def _untold(folder: str) -> tuple[Touched, ...]:
    return ()


class History:
    """The last change of each file, `last` with the newest first, and the paths that differ from their commit.

    What is not known is not told: a file without a commit, or with changes since.
    """

    def __init__(
        self,
        last: Iterable[tuple[str, Change]] = (),
        unsaved: Iterable[str] = (),
        touched: Callable[[str], tuple[Touched, ...]] = _untold,
    ) -> None:
        self._files: dict[str, Change] = {}
        for path, change in last:
            self._files.setdefault(path, change)
        self._folders = _newest_by_folder(self._files)
        self._unsaved = frozenset(unsaved)
        self._open = frozenset(_folder(path) for path in self._unsaved)
        self.touched = touched
        """Tells the last commits of a dealer, the newest first, and what they changed."""

    def with_unsaved(self, unsaved: Iterable[str]) -> History:
        """Returns the same commits beside other paths that differ from theirs."""
        told = History((), unsaved, self.touched)
        told._files, told._folders = self._files, self._folders
        return told

    def of(self, paths: Iterable[str]) -> Change | None:
        """Returns the newest change of some files; None when one of them differs from its commit, or none is known."""
        wanted = tuple(paths)
        if self._unsaved.intersection(wanted):
            return None
        return max((self._files[path] for path in wanted if path in self._files), default=None)

    def under(self, folder: str) -> Change | None:
        """Returns the newest change inside a folder of the second level, such as `dealers/D-2025-0007`."""
        return None if folder in self._open else self._folders.get(folder)


def history(
    root: Path,
    folders: tuple[str, ...],
    unsaved: Iterable[str] = (),
    touched: Callable[[str], tuple[Touched, ...]] = _untold,
) -> History:
    """Returns the last changes of the files below some folders of a workspace; an empty one outside git.

    `unsaved` are the paths that differ from their commit. A clone that was cut off seems to have got every file in its
    oldest commits; those are left out, so that it says too little rather than something wrong.
    """
    try:
        cut = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        told = git(root, "log", "-z", _FORMAT, "--name-only", "--no-renames", "--relative", "--", *folders)
    except GitFailed:
        return NO_HISTORY
    return History(_last(told, cut), unsaved, touched)


def _last(told: bytes, cut: bool) -> Iterator[tuple[str, Change]]:
    """Files with their commits, as git lists them."""
    words = iter(told.decode("utf-8", "surrogateescape").split("\0"))
    change: Change | None = None
    for word in words:
        if word.startswith(_MARK):
            day, parents = date.fromisoformat(next(words)), next(words)
            change = Change(day, word[1 : 1 + SHORT]) if parents or not cut else None
        elif change is not None and word.strip("\n"):
            yield word.lstrip("\n"), change


def _folder(path: str) -> str:
    return "/".join(path.split("/", 2)[:2])


def _newest_by_folder(files: dict[str, Change]) -> dict[str, Change]:
    found: dict[str, Change] = {}
    for path, change in files.items():
        folder = _folder(path)
        if folder not in found or found[folder] < change:
            found[folder] = change
    return found


NO_HISTORY = History()
"""Of a folder outside git, and of builds that do not ask."""
