"""How dashboards show things: names of dealers with links to their cards, amounts, shares and days in the page's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from toolkit.kernel.period import quarter_of
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.kernel.wording import day_text, number_text, percent_text
from toolkit.network.policy import Policy
from toolkit.network.results import Result
from toolkit.network.view import View
from toolkit.plan.artifact import Artifact
from toolkit.plan.card import Card, Figure
from toolkit.site.dashboards.board import NONE, Board, Cell, Key
from toolkit.site.frame import Link, page_path
from toolkit.site.navigation import dealer_path, market_path, policy_path
from toolkit.site.pages import Book, page
from toolkit.sources.prose import Heading
from toolkit.topics.company.records import Contact, Staff
from toolkit.topics.company.rules import fiscal_start, line_name
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.records import Market
from toolkit.topics.market.rules import Regions, regions

R = TypeVar("R", bound=Result)


class Anchors:
    """Makes the cards of dealers and remembers which ones each dealer has, so that links to them lead somewhere."""

    def __init__(self, cards: Callable[[str], Iterable[Card]]) -> None:
        self._cards = cards
        self._ids: dict[str, frozenset[str]] = {}

    def __call__(self, dealer: str) -> tuple[Card, ...]:
        """Returns the cards of a dealer's page."""
        found = tuple(self._cards(dealer))
        self._ids[dealer] = frozenset(card.id for card in found)
        return found

    def has(self, dealer: str, card: str) -> bool:
        """Returns whether the dealer's page has that card."""
        if dealer not in self._ids:
            self(dealer)
        return card in self._ids[dealer]


@dataclass(frozen=True, slots=True)
class Desk:
    """The book of one language, with what its dashboards share."""

    the: Book
    anchors: Anchors

    @property
    def view(self) -> View:
        """Returns the view that the dashboards read."""
        return self.the.view

    @property
    def zh(self) -> bool:
        """Returns whether the pages are Chinese."""
        return self.the.locale == "zh"

    def say(self, zh: str, en: str) -> str:
        """Returns the wording of the page's language."""
        return zh if self.zh else en

    def words(self, text: Text | None) -> str:
        """Returns a text in the page's language."""
        return text.within(self.the.locale) if text is not None else ""

    def latest(self, model: type[R]) -> R | None:
        """Returns the result with the last subject, such as the latest quarter's; None when there is none."""
        rows = self.view.results(model)
        return rows[-1] if rows else None

    def over(self, model: type[R]) -> tuple[R, ...]:
        """Returns the results of the quarters that are over, in order: of a running one only a part is known."""
        now = str(quarter_of(self.the.now.as_of, fiscal_start(self.view)))
        return tuple(row for row in self.view.results(model) if row.subject < now)

    def path(self, name: str, anchor: str = "") -> str:
        """Returns the path of a dashboard, and of a section of it."""
        return page_path(self.the.locale, f"dashboards/{name}") + (f"#{anchor}" if anchor else "")

    @property
    def markets(self) -> str:
        """Returns the path of the list of markets."""
        return page_path(self.the.locale, "markets/index")

    def dealer(self, dealer: str, card: str = "", *, note: bool = False) -> Cell:
        """Returns a dealer's short name with a link to its page, to the card if it has that one; the id where it has no page."""
        profile = self.view.find(DealerProfile, dealer)
        if profile is None:
            return Cell(dealer)
        anchor = f"#{card}" if card and self.anchors.has(dealer, card) else ""
        path = dealer_path(self.the.locale, dealer) + anchor
        return Cell(
            profile.short_name,
            path,
            note=dealer if note else "",
            key=profile.short_name,
            foreign=not self.zh,
            keep=True,
        )

    def dealer_name(self, dealer: str) -> str:
        """Returns a dealer's short name; the id where there is no such dealer."""
        profile = self.view.find(DealerProfile, dealer)
        return profile.short_name if profile is not None else dealer

    def dealer_link(self, dealer: str, card: str = "") -> str:
        """Returns the path of a dealer's page, at a card where it has that one; empty where the dealer has no page."""
        return self.dealer(dealer, card).path

    def market(self, market: str, anchor: str = "") -> Cell:
        """Returns a market's name with a link to its page; the id where there is no such market."""
        record = self.view.find(Market, market)
        if record is None:
            return Cell(market)
        return Cell(self.words(record.name), market_path(self.the.locale, market) + (f"#{anchor}" if anchor else ""))

    def line(self, line: str) -> Cell:
        """Returns a product line's name; it can be filtered by."""
        return Cell(self.words(line_name(self.view, line)), facet=line)

    def staff(self, staff: str) -> Cell:
        """Returns one of our staff by post; the id where there is no such person."""
        held = self.view.find(Staff, staff)
        return Cell(self.words(held.post)) if held is not None else Cell(staff) if staff else NONE

    def person(self, staff: str) -> Cell:
        """Returns one of our staff by name and post."""
        held = self.view.find(Staff, staff)
        if held is None:
            return Cell(staff) if staff else NONE
        person = self.view.find(Contact, held.contact) if held.contact else None
        post = self.words(held.post)
        return Cell(person.name, note=post, foreign=not self.zh) if person is not None else Cell(post)

    def region(self, code: str) -> str:
        """Returns the own name of a division."""
        return self.words(self.tree.own_name(code))

    @property
    def tree(self) -> Regions:
        """Returns the divisions."""
        return regions(self.view)

    def listed(self, parts: Iterable[str]) -> str:
        """Returns parts joined as the language does."""
        return self.say("、", ", ").join(parts)

    def day(self, day: date | None) -> Cell:
        """Returns a day that sorts."""
        return Cell(day_text(day, self.the.locale), key=day.isoformat(), keep=True) if day is not None else NONE

    def label(self, vocabulary: Vocabulary, code: str, mood: str = "") -> Cell:
        """Returns the name of a code, which can be filtered by; a code that the list lacks as it is."""
        name = self.words(vocabulary.label(code)) if code in vocabulary else code or "–"
        return Cell(capital(name), mood=mood, facet=code)

    def many(self, number: int, zh: str, one: str, more: str) -> str:
        """Returns a sentence on so many things; English tells one from more."""
        return self.say(zh, one if number == 1 else more)

    def unit(self, zh: str, en: str) -> str:
        """Returns a unit in brackets, for the head of a column."""
        return f"（{zh}）" if self.zh else f" ({en})"

    def yuan(self) -> str:
        """Returns the unit of amounts for the head of a column."""
        return self.unit("元", "CNY")

    def policy(self, reference: str) -> tuple[Link, ...]:
        """Returns a link to the page of a policy, by its id or by one of its versions; none where there is no such policy."""
        name = reference.partition("@")[0]
        held = self.the.policies.get(name) or next(self._versions(name), None)
        return (Link(self.words(held.name), policy_path(self.the.locale, name)),) if held is not None else ()

    def policies(self, references: Iterable[str]) -> tuple[Link, ...]:
        """Returns links to the pages of policies, each once."""
        names = dict.fromkeys(reference.partition("@")[0] for reference in references if reference)
        return tuple(link for name in names for link in self.policy(name))

    def _versions(self, name: str) -> Iterator[Policy]:
        for kind in self.view.kinds.all:
            if issubclass(kind.model, Policy):
                yield from (row for row in self.view.all(kind.model) if row.id == name)

    def page(self, board: Board) -> Artifact:
        """Returns the page of a dashboard."""
        the, path = self.the, self.path(board.name)
        index = self.path("index")
        title = self.words(board.title)
        trail = (Link(the.word("dashboards"), index),)
        return page(
            the,
            path,
            "site/dashboards/board.html",
            title,
            {"figures": tuple(map(figure, board.keys)), "sections": board.sections},
            purpose=self.words(board.purpose),
            trail=trail if path == index else (*trail, Link(title, path)),
            toc=tuple(Heading(2, section.anchor, section.title) for section in board.sections),
            meta=board.meta,
            sources=board.sources,
            kind="dashboard",
        )


def figure(key: Key) -> Figure:
    """Returns a key figure as the head of a page shows it."""
    return Figure(key.label, key.value, key.note, key.mood, key.target)


def capital(name: str) -> str:
    """Returns a name that begins a cell: in English with a capital letter, unless it begins with one of another kind."""
    return name[:1].upper() + name[1:]


def money(amount: Decimal | None, decimals: int = 0) -> Cell:
    """Returns an amount in yuan with separators, half-up; the unit stands in the head of its column."""
    return NONE if amount is None else Cell(number_text(amount, decimals), key=str(amount))


def count(number: int | None, mood: str = "") -> Cell:
    """Returns a number of things."""
    return NONE if number is None else Cell(number_text(number), mood=mood, key=str(number))


def share(part: Decimal | None, decimals: int = 1, mood: str = "") -> Cell:
    """Returns a share as a percentage."""
    return NONE if part is None else Cell(percent_text(part, decimals), mood=mood, key=str(part))


def score(value: Decimal | None, decimals: int = 1, mood: str = "") -> Cell:
    """Returns points."""
    return NONE if value is None else Cell(number_text(value, decimals), mood=mood, key=str(value))
