"""Records that got another id: told as one rename instead of one loss and one gain, wherever what they say gives it away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from toolkit.kernel.digest import digest_of
from toolkit.network.kinds import Kind
from toolkit.network.network import Entry, Network
from toolkit.network.references import owners
from toolkit.network.results import Result
from toolkit.review.change import plain

DEALER = "dealer"
TELLING = ("uscc", "legal_name")
"""Fields that no two records of a kind share: a credit code belongs to one company."""
Renames = Mapping[tuple[str, str], str]
"""The new id by kind and old id."""


def renames(old: Network, new: Network) -> dict[tuple[str, str], str]:
    """Returns which records of the old network stand in the new one under another id.

    Dealers come first: what lies in a renamed dealer's folder moves with it.
    """
    found: dict[tuple[str, str], str] = {}
    kinds = sorted(new.kinds.all, key=lambda kind: kind.name != DEALER)
    for kind in kinds:
        gone = [key for key in old.ids(kind.name) if new.named(kind.name, key) is None]
        come = {key for key in new.ids(kind.name) if old.named(kind.name, key) is None}
        if gone and come:
            for before, after in _pairs(kind, old, new, gone, come, found):
                found[kind.name, before] = after
    return found


def _pairs(
    kind: Kind, old: Network, new: Network, gone: list[str], come: set[str], moved: Renames
) -> Iterator[tuple[str, str]]:
    left = set(come)
    signed = {key: _signatures(kind, new.named(kind.name, key), {}) for key in come}
    by_sign: dict[str, list[str]] = {}
    for key, signs in signed.items():
        for sign in signs:
            by_sign.setdefault(sign, []).append(key)
    taken = Counter(sign for key in gone for sign in _signatures(kind, old.named(kind.name, key), moved))
    for key in gone:
        other = substituted(key, moved)
        candidates = [other] if other != key and other in left else []
        for sign in _signatures(kind, old.named(kind.name, key), moved):
            same = by_sign.get(sign, [])
            candidates += same if len(same) == 1 and taken[sign] == 1 and same[0] in left else []
        if candidates:
            left.discard(candidates[0])
            yield key, candidates[0]


def _signatures(kind: Kind, entry: Entry | None, moved: Renames) -> tuple[str, ...]:
    """By what a record may be known again: a field that is its alone, or all that it says besides its id."""
    if entry is None:
        return ()
    record = entry.record
    telling = tuple(f"{name}={vars(record)[name]}" for name in TELLING if vars(record).get(name))
    aside = {*kind.identity_fields, *kind.path_fields}
    rest = {name: held for name, held in vars(record).items() if name not in aside}
    references = {name for name, about in owners(kind.model) if about == DEALER and name in rest}
    for name in references:
        rest[name] = moved.get((DEALER, str(rest[name])), rest[name])
    return (*telling, digest_of(plain(rest))) if rest else telling


def substituted(text: str, moved: Renames) -> str:
    """Returns an id or a subject with the ids of renamed dealers replaced."""
    for (kind, before), after in moved.items():
        if kind == DEALER and before in text:
            text = text.replace(before, after)
    return text


def subjects(results: Iterable[Result], moved: Renames) -> dict[tuple[type[Result], str], Result]:
    """Returns results by type and subject; those of renamed dealers under the new id."""
    return {(type(row), substituted(row.subject, moved)): row for row in results}
