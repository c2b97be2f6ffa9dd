"""Records that a table names by what people call them, 西湖区 or 常温饮料, found by that name where it is only one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from toolkit.kernel.text import LOCALES, Text
from toolkit.network.network import Network
from toolkit.topics.market.rules import regions

_NAMED_BY = ("name", "short_name", "legal_name", "post")
_FEW = 5


@dataclass
class Names:
    """The names of a network's records, by kind, gathered when a column first asks for them."""

    network: Network
    _known: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def found(self, kind: str, text: str) -> tuple[str, ...]:
        """Returns the ids of the records that are called so; empty when `text` is an id itself, or nobody's name."""
        if kind not in self.network.kinds or self.network.named(kind, text) is not None:
            return ()
        if kind not in self._known:
            self._known[kind] = self._divisions() if kind == "division" else self._records(kind)
        return tuple(sorted(self._known[kind].get(_plain(text), ())))

    def shown(self, kind: str, keys: tuple[str, ...]) -> Text:
        """Returns the records as a person tells them apart: the first few ids with what they are called."""
        tree = regions(self.network) if kind == "division" else None
        more = f" … {len(keys)}" if len(keys) > _FEW else ""
        zh, en = ([f"{key} {tree.label(key, lang)}" if tree else key for key in keys[:_FEW]] for lang in LOCALES)
        return Text("、".join(zh) + more, "; ".join(en) + more)

    def _records(self, kind: str) -> dict[str, set[str]]:
        known: dict[str, set[str]] = defaultdict(set)
        for key in self.network.ids(kind):
            entry = self.network.named(kind, key)
            for name in _NAMED_BY if entry is not None else ():
                held = vars(entry.record).get(name) if entry is not None else None
                for text in (held.zh, held.en) if isinstance(held, Text) else (held,) if isinstance(held, str) else ():
                    if text:
                        known[_plain(text)].add(key)
        return known

    def _divisions(self) -> dict[str, set[str]]:
        """Each division by its own name, and with the names above it, with and without the province's and the city's suffix."""
        tree, known = regions(self.network), defaultdict[str, set[str]](set)
        for key in self.network.ids("division"):
            province, prefecture, county = tree.path(key)
            names = [name for name in (province, prefecture, county) if name]
            for start in range(len(names)):
                known[_plain("".join(names[start:]))].add(key)
                known[_plain("".join([*(name[:-1] for name in names[start:-1]), names[-1]]))].add(key)
            if names and county == "" and len(names[-1]) > 2:
                known[_plain(names[-1][:-1])].add(key)
        return known


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
