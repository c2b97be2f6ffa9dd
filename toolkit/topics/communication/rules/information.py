"""Whether notices reached the dealer in time and were right the first time (reference 0b, H)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from toolkit.kernel.period import quarter_of
from toolkit.topics.communication.records import Notice
from toolkit.topics.communication.records.vocabularies import NOTICES


class Quality(NamedTuple):
    """Notices of one kind in one quarter. One that is not due and not acknowledged yet is no part of `judged`."""

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


def information_quality(notices: Iterable[Notice], as_of: date, fiscal_start: int = 1) -> tuple[Quality, ...]:
    """Returns the quality of information by quarter of issue and kind, in that order. A correction is itself a notice."""
    rows = [row for row in notices if row.issued <= as_of]
    corrected = {row.corrects for row in rows if row.corrects is not None}
    groups: dict[tuple[str, str], list[Notice]] = {}
    for row in rows:
        groups.setdefault((str(quarter_of(row.issued, fiscal_start)), row.kind), []).append(row)
    found = []
    for quarter, kind in sorted(groups, key=lambda key: (key[0], NOTICES.rank(key[1]))):
        members = groups[quarter, kind]
        verdicts = [verdict for row in members if (verdict := is_timely(row, as_of)) is not None]
        wrong = sum(row.id in corrected for row in members)
        found.append(Quality(quarter, kind, len(members), len(verdicts), sum(verdicts), wrong))
    return tuple(found)


def is_timely(notice: Notice, as_of: date) -> bool | None:
    """Returns whether a notice was acknowledged by its day; None while it is open and not due."""
    if notice.acknowledged is not None and notice.acknowledged <= as_of:
        return notice.acknowledged <= notice.due
    return False if as_of > notice.due else None
