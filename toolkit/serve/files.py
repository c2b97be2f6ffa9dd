"""Which files a preview reads: those that a check and the site would read, without what editors leave beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from toolkit.network.load import FOLDERS
from toolkit.pipeline import SHIPPED
from toolkit.sources.snapshot import Snapshot, taken
from toolkit.sources.tree import WorkingTree
from toolkit.topics.catalogue import KINDS

TEMPLATES = "templates"
_PASSING = re.compile(
    r"\.#.*|#.*#|.*~|~\$.*|\..*\.sw[a-z]|4913|\.~lock\..*|.*___jb_(?:tmp|old)___|\.goutputstream-.*|\..*\.tmp|\.DS_Store|sed[A-Za-z0-9]{6}"
)
"""Names of files that editors make for a moment, or keep until a file is closed."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one moment: the workspace's records and texts, its own templates, and the shipped ones."""

    records: Snapshot
    templates: Snapshot
    shipped: Snapshot


def files_now(root: Path, before: Files | None = None) -> Files:
    """Returns the files of the workspace at `root` and the shipped templates as they stand now."""
    tree = WorkingTree(root)
    records = taken(tree, FOLDERS, _record, before.records if before else None)
    templates = taken(tree, (TEMPLATES,), _template, before.templates if before else None)
    if root == SHIPPED:
        return Files(records, templates, templates)
    shipped = taken(WorkingTree(SHIPPED), (TEMPLATES,), _template, before.shipped if before else None)
    return Files(records, templates, shipped)


def folders(root: Path) -> tuple[Path, ...]:
    """Returns the folders whose files a preview reads, whether they are there or not."""
    return tuple(dict.fromkeys((*(root / name for name in (*FOLDERS, TEMPLATES)), SHIPPED / TEMPLATES)))


def passing(name: str) -> bool:
    """Returns whether a file of that name is an editor's own: it comes and goes, and nobody means it as data."""
    return _PASSING.fullmatch(name) is not None


def _template(path: str) -> bool | None:
    return None if passing(path.rsplit("/", 1)[-1]) else True


@lru_cache(maxsize=1 << 16)
def _record(path: str) -> bool | None:
    """The bytes of a file that holds no record are not needed: only its name is told."""
    return None if passing(path.rsplit("/", 1)[-1]) else KINDS.for_path(path) is not None
