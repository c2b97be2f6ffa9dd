"""The files that the search reads: one with names, codes and readings, and the running text in pieces."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from toolkit.kernel.text import Locale
from toolkit.plan.artifact import Artifact, BytesJob
from toolkit.site.frame import ROOT
from toolkit.site.search.entries import entries
from toolkit.site.search.entry import BEHIND, KINDS, SENTENCES, Entry
from toolkit.site.search.folding import browser_table
from toolkit.site.search.sounds import sounds

PIECE = 500_000
"""Bytes of running text after which a new piece begins: each is read without the page being felt to wait."""
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&'\u2028\u2029\u007f"})
Row = list[object]


def search(pages: Iterable[Artifact], locale: Locale) -> Iterator[Artifact]:
    """Yields the files that make the pages of one language searchable."""
    yield from search_files(entries(pages, locale), locale)


def search_files(found: tuple[Entry, ...], locale: Locale) -> Iterator[Artifact]:
    """Yields `keys.js` and as many `text-N.js` as the running text needs."""
    rows, texts = _rows(found)
    pieces = tuple(_pieces(texts))
    keys = {
        "folding": browser_table(),
        "sounds": sounds(name for entry in _walk(found) if entry.kind not in SENTENCES for name in entry.names),
        "kinds": [
            {"label": label.within(locale), "sounded": kind not in SENTENCES, "behind": BEHIND.get(kind, 0)}
            for kind, label in KINDS.items()
        ],
        "pieces": len(pieces),
        "rows": rows,
    }
    yield _file(locale, "keys", keys)
    for number, (first, piece) in enumerate(pieces):
        yield _file(locale, f"text-{number}", {"first": first, "texts": piece})


def _walk(found: Iterable[Entry]) -> Iterator[Entry]:
    for entry in found:
        yield entry
        yield from entry.inside


def _rows(found: tuple[Entry, ...]) -> tuple[list[Row], list[list[str]]]:
    """The rows of `keys.js`, and the text of each. A row is kind, address, names, codes, and for what is inside another
    entry how many rows before it that one stands. A text is the words, then the anchors of its passages after the first."""
    order = list(KINDS)
    rows: list[Row] = []
    texts: list[list[str]] = []
    for entry in found:
        for back, one in enumerate((entry, *entry.inside)):
            row: Row = [order.index(one.kind), one.url, [name for name in one.names if name], list(one.codes)]
            rows.append([*row, back] if back else row)
            texts.append(_text(one))
    return rows, texts


def _text(entry: Entry) -> list[str]:
    opening = "\n".join(passage.text for passage in entry.passages if not passage.anchor)
    told = [passage for passage in entry.passages if passage.anchor]
    return ["\f".join([opening, *(passage.text for passage in told)]), *(passage.anchor for passage in told)]


def _pieces(texts: list[list[str]]) -> Iterator[tuple[int, list[list[str]]]]:
    """The texts in pieces of about half a megabyte, each with the number of its first row."""
    first, size = 0, 0
    for number, text in enumerate(texts):
        size += sum(len(part.encode()) for part in text)
        if size >= PIECE:
            yield first, texts[first : number + 1]
            first, size = number + 1, 0
    if first < len(texts):
        yield first, texts[first:]


def _file(locale: Locale, name: str, data: object) -> Artifact:
    """A script that hands its data to the page; escaped so that it is safe wherever it may be pasted."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Artifact(
        f"{ROOT}/{locale}/search/{name}.js", BytesJob(f'searchData("{name}",{written});\n'.encode()), "internal"
    )
