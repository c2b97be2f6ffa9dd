"""Deadlines of every chapter in one form, so that one list can say what is due, on whose side, and who sees to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.network.fields import OneOf
from toolkit.network.record import field
from toolkit.network.results import Result
from toolkit.network.shared import SIDES

HORIZON = timedelta(days=120)
"""How far ahead deadlines are derived: a quarter's planning and a month's notice. Later ones stand in their own chapters."""


class Due(Result):
    """One deadline. Its subject names it in the whole network, `QY-JX-2026-0004/renewal-notice`.

    Both sides may see it: what only we may know is no deadline of this type. `owner` is the one of our staff who sees to it,
    also where the dealer is the side that owes it. `source` is the file from which it comes.
    """

    topic: str = field("章节", "Chapter", audience="dealer")  # type: ignore[misc]  # said by each, since all chapters share the type
    on: date = field("期限", "Due on", audience="dealer")
    what: Text = field("事项", "What", audience="dealer")
    side: Annotated[str, OneOf(SIDES)] = field("责任方", "Side", audience="dealer")
    owner: str = field("我方跟进人", "Seen to by", audience="dealer", default="")
    source: Origin | None = field("出处", "Source", default=None)
    done: bool = field("已完成", "Done", audience="dealer", default=False)

    def is_late(self, as_of: date) -> bool:
        """Returns whether the day has passed and it is not done."""
        return not self.done and self.on < as_of


def in_sight(on: date, done: bool, as_of: date) -> bool:
    """Returns whether a deadline is worth deriving: not done, and late already or due within the horizon."""
    return not done and on <= as_of + HORIZON


def by_day(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Returns deadlines by day; of one day, by subject."""
    return tuple(sorted(dues, key=lambda due: (due.on, due.subject)))
