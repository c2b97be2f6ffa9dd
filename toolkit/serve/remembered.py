"""What was made of each file, kept for as long as the file has the same bytes: reading again costs what has changed."""

from __future__ import annotations

from collections import OrderedDict

from toolkit.network.file_records import FileRecords, file_records
from toolkit.network.kinds import Kinds
from toolkit.network.load import Reading
from toolkit.sources.document import Locator, Places
from toolkit.sources.places import read_places
from toolkit.sources.tree import Tree

File = tuple[str, bytes]
"""A path and the bytes that stand there: what a file's records come from, and all that they come from."""


class Remembered:
    """Records and places of files by path and bytes; no time and no size is trusted.

    Records that no reading has asked for since the last `settle` are dropped. Places take much room and few are ever asked
    for, so those asked for last are kept.
    """

    PLACES = 256

    def __init__(self) -> None:
        self._records: dict[File, FileRecords] = {}
        self._asked: set[File] = set()
        self._places: OrderedDict[File, tuple[str, Places]] = OrderedDict()
        self.reading = Reading(self._records_of, self._places_of)

    def settle(self) -> None:
        """Drops what none of the readings since the last call needed."""
        self._records = {file: held for file, held in self._records.items() if file in self._asked}
        self._asked.clear()

    def _records_of(self, tree: Tree, kinds: Kinds, path: str, locator: Locator) -> FileRecords:
        try:
            file = path, tree.read(path)
        except OSError:
            return file_records(tree, kinds, path, locator)
        self._asked.add(file)
        held = self._records.get(file)
        if held is None:
            held = self._records[file] = file_records(tree, kinds, path, locator)
        return held

    def _places_of(self, path: str, data: bytes) -> tuple[str, Places]:
        file = path, data
        if file in self._places:
            self._places.move_to_end(file)
            return self._places[file]
        found = self._places[file] = read_places(path, data)
        if len(self._places) > self.PLACES:
            self._places.popitem(last=False)
        return found
