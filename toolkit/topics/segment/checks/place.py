"""How the checks of this chapter tell a problem: at the value's own line, under the dealer's id."""

from __future__ import annotations

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.network.network import Network
from toolkit.network.policy import Policy
from toolkit.network.record import Record
from toolkit.sources.document import Step
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.segment.records import StrategyCard, Survey


def told(network: Network, kind: ProblemKind, record: Record, *path: Step, **values: object) -> Problem:
    """Returns a problem of a record at the value of `path`."""
    return kind.at(
        network.origin(record, *path), record=_name(record), field=network.field(record, *path), **values  # type: ignore[arg-type]
    )  # fmt: skip


def _name(record: Record) -> str:
    if isinstance(record, StrategyCard):
        return record.dealer
    if isinstance(record, DealerProfile):
        return record.id
    if isinstance(record, Survey):
        return str(record.year)
    return record.reference if isinstance(record, Policy) else ""
