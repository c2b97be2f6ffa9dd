"""Who asked for a change hears of it in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.communication.checks.place import years
from toolkit.topics.communication.rules.said import tell_by, told_state
from toolkit.topics.topic import Check

UNTOLD = ProblemKind(
    "CMN126",
    "warning",
    Text(
        "反馈 {id} 改了“{ref}”，到 {due} 没有告诉提的人", "the feedback {id} changed “{ref}”, and the dealer was not told by {due}"
    ),
    Text("告诉经销商改了什么、从哪天起，写 told 或关闭日", "tell the dealer what changed and from when; fill told or close it"),
)  # fmt: skip
TOLD_LATE = ProblemKind(
    "CMN127",
    "info",
    Text("反馈 {id} 的改变 {day} 才告知，应在 {due} 前", "the change of {id} was told on {day}, due by {due}"),
)
TOLD_EARLY = ProblemKind(
    "CMN128",
    "error",
    Text("{day} 告知，早于收到反馈的 {received}", "told on {day}, before the feedback came on {received}"),
)


def changes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A change that a dealer's words brought is told to it within the days of the feedback policy, counted from its first day (H.5).

    Who never hears what became of a remark makes no other one. The day of closing counts where no day of telling is named.

    中文：经销商的话带来的改变，在反馈政策规定的天数内告诉它，从改变生效那天起数。不知道下文的人，不会再提第二次。没有写
    告知日的，按关闭日算。
    """
    for year in years(network):
        for n, row in enumerate(year.feedback):
            if row.change is None:
                continue
            due, day = tell_by(network, row), row.told
            if day is not None and day < row.received:
                yield told(network, TOLD_EARLY, year, "feedback", n, "change", "ref", day=day, received=row.received)
                continue
            state = told_state(row.change.effective, due, day, as_of)
            if state == "untold":
                yield told(
                    network, UNTOLD, year, "feedback", n, "change", "ref", id=row.id, ref=row.change.ref, due=due
                )
            elif state == "told_late":
                yield told(network, TOLD_LATE, year, "feedback", n, "change", "ref", id=row.id, day=day, due=due)


CHECKS: tuple[Check, ...] = (Check((UNTOLD, TOLD_LATE, TOLD_EARLY), changes),)
