"""The deadlines of the evaluation procedure (reference D.9): data, comments, the talk, appeals, and what was agreed in the talk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.period import FiscalQuarter, quarter_of
from toolkit.kernel.text import Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.dues import Due, in_sight, of_actions
from toolkit.network.explaining import joined
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.network.shared import Action
from toolkit.topics.company.rules import fiscal_start, work_calendar
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, seen_to_by, state
from toolkit.topics.evaluation.records import EvaluationFile, EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.evaluation import Appeal
from toolkit.topics.evaluation.records.policy import Procedure
from toolkit.topics.evaluation.rules.standing import governing

WORDS = {
    "data": Text("录入季度数据并冻结", "enter the quarter's data and freeze them"),
    "comments": Text("对考核初稿提意见", "comment on the draft"),
    "talk": Text("结果面谈", "talk about the result"),
    "appeal": Text("提出申诉", "file an appeal"),
    "acknowledge": Text("出具申诉回执", "acknowledge the appeal"),
    "decision": Text("作出申诉决定", "decide the appeal"),
}


def dues(network: Network, as_of: date) -> Iterator[Due]:
    """Yields what is due of every evaluation. A right of the dealer is told while it runs; once over, it is no longer due."""
    start, calendar = fiscal_start(network), work_calendar(network)
    yield from _data(network, calendar, start, as_of)
    policies = network.all(EvaluationPolicy)
    for file in network.all(EvaluationFile):
        policy = governing(policies, FiscalQuarter.parse(file.quarter).span(start).first)
        if policy is not None:
            yield from _steps(network, file, policy.procedure, calendar, as_of)
        yield from _agreed(network, file, as_of)


def _data(network: Network, calendar: WorkCalendar, start: int, as_of: date) -> Iterator[Due]:
    """The data of the quarter that ended last, of every running dealer that had data for the quarter before it."""
    last = _before(quarter_of(as_of, start))
    policy = governing(network.all(EvaluationPolicy), last.span(start).first)
    if policy is None:
        return
    due = calendar.add(last.span(start).last, policy.procedure.freeze_days)
    for profile in network.all(DealerProfile):
        earlier = network.find(QuarterData, f"{profile.id}/{_before(last)}")
        data = network.find(QuarterData, f"{profile.id}/{last}")
        frozen = data is not None and data.frozen_on is not None and data.frozen_on <= as_of
        known = earlier if data is None else data
        if known is not None and state(profile, as_of) in RUNNING and in_sight(due, frozen, as_of):
            yield _due(network, known, profile.id, str(last), "data", due, "brand")


def _before(quarter: FiscalQuarter) -> FiscalQuarter:
    return FiscalQuarter(quarter.year - (quarter.number == 1), (quarter.number - 2) % 4 + 1)


def _steps(
    network: Network, file: EvaluationFile, limits: Procedure, calendar: WorkCalendar, as_of: date
) -> Iterator[Due]:
    issued = [issue for issue in file.issues if issue.issued_on <= as_of]
    served = issued[-1].served_on if issued else None
    if file.draft_sent_on is not None and file.draft_sent_on <= as_of and not issued:
        until = calendar.add(file.draft_sent_on, limits.comment_days)
        if until >= as_of:
            yield _due(network, file, file.dealer, file.quarter, "comments", until, "dealer")
    if served is not None and served <= as_of:
        talked = file.result_talk is not None and file.result_talk.date <= as_of
        on = calendar.add(served, limits.talk_days)
        if in_sight(on, talked, as_of):
            yield _due(network, file, file.dealer, file.quarter, "talk", on, "brand")
        until = calendar.add(served, limits.appeal_days)
        if until >= as_of and not file.appeals:
            yield _due(network, file, file.dealer, file.quarter, "appeal", until, "dealer")
    for appeal in file.appeals:
        yield from _appeal(network, file, appeal, limits, calendar, as_of)


def _appeal(
    network: Network, file: EvaluationFile, appeal: Appeal, limits: Procedure, calendar: WorkCalendar, as_of: date
) -> Iterator[Due]:
    if appeal.received_on > as_of:
        return
    known = appeal.acknowledged_on is not None and appeal.acknowledged_on <= as_of
    decided = appeal.decision is not None and appeal.decision.date <= as_of
    for key, days, done in (
        ("acknowledge", limits.acknowledge_days, known or decided),
        ("decision", limits.decision_days, decided),
    ):
        on = calendar.add(appeal.received_on, days)
        if in_sight(on, done, as_of):
            yield _due(network, file, file.dealer, file.quarter, key, on, "brand", appeal.indicator)


def _agreed(network: Network, file: EvaluationFile, as_of: date) -> Iterator[Due]:
    if file.result_talk is None or file.result_talk.date > as_of:
        return

    def owner(action: Action) -> str:
        return seen_to_by(network, file.dealer, action.owner if action.side == "brand" else "")

    yield from of_actions(
        file.result_talk.joint_actions,
        as_of,
        topic="evaluation",
        dealer=file.dealer,
        within=f"{file.dealer}/{file.quarter}-talk",
        owner=owner,
        source=Origin(network.entry(file).document.path),
    )


def _due(
    network: Network, record: Record, dealer: str, quarter: str, key: str, on: date, side: str, about: str = ""
) -> Due:
    return Due(
        subject=f"{dealer}/{quarter}-{key}" + (f"-{about}" if about else ""),
        dealer=dealer,
        topic="evaluation",
        on=on,
        what=joined(Text(quarter), "：", WORDS[key]),
        side=side,
        owner=seen_to_by(network, dealer),
        source=Origin(network.entry(record).document.path),
    )
