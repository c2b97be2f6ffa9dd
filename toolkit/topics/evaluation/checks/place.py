"""How the checks of this chapter tell a problem: at the value's own line, under the record's name."""

from __future__ import annotations

from toolkit.kernel.problem import Problem, ProblemKind, Severity
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.sources.document import Step


def told(
    network: Network,
    kind: ProblemKind,
    record: Record,
    /,
    *path: Step,
    severity: Severity | None = None,
    hint: Text | None = None,
    **values: object,
) -> Problem:
    """Returns a problem of a record at the value of `path`; of a list, at its key."""
    held: object = record
    for step in path:
        held = held[step] if isinstance(held, tuple) and isinstance(step, int) else getattr(held, str(step), None)
    find = network.key_origin if isinstance(held, tuple) else network.origin
    return kind.at(
        find(record, *path),
        record=network.entry(record).id,
        field=network.field(record, *path),
        related=(),
        severity=severity,
        hint=hint,
        **values,
    )
