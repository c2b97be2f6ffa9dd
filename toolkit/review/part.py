"""Which part of a network a change has to be judged on: the dealers that it touches, and whoever may feel it.

What the part cannot show, a review says it has not looked at: totals of the whole network, and how the other dealers stand
beside one that moved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from toolkit.kernel.problem import Problem, in_order
from toolkit.network.network import Network
from toolkit.review.outline import (
    DEALERS,
    HOLDS,
    NAMES,
    WANTS,
    Token,
    claimed,
    dealer_of,
    entries_by_dealer,
    held_by,
    named_by,
    told_by,
    wanted_by,
)

APPROVALS = "content/approvals/"
"""Approvals travel with the change that they approve, and nothing is computed from them."""
COMMON = 20
"""A value that more dealers have is a numbering of its own within each, such as the first ticket of a year."""
GROUND_FILES = ("profile.yaml", "contracts")
"""What is read of a dealer that only claims the same ground."""
Having = Callable[[Iterable[Token], int | None], frozenset[str]]
"""Returns the dealers whose outlines have one of some tokens; one that more than a number of them have finds nobody."""


@dataclass(frozen=True, slots=True)
class Part:
    """`judged` are the dealers whose problems this part tells in full; `read` those whose whole folders it holds, the judged ones
    among them; of those on the same `ground` it holds profile and contracts. `pages` says that the handbook's pages are read
    too, `people` that all invented people are and not only those dealers'."""

    judged: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    ground: frozenset[str] = frozenset()
    pages: bool = False
    people: bool = False

    @property
    def all(self) -> frozenset[str]:
        """Returns every dealer of the part."""
        return self.read | self.ground

    def wanted(self, dealer: str, files: Iterable[str]) -> tuple[str, ...]:
        """Returns those of a dealer's files that the part holds."""
        if dealer in self.read:
            return tuple(files)
        own = len(f"{DEALERS}/{dealer}/")
        return tuple(path for path in files if path[own:].split("/", 1)[0] in GROUND_FILES)


def touched(paths: Iterable[str]) -> frozenset[str] | None:
    """Returns the dealers in whose folders files change; None where a file changes on which every dealer may rest."""
    found: set[str] = set()
    for path in paths:
        dealer = dealer_of(path)
        if dealer:
            found.add(dealer)
        elif path.split("/", 1)[0] in ("content", "private.sample", "templates", DEALERS) and not path.startswith(
            APPROVALS
        ):
            return None
    return frozenset(found)


def part_of(dealers: Collection[str], networks: Iterable[Network], having: Having, above: Callable[[str], str]) -> Part:
    """Returns the part on which some dealers are judged. `networks` hold these dealers' folders, one for each side."""
    read, ground = set(dealers), set[str]()
    lacks_people = False
    names: list[Token] = [(NAMES, dealer) for dealer in dealers]
    read.update(having(names, None))
    for network in networks:
        by_dealer = entries_by_dealer(network)
        entries = [entry for dealer in dealers for entry in by_dealer.get(dealer, ())]
        held = [token for dealer in dealers for token in held_by(dealer, by_dealer.get(dealer, ()))]
        read.update(value for sort, value in named_by(network, entries) if sort == NAMES)
        wanted = [value for _, value in wanted_by(network, entries)]
        lacks_people = lacks_people or any(network.kinds.named(value.partition(":")[0]).erasable for value in wanted)
        read.update(having(((HOLDS, value) for value in wanted), None))
        read.update(having((*told_by(entries), *held, *((WANTS, value) for _, value in held)), COMMON))
        ground.update(having(claimed(network, dealers), None))
    for dealer in (*read, *ground):
        step = dealer
        while (step := above(step)) and step not in ground:
            ground.add(step)
    return Part(frozenset(dealers), frozenset(read), frozenset(ground - read), people=lacks_people)


def problems_of(
    part: Part, old: tuple[Problem, ...], new: tuple[Problem, ...], known: Iterable[Problem]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Returns the problems of both sides of the whole network, from those of the part on both sides.

    `known` are those of the old side outside the judged dealers. What the part tells of the others may be for want of the rest:
    only what it tells on one side alone follows from the change.
    """
    before, after = [[p for p in side if dealer_of(p.origin.path) not in part.judged] for side in (old, new)]
    stood, stands = {_key(p) for p in before}, {_key(p) for p in after}
    rest = tuple(known)
    gone = {_key(p) for p in before} - stands
    come = [p for p in after if _key(p) not in stood]
    own_old, own_new = [[p for p in side if dealer_of(p.origin.path) in part.judged] for side in (old, new)]
    return (
        in_order((*own_old, *rest)),
        in_order((*own_new, *(p for p in rest if _key(p) not in gone), *come)),
    )


def _key(problem: Problem) -> tuple[str, str, str, str, str]:
    return problem.code, problem.origin.path, problem.record, problem.field, problem.message.zh
