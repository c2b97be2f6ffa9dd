"""What was built, section by section: who owns which file, and how to tell that it is still as it was."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.kernel.origin import Origin
from toolkit.publish.disk import FOLDER_MODE, make_folder, read, replace
from toolkit.publish.problems import BROKEN_MANIFEST, NEWER_MANIFEST, OutputProblem, PublishStopped, reason

FORMAT = 1
FOLDER = ".manifests"
NEXT = "next"
PUBLIC_NAME = "manifest.json"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Entry(NamedTuple):
    """One file of a section. Size, time and inode tell at a glance that it is still the one that was written.

    `key` is the cache key of a paper, `recipe` the digest of all that its bytes come from; both empty where there is
    none.
    """

    path: str
    sha256: str
    size: int
    audience: str
    because: tuple[str, ...] = ()
    key: str = ""
    recipe: str = ""
    mtime_ns: int = 0
    inode: int = 0

    def stood(self, state: os.stat_result) -> Entry:
        """Returns the entry with the size, time and inode of the file as it stands now."""
        return self._replace(size=state.st_size, mtime_ns=state.st_mtime_ns, inode=state.st_ino)


@dataclass(frozen=True, slots=True)
class Section:
    """The manifest of one section: its files by path, the stamp of its run, and what it should have but has not.

    `inputs` are the digests of the files that its outputs name as their origins, as they were then; one table a section, since
    many outputs share an input. One that is not known is left out.
    """

    name: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    stamp: Mapping[str, str] = field(default_factory=dict)
    unavailable: tuple[str, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """Returns the section's private manifest as JSON; the same section gives the same bytes."""
        head = {
            "format": FORMAT,
            "section": self.name,
            "stamp": dict(sorted(self.stamp.items())),
            "unavailable": sorted(self.unavailable),
            "inputs": dict(sorted(self.inputs.items())),
        }
        return json_lines(head, "entries", (self.entries[path] for path in sorted(self.entries)))


def load_sections(out: Path) -> dict[str, Section]:
    """Returns the sections of `out` by name. Raises OutputProblem where a manifest is damaged or of a newer version."""
    folder = out / FOLDER
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    sections = [load_section(path) for path in paths]
    _check_public(out / PUBLIC_NAME)
    return {section.name: section for section in sections}


def published(out: Path) -> frozenset[str]:
    """Returns the output paths that stand in `out`; none where its manifest cannot be read."""
    try:
        sections = load_sections(out)
    except PublishStopped:
        return frozenset()
    return frozenset(path for name, section in sections.items() if (out / name).exists() for path in section.entries)


def load_section(path: Path) -> Section:
    """Returns the section whose manifest stands at `path`. Raises OutputProblem."""
    data = _decoded(path)
    try:
        if data["section"] != path.stem:
            raise ValueError(f"it belongs to {data['section']!r}")
        entries = [_entry(path.stem, row) for row in data["entries"]]
        stamp = {str(name): str(value) for name, value in data["stamp"].items()}
        unavailable = tuple(str(each) for each in data["unavailable"])
        inputs = {str(name): str(value) for name, value in data.get("inputs", {}).items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _broken(path, f"{type(error).__name__}: {error}") from error
    return Section(path.stem, {entry.path: entry for entry in entries}, stamp, unavailable, inputs)


_KINDS = (str, str, int, str, str, str, int, int)


def _entry(section: str, row: list[Any]) -> Entry:
    path, sha256, size, audience, because, key, recipe, mtime_ns, inode = row
    kinds = (type(path), type(sha256), type(size), type(audience), type(key), type(recipe), type(mtime_ns), type(inode))
    if kinds != _KINDS or not all(type(each) is str for each in because):
        raise TypeError(f"a value of the wrong type in {row!r:.80}")
    if not path.startswith(f"{section}/") or ".." in path.split("/"):
        raise ValueError(f"{path!r} lies outside the section")
    return Entry(path, sha256, size, audience, tuple(because), key, recipe, mtime_ns, inode)


def _check_public(path: Path) -> None:
    """The public manifest is only written, so a look at both its ends will do; one that looks odd is examined as a
    whole.
    """
    try:
        data = read(path)
    except OSError:
        data = b""
    if not (data.startswith(b'{"format":%d,\n' % FORMAT) and data.endswith(b"\n]}\n")):
        _decoded(path)


def _decoded(path: Path) -> dict[str, Any]:
    """The JSON object at `path`, of a format that we know; an empty one where there is no file."""
    try:
        data = json.loads(read(path))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _broken(path, reason(error).en) from error
    except (ValueError, RecursionError) as error:
        raise _broken(path, str(error)) from error
    found = data.get("format") if isinstance(data, dict) else None
    if type(found) is not int:
        raise _broken(path, "no format number")
    if found > FORMAT:
        raise OutputProblem(NEWER_MANIFEST.at(Origin(str(path)), found=found, known=FORMAT))
    assert isinstance(data, dict)
    return data


def _broken(path: Path, why: str) -> OutputProblem:
    return OutputProblem(BROKEN_MANIFEST.at(Origin(str(path)), why=why))


def manifest_path(out: Path, section: str) -> Path:
    """Returns where the manifest of a section stands: beside the sections, so that it is not among the public files."""
    return out / FOLDER / f"{section}.json"


def next_path(out: Path, section: str) -> Path:
    """Returns where the manifest of a section waits from before its swap until after it."""
    return out / FOLDER / NEXT / f"{section}.json"


def ensure_folders(out: Path) -> None:
    """Makes the folders of the manifests where they are missing. Raises OutputProblem."""
    for folder in (out / FOLDER, out / FOLDER / NEXT):
        if not folder.is_dir():
            make_folder(folder, FOLDER_MODE)


def announce(out: Path, section: Section) -> None:
    """Writes down, synced, what a section will be: a killed run is understood by it. Raises OutputProblem."""
    replace(next_path(out, section.name), section.encoded())


def public_manifest(sections: Mapping[str, Section], stamp: Mapping[str, str]) -> bytes:
    """Returns `manifest.json`: each file with digest, size, audience and origins; the stamps of this run and each
    section.
    """
    rows = (
        {"path": e.path, "sha256": e.sha256, "size": e.size, "audience": e.audience, "because": e.because}
        for name in sorted(sections)
        for e in (sections[name].entries[path] for path in sorted(sections[name].entries))
    )
    stamps = {
        name: {"stamp": dict(sorted(section.stamp.items())), "unavailable": sorted(section.unavailable)}
        for name, section in sorted(sections.items())
    }
    return json_lines({"format": FORMAT, "stamp": dict(sorted(stamp.items())), "sections": stamps}, "artifacts", rows)


def json_lines(head: Mapping[str, object], name: str, rows: Iterable[object]) -> bytes:
    """Returns a JSON object: the items of `head`, then the list `name`, a row a line, so that diffs are short."""
    items = "".join(f"{_JSON.encode(key)}:{_JSON.encode(value)},\n" for key, value in head.items())
    listed = ",\n".join(map(_JSON.encode, rows))
    return f"{{{items}{_JSON.encode(name)}:[\n{listed}\n]}}\n".encode()
