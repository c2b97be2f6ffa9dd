"""The grounds to rescind that are on record, and how long each can be used (Civil Code arts. 562 to 565)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.period import add_months
from toolkit.network.reader import Reader
from toolkit.network.record import Record
from toolkit.sources.document import Step
from toolkit.topics.conflict.records import Case
from toolkit.topics.improvement.records import Exit

MONTHS = 12
BREACHES = frozenset(("red_line", "default", "plan_failed"))
"""The reasons of an exit that are a breach; the others are no ground to rescind."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground to rescind: from when it is known, where that stands, and the notice that used it, if any."""

    dealer: str
    known: date
    notice: date | None
    record: Record
    path: tuple[Step, ...]

    @property
    def last(self) -> date:
        """Returns the last day on which the right can be used."""
        return add_months(self.known, MONTHS)


def grounds(reader: Reader) -> Iterator[Ground]:
    """Yields the grounds to rescind on record: exits for a breach, and cases decided with termination.

    Knowledge is counted early, from the day on which a case was registered or an exit opened: who counts late loses.
    """
    yield from _grounds(reader.all(Exit), reader.all(Case))


def grounds_of(reader: Reader, dealer: str) -> Iterator[Ground]:
    """Yields the grounds that one dealer gave."""
    yield from _grounds(reader.of_dealer(Exit, dealer), reader.of_dealer(Case, dealer))


def _grounds(exits: Iterable[Exit], cases: Iterable[Case]) -> Iterator[Ground]:
    listed = tuple(exits)
    for row in listed:
        if row.reason in BREACHES:
            yield Ground(row.dealer, row.opened_on, row.notice_on, row, ("opened_on",))
    for case in cases:
        measures = {row.measure for row in case.decision.consequences} if case.decision else set()
        if "terminate" in measures and not (case.appeal and case.appeal.result == "revoked"):
            served = [row.notice_on for row in listed if row.dealer == case.dealer and row.notice_on]
            used = min((day for day in served if day >= case.opened_on), default=None)
            yield Ground(case.dealer, case.opened_on, used, case, ("opened_on",))
