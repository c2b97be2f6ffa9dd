"""A folder as it stood at one moment, kept in memory: what is made from it later cannot mix two states of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from toolkit.sources.tree import NOT_A_FILE, Listing, NotAFile, Tree, WorkingTree

Held = bytes | OSError
"""A file's bytes, or what reading it raised."""


class Snapshot:
    """A tree of files in memory, with whatever was wrong with them on disk. Never changes."""

    def __init__(self, files: Mapping[str, Held], listings: Mapping[str, Listing], label: str) -> None:
        self._files = files
        self._listings = listings
        self.label = label

    def list(self, under: str) -> Listing:
        """Returns the files below one of the folders that were taken; an empty listing for another."""
        return self._listings.get(under, Listing(()))

    def read(self, path: str) -> bytes:
        """Returns a file's bytes; raises what reading it raised."""
        held = self._files.get(path)
        if held is None:
            raise FileNotFoundError(path)
        if isinstance(held, OSError):
            raise held
        return held

    def __contains__(self, path: object) -> bool:
        """Returns whether something stands at `path`, if only a file that cannot be read."""
        return path in self._files

    def readable(self) -> tuple[str, ...]:
        """Returns the paths of the files whose bytes are here, in order."""
        return tuple(sorted(path for path, held in self._files.items() if isinstance(held, bytes)))

    def differing(self, other: Snapshot) -> frozenset[str]:
        """Returns the paths that stand in one of the two only, or with other bytes, or with another fault."""
        paths = self._files.keys() | other._files.keys()
        return frozenset(path for path in paths if not _same(self._files.get(path), other._files.get(path)))

    def with_files_of(self, other: Snapshot, paths: Iterable[str]) -> Snapshot:
        """Returns this tree with the files at `paths` as they stand in `other`, or away where it has none."""
        files = dict(self._files)
        for path in paths:
            held = other._files.get(path)
            if held is None:
                files.pop(path, None)
            else:
                files[path] = held
        return Snapshot(files, {folder: self._listed(folder, files) for folder in self._listings}, self.label)

    def _listed(self, folder: str, files: Mapping[str, Held]) -> Listing:
        inside = {p for p, held in files.items() if p.startswith(f"{folder}/") and not isinstance(held, NotAFile)}
        problems = (problem for problem in self._listings[folder].problems if problem.origin.path not in inside)
        return Listing(tuple(sorted(inside)), tuple(problems))


def taken(
    tree: WorkingTree, folders: Iterable[str], wanted: Callable[[str], bool | None], before: Snapshot | None = None
) -> Snapshot:
    """Returns the files below some folders of a tree. `wanted` says of a path whether its bytes are needed; None leaves the
    file out altogether.

    Every such file is read, since neither its size nor its time tells for sure that it is the same; one whose bytes are those
    of `before` shares them, so that two snapshots of a workspace take hardly more room than one.
    """
    files: dict[str, Held] = {}
    listings: dict[str, Listing] = {}
    known = before._files if before is not None else {}
    for folder in folders:
        found = tree.list(folder)
        for problem in found.problems:
            if problem.code == NOT_A_FILE.code:
                files[problem.origin.path] = NotAFile(problem)
        listed = []
        for path in found.files:
            needed = wanted(path)
            held = None if needed is None else _read(tree, path) if needed else b""
            # A file that went away between the listing and the reading is not there.
            if held is not None and not (isinstance(held, FileNotFoundError) and not isinstance(held, NotAFile)):
                same = known.get(path)
                files[path] = same if same is not None and _same(same, held) else held
                listed.append(path)
        listings[folder] = Listing(tuple(listed), found.problems)
    return Snapshot(files, listings, tree.label)


def _read(tree: Tree, path: str) -> Held:
    try:
        return tree.read(path)
    except OSError as error:
        return error


def _same(one: Held | None, other: Held | None) -> bool:
    if isinstance(one, OSError) and isinstance(other, OSError):
        return (type(one), str(one)) == (type(other), str(other))
    return one == other
