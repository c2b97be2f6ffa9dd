"""Courses: known, for the right people, passed as the pass mark says, not tested for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, state
from toolkit.topics.onboarding.checks.place import cases
from toolkit.topics.onboarding.records import Course, Training
from toolkit.topics.onboarding.records.onboarding import Attempt
from toolkit.topics.onboarding.records.vocabularies import TRAINEES
from toolkit.topics.onboarding.rules.progress import Case
from toolkit.topics.onboarding.rules.training import certificate_state, course_of, rounds
from toolkit.topics.topic import Check

UNKNOWN_COURSE = ProblemKind(
    "OBD111",
    "error",
    Text("没有课程 {course}", "there is no course {course}"),
    Text("课程表是 {policy}；最接近的是 {near}", "the curriculum is {policy}; the nearest is {near}"),
)
OTHER_AUDIENCE = ProblemKind(
    "OBD112",
    "warning",
    Text("{course} 不是给“{role}”的课", "{course} is not meant for {role}"),
    Text("这门课的对象：{audience}", "it is for: {audience}"),
)
SCORE_RANGE = ProblemKind(
    "OBD113", "error", Text("成绩 {score} 不在 0–100 之间", "the score {score} is not between 0 and 100")
)
SCORE_DIFFERS = ProblemKind(
    "OBD114",
    "error",
    Text(
        "成绩 {score}，合格线 {mark}，通过人数却写 {passed}",
        "the score is {score}, the pass mark {mark}, yet {passed} passed",
    ),
    Text("改正成绩或通过人数", "correct the score or the number who passed"),
)
TOO_MANY_PASSED = ProblemKind(
    "OBD115",
    "error",
    Text(
        "通过 {passed} 人，不能多于 {heads} 人，也不能比上一次少",
        "{passed} passed: no more than {heads}, and no fewer than before",
    ),
    Text("写到这次为止累计通过的人数", "write how many have passed so far"),
)
TOO_MANY_TESTS = ProblemKind(
    "OBD116",
    "error",
    Text("第 {number} 次考核：补考最多 {retests} 次", "test number {number}: {retests} retests at most"),
    Text("换人或调整岗位分工，与负责人商量", "agree with the owner on another person or another division of work"),
)
EXPIRED = ProblemKind(
    "OBD117",
    "warning",
    Text("{course}（{role}）的证书已于 {day} 到期", "the certificate in {course} ({role}) ran out on {day}"),
    Text("安排续证；老学员只考变化的内容", "arrange a renewal; it covers only what has changed"),
)


def trainings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every course entered is in the curriculum, is for the role, and its tests agree with its pass mark.

    Two retests at most follow a failed test (reference G.3). `passed` counts the people who have passed so far. Scores are
    personal and belong in the private store; where one is given it must lie between 0 and 100 and agree with `passed`.

    中文：登记的课程都在课程表里，对象相符，成绩与合格线一致，补考不超过两次。通过人数写到这次为止的累计人数；个人成绩属
    于私有资料，确要写的，在 0 到 100 之间并与通过人数一致。
    """
    for case in cases(network, as_of):
        for n, row in enumerate(case.record.courses):
            course = course_of(case.curriculum, row.course)
            if course is None:
                codes = [known.code for known in case.curriculum.courses]
                near = nearest(row.course, codes) or ", ".join(codes)
                yield told(
                    network, UNKNOWN_COURSE, case.record, "courses", n, "course",
                    course=row.course, policy=case.curriculum.reference, near=near,
                )  # fmt: skip
                continue
            if row.role not in course.audience:
                yield told(
                    network, OTHER_AUDIENCE, case.record, "courses", n, "role",
                    course=row.course, role=TRAINEES.label(row.role), audience=_roles(course),
                )  # fmt: skip
            yield from _tests(network, case, n, row, course)


def _tests(network: Network, case: Case, n: int, row: Training, course: Course) -> Iterator[Problem]:
    for a, attempt in enumerate(row.attempts):
        path = ("courses", n, "attempts", a)
        if attempt.score is not None and not 0 <= attempt.score <= 100:
            yield told(network, SCORE_RANGE, case.record, *path, "score", score=attempt.score)
        elif _differs(row, attempt, course):
            yield told(
                network, SCORE_DIFFERS, case.record, *path, "score",
                score=attempt.score, mark=course.pass_mark, passed=attempt.passed,
            )  # fmt: skip
        if attempt.passed > row.heads:
            yield told(network, TOO_MANY_PASSED, case.record, *path, "passed", passed=attempt.passed, heads=row.heads)
    for tests in rounds(row):
        for first, second in pairwise(tests):
            if second.passed < first.passed:
                place = ("courses", n, "attempts", row.attempts.index(second), "passed")
                yield told(network, TOO_MANY_PASSED, case.record, *place, passed=second.passed, heads=row.heads)
        for number, attempt in enumerate(tests[case.curriculum.retests + 1 :], case.curriculum.retests + 2):
            place = ("courses", n, "attempts", row.attempts.index(attempt), "date")
            yield told(network, TOO_MANY_TESTS, case.record, *place, number=number, retests=case.curriculum.retests)


def _differs(row: Training, attempt: Attempt, course: Course) -> bool:
    """Whether one person's score says something else than the number who passed."""
    if attempt.score is None or course.pass_mark is None or row.heads != 1:
        return False
    return (attempt.score >= course.pass_mark) != (attempt.passed == 1)


def certificates(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A running dealer's certificates are valid.

    A certificate is good for the months that the curriculum says (reference G.3); after that the people of that role work
    with old knowledge. Told only while the cooperation runs.

    中文：合作中的经销商，培训证书都在有效期内。有效几个月由课程表规定，过了期，这个岗位的人就在用旧知识做事。请安排续证。
    """
    for case in cases(network, as_of):
        profile = network.find(DealerProfile, case.record.dealer)
        if profile is None or state(profile, as_of) not in RUNNING:
            continue
        for n, row in enumerate(case.record.courses):
            course = course_of(case.curriculum, row.course)
            if course is None:
                continue
            standing, until = certificate_state(row, course, case.curriculum.remind_days, as_of)
            if standing == "expired":
                role = TRAINEES.label(row.role)
                yield told(
                    network, EXPIRED, case.record, "courses", n, "course", course=row.course, role=role, day=until
                )


def _roles(course: Course) -> Text:
    labels = [TRAINEES.label(role) for role in course.audience]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


CHECKS: tuple[Check, ...] = (
    Check((UNKNOWN_COURSE, OTHER_AUDIENCE, SCORE_RANGE, SCORE_DIFFERS, TOO_MANY_PASSED, TOO_MANY_TESTS), trainings),
    Check((EXPIRED,), certificates),
)
