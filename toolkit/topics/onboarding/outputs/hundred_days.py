"""The calendar of the first hundred days: gates, tasks, courses, pulses, reports that fall due (reference G.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from toolkit.kernel.text import Text
from toolkit.network.shared import SIDES
from toolkit.plan.events import CalendarJob, Event
from toolkit.topics.company.rules import time_zone, work_calendar
from toolkit.topics.onboarding.outputs.kit import Kit
from toolkit.topics.onboarding.outputs.plans import due_of

DAYS = 100
WEEK = timedelta(days=7)


def hundred_days(kit: Kit) -> CalendarJob:
    """Returns the calendar file that the dealer takes over into its own; ids stay when a day moves."""
    events = (*_gates(kit), *_tasks(kit), *_campaigns(kit), *_rhythm(kit))
    name = Text(f"{kit.dealer.short_name} 启动一百天")
    return CalendarJob(name, events, kit.as_of, "zh", kit.dealer.id, time_zone(kit.view))


def _id(kit: Kit, what: str) -> str:
    return f"{kit.dealer.id}-onboarding-{what}@{kit.company.brand_code.lower()}.channel"


def _gates(kit: Kit) -> Iterator[Event]:
    for gate in kit.ramp_up.gates:
        due = due_of(kit, gate)
        title = Text(f"第{gate.day}天关口：{gate.name.zh}")
        said = Text("要达到的数见《三十、六十、九十天计划》；数据包提前三天送达。")
        yield Event(
            _id(kit, f"gate-{gate.day}"), title, due, description=said, alarm_days=(7, 3), categories=(Text("关口"),)
        )
    for day in kit.ramp_up.pulse_days:
        said = Text(f"十分制；{kit.ramp_up.pulse_answer_days}天内答复。")
        yield Event(
            _id(kit, f"pulse-{day}"), Text(f"第{day}天信心分"), kit.start + timedelta(days=day), description=said
        )


def _tasks(kit: Kit) -> Iterator[Event]:
    record = kit.record
    if record is None:
        return
    for row in (*record.tasks, *record.support):
        if row.done is None:
            title = Text(f"{SIDES.label(row.side).zh}：{row.text.zh}")
            yield Event(_id(kit, f"task-{row.id}"), title, row.due, alarm_days=(2,), categories=(Text("任务"),))


def _campaigns(kit: Kit) -> Iterator[Event]:
    plan = kit.record.launch_plan if kit.record is not None else None
    if plan is None:
        return
    for row in plan.promotions:
        said = Text(row.mechanic.zh + (row.terminal_rule.zh if row.terminal_rule else ""))
        yield Event(
            _id(kit, f"promotion-{row.id}"),
            Text(f"促销：{row.name.zh}"),
            row.first,
            row.last,
            said,
            categories=(Text("上市"),),
        )
    for ad in plan.advertising:
        yield Event(
            _id(kit, f"advertising-{ad.id}"),
            Text(f"广告：{ad.media.zh}"),
            ad.first,
            ad.last,
            categories=(Text("上市"),),
        )


def _rhythm(kit: Kit) -> Iterator[Event]:
    """What comes again: a course a week until all had their turn, a stock report each Monday, a visit each month."""
    calendar = work_calendar(kit.view)
    for number, course in enumerate(kit.curriculum.courses, 1):
        day = calendar.add(kit.start, 2 * number)
        title = Text(f"培训 {course.code} {course.name.zh}")
        said = Text(f"{course.content.zh}。考核：{course.test.zh}")
        yield Event(
            _id(kit, f"course-{course.code}"), title, day, description=said, alarm_days=(1,), categories=(Text("培训"),)
        )
    monday = kit.start + timedelta(days=7 - kit.start.weekday())
    last = kit.start + timedelta(days=DAYS)
    number = 1
    while monday <= last:
        yield Event(_id(kit, f"stock-{number}"), Text("报上周进销存"), monday, categories=(Text("上报"),))
        if number % 4 == 2:
            visit = monday + timedelta(days=2)
            yield Event(
                _id(kit, f"visit-{number}"), Text("客户经理拜访（以约定为准）"), visit, categories=(Text("拜访"),)
            )
        monday, number = monday + WEEK, number + 1
