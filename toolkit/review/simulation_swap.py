"""A network in which other rules hold for some quarters: the tried version stands in the place of those that governed them.

Before and after those quarters everything is governed as it was. What was issued is worked out anew on both sides, so that only the
rules make a difference; nothing of it is written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from toolkit.kernel.period import FiscalQuarter, Span
from toolkit.kernel.text import Text
from toolkit.network.network import Entry, Network
from toolkit.network.policy import Policy
from toolkit.review.simulation_candidate import MARK, Candidate, versions_of
from toolkit.topics.contract.records import Amendment, Contract
from toolkit.topics.contract.records.amendment import AmendedField
from toolkit.topics.contract.rules.amending import amendments_of, terms_on
from toolkit.topics.incentive.records import RebatePolicy, RebateSettlement

PINNED = "rebate_policy"
"""The field by which a contract pins the version of its rebates."""
LAST = 10_000
"""After every amendment of the same day."""


def unissued(network: Network, quarters: tuple[FiscalQuarter, ...]) -> Network:
    """Returns the network in which the statements of these quarters, and of their years, are not issued yet: their rows are open."""
    periods = {str(quarter) for quarter in quarters} | {str(quarter.year) for quarter in quarters}
    kept = []
    for entry in network.entries():
        record = entry.record
        if isinstance(record, RebateSettlement) and record.period in periods and record.lines:
            entry = replace(entry, record=record.model_copy(update={"lines": ()}))
        kept.append(entry)
    return network.made_of(kept)


def swapped(network: Network, tried: Candidate, span: Span) -> Network:
    """Returns the network in which the tried version governs the days of `span` and no others."""
    name = f"{tried.policy.version}{MARK}"
    days = {"version": name, "effective_from": span.first, "effective_to": span.last}
    policy = tried.policy.model_copy(update=days)
    others = versions_of(network, tried.policy.id)
    gone = {id(entry) for entry in others}
    entries = [entry for entry in network.entries() if id(entry) not in gone]
    entries.append(replace(tried.entry, id=policy.reference, record=policy))
    for entry in others:
        entries.extend(_around(entry, span))
    if isinstance(policy, RebatePolicy):
        entries.extend(_pinned(network, policy, span))
    return network.made_of(entries)


def _around(entry: Entry, span: Span) -> Iterator[Entry]:
    """A version over the days that it keeps. One that keeps none is still there for who names it."""
    version: Policy = entry.record  # type: ignore[assignment]
    held = Span.inclusive(version.effective_from, version.effective_to or date.max - timedelta(days=1))
    if held.meets(span) is None:
        yield entry
        return
    before = {"effective_to": span.first - timedelta(days=1)}
    yield replace(entry, record=version.model_copy(update=before))
    if held.last > span.last:
        after = version.model_copy(update={"effective_from": span.end})
        yield replace(entry, id=f"{entry.id}{MARK}{MARK}", record=after)


def _pinned(network: Network, policy: RebatePolicy, span: Span) -> Iterator[Entry]:
    """Amendments by which every contract that pins a version of the policy pins the tried one, in these days only."""
    kind = network.kinds.of(Amendment)
    for contract in network.all(Contract):
        held = network.entry(contract)
        for number, (day, version) in enumerate(_turns(network, contract, policy, span)):
            record = Amendment.model_construct(
                dealer=contract.dealer,
                id=f"{contract.contract_no}{MARK}{number}",
                contract=contract.contract_no,
                seq=LAST,
                reason=Text("模拟", "simulation"),
                changes=(AmendedField(path=PINNED, before=None, after=version),),
                effective_on=day,
                signed_on=day,
            )
            yield Entry(kind, record.id, record, held.document, held.base)


def _turns(network: Network, contract: Contract, policy: RebatePolicy, span: Span) -> Iterator[tuple[date, str]]:
    """The days from which a contract pins another version than it says, each with that version."""
    own = {row.effective_on for row in amendments_of(network, contract)}
    inside = sorted({span.first, *(day for day in own if day in span)})
    turned = False
    for day in inside:
        if _names(terms_on(network, contract, day).rebate_policy, policy):
            turned = True
            yield day, policy.reference
    after = terms_on(network, contract, span.end).rebate_policy
    if turned and _names(after, policy):
        yield span.end, after


def _names(reference: str, policy: RebatePolicy) -> bool:
    return reference.partition("@")[0] == policy.id
