"""Words that both cards of the chapter use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text, number_text
from toolkit.network.view import View
from toolkit.topics.company.records import Staff


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


def post_of(view: View, staff: str) -> str:
    """Returns the post of one of our staff, with its id; the id alone where there is no such record."""
    person = view.find(Staff, staff)
    return f"{person.post.zh}（{staff}）" if person is not None else staff
