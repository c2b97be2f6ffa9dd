"""What a worker keeps between papers: the parts that many papers have in common, laid out."""

from __future__ import annotations

import gc
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from toolkit.render.fonts import Subset

KEPT_PARTS = 8
KEPT_PAGES = 120
COLLECT = (50_000, 10, 10)
"""When the collector of circles looks: a layout is some hundred thousand objects, and hardly any of them goes before its end."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A part laid out: its pages, the fonts it draws with, and the characters that those fonts were cut to."""

    key: str
    pages: tuple[Any, ...]
    fonts: tuple[Subset, ...]
    characters: frozenset[str]
    configuration: Any
    manifest: Any


class Shelf:
    """The base parts laid out last in this process; which are kept changes no byte: a layout depends on its key alone."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Laid] = OrderedDict()

    def find(self, key: str) -> Laid | None:
        """Returns the part of a key, if it is kept."""
        laid = self._kept.get(key)
        if laid is not None:
            self._kept.move_to_end(key)
        return laid

    def keep(self, laid: Laid) -> None:
        """Keeps a part, and lets those go that were asked for least lately where there are too many."""
        self._kept[laid.key] = laid
        while len(self._kept) > KEPT_PARTS or sum(len(each.pages) for each in self._kept.values()) > KEPT_PAGES:
            self._kept.popitem(last=False)


def spare_collector() -> None:
    """Lets the collector of circles pass over what is there now, and look seldom: each spares a tenth of the time."""
    gc.freeze()
    gc.set_threshold(*COLLECT)
