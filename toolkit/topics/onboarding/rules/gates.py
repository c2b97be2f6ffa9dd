"""Gates: what was known on a day, held against what the policy asks for (reference G.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from toolkit.network.shared import Measured
from toolkit.sources.document import Step as PathStep
from toolkit.topics.onboarding.records import Checkpoint, Gate, Onboarding
from toolkit.topics.onboarding.rules.launch import target_outlets
from toolkit.topics.onboarding.rules.training import passed_share

NOT_REPORTED = "not_reported"


class Reading(NamedTuple):
    """A measure as it was known on a day: its value or why it is missing, and where in the record it stands."""

    value: Decimal | None
    missing: str = ""
    path: tuple[PathStep, ...] = ()


class Judged(NamedTuple):
    """A condition of a gate with what was reached; `met` is None when the value is missing for a reason of ours."""

    measure: str
    at_least: Decimal
    reading: Reading
    met: bool | None


Measures = Callable[[Onboarding, date], Reading]


def judge(gate: Gate, record: Onboarding, day: date) -> tuple[Judged, ...]:
    """Returns the gate's conditions with the values known on `day`."""
    found = []
    for condition in gate.conditions:
        reading = MEASURES[condition.measure](record, day)
        met: bool | None = None
        if reading.value is not None:
            met = reading.value >= condition.at_least
        elif reading.missing in ("", NOT_REPORTED):
            met = False
        found.append(Judged(condition.measure, condition.at_least, reading, met))
    return tuple(found)


def gate_state(gate: Gate, record: Onboarding, due: date, as_of: date) -> str:
    """Returns how a gate stands: passed by its day, passed late, not due yet, missed, or without data for a reason of ours."""
    if all(row.met for row in judge(gate, record, min(due, as_of))):
        return "passed"
    now = judge(gate, record, as_of)
    if all(row.met for row in now):
        return "late"
    if as_of <= due:
        return "open"
    return "missed" if any(row.met is False for row in now) else "no_data"


def acceptance_total(record: Onboarding) -> Decimal | None:
    """Returns the sum of the acceptance items, 0 to 100; None before the acceptance."""
    return sum((row.score for row in record.acceptance.items), Decimal(0)) if record.acceptance else None


def _account(record: Onboarding, day: date) -> Reading:
    return _yes(record.go_live, day, ("go_live",))


def _training(record: Onboarding, day: date) -> Reading:
    return Reading(passed_share(record.courses, day), path=("courses",))


def _delivered(record: Onboarding, day: date) -> Reading:
    delivered = record.first_order.delivered if record.first_order else None
    return _yes(delivered, day, ("first_order", "delivered"))


def _recorded(record: Onboarding, day: date) -> Reading:
    return _share(record, day, "outlets_recorded", _aimed_at(record))


def _distribution(record: Onboarding, day: date) -> Reading:
    return _share(record, day, "outlets_stocked", _aimed_at(record))


def _sell_through(record: Onboarding, day: date) -> Reading:
    return _share(record, day, "first_order_sold", record.first_order.cases if record.first_order else Decimal(0))


def _acceptance(record: Onboarding, day: date) -> Reading:
    sheet = record.acceptance
    held = sheet is not None and sheet.date <= day
    return Reading(acceptance_total(record) if held else None, path=("acceptance", "items"))


def _aimed_at(record: Onboarding) -> Decimal:
    return Decimal(target_outlets(record.launch_plan.stocking) if record.launch_plan else 0)


def _yes(reached: date | None, day: date, path: tuple[PathStep, ...]) -> Reading:
    return Reading(Decimal(reached is not None and reached <= day), path=path)


def _share(record: Onboarding, day: date, name: str, whole: Decimal) -> Reading:
    """The latest number known on `day`, as a share of the whole; nothing to divide by counts as not reported."""
    number, measured = _latest(record.checkpoints, name, day)
    path: tuple[PathStep, ...] = ("checkpoints", number, name) if measured else ("checkpoints",)
    if measured is None:
        return Reading(None, path=path)
    if measured.value is None:
        return Reading(None, measured.missing or "", path)
    return Reading(measured.value / whole if whole else None, path=path)


def _latest(checkpoints: tuple[Checkpoint, ...], name: str, day: date) -> tuple[int, Measured | None]:
    known = [
        (row.date, n, held)
        for n, row in enumerate(checkpoints)
        if row.date <= day and (held := getattr(row, name)) is not None
    ]
    _, number, measured = max(known, key=lambda row: row[:2], default=(day, 0, None))
    return number, measured


MEASURES: dict[str, Measures] = {
    "account_live": _account,
    "training_pass": _training,
    "first_order_delivered": _delivered,
    "outlet_database": _recorded,
    "distribution": _distribution,
    "sell_through": _sell_through,
    "acceptance": _acceptance,
}
"""How each measure of a gate is read from the record; every code of the vocabulary has one."""
