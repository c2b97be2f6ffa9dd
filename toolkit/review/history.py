"""The history of a dealer as git has it: every commit that touched its records, as typed changes of fields (C79).

Renames of the dealer's folder are followed. Each commit is held against its own parent, so what two branches did stands once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.kernel.digest import digest_bytes
from toolkit.kernel.origin import Origin
from toolkit.network.kinds import Kinds
from toolkit.network.load import Reading
from toolkit.network.network import Network
from toolkit.network.showing import Titles, bare_id
from toolkit.review.approvals import Approval
from toolkit.review.change import Change
from toolkit.review.changes import changes, file_changes
from toolkit.review.reading import PRIVATE, shared
from toolkit.review.renames import renames
from toolkit.sources.commits import is_cut
from toolkit.sources.document import Document, Locator, Step
from toolkit.sources.log import Logged, Touch, contents, followed
from toolkit.sources.tree import MemoryTree

FOLDER = "dealers"
MARK = "profile.yaml"
"""The file with which a dealer's folder begins."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit: its typed changes of the dealer's records, and the approvals that came with it.

    `brought` is the merge by which it came into the main line, empty where it stands there itself.
    """

    commit: Logged
    changes: tuple[Change, ...]
    approvals: tuple[Approval, ...] = ()
    brought: str = ""

    @property
    def is_merge(self) -> bool:
        """Returns whether it is a merge that changed records itself, as when a conflict is settled."""
        return len(self.commit.parents) > 1


@dataclass(frozen=True, slots=True)
class DealerHistory:
    """A dealer's commits, the newest first. `names` are the ids that its folder has had; `cut` says that older ones are not here."""

    dealer: str
    names: tuple[str, ...]
    entries: tuple[Entry, ...]
    cut: bool = False

    def where(self, field: str = "", since: date | None = None, until: date | None = None) -> DealerHistory:
        """Returns the entries of some days (by the committer's day, both included) with the changes of one field only.

        A field is named as in the file, `credit.limit` or `credit`, or by its label in either language.
        """
        rows = []
        for row in self.entries:
            if (since is not None and row.commit.committed < since) or (
                until is not None and row.commit.committed > until
            ):
                continue
            held = tuple(change for change in row.changes if is_of(change, field))
            if held:
                rows.append(Entry(row.commit, held, row.approvals, row.brought))
        return DealerHistory(self.dealer, self.names, tuple(rows), self.cut)


def is_of(change: Change, field: str) -> bool:
    """Returns whether a change is of a field; every change is where none is named. A record that came or went counts for all."""
    wanted = field.strip().lower()
    if not wanted:
        return True
    names = ".".join(change.names).lower()
    whole = change.field.lower()
    if names == wanted or names.startswith(f"{wanted}.") or whole.startswith(wanted):
        return True
    return bool(change.path) and any(wanted in word.lower() for word in (change.label.zh, change.label.en))


def dealer_history(root: Path, dealer: str, kinds: Kinds, titles: Titles = bare_id) -> DealerHistory:
    """Returns the history of a dealer up to HEAD, without approvals; no entries for one that git never had.

    Raises GitFailed outside a repository.
    """
    names, rows = followed(root, f"{FOLDER}/{dealer}", MARK)
    held = contents(root, (name for row in rows for touch in row.touches for name in (touch.before, touch.after)))
    reading = shared()
    entries = tuple(Entry(row, typed(row.touches, held, kinds, reading, titles)) for row in rows)
    ids = tuple(name.rpartition("/")[2] for name in names)
    return DealerHistory(dealer, ids, tuple(row for row in entries if row.changes), is_cut(root))


def typed(
    touches: Iterable[Touch], held: Mapping[str, bytes], kinds: Kinds, reading: Reading, titles: Titles = bare_id
) -> tuple[Change, ...]:
    """Returns the changes of some files as a review tells them; files that hold no record, or cannot be read, as files."""
    rows = tuple(touches)
    before = {touch.path: held[touch.before] for touch in rows if touch.before in held}
    after = {touch.path: held[touch.after] for touch in rows if touch.after in held}
    old, new = part_of(before, kinds, reading), part_of(after, kinds, reading)
    records = changes(old, new, renames(old, new), titles)
    return (*records, *file_changes(_loose(before, old), _loose(after, new)))


class _Unplaced(Locator):
    """Names files without lines: those of an old state lead nowhere, and finding them means reading each file again."""

    def origin(self, document: Document, path: tuple[Step, ...]) -> Origin:
        return Origin(document.path)


def part_of(files: Mapping[str, bytes], kinds: Kinds, reading: Reading) -> Network:
    """Returns the network of a few files. What they refer to is not there, and is not asked for."""
    tree = MemoryTree(files)
    locator = _Unplaced(tree, reading.places)
    rows = {
        (entry.kind.name, entry.id): entry
        for path in sorted(files)
        for entry in reading.records(tree, kinds, path, locator).entries
    }
    return Network(kinds, rows.values(), locator)


def _loose(files: Mapping[str, bytes], network: Network) -> dict[str, str]:
    """The digests of the files that give no record, line ends apart, as a review counts them."""
    records = {entry.document.path for entry in network.entries()}
    return {
        path: digest_bytes(data.replace(b"\r\n", b"\n"))
        for path, data in files.items()
        if path not in records and not path.startswith((f"{PRIVATE}/", "out/")) and "/__pycache__/" not in path
    }
