"""Whether information reached the dealer in time and was right the first time (reference 0b, H): notices, and whatever is delivered like them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from toolkit.kernel.period import quarter_of
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.topics.communication.records.vocabularies import NOTICES


class Delivered(Protocol):
    """Something issued that is to be acknowledged by a day and may correct an earlier one: a notice, a shared figure."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def issued(self) -> date: ...

    @property
    def due(self) -> date: ...

    @property
    def acknowledged(self) -> date | None: ...

    @property
    def corrects(self) -> str | None: ...


class Quality(NamedTuple):
    """What was issued of one kind in one quarter. One that is not due and not acknowledged yet is no part of `judged`."""

    quarter: str
    kind: str
    issued: int
    judged: int
    in_time: int
    corrected: int

    @property
    def timely(self) -> Decimal | None:
        """Returns the share acknowledged by its day, 0 to 1; None when nothing was due."""
        return Decimal(self.in_time) / self.judged if self.judged else None

    @property
    def accurate(self) -> Decimal | None:
        """Returns 1 − corrected ÷ issued; None when nothing was issued."""
        return 1 - Decimal(self.corrected) / self.issued if self.issued else None


def information_quality(
    delivered: Iterable[Delivered], as_of: date, fiscal_start: int = 1, kinds: Vocabulary = NOTICES
) -> tuple[Quality, ...]:
    """Returns the quality of information by quarter of issue and kind, in that order. A correction is itself issued."""
    rows = [row for row in delivered if row.issued <= as_of]
    corrected = {row.corrects for row in rows if row.corrects is not None}
    groups: dict[tuple[str, str], list[Delivered]] = {}
    for row in rows:
        groups.setdefault((str(quarter_of(row.issued, fiscal_start)), row.kind), []).append(row)
    found = []
    for quarter, kind in sorted(groups, key=lambda key: (key[0], kinds.rank(key[1]))):
        members = groups[quarter, kind]
        verdicts = [verdict for row in members if (verdict := is_timely(row, as_of)) is not None]
        wrong = sum(row.id in corrected for row in members)
        found.append(Quality(quarter, kind, len(members), len(verdicts), sum(verdicts), wrong))
    return tuple(found)


def is_timely(row: Delivered, as_of: date) -> bool | None:
    """Returns whether it was acknowledged by its day; None while it is open and not due."""
    if row.acknowledged is not None and row.acknowledged <= as_of:
        return row.acknowledged <= row.due
    return False if as_of > row.due else None
