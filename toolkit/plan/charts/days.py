"""A chart of time: phases as bars, events as marks, on one axis of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.kernel.text import Text
from toolkit.plan.charts.series import check_count


@dataclass(frozen=True, slots=True)
class Phase:
    """A named stretch of days; `end` is the first day after it, None while it lasts. A `quiet` one is drawn in grey."""

    name: Text
    start: date
    end: date | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day."""

    name: Text
    day: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """Phases and events up to `today`, where what still lasts ends."""

    title: Text
    description: Text
    today: date
    phases: tuple[Phase, ...] = ()
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        check_count("phases and events", len(self.phases) + len(self.events), 1, 60)
        for phase in self.phases:
            if phase.end is not None and phase.end < phase.start:
                raise ValueError(f"{phase.name.zh} ends before it starts")
