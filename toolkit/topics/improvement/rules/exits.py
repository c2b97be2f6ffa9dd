"""Where an exit stands: what is done, what is due on which day, what is late (reference B: terminating to closed)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.record import Value, field
from toolkit.network.results import Result, Step
from toolkit.topics.improvement.records import Exit, ExitPolicy


class StepStanding(Value):
    step: str = field("步骤", "Step", audience="dealer")
    name: Text = field("名称", "Name", audience="dealer", default=NO_TEXT)
    side: str = field("责任方", "Side", audience="dealer")
    due: date | None = field("期限", "Due", audience="dealer", default=None)
    done: date | None = field("完成", "Done", audience="dealer", default=None)
    late: bool = field("逾期", "Late", audience="dealer", default=False)


class ExitStanding(Result):
    """One exit on the as-of date; its subject is the exit's id. A step whose anchor is open has no day yet."""

    topic = "improvement"
    policy: str = field("办法版本", "Policy version", audience="dealer")
    steps: tuple[StepStanding, ...] = field("步骤", "Steps", audience="dealer")
    closed: bool = field("全部完成", "All done", audience="dealer", default=False)
    call_due: date | None = field("应回访日", "Call due", audience="dealer", default=None)


def steps_of(record: Exit, policy: ExitPolicy, as_of: date) -> Iterator[StepStanding]:
    """Yields each step of the policy with its day; a step not done by its day is late, and so is one done after it."""
    done = {row.step: row.date for row in record.done if row.date <= as_of}
    anchors = {"notice": record.notice_on, "end": record.end_on, **done}
    for step in policy.steps:
        anchor = anchors.get(step.after)
        due = anchor + timedelta(days=step.days) if anchor else None
        when = done.get(step.id)
        yield StepStanding(
            step=step.id,
            name=step.name,
            side=step.side,
            due=due,
            done=when,
            late=due is not None and (when or as_of) > due,
        )


def exit_standing(record: Exit, policy: ExitPolicy, as_of: date) -> ExitStanding:
    """Returns where an exit stands on a day."""
    steps = tuple(steps_of(record, policy, as_of))
    return ExitStanding(
        subject=record.id,
        dealer=record.dealer,
        policy=policy.reference,
        steps=steps,
        closed=all(row.done is not None for row in steps),
        call_due=record.end_on + timedelta(days=policy.call_days) if record.end_on else None,
        trace=tuple(
            Step(what=row.name, value=f"{row.due or '–'} / {row.done or '–'}", policy=policy.reference) for row in steps
        ),
    )


def running_d(grades: Sequence[str]) -> int:
    """Returns how many grades D stand at the end of a dealer's rated quarters; a quarter not rated neither counts nor breaks."""
    count = 0
    for grade in reversed([grade for grade in grades if grade != "NR"]):
        if grade != "D":
            break
        count += 1
    return count
