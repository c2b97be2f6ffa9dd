"""How the checks of this chapter tell a problem: at the value's own line, under the record's id."""

from __future__ import annotations

from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.sources.document import Step


def told(network: Network, kind: ProblemKind, record: Record, /, *path: Step, **values: Any) -> Problem:
    """Returns a problem of a record at the value of `path`."""
    return kind.at(
        network.origin(record, *path),
        record=network.entry(record).id,
        field=network.field(record, *path),
        **values,
    )


def told_at_key(network: Network, kind: ProblemKind, record: Record, /, *path: Step, **values: Any) -> Problem:
    """Returns a problem of a record at the key of `path`, for a list or a group, which begin below their key."""
    return kind.at(
        network.key_origin(record, *path),
        record=network.entry(record).id,
        field=network.field(record, *path),
        **values,
    )
