"""Records that lie in the folder of another record: without a sound owner they are not judged, and that is said once.

A folder `dealers/D-2025-0007/` whose profile is missing or refused would otherwise bring a problem for each of its rows, and
scores and sums that lack their ground. So its records leave the network, and one problem names what was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind, Kinds
from toolkit.network.network import Entry, Key
from toolkit.network.references import owners

NO_OWNER = ProblemKind(
    "NET007",
    "error",
    Text(
        "找不到 {path}，{folder} 里的 {count} 条记录没有检查",
        "{path} is not there: the {count} records of {folder} were not judged",
    ),
    Text("补上这个文件，或者改正文件夹的名称", "add the file, or correct the name of the folder"),
    manual="Records lie in the folder of the record that they belong to. Without it nothing in the folder can be judged."
    "中文：记录放在它所属记录的文件夹里，缺了那一条，文件夹里的都无法判断。",
)
WAITING = ProblemKind(
    "NET008",
    "info",
    Text(
        "{id} 有错误，属于它的 {count} 条记录暂不检查",
        "{id} has errors: the {count} records that belong to it were not judged",
    ),
    Text("先改正 {path}", "mend {path} first"),
    manual="Problems that only follow from a refused record are not told: they would hide the one to mend."
    "中文：只因为一条记录不成立而连带产生的问题不再提示，免得淹没真正要改的那一处。",
)
PROBLEMS = (NO_OWNER, WAITING)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The records that can be judged, the keys of those that cannot, and the problems that say so."""

    entries: tuple[Entry, ...]
    left_out: frozenset[Key]
    problems: tuple[Problem, ...]


def with_owners(kinds: Kinds, entries: Iterable[Entry], refused: frozenset[Key]) -> Sorted:
    """Returns the entries whose owners, named by their paths, are there; `refused` are the records that had errors."""
    kept, left_out = tuple(entries), set(refused)
    missing: dict[Key, list[Entry]] = {}
    while True:
        known = {(entry.kind.name, entry.id) for entry in kept}
        orphans = [(entry, key) for entry in kept if (key := _owner(entry, kinds)) is not None and key not in known]
        if not orphans:
            return Sorted(kept, frozenset(left_out.union(missing)), tuple(_told(kinds, missing, refused)))
        for entry, key in orphans:
            missing.setdefault(key, []).append(entry)
            left_out.add((entry.kind.name, entry.id))
        gone = {id(entry) for entry, _ in orphans}
        kept = tuple(entry for entry in kept if id(entry) not in gone)


def _owner(entry: Entry, kinds: Kinds) -> Key | None:
    """The record that an entry's path says it belongs to; None when the path names none."""
    for name, kind in owners(entry.kind.model):
        if name in entry.kind.path_fields and kind in kinds:
            return kind, getattr(entry.record, name)
    return None


def _told(kinds: Kinds, missing: dict[Key, list[Entry]], refused: frozenset[Key]) -> Iterator[Problem]:
    for (name, owner), entries in missing.items():
        path = _path(kinds.named(name), owner)
        if (name, owner) in refused:
            yield WAITING.at(Origin(path), record=owner, id=owner, path=path, count=len(entries))
        else:
            folder = path.rsplit("/", 1)[0]
            yield NO_OWNER.at(Origin(path), record=owner, path=path, folder=folder, count=len(entries))


def _path(kind: Kind, owner: str) -> str:
    return kind.path.format(**dict.fromkeys(kind.path_fields, owner))
