"""Evidence of any record: captured by the day on which it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import Value
from toolkit.network.results import Results
from toolkit.network.shared import Evidence
from toolkit.network.telling import told
from toolkit.sources.document import Step
from toolkit.topics.topic import Check

NOT_YET = ProblemKind(
    "COM143",
    "error",
    Text("证据“{name}”取得于 {day}，还没有到这一天", "the evidence “{name}” was captured on {day}, which has not come yet"),
    Text("写真正取得的日期；还没有的不写", "write the day on which it was captured; what is not there yet is not entered"),
)  # fmt: skip


def evidence(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No evidence is of a day that is still to come.

    A photo or a list that is dated ahead proves nothing in a dispute, and makes one doubt the rest (reference A.0).

    中文：证据的取得日期不在将来。写早写晚的照片和清单，争议时证明不了什么，还让人怀疑其余的。
    """
    for entry in network.entries():
        for path, held in _evidence(entry.record, ()):
            if held.captured_on is not None and held.captured_on > as_of:
                name = held.name
                yield told(network, NOT_YET, entry.record, *path, "captured_on", name=name, day=held.captured_on)


def _evidence(held: object, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Evidence]]:
    if isinstance(held, Evidence):
        yield path, held
    elif isinstance(held, Value):
        for name, inner in vars(held).items():
            if isinstance(inner, Value | tuple):
                yield from _evidence(inner, (*path, name))
    elif isinstance(held, tuple):
        for place, inner in enumerate(held):
            yield from _evidence(inner, (*path, place))


CHECKS: tuple[Check, ...] = (Check((NOT_YET,), evidence),)
