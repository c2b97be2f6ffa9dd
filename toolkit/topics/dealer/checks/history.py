"""The order of a dealer's transitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.topic import Check

OUT_OF_ORDER = ProblemKind(
    "DLR151",
    "error",
    Text("{day} 的变更排在 {before} 之后", "the transition of {day} stands after that of {before}"),
    Text("按日期先后排列", "put them in the order of their dates"),
)
ONE_DAY_TWICE = ProblemKind(
    "DLR152",
    "error",
    Text("{day} 有两次状态变更", "there are two transitions on {day}"),
    Text("一天只有一个状态；写明各自的实际日期", "a day has one state: write when each of them happened"),
)
TO_COME = ProblemKind(
    "DLR153",
    "info",
    Text("转入“{state}”的日期 {day} 在基准日之后", "the transition to “{state}” on {day} is still to come"),
    Text("到期前状态不变", "the state stays until then"),
)


def transition_dates(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Transitions stand in the order of their dates, one a day.

    The state on a day is that of the last transition up to it (reference B); two on one day leave it open. A
    transition after the as-of date is only told of: it has no effect yet. Correct `transitions` of the profile.

    中文：状态变更按日期先后排列，一天只有一次。某一天的状态取此前最后一次变更，同日两次就说不清；基准日之后的变更还不起
    作用，只作说明。请改档案里的变更记录。
    """
    for profile in network.all(DealerProfile):
        for place, (before, after) in enumerate(pairwise(profile.transitions), 1):
            if after.date > before.date:
                continue
            kind = OUT_OF_ORDER if after.date < before.date else ONE_DAY_TWICE
            path = ("transitions", place, "date")
            yield kind.at(
                network.origin(profile, *path),
                record=profile.id,
                field=network.field(profile, *path),
                day=after.date,
                before=before.date,
            )
        for place, transition in enumerate(profile.transitions):
            if transition.date > as_of:
                path = ("transitions", place, "date")
                yield TO_COME.at(
                    network.origin(profile, *path),
                    record=profile.id,
                    field=network.field(profile, *path),
                    state=STATES.label(transition.to),
                    day=transition.date,
                )


CHECKS: tuple[Check, ...] = (Check((OUT_OF_ORDER, ONE_DAY_TWICE, TO_COME), transition_dates),)
