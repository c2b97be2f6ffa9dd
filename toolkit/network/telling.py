"""How every check tells a problem of a record: at the value's own line, under the record's id, with the field's path."""

from __future__ import annotations

from toolkit.kernel.problem import Problem, ProblemKind, Related, Severity
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
    about: str = "",
    related: tuple[Related, ...] = (),
    severity: Severity | None = None,
    hint: Text | None = None,
    **values: object,
) -> Problem:
    """Returns a problem of a record at the value of `path`; of a list, at its key, because a list begins below it.

    `about` is the id it is told under, the record's own by default; `values` fill the wording of message and hint.
    """
    held: object = record
    for step in path:
        held = held[step] if isinstance(held, tuple) and isinstance(step, int) else getattr(held, str(step), None)
    find = network.key_origin if isinstance(held, tuple) and path else network.origin
    return kind.at(
        find(record, *path),
        record=about or network.entry(record).id,
        field=network.field(record, *path),
        related=related,
        severity=severity,
        hint=hint,
        **values,
    )


def told_at_key(
    network: Network, kind: ProblemKind, record: Record, /, *path: Step, about: str = "", **values: object
) -> Problem:
    """Returns a problem of a record at the key of `path`, for a group whose value begins below its key, or for what it lacks."""
    return kind.at(
        network.key_origin(record, *path),
        record=about or network.entry(record).id,
        field=network.field(record, *path),
        related=(),
        severity=None,
        hint=None,
        **values,
    )
