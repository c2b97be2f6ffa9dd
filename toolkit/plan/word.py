"""Word documents as values: sections with head and foot, numbered paragraphs, tables, tracked changes and comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from toolkit.kernel.text import Locale

Mark = Literal["kept", "inserted", "deleted", "moved_from", "moved_to"]
Look = Literal["plain", "starred", "heavy", "foreign"]
Style = Literal[
    "body", "flush", "title", "part", "meta", "heading", "article", "subheading", "choice", "notice", "ending", "small",
    "annex", "column", "cell", "cell_head", "cell_number", "foreign",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. A marked run is a tracked change; `move` is the name that both ends of a move bear.

    `comment` is a remark in the margin about these words.
    """

    text: str
    look: Look = "plain"
    mark: Mark = "kept"
    move: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its style, its words, and the number printed before them, which Word counts itself where it can.

    `level` is that of the number: 0 第一条, 1 `1.`, 2 and 3 `（1）`. A number that is not `counted` is written as text. `was` is
    the number before a tracked change, if it was another; `mark` is that of the whole paragraph. `together` keeps it on the page
    of the next one.
    """

    style: Style
    runs: tuple[Run, ...] = ()
    level: int = -1
    number: str = ""
    counted: bool = True
    was: str | None = None
    mark: Mark = "kept"
    together: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs and inner tables; `span` columns wide; `below` one that begins in the row above."""

    blocks: tuple[Paragraph | Table, ...] = ()
    span: int = 1
    below: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `shares` are the widths of its columns in hundredths, `heads` the first rows, repeated on each page."""

    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[int, ...]
    heads: int = 0
    ruled: bool = True


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document that counts its own pages: what stands at the head of each, and at the left of the foot."""

    blocks: tuple[Block, ...]
    head: str
    foot: str


@dataclass(frozen=True, slots=True)
class WordJob:
    """A DOCX file: the same job gives the same bytes.

    `watermark` stands across each page, empty for none. `author` and `day` are those of tracked changes and comments; the
    file's own author is `creator`.
    """

    sections: tuple[Section, ...]
    locale: Locale
    title: str
    identifier: str
    subject: str = ""
    creator: str = ""
    watermark: str = ""
    author: str = ""
    day: date = date(2000, 1, 1)
