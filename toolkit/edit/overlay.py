"""A tree as it would be after an edit: some files laid over it, so that a change is judged before it is written."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.network.file_records import FileRecords, file_records
from toolkit.network.kinds import Kinds
from toolkit.sources.document import Locator
from toolkit.sources.tree import Listing, Tree


class OverlayTree:
    """A tree with some files put over it, by path; it reads everything else through."""

    def __init__(self, tree: Tree, files: Mapping[str, str]) -> None:
        self._tree = tree
        self._files = files
        self.label = tree.label

    def list(self, under: str) -> Listing:
        """Returns the files below a folder, the laid ones among them."""
        found = self._tree.list(under)
        laid = (path for path in self._files if path.startswith(f"{under}/"))
        return Listing(tuple(sorted({*found.files, *laid})), found.problems)

    def read(self, path: str) -> bytes:
        """Returns a file's bytes. Raises as the tree below does."""
        laid = self._files.get(path)
        return self._tree.read(path) if laid is None else laid.encode("utf-8")


class Remembered:
    """Reads each file into records once; a second reading looks only at those that changed."""

    def __init__(self) -> None:
        self._held: dict[str, FileRecords] = {}
        self.changed: frozenset[str] = frozenset()

    def records(self, tree: Tree, kinds: Kinds, path: str, locator: Locator) -> FileRecords:
        """Returns what the file at `path` holds."""
        if path in self.changed:
            return file_records(tree, kinds, path, locator)
        if path not in self._held:
            self._held[path] = file_records(tree, kinds, path, locator)
        return self._held[path]
