"""A git commit as a tree, read from the object store: nothing is checked out, no hook, filter or alias runs.

The only place that starts another program. Paths and revisions are passed after `--` or by standard input, never by a shell.
"""

from __future__ import annotations

import os
import subprocess
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.sources.tree import SUBMODULE, Listing, not_a_file

_SAFE = (
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false",
    "-c", "log.showSignature=false", "-c", "diff.external=", "-c", "core.pager=cat",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # stands over what the repository's own configuration allows
    "LC_ALL": "C",
}
_LINK, _MODULE = "120000", "160000"
AHEAD = 256
"""How many files are read by one process, in the order in which they are listed."""


class GitFailed(Exception):
    """Git is missing, or refused: its own words are the message."""


def git(root: Path, *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None) -> bytes:
    """Returns what a git command prints; `settings` stand over every configuration. Raises GitFailed when it cannot be run
    or fails.

    Variables of the environment such as GIT_DIR, which git sets while a hook runs, would make it read another repository.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ENVIRONMENT
    if settings:
        environment["GIT_CONFIG_COUNT"] = str(len(settings))
        for place, (key, value) in enumerate(settings.items()):
            environment |= {f"GIT_CONFIG_KEY_{place}": key, f"GIT_CONFIG_VALUE_{place}": value}
    try:
        done = subprocess.run(
            ["git", *_SAFE, "-C", str(root), *arguments], input=given, capture_output=True, env=environment, check=False
        )
    except OSError as error:
        raise GitFailed(str(error)) from error
    if done.returncode:
        raise GitFailed(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]}: {done.returncode}")
    return done.stdout


@dataclass(frozen=True, slots=True)
class Head:
    """Where a working folder stands: its commit, empty without one, and whether files differ from it.

    `unsaved` are the paths below the folder that differ; of a folder that is new, its own path.
    """

    commit: str
    dirty: bool
    unsaved: tuple[str, ...] = ()


def head(root: Path) -> Head:
    """Returns the commit of a working folder; an empty one outside a repository, or where git is not installed."""
    try:
        commit = git(root, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
        changed = git(
            root,
            "status",
            "--porcelain",
            "-z",
            "--no-renames",
            "--untracked-files=normal",
            "--ignore-submodules=all",
            settings=_no_filters(root),
        )
        below = git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    except GitFailed:
        return Head("", dirty=False)
    paths = (row[3:] for row in changed.decode("utf-8", "surrogateescape").split("\0") if row)
    return Head(commit, bool(changed), tuple(path.removeprefix(below) for path in paths if path.startswith(below)))


def _no_filters(root: Path) -> dict[str, str]:
    """Settings that turn off every filter which a repository names: comparing files would run its commands."""
    names = git(root, "config", "--null", "--name-only", "--list").decode("utf-8", "surrogateescape").split("\0")
    filters = [name for name in names if name.startswith("filter.")]
    return {name: "false" if name.endswith(".required") else "" for name in filters}


class GitTree:
    """The files of one commit of a repository whose workspace root is `root` (it may lie below the repository's top).

    Those below some paths only, where `under` names any.
    """

    def __init__(self, root: Path, revision: str, under: Sequence[str] = ()) -> None:
        self._root = root
        self.commit = _commit(root, revision)
        self.label = self.commit[:12]
        self._objects: dict[str, str] = {}
        self._odd: list[tuple[str, str]] = []
        self._ahead: dict[str, bytes] = {}
        prefix = git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
        paths = [f"{prefix}{path}" for path in under] or [prefix or "."]
        for row in git(root, "ls-tree", "-r", "-z", "--full-tree", self.commit, "--", *paths).split(b"\0"):
            if row:
                self._take(row, prefix)
        self._order = sorted(self._objects)

    def _take(self, row: bytes, prefix: str) -> None:
        about, _, name = row.partition(b"\t")
        mode, _, digest = about.decode().split(" ")
        path = name.decode("utf-8", "surrogateescape").removeprefix(prefix)
        if mode in (_LINK, _MODULE):
            self._odd.append((path, mode))
        else:
            self._objects[path] = digest

    def list(self, under: str) -> Listing:
        files = tuple(sorted(path for path in self._objects if path.startswith(f"{under}/")))
        return Listing(files, tuple(_odd(path, mode) for path, mode in self._odd if path.startswith(f"{under}/")))

    def read(self, path: str) -> bytes:
        if path not in self._objects:
            raise FileNotFoundError(path)
        if path not in self._ahead:
            start = bisect_left(self._order, path)
            self._ahead = self.read_all(tuple(self._order[start : start + AHEAD]))
        return self._ahead[path]

    def objects(self) -> Mapping[str, str]:
        """Returns the files with the ids of what they hold."""
        return self._objects

    def read_all(self, paths: tuple[str, ...]) -> dict[str, bytes]:
        """Returns the bytes of many files by one process; a path that the commit lacks is left out.

        Raises GitFailed for an object that the repository lacks, as a partial clone may.
        """
        wanted = [path for path in paths if path in self._objects]
        out = git(
            self._root, "cat-file", "--batch", given="".join(f"{self._objects[path]}\n" for path in wanted).encode()
        )
        found: dict[str, bytes] = {}
        place = 0
        for path in wanted:
            end = out.index(b"\n", place)
            about = out[place:end].split(b" ")
            if len(about) != 3:
                raise GitFailed(f"{path}: {out[place:end].decode('utf-8', 'replace')}")
            size = int(about[2])
            found[path] = out[end + 1 : end + 1 + size]
            place = end + 2 + size
        return found


def folders(root: Path, revision: str, above: str) -> dict[str, str]:
    """Returns the folders inside the folder `above` of a commit, by name, with the ids of all that they hold."""
    prefix = git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    told = git(root, "ls-tree", "-z", "--full-tree", _commit(root, revision), "--", f"{prefix}{above}/")
    found: dict[str, str] = {}
    for row in told.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = row.partition("\t")
        if about and about.split(" ")[1] == "tree":
            found[path.rpartition("/")[2]] = about.split(" ")[2]
    return found


def unlike(root: Path, revision: str, below: Sequence[str]) -> tuple[str, ...]:
    """Returns the files of a working folder, below some of its folders, that are not what they are in a commit.

    Files that git was told to ignore count too; one of which git only knows that it was touched may be among them.
    """
    return _unlike(root, _commit(root, revision), below)


def unlike_beside(root: Path, revision: str, without: Sequence[str]) -> tuple[str, ...]:
    """Returns the files of a working folder, outside some of its folders, that are not what they are in a commit.

    Ignored files do not count; a new folder is named as such, `notes/`.
    """
    commit = _commit(root, revision)
    told = git(root, "ls-tree", "-z", "--name-only", commit).decode("utf-8", "surrogateescape")
    # Folders are named one by one: with an exclusion git would walk through what it then leaves out.
    tops = {*told.split("\0"), *os.listdir(root)} - {"", ".git", *without}
    return _unlike(root, commit, sorted(tops), "--directory", "--exclude-standard") if tops else ()


def _unlike(root: Path, commit: str, below: Sequence[str], *which: str) -> tuple[str, ...]:
    settings, paths = _no_filters(root), [f":(literal){path}" for path in below]
    compared = ("diff-index", "-z", "--name-only", "--no-renames", "--relative", "--ignore-submodules=all", commit)
    # Both look at every file: side by side they take half the time.
    with ThreadPoolExecutor(2) as both:
        told = both.map(
            lambda command: git(root, *command, "--", *paths, settings=settings),
            (compared, ("ls-files", "-z", "--others", *which)),
        )
        found = b"".join(told).decode("utf-8", "surrogateescape").split("\0")
    return tuple(sorted({path for path in found if path}))


def is_tracked(root: Path, path: Path) -> bool:
    """Returns whether git holds a file at or below a path: what a commit brings, nobody has made here."""
    try:
        return bool(git(root, "ls-files", "-z", "--", str(path)))
    except GitFailed:
        return False


def _commit(root: Path, revision: str) -> str:
    try:
        found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitFailed as error:
        raise GitFailed(f"no revision {revision}" if str(error).startswith("git rev-parse") else str(error)) from None
    return found.decode().strip()


def _odd(path: str, mode: str) -> Problem:
    return not_a_file(path, SUBMODULE if mode == _MODULE else Text("符号链接", "symbolic link"))
