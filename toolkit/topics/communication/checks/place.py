"""How the checks of this chapter tell a problem: at the value's own line, under the dealer's id."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.network.network import Network
from toolkit.network.policy import Policy, in_force
from toolkit.network.record import Record
from toolkit.sources.document import Step
from toolkit.topics.communication.records import Communication, Conference, TrustPolicy
from toolkit.topics.communication.rules.standing import TRUST


def told(network: Network, kind: ProblemKind, record: Record, *path: Step, **values: object) -> Problem:
    """Returns a problem of a record at the value of `path`."""
    return kind.at(
        network.origin(record, *path), record=_name(record), field=network.field(record, *path), **values  # type: ignore[arg-type]
    )  # fmt: skip


def years(network: Network) -> Iterator[Communication]:
    """Yields every dealer's years."""
    yield from network.all(Communication)


def trust_policy(network: Network, as_of: date) -> TrustPolicy | None:
    """Returns the trust policy in force on the as-of date, or None."""
    return in_force(network.all(TrustPolicy), TRUST, as_of)


def _name(record: Record) -> str:
    if isinstance(record, Communication):
        return record.dealer
    if isinstance(record, Conference):
        return record.id
    return record.reference if isinstance(record, Policy) else ""
