"""Conflicts over the whole network: how many are open, of which type, and whose causes led to them (reference 0b)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.conflict.records.vocabularies import TYPES
from toolkit.topics.conflict.rules.results import CaseStanding, ConflictStanding
from toolkit.topics.conflict.rules.standing import ENDED

NETWORK = "network"


class TypeCount(Value):
    type: str = field("类型", "Type")
    open: int = field("办理中", "Open")
    ended: int = field("已了结", "Ended")


class NetworkConflicts(InternalResult):
    """All cases on the as-of date; its subject is `network`. `late` are open cases with a step whose day has passed."""

    topic = "conflict"
    open: int = field("办理中", "Open")
    ended: int = field("已了结", "Ended")
    late: int = field("其中逾期", "Of the open ones late")
    against_brand: int = field("针对我方", "Against us")
    causes: int = field("原因数", "Causes")
    brand_causes: int = field("归于我方的原因", "Causes on our side")
    types: tuple[TypeCount, ...] = field("按类型", "By type", default=())


def is_late(case: CaseStanding) -> bool:
    """Returns whether a case is open and one of its steps is not done although its day has passed."""
    return case.status not in ENDED and any(row.late and row.done is None for row in case.deadlines)


def totals(cases: Iterable[CaseStanding], dealers: Iterable[ConflictStanding]) -> NetworkConflicts:
    """Returns the conflicts of the network in numbers; of an empty one, noughts."""
    rows, standings = tuple(cases), tuple(dealers)
    going = [row for row in rows if row.status not in ENDED]
    return NetworkConflicts(
        subject=NETWORK,
        open=len(going),
        ended=len(rows) - len(going),
        late=sum(map(is_late, rows)),
        against_brand=sum(row.against_brand for row in standings),
        causes=sum(row.causes for row in standings),
        brand_causes=sum(row.brand_causes for row in standings),
        types=tuple(_counts(rows)),
    )


def _counts(rows: tuple[CaseStanding, ...]) -> Iterator[TypeCount]:
    for name in TYPES:
        mine = [row for row in rows if row.type == name]
        going = sum(row.status not in ENDED for row in mine)
        if mine:
            yield TypeCount(type=name, open=going, ended=len(mine) - going)


def total_steps(network: Network, results: Results, result: NetworkConflicts, as_of: date) -> Iterator[Step]:
    """Yields every case with its type and state, and what was counted over the dealers."""
    rows = results.all(CaseStanding)
    for row in rows:
        yield Step(what=TYPES.label(row.type), value=f"{row.subject} · {row.status}")
    going = [row.subject for row in rows if row.status not in ENDED]
    for words, ids, gives in (
        (Text("办理中", "open"), going, "open"),
        (Text("已了结", "ended"), [row.subject for row in rows if row.status in ENDED], "ended"),
        (Text("其中逾期", "of the open ones late"), [row.subject for row in rows if is_late(row)], "late"),
    ):
        listed = "、".join(ids) + ": " if ids else ""
        yield Step(what=words, value=f"{listed}{len(ids)}", gives=gives)
    standings = results.all(ConflictStanding)
    for name, words in (
        ("against_brand", Text("针对我方（见 conflict）", "against us (see conflict)")),
        ("causes", Text("原因数", "causes")),
        ("brand_causes", Text("归于我方的原因", "causes on our side")),
    ):
        values = [getattr(row, name) for row in standings]
        shown = f"{' + '.join(map(str, values))} = {sum(values)}" if values else "0"
        yield Step(what=words, value=shown, gives=name)


NETWORK_FIGURES = (
    Figure(
        "conflicts",
        Text("全网冲突", "Conflicts of the network"),
        NetworkConflicts,
        ("open", "ended", "late", "against_brand", "causes", "brand_causes"),
        total_steps,
    ),
)
