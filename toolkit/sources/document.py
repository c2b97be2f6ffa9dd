"""A file read into plain data, whose every key and value can be traced to its line and column."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.kernel.digest import digest_bytes
from toolkit.kernel.origin import Origin
from toolkit.sources.tree import SourceChanged, Tree

Data = str | tuple["Data", ...] | dict[str, "Data"]
Step = str | int
Places = dict[tuple[Step, ...], Origin]
KEY = "\0key"
"""Last step of the path under which a key's own place is kept, beside that of its value."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data: mappings, tuples and text only, since nothing is converted before a record's type asks for it.

    `digest` is that of the text with line feeds and without byte-order mark: equal on every platform.
    """

    path: str
    data: Data
    digest: str


def text_digest(text: str) -> str:
    """Returns the digest by which a document is known."""
    return digest_bytes(text.encode("utf-8", "surrogatepass"))


class Locator:
    """Finds where in a document a value stands, by reading the file once more.

    Places are not kept from the first reading: at ten thousand dealers they would take gigabytes, and few are ever asked
    for. The most recently used documents are kept. Raises SourceChanged when the file is no longer what it was.
    """

    KEPT = 64

    def __init__(self, tree: Tree, read_places: Callable[[str, bytes], tuple[str, Places]]) -> None:
        self._tree = tree
        self._read_places = read_places
        self._kept: OrderedDict[str, Places] = OrderedDict()

    def origin(self, document: Document, path: tuple[Step, ...]) -> Origin:
        """Returns the place of the value at `path`, or of the nearest part of the document around it."""
        places = self._places(document)
        while path and path not in places:
            path = path[:-1]
        return places.get(path, Origin(document.path, 1, 1))

    def _places(self, document: Document) -> Places:
        places = self._kept.get(document.path)
        if places is None:
            digest, places = self._read_places(document.path, self._tree.read(document.path))
            if digest != document.digest:
                raise SourceChanged(document.path)
            self._kept[document.path] = places
            if len(self._kept) > self.KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(document.path)
        return places
