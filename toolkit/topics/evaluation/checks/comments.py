"""What the dealer said to a draft is answered before the committee meets, and in any case soon (reference D.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.evaluation.records import EvaluationFile
from toolkit.topics.topic import Check

ANSWER_DAYS = 5
"""Working days for the answer to a comment: as long as for any other word of a dealer."""

UNANSWERED = ProblemKind(
    "EVA451",
    "warning",
    Text("经销商对初稿的意见应在 {due} 前答复", "the comment on the draft was to be answered by {due}"),
    Text("写明改了什么、为什么不改；委员会之前答复", "say what changed and why not, before the committee meets"),
)


def comments(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A comment on a draft has its answer within five working days, and before the committee meets if that is sooner.

    中文：经销商对考核初稿的意见，五个工作日内、并在委员会之前答复。写明改了什么、为什么不改。
    """
    calendar = work_calendar(network)
    for case in network.all(EvaluationFile):
        for n, row in enumerate(case.comments):
            due = calendar.add(row.date, ANSWER_DAYS)
            if case.committee is not None:
                due = min(due, max(case.committee.date, row.date))
            if row.answer is None and due < as_of:
                yield told(network, UNANSWERED, case, "comments", n, "date", due=due)


CHECKS: tuple[Check, ...] = (Check((UNANSWERED,), comments),)
