"""Territory overlaps that a change opens or closes, and changes to a dealer's disadvantage that lack its notice."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.problem import Problem
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.review.change import Change
from toolkit.review.consequence import Consequence
from toolkit.review.renames import Renames, substituted
from toolkit.review.side import Side
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.records import Amendment, Contract
from toolkit.topics.contract.records.vocabularies import CHANNELS
from toolkit.topics.contract.rules.amending import amended, amendments_of, with_changes
from toolkit.topics.contract.rules.territory import Overlap, overlaps
from toolkit.topics.contract.rules.worsening import worsened
from toolkit.topics.market.rules import regions

FEW = 5
"""How many counties are named."""
OPENED, CLOSED = Text("新出现的重叠", "overlap opened"), Text("消除的重叠", "overlap closed")


def moved_overlaps(old: Side, new: Side, moved: Renames) -> Iterator[Consequence]:
    """Yields the overlaps that stand on one side only, by the contracts and the ground that they share."""
    before = {substituted(_ground(row), moved): (row, old) for row in overlaps(old.network)}
    after = {_ground(row): (row, new) for row in overlaps(new.network)}
    for ground in sorted(before.keys() ^ after.keys()):
        row, side = after.get(ground) or before[ground]
        pair = f"{row.first.contract.contract_no} × {row.second.contract.contract_no}"
        yield Consequence(
            "territory",
            pair,
            OPENED if ground in after else CLOSED,
            NO_TEXT,
            _told(row, side),
            row.first.contract.dealer,
        )


def _ground(row: Overlap) -> str:
    parts = (
        f"{row.first.contract.contract_no}/{row.first.scope.id} × {row.second.contract.contract_no}/{row.second.scope.id}",
        " ".join(row.counties),
        " ".join(row.lines),
        " ".join(row.channels),
        f"{row.days.first} – {row.days.last}",
    )
    return " · ".join(parts)


def _told(row: Overlap, side: Side) -> Text:
    """The ground in words: the first counties, the lines, the channels and the days."""
    tree, count = regions(side.network), len(row.counties)
    lines = [side.network.find(ProductLine, line) for line in row.lines]
    words = (
        *(tree.text(code) for code in row.counties[:FEW]),
        *([Text(f"等 {count} 个区县", f"{count} counties in all")] if count > FEW else []),
        *(Text(line.name.zh, line.name.within("en")) for line in lines if line is not None),
        *(CHANNELS.label(channel) for channel in row.channels),
        Text(f"{row.days.first} 至 {row.days.last}", f"{row.days.first} to {row.days.last}"),
    )
    return Text("，".join(word.zh for word in words), ", ".join(word.within("en") for word in words))


def unheard(old: Side, new: Side, changes: tuple[Change, ...]) -> Iterator[Consequence]:
    """Yields what the change takes from a dealer, and whether the dealer was told or asked (reference 0b, the dealer's voice).

    An amendment has its own record of notices; the terms of a contract that is signed do not change without one.
    """
    tree = regions(new.network)
    touched = {(change.kind, change.id) for change in changes}
    for kind, key in sorted(touched):
        if kind == "amendment" and (row := new.network.find(Amendment, key)) is not None:
            contract = new.network.find(Contract, row.contract)
            if contract is not None:
                rows = amendments_of(new.network, contract, drafts=True)
                terms = amended(contract, rows[: rows.index(row)], row.effective_on)
                harm = worsened(terms, with_changes(terms, row) or terms, tree)
                if harm:
                    yield _harm(key, row.dealer, harm, bool(row.hearings))
        elif kind == "contract":
            before, after = old.network.find(Contract, key), new.network.find(Contract, key)
            if before is not None and after is not None and before.signed_on is not None:
                harm = worsened(before, after, tree)
                if harm:
                    yield _harm(key, after.dealer, harm, False)


def _harm(key: str, dealer: str, harm: tuple[Text, ...], heard: bool) -> Consequence:
    what = Text("、".join(h.zh for h in harm), ", ".join(h.within("en") for h in harm))
    standing = (
        Text("已有通知或征询记录", "the notice or consultation is on record")
        if heard
        else Text("缺通知或征询记录", "the record of a notice or consultation is missing")
    )
    return Consequence("notice", key, what, NO_TEXT, standing, dealer, fails=not heard)


def moved_problems(old: Side, new: Side) -> Iterator[Consequence]:
    """Yields the problems that are new, then those that are resolved; the line at which one stands does not count."""
    before, after = {_key(row): row for row in old.problems}, {_key(row): row for row in new.problems}
    for key, row in after.items():
        if key not in before:
            yield Consequence(
                "problem", row.record or row.origin.path, Text("新的", "new"), NO_TEXT, _words(row), fails=_fatal(row)
            )
    for key, row in before.items():
        if key not in after:
            yield Consequence("problem", row.record or row.origin.path, Text("已解决", "resolved"), _words(row))


def _fatal(problem: Problem) -> bool:
    return problem.severity == "error"


def _words(problem: Problem) -> Text:
    return Text(f"[{problem.code}] {problem.message.zh}", f"[{problem.code}] {problem.message.within('en')}")


def _key(problem: Problem) -> tuple[str, str, str, str, str]:
    return problem.code, problem.severity, problem.record or problem.origin.path, problem.field, problem.message.zh
