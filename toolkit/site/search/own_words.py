"""What a dealer's page says that hardly any other does: the phrases and codes by which people look for that page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from toolkit.kernel.text import Locale, Text
from toolkit.plan.card import Card, Figure
from toolkit.site.search.entry import one_line

MOST_SHARED = 3
"""A phrase that more dealers share is a label, a state or a band: it finds none of them."""
LEAST_HAN, LEAST_WORDS = 6, 5
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile("[A-Za-z]{2,}")
_CODE = re.compile(r"(?=.*\d)(?:[A-Z]{1,8}(?:-[A-Z0-9]+)+|[A-Z0-9]{8,})")


def is_code(text: str) -> bool:
    """Returns whether a text is the number of a record, a licence or a company: `TK-2026-0018`, `91320506MA3L6AYT2U`."""
    return _CODE.fullmatch(text) is not None


def is_phrase(text: str) -> bool:
    """Returns whether a text says something of its own: six Chinese characters, or five words."""
    return len(_HAN.findall(text)) >= LEAST_HAN or len(_WORD.findall(text)) >= LEAST_WORDS


def words_of(card: Card, locale: Locale) -> tuple[str, ...]:
    """Returns the phrases and codes that a card shows, each once, in order."""
    found = map(one_line, _texts(card.context, locale))
    return tuple(dict.fromkeys(text for text in found if is_code(text) or is_phrase(text)))


def shared_words(pages: Iterable[Iterable[tuple[str, ...]]]) -> frozenset[str]:
    """Returns what stands on more than three pages; a page is the words of each of its cards."""
    counts = Counter(word for cards in pages for word in {word for words in cards for word in words})
    return frozenset(word for word, count in counts.items() if count > MOST_SHARED)


def _texts(value: object, locale: Locale) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Text():
            yield value.within(locale)
        case Figure():
            yield value.value.within(locale)
            yield value.note.within(locale)
        case Mapping():
            for inner in value.values():
                yield from _texts(inner, locale)
        case tuple():
            for inner in value:
                yield from _texts(inner, locale)
