"""What git knows of the workspace, for the pages of a preview: walked through when the commit moves, asked for little else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.review.history_pages import teller
from toolkit.sources.git import GitFailed, Head, git, head
from toolkit.sources.history import NO_HISTORY, History, history
from toolkit.topics.catalogue import KINDS

FOLDERS = ("content", "dealers")
"""The folders whose files' commits pages tell."""
Mark = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """The history as pages tell it, and where the workspace stands: two moments of one `head` tell the same."""

    head: Head = Head("", dirty=False)
    history: History = NO_HISTORY


class Past:
    """Git's knowledge of one workspace, kept as long as it holds. To be asked by one thread."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders = _git_folders(root)
        self._walked = ""
        self._history = NO_HISTORY

    def mark(self) -> Mark:
        """Returns what differs after a commit, a checkout or a change of what is staged; git itself is not run."""
        return tuple(_status(file) for folder in self._folders for file in _moving(folder))

    def now(self) -> Moment:
        """Returns the history with what is unsaved now. All commits are gone through only when HEAD is another one."""
        found = head(self._root)
        if not found.commit:
            return Moment()
        if found.commit != self._walked:
            self._history = history(self._root, FOLDERS, (), teller(self._root, KINDS))
            self._walked = found.commit
        return Moment(found, self._history.with_unsaved(found.unsaved))


def _git_folders(root: Path) -> tuple[Path, ...]:
    """Where the repository keeps HEAD and the index, and where its branches: two folders for a linked worktree."""
    try:
        told = git(root, "rev-parse", "--git-dir", "--git-common-dir").decode("utf-8", "surrogateescape")
    except GitFailed:
        return ()
    return tuple(dict.fromkeys((root / line).resolve() for line in told.splitlines()))


def _moving(folder: Path) -> tuple[Path, ...]:
    """The files of a git folder of which one at least changes with each commit: the branch's own, or the list of all."""
    try:
        ref = (folder / "HEAD").read_text("utf-8", "replace").removeprefix("ref:").strip()
    except OSError:
        ref = "HEAD"
    branch = folder / ref if ref.startswith("refs/") and ".." not in ref else folder / "HEAD"
    return folder / "HEAD", folder / "index", folder / "logs/HEAD", folder / "packed-refs", branch


def _status(file: Path) -> tuple[int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino
