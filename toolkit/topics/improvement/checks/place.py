"""How the checks of this chapter tell a problem: at the value's own line, under the record's id."""

from __future__ import annotations

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.sources.document import Step


def told(network: Network, kind: ProblemKind, record: Record, *path: Step, **values: object) -> Problem:
    """Returns a problem at the value of `path`."""
    shown = network.entry(record).id
    return kind.at(network.origin(record, *path), record=shown, field=network.field(record, *path), **values)  # type: ignore[arg-type]
