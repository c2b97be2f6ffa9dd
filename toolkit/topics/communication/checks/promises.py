"""Promises of both sides: entered soon, owned by somebody, proved, and honest about being late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.shared import SIDES
from toolkit.network.telling import told
from toolkit.topics.communication.checks.place import trust_policy, years
from toolkit.topics.communication.records import Commitment, Communication
from toolkit.topics.communication.records.vocabularies import PROMISE_STATES
from toolkit.topics.communication.rules.trust import days_late, is_open
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.topic import Check

LEAST, MOST = 1, 3
CONTACT_ID = re.compile(r"C-\d{4}-\d{4}", re.ASCII)
KEPT = frozenset(("kept", "late"))

UNKNOWN_OWNER = ProblemKind(
    "CMN111",
    "error",
    Text("责任人 {owner} 不在员工名录，也不是联系人", "{owner} is neither of the staff nor a contact"),
    Text("写一个人的员工编号或联系人编号，不写部门", "name one person by staff or contact id, not a department"),
)
OWNER_LEFT = ProblemKind(
    "CMN112",
    "warning",
    Text("责任人 {owner} 已于 {day} 离任，承诺还没有兑现", "{owner} left on {day} and the promise is still open"),
    Text("交接给后任：前任说过的话照样算数", "hand it over: what a predecessor said still holds"),
)
ENTERED_LATE = ProblemKind(
    "CMN113",
    "warning",
    Text(
        "口头承诺在 {day} 说出，{recorded} 才登记，超过 {days} 个工作日",
        "an oral promise of {day} was entered on {recorded}, after more than {days} working days",
    ),
    Text("当天登记，并发一条书面确认给对方", "enter it the same day and confirm it in writing"),
)
IMPORTANCE = ProblemKind(
    "CMN114", "error", Text("重要度 {given} 不在 1–3 之间", "the importance {given} is not between 1 and 3")
)
STATUS = ProblemKind(
    "CMN115",
    "error",
    Text(
        "状态“{status}”与兑现日、期限不符",
        "the status {status} does not agree with the day it was fulfilled and the due day",
    ),
    Text("{advice}", "{advice}"),
)
NO_EVIDENCE = ProblemKind(
    "CMN116",
    "warning",
    Text(
        "重要度 {importance} 的承诺已兑现，但没有证据",
        "a promise of importance {importance} was kept, but there is no evidence",
    ),
    Text("附上材料名称", "name what proves it"),
)
OVERDUE = ProblemKind(
    "CMN117",
    "info",
    Text("{side}的承诺 {id} 已逾期 {days} 天", "the promise {id} of the {side} is {days} days late"),
    Text("告诉对方新日期；原期限不改", "tell the other side a new day; the old one stays"),
)
TWICE = ProblemKind(
    "CMN118",
    "error",
    Text("编号 {id} 已经用过", "the id {id} is taken"),
    Text("编号不重复使用", "ids are never used twice"),
)
BEFORE = ProblemKind(
    "CMN119", "error", Text("{later} 早于 {earlier}，先后颠倒", "{later} comes before {earlier}: the order is reversed")
)


def entries(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Promises have an owner, an importance of 1 to 3, days in order, and are entered within two working days.

    An oral promise is entered within two working days and confirmed in writing (reference A.16). The owner is a person, by
    staff or contact id; where the owner has left, the promise goes to the successor.

    中文：承诺有责任人，重要度在 1 至 3 之间，日期先后合理，口头承诺两个工作日内登记并书面确认。责任人写到个人，离任的交
    给后任：前任说过的话照样算数。
    """
    calendar = work_calendar(network)
    policy = trust_policy(network, as_of)
    for year in years(network):
        for n, row in enumerate(year.commitments):
            if not LEAST <= row.importance <= MOST:
                yield told(network, IMPORTANCE, year, "commitments", n, "importance", given=row.importance)
            if row.recorded_on < row.promised_on or row.due < row.promised_on:
                name = "recorded_on" if row.recorded_on < row.promised_on else "due"
                later, earlier = getattr(row, name), row.promised_on
                yield told(network, BEFORE, year, "commitments", n, name, later=later, earlier=earlier)
            elif policy and row.source == "oral" and row.recorded_on > calendar.add(row.promised_on, policy.entry_days):
                yield told(
                    network, ENTERED_LATE, year, "commitments", n, "recorded_on",
                    day=row.promised_on, recorded=row.recorded_on, days=policy.entry_days,
                )  # fmt: skip
            yield from _owner(network, year, n, row, as_of)


def _owner(network: Network, year: Communication, n: int, row: Commitment, as_of: date) -> Iterator[Problem]:
    staff = network.find(Staff, row.owner)
    # A contact may have been erased, so a contact id that nobody has is no error.
    if staff is None and not CONTACT_ID.fullmatch(row.owner):
        yield told(network, UNKNOWN_OWNER, year, "commitments", n, "owner", owner=row.owner)
    if staff is not None and staff.until is not None and staff.until < as_of and is_open(row, as_of):
        yield told(network, OWNER_LEFT, year, "commitments", n, "owner", owner=row.owner, day=staff.until)


def states(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The status says what the days say, what matters most is proved, and what is late is told.

    Kept means fulfilled on or before the due day, kept late means after it; broken and withdrawn have no such day
    (reference A.16). A new day agreed later never replaces the old one.

    中文：承诺的状态与日期相符，最要紧的有证据，逾期的会提示。期限当天或之前做到的为兑现，之后的为逾期兑现，违背和撤回没
    有兑现日。后来另定的日期不代替原期限。
    """
    policy = trust_policy(network, as_of)
    for year in years(network):
        for n, row in enumerate(year.commitments):
            advice = _advice(row)
            if advice:
                status = PROMISE_STATES.label(row.status)
                yield told(network, STATUS, year, "commitments", n, "status", status=status, advice=advice)
            if policy and row.status in KEPT and row.importance >= policy.evidence_from and not row.evidence:
                yield told(network, NO_EVIDENCE, year, "commitments", n, "status", importance=row.importance)
            late = days_late(row, as_of)
            if is_open(row, as_of) and late:
                side = SIDES.label(row.side)
                yield told(network, OVERDUE, year, "commitments", n, "due", side=side, id=row.id, days=late)


def _advice(row: Commitment) -> Text | None:
    done = row.fulfilled
    if row.status in KEPT and done is None:
        return Text("写兑现日 fulfilled", "give the day in fulfilled")
    if row.status not in KEPT and done is not None:
        return Text("兑现了的写 kept 或 late", "write kept or late for what was fulfilled")
    if done is not None and row.status == "kept" and done > row.due:
        return Text("在期限之后兑现的写 late", "write late for what was fulfilled after its day")
    if done is not None and row.status == "late" and done <= row.due:
        return Text("按时兑现的写 kept", "write kept for what was fulfilled in time")
    return None


def identities(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """CM and FB ids are used once in the whole network (reference A.0), so that a letter can name them alone.

    中文：承诺和反馈的编号在全网只用一次，信函里只写编号就能找到。
    """
    seen: dict[str, tuple[Communication, str, int]] = {}
    for year in years(network):
        for name in ("commitments", "feedback"):
            for n, row in enumerate(getattr(year, name)):
                first = seen.setdefault(row.id, (year, name, n))
                if first[0] is not year:
                    place = network.origin(first[0], first[1], first[2], "id")
                    related = (Related(place, Text("先用的在这里", "used here first")),)
                    path = (name, n, "id")
                    yield TWICE.at(
                        network.origin(year, *path),
                        record=year.dealer,
                        field=network.field(year, *path),
                        related=related,
                        id=row.id,
                    )


CHECKS: tuple[Check, ...] = (
    Check((UNKNOWN_OWNER, OWNER_LEFT, ENTERED_LATE, IMPORTANCE, BEFORE), entries),
    Check((STATUS, NO_EVIDENCE, OVERDUE), states),
    Check((TWICE,), identities),
)
