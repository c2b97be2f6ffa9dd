"""Training after the opening: known courses, no more passed than came, held by its day (M110)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, state
from toolkit.topics.onboarding.records import CurriculumPolicy
from toolkit.topics.onboarding.records.year import TrainingYear
from toolkit.topics.topic import Check

LATE = ProblemKind(
    "OBD151",
    "warning",
    Text("培训“{name}”应在 {day} 前开，还没有开", "the training {name} was due by {day} and was not held"),
    Text("定下日子并告诉经销商；改期写明原因", "set a day and tell the dealer; say why it moved"),
)
PASSED = ProblemKind("OBD152", "error", Text("通过 {passed} 人，应到只有 {heads} 人", "{passed} passed of {heads}"))
NO_RESULT = ProblemKind(
    "OBD153",
    "warning",
    Text("“{name}”已开，没有写通过人数", "{name} was held, and it is not said how many passed"),
)
NO_COURSE = ProblemKind("OBD154", "error", Text("没有课程 {course}", "there is no course {course}"))


def trainings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every session after the opening is held by its day, and says who passed; a refresher names its course.

    中文：开张以后的每次培训按日期举办，并写明通过人数；复训写明是哪门课。改期的写明原因并告诉经销商。
    """
    codes = {course.code for policy in network.all(CurriculumPolicy) for course in policy.courses}
    for record in network.all(TrainingYear):
        profile = network.find(DealerProfile, record.dealer)
        runs = profile is not None and state(profile, as_of) in RUNNING
        for n, session in enumerate(record.sessions):
            name = session.topic
            if session.course is not None and session.course not in codes:
                yield told(network, NO_COURSE, record, "sessions", n, "course", course=session.course)
            if session.held_on is None and session.due < as_of and runs:
                yield told(network, LATE, record, "sessions", n, "due", name=name, day=session.due)
            for g, group in enumerate(session.groups):
                path = ("sessions", n, "groups", g)
                if session.held_on is not None and group.passed is None:
                    yield told(network, NO_RESULT, record, *path, "role", name=name)
                elif group.passed is not None and group.passed > group.heads:
                    yield told(network, PASSED, record, *path, "passed", passed=group.passed, heads=group.heads)


CHECKS: tuple[Check, ...] = (Check((LATE, PASSED, NO_RESULT, NO_COURSE), trainings),)
