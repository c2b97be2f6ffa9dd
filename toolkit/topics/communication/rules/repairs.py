"""How far each repair of broken trust has come: admit, written remedy, call, steps, check (reference H.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.explaining import Figure, read
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import field
from toolkit.network.results import Result, Results, Step
from toolkit.topics.communication.records import Commitment, Communication, Repair, TrustPolicy
from toolkit.topics.communication.rules.standing import TRUST
from toolkit.topics.communication.rules.trust import window
from toolkit.topics.company.rules import work_calendar

GRAVE = 3
"""The importance of a promise from which the general manager calls."""


class RepairStanding(Result):
    """One repair on the as-of date; its subject is the repair with its dealer, `D-2025-0010/launch-support`."""

    topic = "communication"
    repair: str = field("修复", "Repair", audience="dealer")
    cause: Text = field("起因", "Cause", audience="dealer", default=NO_TEXT)
    opened: date = field("立项", "Opened", audience="dealer")
    stage: str = field("到哪一步", "Stage", audience="dealer")
    remedy_due: date = field("书面补救期限", "Remedy due", audience="dealer")
    check_due: date | None = field("退出检验期限", "Check due", audience="dealer", default=None)
    steps: int = field("步骤", "Steps", audience="dealer", default=0)
    done: int = field("已完成", "Done", audience="dealer", default=0)
    late: tuple[str, ...] = field("逾期的步骤", "Steps late", audience="dealer", default=())
    exit_test: Text = field("退出检验", "Exit test", audience="dealer", default=NO_TEXT)

    @property
    def is_open(self) -> bool:
        """Returns whether trust is still to be repaired: a failed check leaves it so."""
        return self.stage != "passed"


def is_grave(row: Repair, promises: Iterable[Commitment]) -> bool:
    """Returns whether the repair is of a promise so important that the general manager calls."""
    return any(promise.id == row.commitment and promise.importance >= GRAVE for promise in promises)


def late_steps(row: Repair, as_of: date) -> tuple[str, ...]:
    """Returns the steps whose day has passed and that are not done."""
    return tuple(step.id for step in row.steps if step.due < as_of and (step.done is None or step.done > as_of))


def stage_of(row: Repair, grave: bool, as_of: date) -> str:
    """Returns the first stage that is not done by the as-of date: a code of REPAIR_STAGES."""

    def by_now(day: date | None) -> bool:
        return day is not None and day <= as_of

    if by_now(row.checked_on):
        return "passed" if row.passed else "failed"
    for name, done in (
        ("admit", by_now(row.admitted_on)),
        ("remedy", by_now(row.remedy_on)),
        ("call", not grave or by_now(row.gm_call_on)),
        ("steps", all(by_now(step.done) for step in row.steps)),
    ):
        if not done:
            return name
    return "check"


def check_due(row: Repair, policy: TrustPolicy) -> date | None:
    """Returns the day of the exit check, counted from the written remedy; None before there is one."""
    return row.remedy_on + timedelta(days=policy.check_days) if row.remedy_on is not None else None


def broken(promises: Iterable[Commitment], policy: TrustPolicy, as_of: date) -> tuple[Commitment, ...]:
    """Returns our promises that were broken within the policy's window: so many of them start a repair, grave or not."""
    span = window(policy, as_of)
    return tuple(row for row in promises if row.side == "brand" and row.status == "broken" and row.due in span)


def repairs(network: Network, as_of: date) -> Iterator[RepairStanding]:
    """Yields how every repair that was opened by the as-of date stands."""
    calendar = work_calendar(network)
    for year in network.all(Communication):
        promises = [row for other in network.of_dealer(Communication, year.dealer) for row in other.commitments]
        for row in year.repairs:
            policy = in_force(network.all(TrustPolicy), TRUST, row.opened)
            if row.opened <= as_of and policy is not None:
                yield _standing(year.dealer, row, is_grave(row, promises), policy, calendar, as_of)


def _standing(
    dealer: str, row: Repair, grave: bool, policy: TrustPolicy, calendar: WorkCalendar, as_of: date
) -> RepairStanding:
    return RepairStanding(
        subject=f"{dealer}/{row.id}",
        dealer=dealer,
        governed_by=(policy.reference,),
        repair=row.id,
        cause=row.cause,
        opened=row.opened,
        stage=stage_of(row, grave, as_of),
        remedy_due=calendar.add(row.opened, policy.remedy_days),
        check_due=check_due(row, policy),
        steps=len(row.steps),
        done=sum(step.done is not None and step.done <= as_of for step in row.steps),
        late=late_steps(row, as_of),
        exit_test=row.exit_test or NO_TEXT,
    )


def repair_steps(network: Network, results: Results, result: RepairStanding, as_of: date) -> Iterator[Step]:
    """Yields each day of a repair with its limit in the policy, and its steps."""
    year, place = next(
        (year, n)
        for year in network.of_dealer(Communication, result.dealer)
        for n, row in enumerate(year.repairs)
        if row.id == result.repair
    )
    row, policy = year.repairs[place], in_force(network.all(TrustPolicy), TRUST, result.opened)
    for name in ("opened", "admitted_on", "remedy_on", "gm_call_on", "checked_on"):
        if getattr(row, name) is not None:
            yield read(network, year, "repairs", place, name)
    if policy is not None:
        yield read(network, policy, "remedy_days")
        shown = f"{row.opened} + {policy.remedy_days} wd → {result.remedy_due}"
        yield Step(what=Text("书面补救期限", "remedy due"), value=shown, policy=policy.reference, gives="remedy_due")
        if result.check_due is not None:
            yield read(network, policy, "check_days")
            shown = f"{row.remedy_on} + {policy.check_days} → {result.check_due}"
            yield Step(what=Text("退出检验期限", "check due"), value=shown, policy=policy.reference, gives="check_due")
    for n in range(len(row.steps)):
        yield read(network, year, "repairs", place, "steps", n, "due", about=Text(row.steps[n].id))
    yield Step(what=Text("步骤", "steps"), value=str(result.steps), gives="steps")
    yield Step(what=Text("已完成", "done"), value=str(result.done), gives="done")


REPAIR_FIGURES = (
    Figure(
        "repair",
        Text("信任修复", "Repair of trust"),
        RepairStanding,
        ("steps", "done", "remedy_due", "check_due"),
        repair_steps,
    ),
)
