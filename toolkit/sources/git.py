"""A git commit as a tree, read from the object store: nothing is checked out, no hook, filter or alias runs.

The only place that starts another program. Paths and revisions are passed after `--` or by standard input, never by a shell.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.sources.tree import NOT_A_FILE, SUBMODULE, Listing

_SAFE = (
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false", "-c", "protocol.allow=never",
    "-c", "log.showSignature=false", "-c", "diff.external=", "-c", "core.pager=cat",
)  # fmt: skip
_LINK, _MODULE = "120000", "160000"


class GitFailed(Exception):
    """Git is missing, or refused: its own words are the message."""


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Returns what a git command prints. Raises GitFailed when it cannot be run or fails."""
    environment = {
        **os.environ,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C",
    }
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
    """Where a working folder stands: its commit, empty without one, and whether files differ from it."""

    commit: str
    dirty: bool


def head(root: Path) -> Head:
    """Returns the commit of a working folder; an empty one outside a repository, or where git is not installed."""
    try:
        commit = git(root, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
        changed = git(root, "status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=all")
    except GitFailed:
        return Head("", dirty=False)
    return Head(commit, bool(changed.strip()))


class GitTree:
    """The files of one commit of a repository whose workspace root is `root` (it may lie below the repository's top)."""

    def __init__(self, root: Path, revision: str) -> None:
        self._root = root
        if revision.startswith("-"):
            raise GitFailed(f"no revision: {revision}")
        self.commit = (
            git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        )
        self.label = self.commit[:12]
        self._objects: dict[str, str] = {}
        self._odd: list[tuple[str, str]] = []
        prefix = git(root, "rev-parse", "--show-prefix").decode().rstrip("\n")
        for row in git(root, "ls-tree", "-r", "-z", "--full-tree", self.commit, "--", prefix or ".").split(b"\0"):
            if row:
                self._take(row, prefix)

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
        digest = self._objects.get(path)
        if digest is None:
            raise FileNotFoundError(path)
        return self.read_all((path,))[path]

    def read_all(self, paths: tuple[str, ...]) -> dict[str, bytes]:
        """Returns the bytes of many files by one process; a path that the commit lacks is left out."""
        wanted = [path for path in paths if path in self._objects]
        out = git(
            self._root, "cat-file", "--batch", given="".join(f"{self._objects[path]}\n" for path in wanted).encode()
        )
        found: dict[str, bytes] = {}
        place = 0
        for path in wanted:
            end = out.index(b"\n", place)
            size = int(out[place:end].split(b" ")[2])
            found[path] = out[end + 1 : end + 1 + size]
            place = end + 2 + size
        return found


def _odd(path: str, mode: str) -> Problem:
    what = SUBMODULE if mode == _MODULE else Text("符号链接", "symbolic link")
    return NOT_A_FILE.at(Origin(path), path=path, what=what)
