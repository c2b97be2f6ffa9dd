"""A folder in which new sections are made ready: complete, checked and on the disk before any is swapped in."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from toolkit.kernel.digest import digest_bytes
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.publish.disk import create, link_or_copy, make_folder, read, remove_tree, sync
from toolkit.publish.interrupt import signals_held
from toolkit.publish.live import walk
from toolkit.publish.manifest import Entry
from toolkit.publish.paths import check_path, resolve_inside
from toolkit.publish.problems import STAGE_DIFFERS, STAGE_LEFT, OutputProblem, write_failed

STAGE_PREFIX = ".stage-"
READY = "new"
ASIDE = "old"


def stage_removed(folder: Path) -> tuple[Problem, ...]:
    """Removes a stage, of this run or of one that was killed; returns a warning if it could not."""
    why = remove_tree(folder)
    return (STAGE_LEFT.at(Origin(str(folder)), folder=folder, why=why),) if why else ()


class Stage:
    """Holds what a run has made so far. Nothing is created on the disk until there is something to write."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._folder: Path | None = None
        self._folders: dict[str, Path] = {}
        self._written: list[Path] = []

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def remove(self) -> tuple[Problem, ...]:
        """Removes the stage, and with it the old sections that were swapped out; returns a warning if it could not."""
        if self._folder is None:
            return ()
        with signals_held():
            left = stage_removed(self._folder)
            self._folder = None
        return left

    def add(self, entry: Entry, data: bytes) -> Entry:
        """Returns the entry of a new file of the section that its path names. Raises OutputProblem."""
        place = self._place(entry.path)
        state = create(place, data)
        self._written.append(place)
        return entry.stood(state)

    def keep(self, entry: Entry) -> Entry:
        """Returns the entry of a file that is taken over from the live section as it is. Raises OutputProblem."""
        place = self._place(entry.path)
        state = link_or_copy(self._out / entry.path, place)
        if state.st_ino != entry.inode:
            self._written.append(place)
        return entry.stood(state)

    def bytes_of(self, entry: Entry, *, new: bool) -> bytes:
        """Returns the bytes of a file of this run: `new` ones stand in the stage, the others in the live section still.

        Raises OutputProblem for one that cannot be read, or is no longer as its entry says.
        """
        place = self._place(entry.path) if new else self._out / entry.path
        try:
            data = read(place)
            if digest_bytes(data) != entry.sha256:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(place))
        except OSError as error:
            raise write_failed(place, error) from error
        return data

    def section(self, name: str) -> Path:
        """Returns the staged folder of a section, made if it was missing. Raises OutputProblem."""
        return self._folder_for(name)

    def aside(self, name: str) -> Path:
        """Returns where the old section goes when the system cannot exchange two folders."""
        return self._root() / ASIDE / name

    def check(self, name: str, entries: Mapping[str, Entry]) -> None:
        """Compares a staged section with its manifest: the same files, each whole. Raises OutputProblem."""
        found = walk(self._root() / READY, name)
        wrong = set(found.odd) | (found.files.keys() ^ entries.keys())
        wrong |= {
            path for path, state in found.files.items() if path in entries and state.st_size != entries[path].size
        }
        if wrong:
            raise OutputProblem(
                STAGE_DIFFERS.at(Origin(str(self._out / name)), section=name, files="、".join(sorted(wrong)[:5]))
            )

    def sync(self) -> None:
        """Puts all that was made on the disk. Raises OutputProblem."""
        if self._folder is not None:
            sync(self._folder, self._written, [*self._folders.values(), self._folder / READY, self._folder])

    def _place(self, path: str) -> Path:
        """Where a file goes. Its folder is looked at for links once; after that the stage holds it."""
        folder, _, name = path.rpartition("/")
        if folder in self._folders:
            check_path(path)
            return self._folders[folder] / name
        place = resolve_inside(self._root() / READY, path)
        self._folder_for(folder)
        return place

    def _folder_for(self, folder: str) -> Path:
        known = self._folders.get(folder)
        if known is None:
            above, _, name = folder.rpartition("/")
            known = (self._folder_for(above) if above else self._root() / READY) / name
            make_folder(known)
            self._folders[folder] = known
        return known

    def _root(self) -> Path:
        if self._folder is None:
            try:
                with signals_held():  # a folder that was made is one that will be removed
                    self._folder = Path(tempfile.mkdtemp(prefix=STAGE_PREFIX, dir=self._out))
                    os.mkdir(self._folder / READY)
                    os.mkdir(self._folder / ASIDE)
            except OSError as error:
                raise write_failed(self._out, error) from error
        return self._folder
