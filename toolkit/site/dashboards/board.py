"""What a dashboard is made of: figures at the top, then sections, each with a question, what answers it, and the list behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.plan.charts import Ageing, Bucket, Chart, Sparkline
from toolkit.site.frame import Link


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a listing, in the page's language. `path` makes it a link, `key` is what a table sorts by where the text is not.

    `foreign` marks a Chinese name on an English page; `facet` is the code that a filter of the column looks at; `inner` are
    further cells that stand in a row within this one; what is to `keep` together is not broken.
    """

    text: str
    path: str = ""
    mood: str = ""
    note: str = ""
    key: str = ""
    foreign: bool = False
    facet: str = ""
    spark: Sparkline | None = None
    inner: tuple[Cell, ...] = ()
    keep: bool = False


NONE = Cell("–")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing; one that names a filter gets a choice of the values of its cells."""

    title: str
    numeric: bool = False
    filter: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of records. From `FILTERED` rows on the script offers a filter; without a script all rows are simply there.

    The id and the names of filters become names of attributes: small letters only.
    """

    kind: ClassVar[str] = "listing"
    FILTERED: ClassVar[int] = 10

    id: str
    label: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    title: str = ""

    @property
    def filtered(self) -> bool:
        """Returns whether the table is long enough to be worth a filter."""
        return len(self.rows) >= self.FILTERED

    @property
    def filters(self) -> tuple[Column, ...]:
        """Returns the columns that can be filtered by, each with the choices that some row has."""
        found = []
        for place, column in enumerate(self.columns):
            if column.filter:
                held = dict.fromkeys((row[place].facet, row[place].text) for row in self.rows if row[place].facet)
                order = {code: n for n, (code, _) in enumerate(column.choices)}
                choices = tuple(sorted(held, key=lambda pair: (order.get(pair[0], len(order)), pair[1])))
                if len(choices) > 1:
                    found.append(replace(column, choices=choices))
        return tuple(found)

    def facets(self, row: tuple[Cell, ...]) -> tuple[tuple[str, str], ...]:
        """Returns name and value of each filter that a row answers to."""
        pairs = zip(self.columns, row, strict=True)
        return tuple((column.filter, cell.facet) for column, cell in pairs if column.filter)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its id on the page and the room that it takes."""

    kind: ClassVar[str] = "chart"
    id: str
    chart: Chart
    room: Literal["column", "wide"] = "column"


@dataclass(frozen=True, slots=True)
class Charts:
    """Small charts side by side."""

    kind: ClassVar[str] = "charts"
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and values."""

    kind: ClassVar[str] = "pairs"
    rows: tuple[tuple[str, Cell], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A statement with what it rests on: where it comes from, how old it is. `outside` is an address beyond the site."""

    text: str
    source: str = ""
    path: str = ""
    mood: str = ""
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Statements, or things to do, one under the other."""

    kind: ClassVar[str] = "notes"
    rows: tuple[Note, ...]
    title: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: why nothing is here, or what has to be known of the figures beside it."""

    kind: ClassVar[str] = "said"
    text: str


Piece = Listing | Drawn | Charts | Pairs | Notes | Said


@dataclass(frozen=True, slots=True)
class Section:
    """A card of a dashboard: its anchor, its question, what it shows in a line, the pieces, and where they come from.

    `explain` are what one asks `build explain` to see every step of the figures; `links` lead to policies and neighbours.
    `beside` puts the first two pieces side by side where there is room; `step` is the name among the page's contents, the
    title when it is None, and not among them when it is empty.
    """

    anchor: str
    title: str
    pieces: tuple[Piece, ...]
    finding: str = ""
    wide: bool = False
    explain: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    beside: bool = False
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A figure at the top of a dashboard: what it is, its value, what it is held against, how it stands, where it is from."""

    label: Text
    value: Text
    note: Text = NO_TEXT
    mood: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """A whole dashboard before it becomes a page. `sources` are files that it is made from, for its data stamp."""

    name: str
    title: Text
    purpose: Text
    keys: tuple[Key, ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = field(default=())


def aged(prefix: str, chart: Callable[[tuple[Bucket, ...]], Ageing], buckets: tuple[Bucket, ...], why: str) -> Piece:
    """Returns an amount by age as a chart; where a part is below nothing, such as after a correction, says why there is none."""
    if any(bucket.amount is not None and bucket.amount < 0 for bucket in buckets):
        return Said(why)
    return Drawn(prefix, chart(buckets))


def texts(sections: Iterable[Section]) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """Yields anchor, title and the words of each section, for the search."""
    for section in sections:
        yield section.anchor, section.title, (section.finding, *(line for p in section.pieces for line in _words(p)))


def _words(piece: Piece) -> Iterable[str]:
    match piece:
        case Listing():
            yield piece.title
            for row in piece.rows:
                cells = (cell for held in row for cell in (held, *held.inner))
                yield " · ".join(cell.text for cell in cells if cell.text not in ("", NONE.text))
        case Pairs():
            yield from (f"{label} · {cell.text}" for label, cell in piece.rows)
        case Notes():
            yield from (f"{note.text} · {note.source}" if note.source else note.text for note in piece.rows)
        case Said():
            yield piece.text
        case _:
            return
