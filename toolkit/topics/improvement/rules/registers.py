"""Every register that knows a cause, read as one list: plans, exits, cases, tickets, feedback and appeals (reference H.5, 0b)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.sources.document import Step as PathStep
from toolkit.topics.communication.records import Communication
from toolkit.topics.conflict.records import Case
from toolkit.topics.evaluation.records import EvaluationFile
from toolkit.topics.improvement.records import Exit, ImprovementPlan
from toolkit.topics.support.records import SupportYear

FROM_CASES = {
    "market_change": "market",
    "interests": "distribution",
    "policy": "policy",
    "information": "communication",
    "supply": "supply",
    "individual": "conduct",
}
FROM_TICKETS = {
    "our_operation": ("service", "brand"),
    "our_system": ("data", "brand"),
    "carrier": ("supply", "brand"),
    "product": ("product", "brand"),
    "dealer_operation": ("training", "dealer"),
    "end_user": ("training", "outside"),
    "outside": ("market", "outside"),
}
"""What the words of cases and tickets are in the table that all registers share, and whose a ticket's cause is.

The carrier is ours to choose; who handles goods or systems wrongly was not shown how.
"""


@dataclass(frozen=True, slots=True)
class Caused:
    """One entry of a register with its cause: where it stands, when it came, whose it is."""

    register: str
    cause: str
    side: str
    dealer: str
    day: date
    id: str
    record: Record
    path: tuple[PathStep, ...]

    @property
    def ours(self) -> bool:
        """Returns whether the cause lies with us, alone or with the dealer."""
        return self.side in ("brand", "both")


def gathered(network: Network, as_of: date) -> tuple[Caused, ...]:
    """Returns every entry that names a cause and came by the as-of date, by day."""
    rows = (*_ended(network), *_cases(network), *_tickets(network), *_feedback(network), *_appeals(network))
    return tuple(sorted((row for row in rows if row.day <= as_of), key=lambda row: (row.day, row.register, row.id, str(row.path))))  # fmt: skip


def _ended(network: Network) -> Iterator[Caused]:
    for plan in network.all(ImprovementPlan):
        yield Caused("plan", plan.cause, plan.cause_side, plan.dealer, plan.origin.day, plan.id, plan, ("cause",))
    for gone in network.all(Exit):
        yield Caused("exit", gone.cause, gone.cause_side, gone.dealer, gone.opened_on, gone.id, gone, ("cause",))


def _cases(network: Network) -> Iterator[Caused]:
    """A case counts with its first cause: the others go with it, and one conflict is one."""
    for case in network.all(Case):
        for n, row in enumerate(case.causes[:1]):
            side = row.side or "outside"
            yield Caused("case", FROM_CASES[row.kind], side, case.dealer, case.opened_on, case.id, case, ("causes", n, "kind"))  # fmt: skip


def _tickets(network: Network) -> Iterator[Caused]:
    for year in network.all(SupportYear):
        for n, row in enumerate(year.tickets):
            if row.cause is not None:
                cause, side = FROM_TICKETS[row.cause]
                yield Caused("ticket", cause, side, year.dealer, row.opened_at.date(), row.id, year, ("tickets", n, "cause"))  # fmt: skip


def _feedback(network: Network) -> Iterator[Caused]:
    """Feedback is ours where we took it up, wholly or partly; declined, it is the dealer's view."""
    for year in network.all(Communication):
        for n, row in enumerate(year.feedback):
            if row.cause is not None:
                side = "dealer" if row.result == "declined" else "brand"
                yield Caused("feedback", row.cause, side, year.dealer, row.received, row.id, year, ("feedback", n, "cause"))  # fmt: skip


def _appeals(network: Network) -> Iterator[Caused]:
    """An appeal that changed the result shows that our data were wrong; one that did not, that our explanation was not understood."""
    for file in network.all(EvaluationFile):
        for n, row in enumerate(file.appeals):
            decided = row.second_level or row.decision
            if decided is not None:
                cause, side = ("communication", "both") if decided.outcome == "upheld" else ("data", "brand")
                name = "second_level" if row.second_level else "decision"
                path = ("appeals", n, name, "outcome")
                yield Caused("appeal", cause, side, file.dealer, row.received_on, f"{file.id}/{row.indicator}", file, path)  # fmt: skip
