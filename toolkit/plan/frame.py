"""What every paper that is no contract has in common: the lines at head and foot of its pages, and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.kernel.text import NO_TEXT, Text

STYLES = ("base/paper.css", "base/sheet.css")
"""The style sheets of such a paper; one of its own follows them."""
Ground = Literal["", "even", "narrow"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The head of each page says document, party and period; its foot version, data stamp, who may read it, page x of y."""

    document: Text
    party: str
    stamp: str
    period: Text = NO_TEXT
    version: Text = NO_TEXT
    confidentiality: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a paper: head and rows as people read them. `numbers` are the columns of figures, set right; `codes` are not
    broken; `narrow` take no more than they need. `total` is a last row that never stands alone. `caption` says what the table shows.
    """

    head: tuple[Text, ...]
    rows: tuple[tuple[Text | str, ...], ...]
    numbers: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()
    narrow: tuple[int, ...] = ()
    total: tuple[Text | str, ...] = ()
    caption: Text = NO_TEXT

    @property
    def is_short(self) -> bool:
        """Returns whether the table is kept on one page."""
        return len(self.rows) <= 10
