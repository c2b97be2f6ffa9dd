"""Promises made at the table stand in the ledger of promises, as they were made; concerns and promises name a round that was held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results
from toolkit.network.shared import SIDES
from toolkit.network.telling import told
from toolkit.topics.communication.records import Commitment, Communication, TrustPolicy
from toolkit.topics.communication.rules.standing import TRUST
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.contract.records import Negotiation
from toolkit.topics.topic import Check

NOT_IN_LEDGER = ProblemKind(
    "CTR846",
    "warning",
    Text("第 {no} 项承诺没有进承诺台账", "promise {no} is not in the ledger of promises"),
    Text(
        "在沟通记录的 commitments 里登记，把编号写进 ledger", "enter it among the commitments and give its id in ledger"
    ),
)
NO_SUCH_PROMISE = ProblemKind(
    "CTR847",
    "error",
    Text("这家经销商的承诺台账里没有 {id}", "there is no {id} in this dealer's ledger"),
    Text("{advice}", "{advice}"),
)
LEDGER_DIFFERS = ProblemKind(
    "CTR848",
    "warning",
    Text(
        "第 {no} 项承诺与台账 {id} 不符：{here}，台账写 {there}",
        "promise {no} and {id} in the ledger differ: {here}, the ledger says {there}",
    ),
    Text(
        "以纪要为准改台账；后来另行商定的，台账里写明", "the minutes stand; what was agreed later is said in the ledger"
    ),
)
NO_SUCH_ROUND = ProblemKind(
    "CTR849",
    "error",
    Text("没有第 {no} 轮", "there is no round {no}"),
    Text("写纪要里的轮次", "give a round that is on record"),
)

Entry = tuple[Communication, int, Commitment]


def ledger(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A promise of the minutes is in the ledger within the days of the trust policy, with the same side and day.

    Promises are kept where all promises are kept (reference A.9, A.16): one that stands in minutes only is forgotten. Without
    a trust policy it has to be there at once.

    中文：纪要里的承诺在信任政策规定的天数内进承诺台账，承诺方和日期相同。只写在纪要里的承诺会被忘记。没有信任政策的，当
    天就要登记。
    """
    made = [row for row in network.all(Negotiation) if row.commitments]
    if not made:
        return
    promises = _promises(network)
    policy, calendar = in_force(network.all(TrustPolicy), TRUST, as_of), work_calendar(network)
    for row in made:
        known = promises.get(row.dealer, {})
        held = {one.no: one.date for one in row.rounds}
        for n, promise in enumerate(row.commitments):
            if promise.ledger is None:
                day = held.get(promise.round, row.opened)
                if calendar.add(day, policy.entry_days if policy else 0) < as_of:
                    yield told(network, NOT_IN_LEDGER, row, "commitments", n, "text", no=promise.no)
            elif promise.ledger not in known:
                near = nearest(promise.ledger, list(known))
                advice = (
                    Text(f"是不是 {near}？", f"did you mean {near}?")
                    if near
                    else Text("先在台账登记", "enter it first")
                )
                yield told(network, NO_SUCH_PROMISE, row, "commitments", n, "ledger", id=promise.ledger, advice=advice)
            else:
                yield from _differs(network, row, n, *known[promise.ledger])


def _promises(network: Network) -> Mapping[str, Mapping[str, Entry]]:
    """Every promise of the ledgers by dealer and id, with its place."""
    found: dict[str, dict[str, Entry]] = {}
    for year in network.all(Communication):
        for n, entry in enumerate(year.commitments):
            found.setdefault(year.dealer, {})[entry.id] = (year, n, entry)
    return found


def _differs(
    network: Network, row: Negotiation, n: int, year: Communication, place: int, entry: Commitment
) -> Iterator[Problem]:
    promise = row.commitments[n]
    for name in ("side", "due"):
        here, there = getattr(promise, name), getattr(entry, name)
        if here != there:
            related = (
                Related(
                    network.origin(year, "commitments", place, name), Text("台账写在这里", "the ledger says it here")
                ),
            )
            words = (SIDES.label(here), SIDES.label(there)) if name == "side" else (here, there)
            yield told(
                network, LEDGER_DIFFERS, row, "commitments", n, name, related=related,
                no=promise.no, id=entry.id, here=words[0], there=words[1],
            )  # fmt: skip


def rounds_named(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A concern and a promise name the round in which they came up (reference A.9).

    中文：关切和承诺写明是哪一轮提出的，那一轮要存在。
    """
    for row in network.all(Negotiation):
        held = {one.no for one in row.rounds}
        for name in ("concerns", "commitments"):
            for n, item in enumerate(getattr(row, name)):
                if item.round not in held:
                    yield told(network, NO_SUCH_ROUND, row, name, n, "round", no=item.round)


CHECKS: tuple[Check, ...] = (
    Check((NOT_IN_LEDGER, NO_SUCH_PROMISE, LEDGER_DIFFERS), ledger),
    Check((NO_SUCH_ROUND,), rounds_named),
)
