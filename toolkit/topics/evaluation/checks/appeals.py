"""After the issue: the talk in time, and appeals answered in time, by others than those who decided first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import fiscal_start, work_calendar
from toolkit.topics.evaluation.records import EvaluationFile, EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.evaluation import Appeal
from toolkit.topics.evaluation.records.policy import Procedure
from toolkit.topics.evaluation.rules.standing import governing
from toolkit.topics.topic import Check

NO_TALK = ProblemKind(
    "EVA421",
    "warning",
    Text("送达后 {days} 个工作日（至 {limit}）没有面谈", "no talk within {days} working days of service, by {limit}"),
    Text(
        "约经销商面谈：成绩、差距、我方支持、共同行动",
        "talk with the dealer: achievements, gaps, our support, joint actions",
    ),
)
TALK_LATE = ProblemKind(
    "EVA422",
    "warning",
    Text(
        "面谈晚于 {limit}（送达后 {days} 个工作日）",
        "the talk was later than {limit}, {days} working days after service",
    ),
)
APPEAL_LATE = ProblemKind(
    "EVA423",
    "info",
    Text(
        "申诉晚于 {limit}（送达后 {days} 个工作日）", "the appeal came after {limit}, {days} working days after service"
    ),
    Text("明显的计算错误不论多久都应更正", "an obvious error is put right however late it is found"),
)
NOT_ACKNOWLEDGED = ProblemKind(
    "EVA424",
    "warning",
    Text(
        "申诉到 {limit} 应有回执（{days} 个工作日）",
        "the appeal should be acknowledged by {limit} ({days} working days)",
    ),
)
NOT_DECIDED = ProblemKind(
    "EVA425",
    "warning",
    Text("申诉到 {limit} 应有决定（{days} 个工作日）", "the appeal should be decided by {limit} ({days} working days)"),
    Text("决定前，除安全与授信外不得执行不利后果", "until then no adverse consequence but safety and credit"),
)
SAME_PEOPLE = ProblemKind(
    "EVA426",
    "error",
    Text(
        "{staff} 参与了第一次结论，不能决定申诉", "{staff} took part in the first decision and cannot decide the appeal"
    ),
)
UNKNOWN_ITEM = ProblemKind(
    "EVA427",
    "warning",
    Text("没有指标或案件 {item}", "there is no indicator or case {item}"),
    Text("写指标编号，或扣分、红线的案件编号", "write an indicator, or the case of a deduction or a red line"),
)
NO_NEW_VERSION = ProblemKind(
    "EVA428",
    "error",
    Text("申诉得到支持，但之后没有发新版", "the appeal was granted, but no new version was issued after it"),
    Text("更正数据，签发下一版", "correct the data and issue the next version"),
)


def talks(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every issued result is talked through with the dealer, within the policy's working days after service.

    The result is told with praise first, then gaps, and what both sides will do (reference D.9, mission M83).

    中文：签发的结果在送达后政策规定的工作日内与经销商面谈：先说成绩，再说差距和双方各做什么。
    """
    calendar = work_calendar(network)
    for file, procedure in _governed(network):
        served = file.issues[0].served_on if file.issues else None
        if served is None:
            continue
        limit = calendar.add(served, procedure.talk_days)
        if file.result_talk is None and as_of > limit:
            yield told(network, NO_TALK, file, "issues", 0, "served_on", days=procedure.talk_days, limit=limit)
        elif file.result_talk is not None and file.result_talk.date > limit:
            yield told(network, TALK_LATE, file, "result_talk", "date", days=procedure.talk_days, limit=limit)


def appeals(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An appeal is acknowledged and decided in time, by people who had no part in the first decision.

    Time limits are the policy's, in working days; the second level is the general manager's (reference D.9). A late appeal is
    only noted: an obvious error is put right however late. What is granted becomes a new version.

    中文：申诉按时回执、按时决定，由没有参与第一次结论的人办理，二级申诉由总经理办理。迟来的申诉只作说明，明显的错误不论
    多久都要更正。得到支持的要发新版。
    """
    calendar = work_calendar(network)
    for file, procedure in _governed(network):
        for n, appeal in enumerate(file.appeals):
            yield from _times(network, file, n, appeal, procedure, calendar, as_of)
            yield from _people(network, file, n, appeal)
            yield from _item(network, file, n, appeal)
            last = appeal.second_level or appeal.decision
            granted = last is not None and last.outcome != "upheld" and last.date <= as_of
            if last is not None and granted and not any(issue.issued_on >= last.date for issue in file.issues[1:]):
                yield told(network, NO_NEW_VERSION, file, "appeals", n)


def _governed(network: Network) -> Iterator[tuple[EvaluationFile, Procedure]]:
    policies, start = network.all(EvaluationPolicy), fiscal_start(network)
    for file in network.all(EvaluationFile):
        policy = governing(policies, FiscalQuarter.parse(file.quarter).span(start).first)
        if policy is not None:
            yield file, policy.procedure


def _times(
    network: Network, file: EvaluationFile, n: int, appeal: Appeal, rule: Procedure, calendar: WorkCalendar, as_of: date
) -> Iterator[Problem]:
    served = [issue.served_on for issue in file.issues if issue.served_on and issue.served_on <= appeal.received_on]
    if served:
        limit = calendar.add(served[-1], rule.appeal_days)
        if appeal.received_on > limit:
            yield told(network, APPEAL_LATE, file, "appeals", n, "received_on", limit=limit, days=rule.appeal_days)
    limit = calendar.add(appeal.received_on, rule.acknowledge_days)
    if (appeal.acknowledged_on or as_of) > limit:
        yield told(network, NOT_ACKNOWLEDGED, file, "appeals", n, limit=limit, days=rule.acknowledge_days)
    limit = calendar.add(appeal.received_on, rule.decision_days)
    if (appeal.decision.date if appeal.decision else as_of) > limit:
        yield told(network, NOT_DECIDED, file, "appeals", n, limit=limit, days=rule.decision_days)


def _people(network: Network, file: EvaluationFile, n: int, appeal: Appeal) -> Iterator[Problem]:
    first = {member.staff for member in file.committee.members} if file.committee else set()
    first |= {issue.approved_by for issue in file.issues[:1]}
    levels = (("decision", appeal.decision, first), ("second_level", appeal.second_level, first))
    for name, decision, before in levels:
        for m, staff in enumerate(decision.by if decision else ()):
            if staff in before:
                yield told(network, SAME_PEOPLE, file, "appeals", n, name, "by", m, staff=staff)


def _item(network: Network, file: EvaluationFile, n: int, appeal: Appeal) -> Iterator[Problem]:
    policies = network.all(EvaluationPolicy)
    data = network.find(QuarterData, f"{file.dealer}/{file.quarter}")
    known = {row.id for policy in policies for dimension in policy.dimensions for row in dimension.indicators}
    cases = {event.case for event in (*data.deductions, *data.red_lines)} if data else set()
    if appeal.indicator not in known | cases:
        yield told(network, UNKNOWN_ITEM, file, "appeals", n, "indicator", item=appeal.indicator)


CHECKS: tuple[Check, ...] = (
    Check((NO_TALK, TALK_LATE), talks),
    Check((APPEAL_LATE, NOT_ACKNOWLEDGED, NOT_DECIDED, SAME_PEOPLE, UNKNOWN_ITEM, NO_NEW_VERSION), appeals),
)
