"""A workspace as a tree of files, in three forms: a working folder, a git commit (see git.py), and memory."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from toolkit.kernel.characters import made_visible
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.sources.decode import UNREADABLE

NOT_A_FILE = ProblemKind(
    "SRC001",
    "error",
    Text("{path} 是{what}，工作区只接受普通文件", "{path} is a {what}; a workspace holds plain files only"),
    Text("删掉它，或把真正的文件放进来", "remove it, or put the real file there"),
    manual="Symbolic links, sockets, pipes, devices and git submodules are refused: they may lead outside the workspace or "
    "never end, and a reviewer of the repository does not see what they hold."
    "中文：符号链接、套接字、管道、设备和 git 子模块一律不读：它们可能通到工作区之外，或永远读不完，"
    "审阅的人也看不到里面是什么。",
)
_KINDS = (
    (stat.S_ISLNK, Text("符号链接", "symbolic link")),
    (stat.S_ISFIFO, Text("命名管道", "pipe")),
    (stat.S_ISSOCK, Text("套接字", "socket")),
    (stat.S_ISCHR, Text("设备", "device")),
    (stat.S_ISBLK, Text("设备", "device")),
    (stat.S_ISDIR, Text("目录", "folder")),
)
SUBMODULE = Text("git 子模块", "git submodule")


class SourceChanged(Exception):
    """A file changed while the run was reading it: the run's results would mix two states."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class NotAFile(FileNotFoundError):
    """What stands at a path is no plain file, or lies behind a symbolic link; `problem` says what it is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.origin.path)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below a folder, as sorted POSIX paths, and what was found there that is no file."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


class Tree(Protocol):
    """A read-only tree of files; paths are POSIX and relative to its root."""

    @property
    def label(self) -> str:
        """Returns what a message calls this tree: a folder, a commit, or memory."""

    def list(self, under: str) -> Listing:
        """Returns the files below the folder `under`; an empty listing when there is no such folder."""

    def read(self, path: str) -> bytes:
        """Returns a file's bytes. Raises FileNotFoundError (NotAFile for a link), or OSError where the machine fails."""


class MemoryTree:
    """A tree made of a mapping; the form that tests and generators use."""

    def __init__(self, files: Mapping[str, str | bytes], label: str = "memory") -> None:
        self._files = {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}
        self.label = label

    def list(self, under: str) -> Listing:
        return Listing(tuple(sorted(path for path in self._files if path.startswith(f"{under}/"))))

    def read(self, path: str) -> bytes:
        try:
            return self._files[path]
        except KeyError:
            raise FileNotFoundError(path) from None


class WorkingTree:
    """The files of a folder on disk. Remembers what it read, so that `changed` can tell whether a run saw one state."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: dict[str, tuple[int, int, int]] = {}
        self._plain_folders = {""}
        self.label = str(root)

    def list(self, under: str) -> Listing:
        found = tuple(self._walk(under))
        files = sorted(row for row in found if isinstance(row, str))
        return Listing(tuple(files), tuple(row for row in found if isinstance(row, Problem)))

    def _walk(self, under: str) -> Iterator[str | Problem]:
        link = self._link_above(f"{under}/")
        if link:
            yield link
            return
        folders = [under]
        while folders:
            folder = folders.pop()
            try:
                entries = self._entries(folder)
            except OSError as error:
                yield UNREADABLE.at(Origin(folder), reason=error.strerror)
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if not entry.is_dir(follow_symlinks=False):
                    plain = entry.is_file(follow_symlinks=False)
                    yield path if plain else _not_a_file(path, entry.stat(follow_symlinks=False).st_mode)
                elif os.path.lexists(os.path.join(entry.path, ".git")):
                    yield not_a_file(path, SUBMODULE)
                else:
                    folders.append(path)

    def _entries(self, folder: str) -> tuple[os.DirEntry[str], ...]:
        try:
            with os.scandir(self._root / folder) as entries:
                return tuple(entries)
        except (FileNotFoundError, NotADirectoryError):
            return ()

    def _link_above(self, path: str) -> Problem | None:
        """The symbolic link among the folders of `path`, which would lead reading out of the workspace."""
        folder = path.rpartition("/")[0]
        if folder in self._plain_folders:
            return None
        above = self._link_above(folder)
        if above:
            return above
        if (self._root / folder).is_symlink():
            return _not_a_file(folder, stat.S_IFLNK)
        self._plain_folders.add(folder)
        return None

    def read(self, path: str) -> bytes:
        if path.startswith("/") or ".." in path.split("/"):
            raise FileNotFoundError(path)
        link = self._link_above(path) or (self._root / path).is_symlink() and _not_a_file(path, stat.S_IFLNK)
        if link:
            raise NotAFile(link)
        # O_NONBLOCK: opening a pipe that replaced the file since the listing must not hang.
        handle = os.open(self._root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            os.close(handle)
            raise NotAFile(_not_a_file(path, status.st_mode))
        with os.fdopen(handle, "rb") as stream:
            stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
            if self._seen.setdefault(path, stamp) != stamp:
                raise SourceChanged(path)
            return stream.read()

    def changed(self) -> tuple[str, ...]:
        """Returns the files that were read and are no longer what they were."""
        return tuple(path for path, stamp in sorted(self._seen.items()) if self._stamp(path) != stamp)

    def _stamp(self, path: str) -> tuple[int, int, int] | None:
        try:
            status = os.lstat(self._root / path)
        except OSError:
            return None
        return (status.st_ino, status.st_size, status.st_mtime_ns)


def _not_a_file(path: str, mode: int) -> Problem:
    return not_a_file(path, next((word for test, word in _KINDS if test(mode)), Text("特殊文件", "special file")))


def not_a_file(path: str, what: Text) -> Problem:
    """Returns the problem that `path` is something else than a file."""
    shown = made_visible(path)
    return NOT_A_FILE.at(Origin(shown), path=shown, what=what)


def layered(trees: Iterable[Tree], path: str) -> bytes:
    """Returns the bytes of `path` in the first tree that has it. Raises FileNotFoundError when none has, NotAFile for a link."""
    for tree in trees:
        try:
            return tree.read(path)
        except NotAFile:
            raise
        except FileNotFoundError:
            continue
    raise FileNotFoundError(path)
