"""The commits that touched a folder, with both sides of every file that they changed: one walk, and one reading of the contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from toolkit.sources.git import GitFailed, git

_MARK = "\x1e"
_FORMAT = f"--format={_MARK}%H%x00%P%x00%an%x00%ae%x00%as%x00%cn%x00%cs%x00"
_HEAD = 7
_NOTHING = re.compile(r"0+\Z")
_LINK = "120000"


@dataclass(frozen=True, slots=True)
class Touch:
    """A file that a commit changed: its path, and its object before and after, empty where it was not there."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A commit: who made it and when, its parents, and the files below the folder that it changed itself.

    A merge changes those only that differ from all its parents; they are held against the first.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    mail: str
    authored: date
    committer: str
    committed: date
    touches: tuple[Touch, ...]


def logged(root: Path, folders: Iterable[str], start: str = "HEAD") -> tuple[Logged, ...]:
    """Returns the commits up to `start` that changed a file below some folders, the newest first; merges as git lists them.

    Raises GitFailed outside a repository, or for a revision that is not there.
    """
    told = git(
        root, "log", "-z", _FORMAT, "--raw", "--no-abbrev", "--no-renames", "--full-history", "--cc", "--date-order", "--relative",
        "--end-of-options", start, "--", *folders,
    )  # fmt: skip
    rows = (_commit(row) for row in told.decode("utf-8", "surrogateescape").split(_MARK)[1:])
    return tuple(row for row in rows if row.touches)


def _commit(row: str) -> Logged:
    name, parents, author, mail, authored, committer, committed, *rest = row.split("\0")
    return Logged(
        name,
        tuple(parents.split()),
        author,
        mail,
        date.fromisoformat(authored),
        committer,
        date.fromisoformat(committed),
        tuple(_touches(rest)),
    )


def _touches(words: list[str]) -> Iterator[Touch]:
    """The raw lines, `:modes objects status`, each followed by its path; of several parents the first counts."""
    held = iter(words)
    for word in held:
        line = word.strip("\n")
        if not line.startswith(":"):
            continue
        path = next(held, "")
        count = len(line) - len(line.lstrip(":"))
        fields = line.lstrip(":").split(" ")
        modes, objects = fields[: count + 1], fields[count + 1 : 2 * count + 2]
        if path and _LINK not in modes:
            yield Touch(path, *("" if _NOTHING.match(name) else name for name in (objects[0], objects[-1])))


def renamed_from(root: Path, commit: Logged, folder: str) -> str:
    """Returns the folder, beside `folder`, whose files a commit moved there; empty when it moved none."""
    if not commit.parents:
        return ""
    above, _, _ = folder.rpartition("/")
    told = git(
        root, "diff-tree", "-r", "-z", "-M", "--name-status", "--diff-filter=R", "--relative", commit.parents[0], commit.id, "--", above,
    )  # fmt: skip
    words = [word for word in told.decode("utf-8", "surrogateescape").split("\0") if word]
    moves = zip(words[1::3], words[2::3], strict=False)
    depth = folder.count("/") + 1
    found = Counter("/".join(old.split("/")[:depth]) for old, new in moves if new.startswith(f"{folder}/"))
    found.pop(folder, None)
    return max(found, key=lambda name: (found[name], name), default="")


def followed(root: Path, folder: str, mark: str) -> tuple[tuple[str, ...], tuple[Logged, ...]]:
    """Returns the names that a folder has had, the present one first, and the commits that touched it under any of them.

    `mark` is the file by which its beginning is known. A commit that renamed it changes files of both names.
    """
    names, found = [folder], {row.id: row for row in logged(root, (folder,))}
    start: Logged | None = _beginning(found.values(), f"{folder}/{mark}")
    while start is not None:
        before = renamed_from(root, start, names[-1])
        if not before or before in names:
            break
        names.append(before)
        earlier = logged(root, (before,), start.id)
        for row in earlier:
            held = found.get(row.id)
            found[row.id] = row if held is None else replace(held, touches=(*row.touches, *held.touches))
        start = _beginning(earlier, f"{before}/{mark}")
    return tuple(names), tuple(found.values())


def _beginning(rows: Iterable[Logged], path: str) -> Logged | None:
    """The oldest commit that brought a file."""
    found = [row for row in rows if any(touch.path == path and not touch.before for touch in row.touches)]
    return found[-1] if found else None


def contents(root: Path, objects: Iterable[str]) -> Mapping[str, bytes]:
    """Returns the bytes of objects, read by one process; one that the repository lacks is left out."""
    wanted = tuple(dict.fromkeys(name for name in objects if name))
    out = git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode()) if wanted else b""
    found: dict[str, bytes] = {}
    place = 0
    for name in wanted:
        end = out.index(b"\n", place)
        about = out[place:end].split(b" ")
        place = end + 1
        if len(about) == 3:
            size = int(about[2])
            found[name] = out[place : place + size]
            place += size + 1
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """How commits came into the history: the parents of each, those of the main line in order, and the merge that brought the others."""

    parents: Mapping[str, tuple[str, ...]]
    main: tuple[str, ...]
    brought: Mapping[str, str]


def main_line(root: Path, start: str = "HEAD") -> Line:
    """Returns the shape of the history: the first parents make the main line, the oldest first."""
    rows = [row.split() for row in git(root, "rev-list", "--parents", start).decode().splitlines()]
    parents = {row[0]: tuple(row[1:]) for row in rows}
    main: list[str] = [rows[0][0]] if rows else []
    while main and parents.get(main[-1], ())[:1]:
        main.append(parents[main[-1]][0])
    main.reverse()
    brought: dict[str, str] = {}
    known = set(main)
    for name in main:
        waiting = list(parents.get(name, ())[1:])
        while waiting:
            one = waiting.pop()
            if one not in known:
                known.add(one)
                brought[one] = name
                waiting.extend(parents.get(one, ()))
    return Line(parents, tuple(main), brought)


def approving(root: Path, trailer: str, folder: str, start: str = "HEAD") -> frozenset[str]:
    """Returns the commits whose message has a trailer, or that changed a file below `folder`: where approvals may stand."""
    by_words = git(root, "log", "--format=%H", "-i", f"--grep=^{trailer}:", start)
    try:
        by_files = git(root, "log", "--format=%H", "--full-history", start, "--", folder)
    except GitFailed:
        by_files = b""
    return frozenset((by_words + by_files).decode().split())


def differing(root: Path, base: str, head: str) -> tuple[Touch, ...]:
    """Returns the files below the workspace's folder that differ between two commits, with their objects."""
    told = git(root, "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative", base, head)
    return tuple(_touches(told.decode("utf-8", "surrogateescape").split("\0")))


def listed(root: Path, commit: str, paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Returns the files of a commit below some paths of the workspace, each with its object."""
    told = git(root, "ls-tree", "-r", "-z", commit, "--", *paths)
    rows = (row.partition("\t") for row in told.decode("utf-8", "surrogateescape").split("\0") if row)
    return tuple((path, about.split(" ")[2]) for about, _, path in rows)
