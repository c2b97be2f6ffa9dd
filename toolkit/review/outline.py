"""What a review has to know of the dealers whose folders do not change, so that it need not read them.

A change to one dealer of ten thousand is judged on the few dealers that it touches. Of each other one its outline is enough:
with whom it is compared, whose ground and whose numbers might be the same, whom it names, and what was wrong with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from pydantic import TypeAdapter

from toolkit.kernel.problem import Problem
from toolkit.network.network import Entry, Network
from toolkit.network.references import references
from toolkit.network.results import Result, Results
from toolkit.review.renames import TELLING
from toolkit.sources.document import Data
from toolkit.topics.contract.rules.territory import claims_of
from toolkit.topics.evaluation.rules import PeerQuarter
from toolkit.topics.market.rules import regions
from toolkit.topics.segment.rules import PeerYear

DEALERS = "dealers"
SHARED = ""
"""Stands in the place of a dealer for what is wrong with the files that belong to none."""
UNIQUE = frozenset((*TELLING, "id", "number", "contract_no", "barcode"))
"""Keys whose values two dealers should not share, or not without being judged together."""
SHORTEST = 6
"""Shorter values, such as `city`, name something within their file only."""
PEERS: tuple[type[Result], ...] = (PeerQuarter, PeerYear)
NO_PEERS = tuple("" for _ in PEERS)
NAMES, TELLS, HOLDS, WANTS = "names", "tells", "holds", "wants"
CLAIMS, CLAIMS_ALONE = "claims", "claims-alone"
Token = tuple[str, str]
"""A sort (`names` a dealer, `tells` a number, `holds` or `wants` a record, `claims` ground) and a value: by these outlines are found."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A dealer as others see it. `above` is the dealer over it.

    `peers` are the rows of each of PEERS as they stand between the brackets of a JSON array, `problems` a whole one.
    """

    dealer: str
    above: str
    tokens: frozenset[Token]
    peers: tuple[str, ...]
    problems: str


def dealer_of(path: str) -> str:
    """Returns the dealer in whose folder a file lies; empty for a file of none."""
    parts = path.split("/", 2)
    return parts[1] if len(parts) == 3 and parts[0] == DEALERS else ""


def outlines(
    network: Network, results: Results, problems: Iterable[Problem], wanted: Collection[str]
) -> Iterator[Outline]:
    """Yields the outlines of the wanted dealers; under an empty name, where it is wanted, the problems of the shared files."""
    ground = _ground(network)
    wrong = _by_dealer(problems)
    peers = _peers(results)
    for dealer, entries in entries_by_dealer(network).items():
        if dealer in wanted and dealer:
            above = next(
                (str(vars(entry.record).get("parent") or "") for entry in entries if entry.kind.name == "dealer"), ""
            )
            tokens = frozenset(
                (*named_by(network, entries), *told_by(entries), *held_by(dealer, entries), *ground.get(dealer, ()))
            )
            yield Outline(dealer, above, tokens, peers.get(dealer, NO_PEERS), problems_as_json(wrong.get(dealer, ())))
    if SHARED in wanted:
        yield Outline(SHARED, "", frozenset(), NO_PEERS, problems_as_json(wrong.get(SHARED, ())))


def entries_by_dealer(network: Network) -> Mapping[str, tuple[Entry, ...]]:
    """Returns the entries of a network by the dealer in whose folder they were read."""
    found: dict[str, list[Entry]] = {}
    for entry in network.entries():
        found.setdefault(dealer_of(entry.document.path), []).append(entry)
    return {dealer: tuple(rows) for dealer, rows in found.items()}


def named_by(network: Network, entries: Iterable[Entry]) -> Iterator[Token]:
    """Yields the other dealers whose records some entries name."""
    for entry in entries:
        own = dealer_of(entry.document.path)
        for _, kind, wanted in references(entry.record):
            held = network.named(kind, wanted)
            other = dealer_of(held.document.path) if held is not None else ""
            if other and other != own:
                yield NAMES, other


def wanted_by(network: Network, entries: Iterable[Entry]) -> Iterator[Token]:
    """Yields the records that some entries name and that the network lacks."""
    for entry in entries:
        for _, kind, wanted in references(entry.record):
            if kind in network.kinds and network.named(kind, wanted) is None:
                yield WANTS, f"{kind}:{wanted}"


def told_by(entries: Iterable[Entry]) -> Iterator[Token]:
    """Yields the numbers and names that should be one dealer's alone."""
    for _, rows in groupby(entries, key=lambda entry: entry.document.path):
        yield from ((TELLS, value) for value in _telling(next(rows).document.data, ""))


def _telling(data: Data, key: str) -> Iterator[str]:
    if isinstance(data, str):
        if key in UNIQUE and len(data) >= SHORTEST:
            yield data
    elif isinstance(data, dict):
        for name, held in data.items():
            yield from _telling(held, name)
    else:
        for held in data:
            yield from _telling(held, key)


def held_by(dealer: str, entries: Iterable[Entry]) -> Iterator[Token]:
    """Yields the records that other dealers may name or hold as well, by kind and id."""
    yield HOLDS, f"dealer:{dealer}"
    for entry in entries:
        # An id with the dealer's own in it tells by itself where it belongs.
        if dealer not in entry.id:
            yield HOLDS, f"{entry.kind.name}:{entry.id}"


def _ground(network: Network) -> Mapping[str, frozenset[Token]]:
    found: dict[str, set[Token]] = {}
    for claim in claims_of(network, regions(network)):
        held = found.setdefault(claim.contract.dealer, set())
        held.update((CLAIMS, code) for code in claim.scope.regions)
        if claim.alone:
            held.update((CLAIMS_ALONE, code) for code in claim.scope.regions)
    return {dealer: frozenset(held) for dealer, held in found.items()}


def claimed(network: Network, dealers: Collection[str]) -> frozenset[Token]:
    """Returns what the claims of other dealers must be looked up by, to find all that meet those of some dealers.

    A claim that bears others beside it meets only those that do not.
    """
    tree = regions(network)
    found: set[Token] = set()
    for claim in claims_of(network, tree):
        if claim.contract.dealer in dealers:
            codes = set(claim.counties)
            for code in claim.counties:
                while code := tree.parent(code):
                    codes.add(code)
            found.update((CLAIMS if claim.alone else CLAIMS_ALONE, code) for code in codes)
    return frozenset(found)


def _by_dealer(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(dealer_of(problem.origin.path), []).append(problem)
    return found


@cache
def _problems() -> TypeAdapter[tuple[Problem, ...]]:
    return TypeAdapter(tuple[Problem, ...])


def problems_by_dealer(problems: Iterable[Problem]) -> dict[str, str]:
    """Returns the problems of each dealer's folder as JSON, those of the shared files under an empty name."""
    return {dealer: problems_as_json(rows) for dealer, rows in _by_dealer(problems).items()}


def problems_as_json(problems: Iterable[Problem]) -> str:
    """Returns problems as text that `problems_from_json` reads."""
    return _problems().dump_json(tuple(problems)).decode()


def problems_from_json(text: str) -> tuple[Problem, ...]:
    """Returns the problems of a text. Raises ValueError for another text."""
    return _problems().validate_json(text)


def _peers(results: Results) -> Mapping[str, tuple[str, ...]]:
    held: dict[str, tuple[list[str], ...]] = {}
    for place, model in enumerate(PEERS):
        for row in results.all(model):
            rows = held.setdefault(row.dealer, tuple([] for _ in PEERS))
            rows[place].append(row.model_dump_json(exclude_defaults=True))
    return {dealer: tuple(",".join(rows) for rows in models) for dealer, models in held.items()}


def peers_from_json(columns: Iterable[Iterable[str]]) -> Iterator[Result]:
    """Yields what dealers bring into comparisons, from the columns of their outlines. Raises ValueError for other texts."""
    for model, rows in zip(PEERS, columns, strict=True):
        yield from _rows(model).validate_json(f"[{','.join(row for row in rows if row)}]")


@cache
def _rows(model: type[Result]) -> TypeAdapter[tuple[Result, ...]]:
    return TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]
