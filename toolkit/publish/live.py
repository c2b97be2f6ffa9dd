"""What stands in a live section, compared with the manifest that owns it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.kernel.digest import digest_bytes
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.publish.disk import read
from toolkit.publish.manifest import Entry, Section
from toolkit.publish.problems import STRANGERS, UNFIT

SHOWN = 5
_SYSTEM_LITTER = frozenset({".DS_Store", "Thumbs.db"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A section before the run: its manifest, the files that are still as it says, and what is in the way of a swap."""

    section: Section
    exists: bool = False
    intact: Mapping[str, Entry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a walk met: files by path below the output folder, links and devices, folders that may not be changed."""

    files: Mapping[str, os.stat_result]
    odd: tuple[str, ...]
    sealed: tuple[str, ...]


def standing(out: Path, section: Section) -> Standing:
    """Returns what stands in `section`. A file with another time or inode is intact if its digest agrees."""
    live = out / section.name
    if not os.path.lexists(live):
        return Standing(section)
    if live.is_symlink() or not live.is_dir():
        return Standing(section, exists=True, problems=(_strangers(live, [section.name]),))
    found = walk(out, section.name)
    unowned = [path for path in found.files if path not in section.entries]
    strangers = [path for path in unowned if path.rsplit("/", 1)[1] not in _SYSTEM_LITTER]
    problems = [_strangers(live, sorted([*strangers, *found.odd]))] if strangers or found.odd else []
    if live.is_mount():
        why = Text(f"{live} 是挂载点", f"{live} is a mount point")
        problems.append(UNFIT.at(Origin(str(live)), out=out, why=why))
    if found.sealed:
        why = Text(f"{found.sealed[0]} 没有写权限", f"{found.sealed[0]} may not be written to")
        problems.append(UNFIT.at(Origin(str(live)), out=out, why=why))
    return Standing(section, True, _intact(out, section, found), tuple(problems))


def _strangers(live: Path, paths: list[str]) -> Problem:
    more = f" … +{len(paths) - SHOWN}" if len(paths) > SHOWN else ""
    return STRANGERS.at(Origin(str(live)), folder=live, files="、".join(paths[:SHOWN]) + more)


def _intact(out: Path, section: Section, found: Found) -> dict[str, Entry]:
    intact: dict[str, Entry] = {}
    for path, state in found.files.items():
        entry = section.entries.get(path)
        if entry is None or entry.size != state.st_size or stat.S_IMODE(state.st_mode) & 0o777 != 0o644:
            continue
        if (entry.mtime_ns, entry.inode) == (state.st_mtime_ns, state.st_ino):
            intact[path] = entry
        elif digest_of_file(out / path) == entry.sha256:
            intact[path] = entry.stood(state)
    return intact


def digest_of_file(path: Path) -> str:
    """Returns the SHA-256 of a file, an empty text for one that cannot be read."""
    try:
        return digest_bytes(read(path))
    except OSError:
        return ""


def walk(out: Path, name: str) -> Found:
    """Returns all that lies in the folder `name` of `out`, following no link."""
    files: dict[str, os.stat_result] = {}
    odd: list[str] = []
    sealed: list[str] = []
    pending = [name]
    while pending:
        folder = pending.pop()
        if not os.access(out / folder, os.R_OK | os.W_OK | os.X_OK):
            sealed.append(folder)
            continue
        for entry in _children(out / folder):
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif entry.is_file(follow_symlinks=False):
                files[path] = entry.stat(follow_symlinks=False)
            else:
                odd.append(path)
    return Found(files, tuple(odd), tuple(sealed))


def _children(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from entries
