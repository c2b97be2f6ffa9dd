"""The entry of a dealer: its head, the finding of each card, its own words, and its contracts.

Where it sits counts as one of its names, so that the pinyin of a city finds the dealers there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from toolkit.kernel.text import Locale, Text
from toolkit.plan.card import Card
from toolkit.site.dealers import DealerHead
from toolkit.site.search.blocks import CELLS
from toolkit.site.search.entry import Entry, passage, passages
from toolkit.site.search.own_words import shared_words, words_of

CONTRACT = "contract"
"""The card that names the dealer's contracts."""
Page = tuple[str, str, DealerHead, tuple[Card, ...]]
"""A dealer's page as it is planned: its address, its title, its head and its cards."""


def dealer_entries(pages: Iterable[Page], locale: Locale) -> Iterator[Entry]:
    """Yields the entries of the dealers, in order. All pages are looked at first, to tell own words from shared ones."""
    listed = tuple(pages)
    told = tuple({card.id: words_of(card, locale) for card in cards} for *_, cards in listed)
    shared = shared_words(words.values() for words in told)
    for page, words in zip(listed, told, strict=True):
        yield _dealer(page, words, shared, locale)


def _dealer(page: Page, words: Mapping[str, tuple[str, ...]], shared: frozenset[str], locale: Locale) -> Entry:
    url, title, head, cards = page
    names = tuple(dict.fromkeys(name for name in (title, head.name, head.english_name, head.region) if name))
    stands = CELLS.join(part for part in (head.state_label, head.segment_label, head.manager_post) if part)
    told = [passage([stands])]
    seen = {*names, head.id, *shared}
    contracts: tuple[Entry, ...] = ()
    for card in cards:
        own = [word for word in words[card.id] if word not in seen]
        seen.update(own)
        told.append(passage([card.finding.within(locale), *own], card.id))
        if card.id == CONTRACT:
            contracts = tuple(_contracts(card, locale))
    return Entry("dealer", url, names, (head.id,), passages(*told), contracts)


def _contracts(card: Card, locale: Locale) -> Iterator[Entry]:
    """The contract that governs, and the others: each is found by its number and leads to the card."""
    current = (card.context["contract_no"], card.context["status_label"], "")
    others = cast(tuple[tuple[object, ...], ...], card.context["others"])
    for number, status, *_ in (current, *others):
        label = status.within(locale) if isinstance(status, Text) else ""
        yield Entry("contract", f"#{card.id}", (), (str(number),), passages(passage([label])))
