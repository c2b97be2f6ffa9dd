"""Versions of shared terms that a change brings or edits to the dealers' disadvantage, and whether anybody asked them before.

The record that is asked for is a topic of a dealer council that names the version (reference 0b, the dealer's voice): what goes
to many is talked over with those who speak for many. What one dealer's contract takes over is its own amendment's matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.network.references import naming
from toolkit.review.change import Change
from toolkit.review.consequence import Consequence
from toolkit.review.side import Side
from toolkit.review.worse_terms import worse_terms
from toolkit.topics.communication.records.council import Council
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.contract.rules.uses import uses_of

SHARED = ("price-list", "rebate-policy", "evaluation-policy", "clause")
FEW = 8
HEARD = Text("已征询经销商顾问委员会", "the dealer council was asked")
UNHEARD = Text(
    "缺征询记录：在顾问委员会的议题里写 policies: [{reference}]",
    "the record of a consultation is missing: name it in a topic of the council, policies: [{reference}]",
)


def worse_versions(old: Side, new: Side, changes: Iterable[Change]) -> Iterator[Consequence]:
    """Yields each version of shared terms that is now worse than it, or than the version before it, was for the dealers on it."""
    touched = dict.fromkeys((row.kind, row.id) for row in changes if row.kind in SHARED and row.op != "removed")
    for kind, key in touched:
        after = new.network.named(kind, key)
        if after is None:
            continue
        edited = old.network.named(kind, key)
        earlier = edited.record if edited is not None else _earlier(new.network, kind, after.record)
        harm = worse_terms(earlier, after.record) if earlier is not None else ()
        standing_on = _reference(earlier) if earlier is not None else ""
        dealers = _dealers(new, kind, standing_on) if harm else ()
        if dealers:
            reference = _reference(after.record)
            heard = reference in _consulted(new.network)
            yield _told(key, harm, dealers, reference, heard=heard)


def _told(key: str, harm: tuple[Text, ...], dealers: tuple[str, ...], reference: str, *, heard: bool) -> Consequence:
    count, few = len(dealers), dealers[:FEW]
    more = " …" if count > FEW else ""
    what = Text(
        f"{'、'.join(row.zh for row in harm)}；涉及 {count} 家：{'、'.join(few)}{more}",
        f"{', '.join(row.within('en') for row in harm)}; {count} dealers: {', '.join(few)}{more}",
    )
    after = HEARD if heard else UNHEARD.filled({"reference": reference})
    return Consequence("notice", key, what, NO_TEXT, after, "", fails=not heard)


def _earlier(network: Network, kind: str, record: Record) -> Record | None:
    """The version that the new one follows: of the same name, the last that begins before it; of a clause, the last before it by name."""
    name, begins = str(vars(record)["id"]), _begins(record)
    held = (network.named(kind, key) for key in network.ids(kind))
    before = [
        each.record
        for each in held
        if each is not None
        and str(vars(each.record)["id"]) == name
        and vars(each.record).get("locale") == vars(record).get("locale")
        and _begins(each.record) < begins
    ]
    return max(before, key=_begins, default=None)


def _begins(record: Record) -> str:
    held = vars(record)
    first = held.get("effective_from")
    version = "-".join(part.zfill(4) for part in str(held["version"]).split("-"))
    return f"{first or ''}/{version}"


def _reference(record: Record) -> str:
    return f"{vars(record)['id']}@{vars(record)['version']}"


def _dealers(side: Side, kind: str, reference: str) -> tuple[str, ...]:
    """The dealers whose contracts in force stand on a version. Of a text that is kept as it was signed, no clause is changed."""
    if kind == "clause":
        uses = uses_of(side.network, reference.partition("@")[0], side.as_of)
        return tuple(
            sorted(
                {row.contract.dealer for row in uses if row.reference == reference and row.in_force and not row.frozen}
            )
        )
    contracts = {row.contract_no: row for row in side.network.all(Contract) if in_force(row, side.as_of)}
    # An amendment names its contract; the contract itself says what it was signed with.
    naming_it = (vars(entry.record) for entry, _ in naming(side.network, kind, reference))
    named = {str(held.get("contract_no", held.get("contract", ""))) for held in naming_it}
    held = (
        row.dealer
        for number, row in contracts.items()
        if number in named or reference in (row.rebate_policy, row.evaluation_policy)
    )
    return tuple(sorted(set(held)))


def _consulted(network: Network) -> frozenset[str]:
    """The versions that a council was asked about."""
    return frozenset(
        name
        for council in network.all(Council)
        for meeting in council.meetings
        for topic in meeting.topics
        for name in topic.policies
    )
