"""What a killed run left behind is understood and put right, under the lock and before anything is built."""

from __future__ import annotations

import os
from pathlib import Path

from toolkit.kernel.problem import Problem
from toolkit.publish.disk import replace
from toolkit.publish.live import digest_of_file, walk
from toolkit.publish.manifest import FOLDER, NEXT, Entry, Section, load_section, manifest_path
from toolkit.publish.problems import write_failed
from toolkit.publish.stage import ASIDE, STAGE_PREFIX, stage_removed


def recover(out: Path) -> tuple[Problem, ...]:
    """Brings `out` to a state that its manifests describe; returns warnings. Raises OutputProblem."""
    try:
        stages = sorted(path for path in out.iterdir() if path.name.startswith(STAGE_PREFIX))
        for stage in stages:
            _take_back(out, stage)
        waiting = sorted((out / FOLDER / NEXT).glob("*.json")) if (out / FOLDER / NEXT).is_dir() else []
        for announced in waiting:
            _settle(out, announced)
        for litter in (*out.glob(".*.new"), *(out / FOLDER).glob("**/.*.new")):
            litter.unlink()
    except OSError as error:
        raise write_failed(error.filename or out, error) from error
    return tuple(warning for stage in stages for warning in stage_removed(stage))


def _take_back(out: Path, stage: Path) -> None:
    """A swap of two renames that was cut between them: the old section goes back to its place."""
    aside = stage / ASIDE
    if stage.is_symlink() or not aside.is_dir():
        return
    for old in sorted(aside.iterdir()):
        if not os.path.lexists(out / old.name):
            os.rename(old, out / old.name)


def _settle(out: Path, announced: Path) -> None:
    """A run was killed between announcing a section and settling its manifest: the files say which of the two holds.

    A file that neither manifest describes (a cut write after a power failure) stays owned, and is made anew.
    """
    coming = load_section(announced)
    path = manifest_path(out, coming.name)
    before = load_section(path) if path.exists() else Section(coming.name)
    live = out / coming.name
    found = walk(out, coming.name).files if live.is_dir() and not live.is_symlink() else {}
    entries: dict[str, Entry] = {}
    for name, state in found.items():
        candidates = [entry for entry in (coming.entries.get(name), before.entries.get(name)) if entry is not None]
        if candidates:
            digest = digest_of_file(out / name)
            unknown = Entry(name, "", state.st_size, candidates[0].audience)
            entries[name] = next((each for each in candidates if each.sha256 == digest), unknown).stood(state)
    new_holds = entries.keys() == coming.entries.keys() and all(
        entry.sha256 == coming.entries[name].sha256 for name, entry in entries.items()
    )
    holding = coming if new_holds else before
    if live.is_dir():
        replace(path, Section(coming.name, entries, holding.stamp, holding.unavailable, holding.inputs).encoded())
    else:
        path.unlink(missing_ok=True)
    announced.unlink()
