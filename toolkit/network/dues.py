"""Deadlines of every chapter in one form, so that one list can say what is due, on whose side, and who sees to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import OneOf
from toolkit.network.record import field
from toolkit.network.results import Result, Step
from toolkit.network.shared import SIDES, Action

DUE_KINDS = Vocabulary(
    "due_kind",
    {
        "step": ("要办", "to do"),
        "promise": ("承诺", "promised"),
        "expiry": ("到期", "runs out"),
        "contact": ("联系", "to call or visit"),
    },
)
"""What a deadline is: something to do, a promise to keep, a paper that runs out, somebody to speak to."""
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
    kind: Annotated[str, OneOf(DUE_KINDS)] = field("性质", "Sort", audience="dealer", default="step")
    owner: str = field("我方跟进人", "Seen to by", audience="dealer", default="")
    source: Origin | None = field("出处", "Source", default=None)
    done: bool = field("已完成", "Done", audience="dealer", default=False)

    def is_late(self, as_of: date) -> bool:
        """Returns whether the day has passed and it is not done."""
        return not self.done and self.on < as_of


class OwnDue(Due):
    """A deadline that only we know, such as the next visit that our rhythm asks for: a dealer's view has nothing of it."""

    trace: tuple[Step, ...] = field("计算过程", "How it came about", default=())
    topic: str = field("章节", "Chapter")  # type: ignore[misc]
    on: date = field("期限", "Due on")
    what: Text = field("事项", "What")
    side: Annotated[str, OneOf(SIDES)] = field("责任方", "Side", default="brand")
    kind: Annotated[str, OneOf(DUE_KINDS)] = field("性质", "Sort", default="step")
    owner: str = field("我方跟进人", "Seen to by", default="")
    done: bool = field("已完成", "Done", default=False)


def in_sight(on: date, done: bool, as_of: date) -> bool:
    """Returns whether a deadline is worth deriving: not done, and late already or due within the horizon."""
    return not done and on <= as_of + HORIZON


def by_day(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Returns deadlines by day; of one day, by subject."""
    return tuple(sorted(dues, key=lambda due: (due.on, due.subject)))


def once(dues: Iterable[Due]) -> Iterator[Due]:
    """Yields the deadlines, of one subject the first: where two rows of a file have one id, a check tells of it."""
    seen: set[tuple[type[Due], str]] = set()
    for due in dues:
        if (type(due), due.subject) not in seen:
            seen.add((type(due), due.subject))
            yield due


def of_actions(
    actions: Iterable[Action],
    as_of: date,
    *,
    topic: str,
    dealer: str,
    within: str,
    owner: Callable[[Action], str],
    source: Origin | None = None,
) -> Iterator[Due]:
    """Yields what both sides have promised to do and have not done yet, as far as it is in sight.

    `within` stands before the action's id in the subject, so that it is told from one of the same id elsewhere.
    """
    for action in actions:
        if in_sight(action.due, action.done is not None and action.done <= as_of, as_of):
            yield Due(
                subject=f"{within}/{action.id}",
                dealer=dealer,
                topic=topic,
                on=action.due,
                what=action.text,
                side=action.side,
                kind="promise",
                owner=owner(action),
                source=source,
            )
