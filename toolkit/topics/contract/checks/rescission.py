"""The right to rescind for a breach does not wait: it lapses a year after it is known (Civil Code art. 564)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.rules.standing import contracts_of
from toolkit.topics.improvement.records import Exit
from toolkit.topics.improvement.rules.rescission import grounds
from toolkit.topics.topic import Check

AHEAD = timedelta(days=60)
"""The time in which a notice with facts and grounds can be written, reviewed and served."""

LAPSED = ProblemKind(
    "CTR781",
    "warning",
    Text(
        "解除权已于 {last} 消灭（{known} 起已知解除事由）",
        "the right to rescind lapsed on {last} (its ground was known from {known})",
    ),
    Text(
        "不能再以此事由解除；可协商终止、到期不续，或依新的违约（民法典第五百六十四条）",
        "this ground is gone: end by agreement, do not renew, or wait for a new breach (Civil Code art. 564)",
    ),
)
LAPSING = ProblemKind(
    "CTR782",
    "warning",
    Text(
        "解除权 {last} 届满（{known} 起已知解除事由），还有 {days} 天",
        "the right to rescind ends on {last}, in {days} days (its ground has been known since {known})",
    ),
    Text(
        "决定解除的，在此之前送达通知；不解除的，书面记下理由",
        "to rescind, serve the notice before that; not to, write down why",
    ),
)
SERVED_LATE = ProblemKind(
    "CTR783",
    "error",
    Text(
        "解除通知 {notice} 晚于解除权消灭的 {last}，不发生效力",
        "the notice of {notice} came after the right lapsed on {last}, and has no effect",
    ),
    Text("改为协商终止，或更正日期", "end by agreement, or correct the dates"),
)


def rescission(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A right to rescind is used within a year of knowing its ground, or it is gone.

    Contracts may agree on another time; the standard repeats the year (Civil Code arts. 564, 565; reference B, F.3). Rescission is by
    notice with facts, grounds and day. A dealer whose contracts have all ended needs no notice any more.

    中文：解除权在知道事由起一年内行使，过期消灭，合同另有约定的从其约定（民法典第五百六十四条、第五百六十五条）。解除要
    发通知，写明事实、依据和日期。合同都已结束的不再提示。
    """
    for ground in grounds(network):
        if ground.notice is not None:
            if ground.notice > ground.last:
                path = ("notice_on",) if isinstance(ground.record, Exit) else ground.path
                yield told(network, SERVED_LATE, ground.record, *path, notice=ground.notice, last=ground.last)
            continue
        if all(row.ended or row.status == "ended" for row in contracts_of(network, ground.dealer)):
            continue
        if as_of > ground.last:
            yield told(network, LAPSED, ground.record, *ground.path, known=ground.known, last=ground.last)
        elif as_of >= ground.last - AHEAD:
            days = (ground.last - as_of).days
            yield told(network, LAPSING, ground.record, *ground.path, known=ground.known, last=ground.last, days=days)


CHECKS = (Check((LAPSED, LAPSING, SERVED_LATE), rescission),)
