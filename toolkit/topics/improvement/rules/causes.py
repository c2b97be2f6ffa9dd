"""Causes counted by quarter, and what a change of policy did in the period after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter, quarter_of
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Step
from toolkit.topics.improvement.records import PolicyChange
from toolkit.topics.improvement.records.vocabularies import CAUSES, REGISTERS
from toolkit.topics.improvement.rules.registers import Caused

COUNTED = {
    "plan": "plans",
    "exit": "exits",
    "case": "cases",
    "appeal": "appeals",
    "feedback": "feedback",
    "ticket": "tickets",
}
GRAVE = ("plan", "exit", "case", "appeal")


class CauseCount(Value):
    """How often a cause came, by register. The numbers of the registers add up to the total."""

    cause: str = field("原因", "Cause")
    plans: int = field("改进计划", "Plans", default=0)
    exits: int = field("退出", "Exits", default=0)
    cases: int = field("案件", "Cases", default=0)
    appeals: int = field("申诉", "Appeals", default=0)
    feedback: int = field("反馈", "Feedback", default=0)
    tickets: int = field("工单", "Tickets", default=0)
    dealers: int = field("家数", "Dealers", default=0)
    ours: int = field("原因在我方", "Caused by us", default=0)

    @property
    def total(self) -> int:
        """Returns how many entries of all registers were counted."""
        return sum(self.of(register) for register in REGISTERS)

    @property
    def grave(self) -> int:
        """Returns how many plans, exits, cases and appeals were counted: each of them is a relation in trouble."""
        return sum(self.of(register) for register in GRAVE)

    def of(self, register: str) -> int:
        """Returns how many entries of one register were counted."""
        return int(getattr(self, COUNTED[register]))


class CauseStatistics(InternalResult):
    """The causes of a fiscal quarter over all registers, the most frequent first; its subject is `2026Q2`."""

    topic = "improvement"
    rows: tuple[CauseCount, ...] = field("原因", "Causes")

    @property
    def total(self) -> int:
        """Returns how many entries were counted."""
        return sum(row.total for row in self.rows)

    def count(self, cause: str, registers: Iterable[str]) -> int:
        """Returns how often a cause came in some registers."""
        held = tuple(registers)
        return sum(row.of(register) for row in self.rows if row.cause == cause for register in held)


class ChangeEffect(InternalResult):
    """What a change did: the share of the way to its target, 1 when reached; None while it is not measured."""

    topic = "improvement"
    cause: str = field("原因", "Cause")
    conclusion: str = field("结论", "Conclusion")
    policies: tuple[str, ...] = field("改了哪些政策", "Policies changed", default=())
    before: Decimal | None = field("改前", "Before", default=None)
    after: Decimal | None = field("改后", "After", default=None)
    progress: Decimal | None = field("达成", "Reached", default=None)
    registers: tuple[str, ...] = field("在哪些登记簿里数", "Counted in", default=())
    same_cause_before: int = field("起因季度同因", "Of this cause in its quarter", default=0)
    same_cause_after: int | None = field("效果季度同因", "Of this cause in the quarter looked at", default=None)

    @property
    def improved(self) -> bool | None:
        """Returns whether the figure moved towards its target; None while it is not measured."""
        return None if self.progress is None else self.progress > 0


def statistics(entries: Iterable[Caused], start: int = 1) -> Iterator[CauseStatistics]:
    """Yields the causes by the fiscal quarter in which each entry came."""
    rows: dict[str, list[Caused]] = defaultdict(list)
    for entry in entries:
        rows[str(quarter_of(entry.day, start))].append(entry)
    for quarter in sorted(rows):
        counts = [_count(cause, rows[quarter]) for cause in CAUSES]
        listed = sorted((row for row in counts if row.total), key=lambda row: -row.total)
        yield CauseStatistics(subject=quarter, rows=tuple(listed))


def _count(cause: str, rows: Iterable[Caused]) -> CauseCount:
    mine = [row for row in rows if row.cause == cause]
    counts = {COUNTED[register]: sum(row.register == register for row in mine) for register in REGISTERS}
    dealers = len({row.dealer for row in mine})
    return CauseCount(cause=cause, dealers=dealers, ours=sum(row.ours for row in mine), **counts)


def looked_in(change: PolicyChange) -> tuple[str, ...]:
    """Returns the registers in which the cause of a change is counted before and after: those of its evidence, else all."""
    return tuple(row.kind for row in change.evidence) or tuple(REGISTERS)


def effect(change: PolicyChange, counted: Iterable[CauseStatistics], as_of: date, start: int = 1) -> ChangeEffect:
    """Returns what a change did, measured in its own figure, and how often the same cause came again in the same registers."""
    held = looked_in(change)
    same = {row.subject: row.count(change.cause, held) for row in counted}
    looked = change.effect
    measured = looked is not None and looked.after is not None and (looked.measured_on or date.max) <= as_of
    way, over = None, None
    trace: tuple[Step, ...] = ()
    if looked is not None and looked.after is not None and measured:
        way = (
            (looked.after - looked.before) / (looked.target - looked.before) if looked.target != looked.before else None
        )
        shown = f"{number_text(looked.before)} → {number_text(looked.after)} ({number_text(looked.target)})"
        trace = (Step(what=Text("改前到改后（目标）", "before to after (target)"), value=shown),)
    if looked is not None and FiscalQuarter.parse(looked.quarter).span(start).end <= as_of:
        over = same.get(looked.quarter, 0)
    return ChangeEffect(
        subject=change.id,
        cause=change.cause,
        conclusion=change.conclusion,
        policies=change.policies,
        registers=held,
        before=looked.before if looked else None,
        after=looked.after if looked and measured else None,
        progress=way,
        same_cause_before=same.get(change.quarter, 0),
        same_cause_after=over,
        trace=trace,
    )
