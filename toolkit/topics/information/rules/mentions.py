"""Finding what may not pass from one dealer to another: a dealer's id or name, and prices (reference A.22, 0.7, 0b Law)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.dealer.records import DealerProfile

_ID = re.compile(r"(?<![0-9A-Za-z-])D-\d{4}-\d{4}(?![0-9])", re.ASCII)
_SHORTEST = 2
_PRICE_NAME = re.compile(
    r"价(?!值)|元\s*/\s*\S|(?<![a-z])pric(?:e|ing)|(?:cny|yuan|rmb)\s*(?:/|a |per )", re.IGNORECASE
)
_PRICE_TEXT = re.compile(
    r"(?:价格?|报价|折扣|返利点)(?:为|是|降到|涨到|调到|[:：])?\s*[¥￥]?\d"
    r"|\d[\d.,]*\s*元\s*(?:/|每|一)\s*[箱瓶杯罐盒桶袋件台支]"
    r"|pric(?:e|es|ed|ing)\s+(?:is|are|at|of|to|was|were)\s+[¥￥]?(?:CNY\s*)?\d"
    r"|(?:CNY|RMB|¥|￥)\s*\d[\d.,]*\s*(?:/|a |per )\s*(?:case|bottle|cup|can|carton|tub|bag|unit|piece)",
    re.IGNORECASE,
)


class Names:
    """The ids and names of all dealers, found in a text by their first two characters: time grows with the text only."""

    def __init__(self, network: Network) -> None:
        self._own: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, list[tuple[str, str]]] = {}
        for profile in network.all(DealerProfile):
            names = tuple(
                n for n in (profile.name, profile.short_name, profile.english_name) if n and len(n) >= _SHORTEST
            )
            self._own[profile.id] = names
            for name in names:
                self._known.setdefault(name[:_SHORTEST].casefold(), []).append((name.casefold(), profile.id))

    def mentioned(self, text: str, besides: Iterable[str] = ()) -> str:
        """Returns the first dealer that a text names by id or name, those of `besides` left out; an empty text for none."""
        allowed = frozenset(besides)
        for match in _ID.finditer(text):
            if match[0] not in allowed:
                return match[0]
        rest = text.casefold()
        for dealer in allowed:
            for name in sorted(self._own.get(dealer, ()), key=len, reverse=True):
                rest = rest.replace(name.casefold(), "\n")
        for place in range(len(rest)):
            for name, dealer in self._known.get(rest[place : place + _SHORTEST], ()):
                if dealer not in allowed and rest.startswith(name, place):
                    return dealer
        return ""


def price_in(text: str) -> str:
    """Returns the words by which a text gives or orders a price; an empty text when there are none."""
    found = _PRICE_TEXT.search(text)
    return found[0] if found else resale_price_words(text, counted=True)


def price_name(text: str) -> str:
    """Returns the words by which a figure's name or unit is a price; an empty text when there are none."""
    found = _PRICE_NAME.search(text)
    return found[0] if found else ""


def wordings(text: Text) -> Iterator[str]:
    """Yields both languages of a text, once each."""
    yield text.zh
    if text.en and text.en != text.zh:
        yield text.en
