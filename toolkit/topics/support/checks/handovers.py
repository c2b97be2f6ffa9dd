"""Checks on handovers: when an account manager changes, nothing is lost and both sign (reference 0b)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import label
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.support.records import Handover, SupportYear
from toolkit.topics.support.records.vocabularies import HANDOVER_TOPICS
from toolkit.topics.support.rules.open_items import unsigned
from toolkit.topics.topic import Check

CALL_AFTER = timedelta(days=30)
"""Channel operations asks the dealer thirty days later whether anything was left behind."""

UNSIGNED = ProblemKind(
    "SUP151",
    "error",
    Text("交接没有{missing}", "the handover lacks: {missing}"),
    Text("新旧两人签字，经销商确认；当日离职的由上级代签", "both managers sign and the dealer confirms; the head signs for one who has left"),
)  # fmt: skip
OTHER_MANAGER = ProblemKind(
    "SUP152",
    "error",
    Text("档案里的客户经理是 {manager}，最近一次交接给的是 {incoming}", "the account manager is {manager}, the last handover went to {incoming}"),
    Text("换人要有交接：补一份，或改档案", "a change needs a handover: add it, or correct the profile"),
)  # fmt: skip
TOPIC_MISSING = ProblemKind(
    "SUP153",
    "warning",
    Text("交接清单没有“{topic}”", "the list of the handover lacks {topic}"),
    Text("没有的写“无”", "write none where there is none"),
)
SAME_PERSON = ProblemKind(
    "SUP154", "error", Text("移交人与接收人或代签人是同一人", "the outgoing manager is also the incoming one or the one who signs in its place")
)  # fmt: skip
NO_CALL = ProblemKind(
    "SUP155",
    "warning",
    Text("交接已满三十天，还没有回访", "thirty days have passed since the handover without a call to the dealer"),
    Text("由渠道运营打一次电话，问有没有丢下的事", "channel operations calls and asks what was left behind"),
)

NO_VISIT = ProblemKind(
    "SUP156",
    "warning",
    Text("交接三十天了，新旧客户经理还没有一起上门", "thirty days after the handover both managers have not called together"),
    Text("一起去一次；已离职的由上级陪同，写 joint_visit", "go together once, with the head where one has left; enter joint_visit"),
)  # fmt: skip


def handovers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A change of the account manager is handed over: a full list, both signatures, the dealer's confirmation, a call after.

    The profile's account manager is the one to whom the last handover went. Oral deals and open commitments are otherwise lost.

    中文：换客户经理要交接：清单齐全，新旧两人签字，经销商确认，事后回访并一起上门。档案里的客户经理就是最近一次交接的接
    收人。不交接，口头约定和未完的承诺就丢了。
    """
    for year in network.all(SupportYear):
        for n, row in enumerate(year.handovers):
            if row.date <= as_of:
                yield from _one(network, year, n, row, as_of)
    for profile in network.all(DealerProfile):
        rows = [
            (row, year, n)
            for year in network.of_dealer(SupportYear, profile.id)
            for n, row in enumerate(year.handovers)
            if row.date <= as_of
        ]
        if not rows or profile.service_team is None:
            continue
        last, year, n = max(rows, key=lambda item: item[0].date)
        if last.incoming != profile.service_team.manager:
            values: dict[str, Any] = {"manager": profile.service_team.manager, "incoming": last.incoming}
            yield told(network, OTHER_MANAGER, year, "handovers", n, "incoming", about=profile.id, **values)


def _one(network: Network, year: SupportYear, n: int, row: Handover, as_of: date) -> Iterator[Problem]:
    place = ("handovers", n)
    missing = [label(Handover, name) for name in unsigned(row, as_of)]
    if missing:
        words = Text("、".join(word.zh for word in missing), ", ".join(word.within("en") for word in missing))
        yield told(network, UNSIGNED, year, *place, "date", about=year.dealer, missing=words)
    listed = {item.topic for item in row.items}
    for topic in HANDOVER_TOPICS:
        if topic not in listed:
            yield told(
                network, TOPIC_MISSING, year, *place, "items", about=year.dealer, topic=HANDOVER_TOPICS.label(topic)
            )
    if row.outgoing in (row.incoming, row.signed_for_outgoing):
        yield told(network, SAME_PERSON, year, *place, "outgoing", about=year.dealer)
    if row.date + CALL_AFTER < as_of and (row.call_on is None or row.call_on > as_of):
        yield told(network, NO_CALL, year, *place, "date", about=year.dealer)
    if row.date + CALL_AFTER < as_of and (row.joint_visit is None or row.joint_visit > as_of):
        yield told(network, NO_VISIT, year, *place, "date", about=year.dealer)


CHECKS: tuple[Check, ...] = (
    Check((UNSIGNED, OTHER_MANAGER, TOPIC_MISSING, SAME_PERSON, NO_CALL, NO_VISIT), handovers),
)
