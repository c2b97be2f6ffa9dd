"""Words that both cards of the chapter use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text, number_text


def joined(texts: Iterable[Text]) -> Text:
    """Returns texts in a row, separated as each language does it."""
    listed = tuple(texts)
    return Text("、".join(text.zh for text in listed), ", ".join(text.within("en") for text in listed))


def day_words(day: date) -> Text:
    """Returns a day in both languages."""
    return Text(day_text(day, "zh"), day_text(day, "en"))


def number_words(number: Decimal, decimals: int | None = None) -> Text:
    """Returns a number, the same in both languages."""
    return Text(number_text(number, decimals))
