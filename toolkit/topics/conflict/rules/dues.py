"""The deadlines of cases: our own steps, the dealer's rights while they run, and what both sides promised (reference J.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.dues import Due, in_sight, of_actions
from toolkit.network.explaining import joined
from toolkit.network.network import Network
from toolkit.network.shared import Action
from toolkit.topics.conflict.records import Case
from toolkit.topics.conflict.rules.results import CaseStanding
from toolkit.topics.conflict.rules.standing import ENDED
from toolkit.topics.dealer.rules import seen_to_by

LIMITS = Vocabulary(
    "case_limit",
    {
        "registered": ("登记立案", "register the case"),
        "mediated": ("完成调解", "end the mediation"),
        "traced": ("核对追溯码", "compare the trace codes"),
        "decided": ("作出决定", "decide"),
        "reviewed": ("复核申诉", "review the appeal"),
    },
)
"""What is to be done by each deadline of the procedure."""
DEFENCE = Text("提交申辩", "hand in the defence")
APPEAL = Text("提出申诉", "file an appeal")


def dues(network: Network, standings: Iterable[CaseStanding], as_of: date) -> Iterator[Due]:
    """Yields what is open of every case. A right of the dealer is told while it runs; once over, it is no longer due."""
    for standing in standings:
        case = network.get(Case, standing.subject)
        source = Origin(network.entry(case).document.path)
        for row in standing.deadlines:
            open_step = row.done is None and case.status not in ENDED
            if open_step and in_sight(row.due, False, as_of):
                yield _due(case, row.step, row.due, LIMITS.label(row.step), "brand", case.lead, source)
        yield from _rights(network, case, standing, source, as_of)
        settled = case.settlement.actions if case.settlement else ()
        yield from _promises(network, case, settled, f"{case.id}/settlement", source, as_of)
        yield from _promises(network, case, case.improvements, case.id, source, as_of)


def _promises(
    network: Network, case: Case, actions: Iterable[Action], within: str, source: Origin, as_of: date
) -> Iterator[Due]:
    def owner(action: Action) -> str:
        return seen_to_by(network, case.dealer, action.owner if action.side == "brand" else "")

    yield from of_actions(
        actions, as_of, topic="conflict", dealer=case.dealer, within=within, owner=owner, source=source
    )


def _rights(network: Network, case: Case, standing: CaseStanding, source: Origin, as_of: date) -> Iterator[Due]:
    manager = seen_to_by(network, case.dealer)
    if standing.defence_until is not None and case.defence is None and standing.defence_until >= as_of:
        yield _due(case, "defence", standing.defence_until, DEFENCE, "dealer", manager, source)
    if standing.appeal_until is not None and case.appeal is None and standing.appeal_until >= as_of:
        yield _due(case, "appeal", standing.appeal_until, APPEAL, "dealer", manager, source)


def _due(case: Case, step: str, on: date, what: Text, side: str, owner: str, source: Origin) -> Due:
    return Due(
        subject=f"{case.id}/{step}",
        dealer=case.dealer,
        topic="conflict",
        on=on,
        what=joined(Text(case.id), "：", what),
        side=side,
        owner=owner,
        source=source,
    )
