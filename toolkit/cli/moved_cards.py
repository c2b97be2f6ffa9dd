"""What dealers' pages say before and after a change, card by card, as readers see it: finished with the program's own templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from toolkit import pipeline
from toolkit.cli.reviewing import Compared
from toolkit.kernel.text import Locale, Text
from toolkit.pipeline import Judged
from toolkit.plan.artifact import PageJob
from toolkit.render.html import Finisher, Templates
from toolkit.review.consequence import Consequence
from toolkit.review.papers import redline
from toolkit.review.review import Review
from toolkit.review.side import Side
from toolkit.site.frame import ROOT
from toolkit.site.shelf import Shelf
from toolkit.sources.tree import WorkingTree

MOST = 12
"""Of how many dealers the pages are compared: a change that touches more is read by its figures."""
_LINES = frozenset(("p", "li", "tr", "dt", "div", "h3", "h4", "caption", "summary", "figcaption"))
_CELLS = frozenset(("td", "th", "dd"))
_UNSEEN = frozenset(("svg", "script", "style", "template"))
_EMPTY = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "col"))


def moved_cards(review: Review, two: Compared, locale: Locale) -> tuple[Consequence, ...]:
    """Returns the cards that say something else, of the dealers whom the change touches, with the lines that differ."""
    named = (*(row.dealer for row in review.changes), *(row.dealer for row in review.consequences))
    dealers = tuple(dict.fromkeys(dealer for dealer in named if dealer))
    templates = Templates((WorkingTree(pipeline.SHIPPED),))
    finisher = Finisher(templates)
    old, new = (_shelves(side, templates) for side in (two.old, two.new))
    found = tuple(card for dealer in dealers[:MOST] for card in _of_dealer(dealer, old, new, finisher, locale))
    more = len(dealers) - MOST
    if more <= 0:
        return found
    return (
        *found,
        Consequence(
            "card", "…", Text(f"另有 {more} 家经销商的页面没有列出", f"the pages of {more} more dealers are not listed")
        ),
    )


def _of_dealer(
    dealer: str, old: tuple[Shelf, ...], new: tuple[Shelf, ...], finisher: Finisher, locale: Locale
) -> Iterator[Consequence]:
    path = f"{ROOT}/{locale}/dealers/{dealer}.html"
    before, after = (cards_in(_finished(path, shelves, finisher)) for shelves in (old, new))
    for name in dict.fromkeys((*before, *after)):
        lines = redline(before.get(name, ()), after.get(name, ()))
        if lines:
            yield Consequence("card", dealer, Text(name), dealer=dealer, lines=lines)


def _shelves(side: Side, templates: Templates) -> tuple[Shelf, ...]:
    judged = Judged(side.network, side.results, side.problems, side.as_of)
    shelves = pipeline.shelves(judged, "", lambda name: templates.text(name).encode())
    return tuple(sorted(shelves, key=lambda shelf: -len(shelf.under)))


def _finished(path: str, shelves: Iterable[Shelf], finisher: Finisher) -> str:
    found = next(filter(None, (shelf.find(path) for shelf in shelves if path.startswith(shelf.under))), None)
    made = finisher.finish(found.job) if found is not None and isinstance(found.job, PageJob) else b""
    return made.decode("utf-8") if isinstance(made, bytes) else ""


def cards_in(html: str) -> dict[str, tuple[str, ...]]:
    """Returns the lines of each card of a page by the card's title; a row of a table is a line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return {title: tuple(lines) for title, lines in reader.cards.items()}


class _Reader(HTMLParser):
    """Gathers the visible text of a page's cards, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, list[str]] = {}
        self._depth = 0
        self._unseen = 0
        self._title: str | None = None
        self._in_title = False
        self._line: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "section" and (self._depth or "card" in (given.get("class") or "").split()):
            self._depth += 1
        if not self._depth or tag in _EMPTY:
            self._line.extend(" " if tag == "br" else "")
            return
        if self._unseen or tag in _UNSEEN:
            self._unseen += 1
        elif tag == "h2":
            self._in_title, self._title = True, ""
        elif tag in _LINES:
            self._end_line()
        elif tag in _CELLS and self._line:
            self._line.append(" · ")
        elif self._line and self._line[-1][-1:].isalnum():
            # Words of their own style stand apart on the page.
            self._line.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if not self._depth or tag in _EMPTY:
            return
        if self._unseen:
            self._unseen -= 1
        elif tag == "h2":
            self._in_title = False
            self.cards.setdefault(self._title or "", [])
        elif (tag in _LINES and tag != "dt") or tag in ("section", "dd"):
            self._end_line()
        if tag == "section":
            self._depth -= 1
            self._title = self._title if self._depth else None

    def handle_data(self, data: str) -> None:
        if not self._depth or self._unseen:
            return
        if self._in_title:
            self._title = f"{self._title or ''}{data}".strip()
        else:
            self._line.append(data)

    def _end_line(self) -> None:
        line = " ".join("".join(self._line).split()).strip(" ·")
        if line and self._title is not None:
            self.cards.setdefault(self._title, []).append(line)
        self._line = []
