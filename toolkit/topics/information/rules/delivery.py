"""Who has seen what by when: the versions of a piece of information as deliveries to one dealer (reference A.22, 0b, H)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.topics.information.records import Bulletin
from toolkit.topics.information.records.sharing import Acknowledgement, Issue


@dataclass(frozen=True, slots=True)
class Delivery:
    """One version for one dealer; `corrects` names the version before, which was wrong."""

    id: str
    kind: str
    issued: date
    due: date
    acknowledged: date | None
    corrects: str | None


def published(issues: Iterable[Issue], as_of: date) -> tuple[Issue, ...]:
    """Returns the versions that were out by the as-of date, in order."""
    return tuple(sorted((row for row in issues if row.published_on <= as_of), key=lambda row: row.version))


def acknowledged_by(bulletin: Bulletin) -> Mapping[str, Mapping[int, date]]:
    """Returns dealer → version → day of what was acknowledged of a bulletin."""
    found: dict[str, dict[int, date]] = {}
    for row in bulletin.acknowledgements:
        found.setdefault(row.dealer, {})[row.version] = row.date
    return found


def acknowledged(rows: Iterable[Acknowledgement]) -> Mapping[int, date]:
    """Returns version → day of what was acknowledged between two."""
    return {row.version: row.date for row in rows}


def seen_on(seen: Mapping[int, date], version: int, as_of: date) -> date | None:
    """Returns the first day by the as-of date on which a version, or a later one, was acknowledged; None for none."""
    return min((day for held, day in seen.items() if held >= version and day <= as_of), default=None)


def deliveries(name: str, kind: str, issues: Sequence[Issue], seen: Mapping[int, date], as_of: date) -> list[Delivery]:
    """Returns each version that is out as a delivery to one dealer; `name` tells dealer and information apart.

    Who acknowledges a correction has seen what it corrects; a correction that comes before the day of the version
    before takes that day's place, so nobody is late with what was withdrawn.
    """
    found: list[Delivery] = []
    due: date | None = None
    after: date | None = None
    for row in reversed(issues):
        replaced = after is not None and due is not None and after <= row.acknowledge_by
        due = due if replaced and due is not None else row.acknowledge_by
        after = row.published_on
        day = seen_on(seen, row.version, as_of)
        before = f"{name}/{row.version - 1}" if row.version > 1 else None
        found.append(Delivery(f"{name}/{row.version}", kind, row.published_on, due, day, before))
    return found[::-1]


def receipt(issue: Issue, seen: Mapping[int, date], as_of: date) -> tuple[str, date | None]:
    """Returns how the newest version stands: acknowledged with its day, open, or late."""
    day = seen_on(seen, issue.version, as_of)
    if day is not None:
        return "acknowledged", day
    return ("late" if as_of > issue.acknowledge_by else "open"), None
